"""What the counter does in one go: a child with its guardian, a new code, a right on a proof, and the paper."""

import io
from dataclasses import replace
from datetime import date

import pytest
from pypdf import PdfReader

from tests.factories.accounts import AccountFactory, MunicipalityFactory
from tests.factories.base import use
from tests.factories.cards import CardFactory, CardSystemFactory, GuardianshipFactory, HolderFactory, SocialRightFactory
from tests.services.cards.people import acts_as, clerk_of_aalst, clerk_of_gent
from uitpas2.accounts.errors import EmailUnreadable
from uitpas2.accounts.rules import Permission
from uitpas2.accounts.sessions import actor_of
from uitpas2.cards import queries, services
from uitpas2.cards.errors import (
    CardNotActive,
    CardUnknown,
    GuardianHasStarted,
    GuardianNeeded,
    HolderUnknown,
    NumberMistyped,
    OutsideRegion,
    PerhapsRegistered,
    PlaceUnknown,
    RightUnknown,
)
from uitpas2.cards.rules import CardWay
from uitpas2.cards.services import NewCard
from uitpas2.kernel.actor import system_actor

NOOR = {"first_name": "Noor", "last_name": "Peeters", "birth_date": date(2018, 3, 14)}
LOTTE = {"guardian_name": "Lotte Maes", "guardian_email": "lotte@voorbeeld.test"}


def words(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages]


def test_a_child_and_a_guardian_are_registered_together(work):
    clerk = acts_as(work, clerk_of_gent())

    made = services.register_with_guardian(clerk, **NOOR, **LOTTE, postal_code="9000", city="gent")

    assert made.holder.municipality_nis == "44021"
    assert made.code is not None
    assert queries.guardians_of(clerk, made.holder.id) == [made.account]


def test_the_place_decides_where_one_postal_code_lies_in_two_municipalities(work):
    clerk = acts_as(work, clerk_of_gent())
    brecht = MunicipalityFactory(nis="11009", name="Brecht", postal_codes=["2960", "2990"])
    CardSystemFactory(municipality=brecht)
    MunicipalityFactory(nis="11053", name="Wuustwezel", postal_codes=["2990"])

    made = services.register_with_guardian(clerk, **NOOR, **LOTTE, postal_code="2990", city="Brecht")

    assert made.holder.municipality_nis == "11009"
    with pytest.raises(PlaceUnknown):
        services.register_with_guardian(
            clerk, **{**NOOR, "first_name": "Daan"}, **LOTTE, postal_code="2990", city="Loenhout"
        )


@pytest.mark.parametrize(
    ("changes", "error", "field"),
    [
        ({"guardian_email": ""}, GuardianNeeded, "guardian_email"),
        ({"guardian_name": ""}, GuardianNeeded, "guardian_name"),
        ({"guardian_email": "lotte"}, EmailUnreadable, "guardian_email"),
        ({"postal_code": "1000"}, PlaceUnknown, "postal_code"),
        ({"postal_code": "9300", "city": "Aalst"}, OutsideRegion, "postal_code"),
    ],
)
def test_what_is_missing_is_said_at_its_field(work, changes, error, field):
    clerk_of_aalst()
    clerk = acts_as(work, clerk_of_gent())
    wanted = {**NOOR, **LOTTE, "postal_code": "9000", "city": "Gent", **changes}

    with pytest.raises(error) as refused:
        services.register_with_guardian(clerk, **wanted)

    assert refused.value.field == field


def test_an_adult_can_do_without_a_guardian_or_be_their_own(work):
    clerk = acts_as(work, clerk_of_gent())
    karel = {**NOOR, "first_name": "Karel", "birth_date": date(1966, 1, 1), "postal_code": "9000", "city": "Gent"}

    alone = services.register_with_guardian(clerk, **karel)
    with_account = services.register_with_guardian(
        clerk, **karel, guardian_email="karel@voorbeeld.test", others=[alone.holder.id]
    )

    assert alone.account is None
    assert with_account.account.name == "Karel Peeters"


@pytest.mark.parametrize(
    "known",
    [
        {"first_name": "NÔOR"},
        {"first_name": "Peeters", "last_name": "Noor"},
        {"last_name": "Peters"},
        {"first_name": "Nour"},  # perhaps her twin
        {"first_name": "Noor Maria", "last_name": "Peeters-Maes"},
    ],
)
def test_somebody_alike_is_registered_only_after_a_look(work, known):
    clerk = acts_as(work, clerk_of_gent())
    alike = HolderFactory(**known)
    noor = {**NOOR, **LOTTE, "postal_code": "9000", "city": "Gent"}

    with pytest.raises(PerhapsRegistered):
        services.register_with_guardian(clerk, **noor)
    with pytest.raises(PerhapsRegistered):
        services.register_with_guardian(clerk, **noor, others=["somebody-else"])

    assert services.register_with_guardian(clerk, **noor, others=[alike.id]).holder.first_name == "Noor"


def test_only_the_own_region_is_looked_through_for_somebody_alike(work):
    clerk = acts_as(work, clerk_of_gent())
    HolderFactory(of_aalst=True)
    HolderFactory(first_name="Daan")
    noor = {**NOOR, **LOTTE, "postal_code": "9000"}

    made = services.register_with_guardian(clerk, **noor)

    assert (made.holder.city, services.look_alikes(clerk, **NOOR, national_number=None)) == ("Gent", [made.holder])


def test_the_same_national_number_is_shown_to_whoever_may_look_for_it(work):
    clerk = acts_as(work, clerk_of_gent())
    number = "18031400206"
    noor = services.register_with_guardian(clerk, **NOOR, **LOTTE, postal_code="9000", national_number=number).holder
    fewer = replace(
        clerk, actor=replace(clerk.actor, permissions=clerk.actor.permissions - {Permission.FIND_BY_NATIONAL_NUMBER})
    )
    somebody = {**NOOR, "first_name": "Aya", "last_name": "El Idrissi"}

    assert services.look_alikes(clerk, **somebody, national_number=number) == [noor]
    assert services.look_alikes(fewer, **somebody, national_number=number) == []


def test_the_card_is_given_in_the_same_step_or_nobody_is_registered(workplace):
    with workplace.begin(system_actor("test")) as work:
        use(work)
        clerk = clerk_of_gent()
        in_drawer = CardFactory(stock=True).number
        actor = actor_of(clerk)
    noor = {**NOOR, **LOTTE, "postal_code": "9000"}

    with pytest.raises(NumberMistyped) as refused, workplace.begin(actor) as work:
        services.register_with_guardian(work, **noor, card=NewCard(CardWay.DRAWER, "0900000095903"))
    with workplace.begin(actor) as work:
        made = services.register_with_guardian(work, **noor, card=NewCard(CardWay.DRAWER, in_drawer))

        assert refused.value.field == "card_number"
        assert made.card.number == in_drawer
        assert queries.active_card(work, made.holder.id) is made.card


def test_a_lost_code_is_replaced_until_the_account_is_started(work):
    clerk = acts_as(work, clerk_of_gent())
    noor = HolderFactory()
    account, first = services.add_guardian(clerk, noor.id, name="Lotte", email="lotte@voorbeeld.test")
    first_hash = account.activation_hash

    second = services.renew_guardian_code(clerk, noor.id, account.id)

    assert second != first
    assert account.activation_hash != first_hash
    account.password_hash = "chosen"
    with pytest.raises(GuardianHasStarted):
        services.renew_guardian_code(clerk, noor.id, account.id)


def test_no_code_is_made_for_somebody_elses_account(work):
    clerk, of_aalst = acts_as(work, clerk_of_gent()), acts_as(work, clerk_of_aalst())
    lotte = GuardianshipFactory(holder=HolderFactory()).account_id
    noor = queries.find_holders(clerk, birth_date=NOOR["birth_date"])[0]
    stranger = AccountFactory()

    for actor, account_id in ((clerk, stranger.id), (of_aalst, lotte)):
        with pytest.raises(HolderUnknown):
            services.renew_guardian_code(actor, noor.id, account_id)


def test_a_right_that_has_not_started_never_does(work):
    clerk = acts_as(work, clerk_of_gent())
    noor = HolderFactory()
    coming = SocialRightFactory(holder_id=noor.id, starts=date(2027, 1, 1), ends=date(2027, 6, 1))

    services.end_right(clerk, coming.id)

    assert not queries.has_right_on(work, noor.id, date(2027, 1, 1))


def test_another_region_ends_no_right(work):
    right = SocialRightFactory(holder_id=HolderFactory().id)

    with pytest.raises(RightUnknown):
        services.end_right(acts_as(work, clerk_of_aalst()), right.id)


def test_a_printed_card_shows_name_number_and_region_and_nothing_else_of_the_holder(work):
    clerk = acts_as(work, clerk_of_gent())
    card = CardFactory(
        number="0900000095902", holder=HolderFactory(first_name="Şeyma", last_name="Öztürk", with_right=True)
    )

    (page,) = words(services.card_pdf(clerk, card.id))

    lines = page.splitlines()
    assert lines[:2] == ["UiTPAS 2.0", lines[1]]
    assert "0900 000 095 902" in lines
    assert "UiTPAS Gent" in lines
    assert "eyma" in page
    assert not any(hint in page for hint in ("2018", "14", "Kouter", "9000", "prijs", "recht"))


def test_the_same_card_prints_the_same_bytes(work):
    clerk = acts_as(work, clerk_of_gent())
    card = CardFactory(holder=HolderFactory(language="fr"))

    assert services.card_pdf(clerk, card.id) == services.card_pdf(clerk, card.id)
    assert "Découpez la carte" in words(services.card_pdf(clerk, card.id))[0]


def test_a_card_that_no_longer_works_or_of_another_region_is_not_printed(work):
    card, blocked = CardFactory(), CardFactory(blocked=True)

    with pytest.raises(CardNotActive):
        services.card_pdf(acts_as(work, clerk_of_gent()), blocked.id)
    with pytest.raises(CardUnknown):
        services.card_pdf(acts_as(work, clerk_of_aalst()), card.id)


@pytest.mark.parametrize(
    ("language", "greeting", "last_day"),
    [
        ("nl", "Dag Lotte Maes", "woensdag 9 december 2026"),
        ("fr", "Bonjour Lotte Maes", "mercredi 9 décembre 2026"),
        ("en", "Hello Lotte Maes", "Wednesday 9 December 2026"),
    ],
)
def test_the_letter_has_all_a_guardian_needs_to_start(work, language, greeting, last_day):
    clerk = acts_as(work, clerk_of_gent())
    noor = HolderFactory()
    account, code = services.add_guardian(
        clerk, noor.id, name="Lotte Maes", email="lotte@voorbeeld.test", language=language
    )

    (page,) = words(
        services.letter_pdf(clerk, noor.id, account_id=account.id, code=code, address="https://uitpas.test/activate")
    )

    for needed in (greeting, code, "lotte@voorbeeld.test", "https://uitpas.test/activate", "Noor", last_day):
        assert needed in page


def test_ten_cards_go_on_a_sheet(work):
    cards = [CardFactory() for _ in range(12)]

    pages = words(services.sheet_pdf(work, queries.cards_to_print(work, municipality_nis="44021", latest=50)))

    assert [page.count("UiTPAS 2.0") for page in pages] == [10, 2]
    for card in cards:
        number = card.number
        assert f"{number[:4]} {number[4:7]} {number[7:10]} {number[10:]}" in "".join(pages)
