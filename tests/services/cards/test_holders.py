"""Registering holders and guardians, and whom somebody may see."""

from datetime import date, timedelta

import pytest
from sqlalchemy import text

from tests.factories.accounts import AccountFactory, AssignmentFactory
from tests.factories.cards import CardFactory, CardSystemFactory, GuardianshipFactory, HolderFactory
from tests.services.cards.people import (
    acts_as,
    clerk_of_aalst,
    clerk_of_gent,
    guardian,
    partner_worker,
    volunteer,
)
from uitpas2.accounts.queries import assignments_of
from uitpas2.accounts.rules import Role
from uitpas2.accounts.services import activate
from uitpas2.cards import queries, services
from uitpas2.cards.errors import (
    AlreadyRegistered,
    BirthDateImpossible,
    GuardianOfOthers,
    HolderUnknown,
    NationalNumberOfOther,
    NoCardSystem,
    NumberMistyped,
    OutsideRegion,
)
from uitpas2.cards.rules import CardStatus, HolderKind, NationalNumber
from uitpas2.trail.queries import about

NOOR = {"first_name": "Noor", "last_name": "Peeters", "birth_date": date(2018, 3, 14)}
IN_GENT = {"postal_code": "9000", "city": "Gent", "municipality_nis": "44021"}
IN_AALST = {"postal_code": "9300", "city": "Aalst", "municipality_nis": "41002"}
NOORS_NUMBER = "18031400206"


def test_a_clerk_registers_a_child_in_the_card_system_of_its_municipality(work):
    clerk = acts_as(work, clerk_of_gent())

    noor = services.register_holder(clerk, **NOOR, **IN_GENT, street=" Kouter 1 ")

    assert (noor.first_name, noor.street, noor.registered_by) == ("Noor", "Kouter 1", clerk.actor.organisation_id)
    assert [membership.card_system_id for membership in noor.memberships] == [5]
    assert queries.holder(clerk, noor.id) is noor


def test_a_clerk_registers_nobody_of_another_region(work):
    clerk_of_aalst()
    clerk = acts_as(work, clerk_of_gent())

    with pytest.raises(OutsideRegion) as refused:
        services.register_holder(clerk, **NOOR, **IN_AALST)

    assert refused.value.field == "postal_code"
    assert "Aalst" in refused.value.message.nl


def test_without_a_card_system_there_is_nothing_to_register_in(work):
    CardSystemFactory()

    with pytest.raises(NoCardSystem):
        services.register_holder(work, **NOOR, **IN_AALST)


@pytest.mark.parametrize("days", [1, -366 * 121])
def test_nobody_is_born_tomorrow_or_121_years_ago(work, days):
    clerk_of_gent()
    birth_date = work.today + timedelta(days=days)

    with pytest.raises(BirthDateImpossible):
        services.register_holder(work, **{**NOOR, "birth_date": birth_date}, **IN_GENT)


def test_a_group_has_no_birth_date_and_a_person_does(work):
    clerk_of_gent()
    nameless = {"first_name": "Chiro", "last_name": "Gent", "birth_date": None}

    group = services.register_holder(work, **nameless, **IN_GENT, kind=HolderKind.GROUP)

    assert group.birth_date is None
    with pytest.raises(BirthDateImpossible):
        services.register_holder(work, **nameless, **IN_GENT)


def test_the_national_number_is_kept_unreadable_and_known_again(work):
    clerk_of_gent()

    noor = services.register_holder(work, **NOOR, **IN_GENT, national_number="18.03.14-002.06")
    work.session.flush()

    row = work.session.execute(text("select * from holders")).mappings().one()
    assert not any("180314" in str(value) for value in row.values())
    assert NationalNumber.decrypted(work.keys.derive("national-number"), noor.national_number) == NationalNumber(
        NOORS_NUMBER
    )
    with pytest.raises(AlreadyRegistered) as refused:
        services.register_holder(work, **NOOR, **IN_GENT, national_number=NOORS_NUMBER)
    assert refused.value.field == "national_number"


def test_a_national_number_of_another_birth_date_is_refused(work):
    clerk_of_gent()

    with pytest.raises(NationalNumberOfOther):
        services.register_holder(work, **NOOR, **IN_GENT, national_number="83030201540")


def test_the_trail_tells_of_a_registration_without_names(workplace, acting, database):
    from tests.factories.base import use
    from uitpas2.kernel.actor import system_actor

    with acting(system_actor("test")) as work:
        use(work)
        clerk_of_gent()
        noor = services.register_holder(work, **NOOR, **IN_GENT, national_number=NOORS_NUMBER)

    with workplace.reading(system_actor("test")) as work:
        lines = about(work, "holder", noor.id)
    assert [(line.action, line.details) for line in lines] == [
        ("holder.registered", {"municipality": "44021", "kind": "person"})
    ]


def test_a_new_guardian_gets_a_code_and_sees_the_child(work):
    clerk = acts_as(work, clerk_of_gent())
    noor = services.register_holder(clerk, **NOOR, **IN_GENT)

    account, code = services.add_guardian(clerk, noor.id, name="Lotte Maes", email="Lotte@voorbeeld.test")

    assert code is not None
    assert [held.role for held in assignments_of(work, account.id)] == [Role.GUARDIAN]
    lotte = acts_as(work, assignments_of(work, account.id)[0])
    assert queries.holders_of_guardian(lotte) == [noor]
    assert queries.is_guardian_of(lotte, noor.id)
    assert queries.holder(lotte, noor.id) is noor


def test_a_guardian_known_already_keeps_one_account_for_two_children(work):
    clerk = acts_as(work, clerk_of_gent())
    noor, daan = HolderFactory(), HolderFactory(first_name="Daan", birth_date=date(2020, 5, 1))
    first, _ = services.add_guardian(clerk, noor.id, name="Lotte Maes", email="lotte@voorbeeld.test")

    second, code = services.add_guardian(clerk, daan.id, name="L. Maes", email="LOTTE@voorbeeld.test")
    services.add_guardian(clerk, daan.id, name="L. Maes", email="lotte@voorbeeld.test")

    assert second is first
    assert code is None
    assert [held.role for held in assignments_of(work, first.id)] == [Role.GUARDIAN]
    assert queries.guardians_of(clerk, daan.id) == [first]
    assert queries.holders_of_guardian(acts_as(work, guardian_of(first, work))) == [noor, daan]


def test_a_counter_gives_no_code_for_an_account_that_opens_more_than_it_may_see(work):
    gent, aalst = acts_as(work, clerk_of_gent()), acts_as(work, clerk_of_aalst())
    noor = services.register_holder(gent, **NOOR, **IN_GENT)
    lotte, code = services.add_guardian(gent, noor.id, name="Lotte Maes", email="lotte@voorbeeld.test")
    bait = services.register_holder(
        aalst, **NOOR | {"first_name": "Niemand"}, postal_code="9300", city="Aalst", municipality_nis="41002"
    )
    services.add_guardian(aalst, bait.id, name="Lotte", email="lotte@voorbeeld.test")
    officer = AssignmentFactory(role=Role.MUNICIPALITY_OFFICER).account
    services.add_guardian(gent, noor.id, name="An", email=officer.email)

    with pytest.raises(GuardianOfOthers):
        services.renew_guardian_code(aalst, bait.id, lotte.id)
    with pytest.raises(GuardianOfOthers):
        services.renew_guardian_code(gent, noor.id, officer.id)

    assert activate(work, email=lotte.email, code=code, password="een-lang-wachtwoord") is not None


def guardian_of(account, work):
    return assignments_of(work, account.id)[0]


def test_an_ended_guardianship_shows_nothing_and_can_be_taken_up_again(work):
    clerk = acts_as(work, clerk_of_gent())
    lotte = AccountFactory(email="lotte@voorbeeld.test")
    noor = HolderFactory()
    GuardianshipFactory(account=lotte, holder=noor, ended_at=work.now)
    as_lotte = acts_as(work, guardian(lotte))

    assert queries.holders_of_guardian(as_lotte) == []
    assert not queries.is_guardian_of(as_lotte, noor.id)

    services.add_guardian(clerk, noor.id, name="Lotte", email="lotte@voorbeeld.test")

    assert queries.holders_of_guardian(as_lotte) == [noor]


def test_what_belongs_to_another_region_answers_like_what_is_not_there(work):
    noor = HolderFactory()
    card = CardFactory(holder=noor)
    of_aalst = acts_as(work, clerk_of_aalst())

    def answer(ask):
        with pytest.raises(HolderUnknown) as refused:
            ask()
        return (refused.value.code, refused.value.message, refused.value.details)

    assert answer(lambda: queries.holder(of_aalst, noor.id)) == answer(lambda: queries.holder(of_aalst, "nobody"))
    assert answer(lambda: queries.holder_of_card(of_aalst, card.number)) == answer(
        lambda: queries.holder_of_card(of_aalst, "0900000067513")
    )
    for ask in (queries.cards_of, queries.rights_of, queries.guardians_of):
        assert answer(lambda ask=ask: ask(of_aalst, noor.id)) == answer(lambda ask=ask: ask(of_aalst, "nobody"))
    assert queries.find_holders(of_aalst, birth_date=noor.birth_date) == []
    assert queries.perhaps_same(of_aalst, **NOOR) == []


def test_a_volunteer_and_a_partner_see_no_registers(work):
    noor = HolderFactory()

    for assignment in (volunteer(), partner_worker()):
        somebody = acts_as(work, assignment)
        assert queries.find_holders(somebody, birth_date=noor.birth_date) == []
        with pytest.raises(HolderUnknown):
            queries.holder(somebody, noor.id)


def test_a_clerk_finds_people_by_birth_date_and_part_of_a_name(work):
    clerk = acts_as(work, clerk_of_gent())
    noor = HolderFactory()
    emile = HolderFactory(first_name="Émile", last_name="De Smet")
    HolderFactory(first_name="Noor", birth_date=date(2017, 3, 14))

    found = {
        name: queries.find_holders(clerk, birth_date=noor.birth_date, name=name)
        for name in ("", "noo", "EMILE", "desmet", "daan")
    }

    assert found == {"": [emile, noor], "noo": [noor], "EMILE": [emile], "desmet": [emile], "daan": []}


def test_the_same_child_under_other_letters_is_noticed(work):
    clerk = acts_as(work, clerk_of_gent())
    emile = HolderFactory(first_name="Émile", last_name="De Smet")

    seen = queries.perhaps_same(clerk, first_name="emile", last_name="DESMET", birth_date=emile.birth_date)

    assert seen == [emile]


def test_a_holder_is_found_by_a_typed_number_also_when_the_card_no_longer_works(work):
    clerk = acts_as(work, clerk_of_gent())
    noor = HolderFactory()
    lost = CardFactory(holder=noor, blocked=True)

    typed = f"{lost.number[:4]} {lost.number[4:]}"

    assert queries.holder_of_card(clerk, typed) is noor
    assert queries.holder_of_card(clerk, services.qr_token(work, lost)) is noor
    with pytest.raises(NumberMistyped):
        queries.holder_of_card(clerk, lost.number[:-1] + str((int(lost.number[-1]) + 1) % 10))


def test_a_card_and_a_birth_date_together_lead_to_their_holder(work):
    card = CardFactory()
    holder = card.membership.holder
    partner = acts_as(work, partner_worker())

    assert queries.holder_by_card_and_birth_date(partner, f" {card.number} ", holder.birth_date) is holder
    for number, day in (
        (card.number, date(2018, 3, 15)),
        ("0900000067513", holder.birth_date),
        ("?", holder.birth_date),
    ):
        with pytest.raises(HolderUnknown):
            queries.holder_by_card_and_birth_date(partner, number, day)
    card.status = CardStatus.BLOCKED
    with pytest.raises(HolderUnknown):
        queries.holder_by_card_and_birth_date(partner, card.number, holder.birth_date)
