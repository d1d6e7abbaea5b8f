"""Who decides for whom: two households, an end, coming of age, and a code to join a family."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from tests.factories.accounts import AccountFactory
from tests.factories.base import use
from tests.factories.cards import CardFactory, GuardianshipFactory, HolderFactory
from tests.mails import Postman
from tests.services.cards.people import acts_as, clerk_of_aalst, clerk_of_gent, guardian
from uitpas2.accounts.models import Account
from uitpas2.accounts.rules import PERMISSIONS, Role
from uitpas2.accounts.sessions import actor_of
from uitpas2.cards import queries, services
from uitpas2.cards.errors import (
    EndReasonNeeded,
    FamilyRequestsUsedUp,
    GuardianConsentNeeded,
    HolderUnknown,
    LastGuardian,
    PhoneNeeded,
)
from uitpas2.cards.models import Card, ContactPreference, Guardianship, Holder
from uitpas2.cards.rules import ConsentGiver, EndReason, Purpose
from uitpas2.database.work import Work, Workplace
from uitpas2.kernel.actor import Actor, ActorKind, system_actor
from uitpas2.kernel.clock import BRUSSELS, FrozenClock
from uitpas2.trail.queries import about


def decides_for(holder: Holder, *, name: str = "An Peeters", email: str | None = None, **guardianship: Any) -> Account:
    """Somebody new who decides for a holder."""
    account = AccountFactory(name=name, **({"email": email} if email else {}))
    GuardianshipFactory(account=account, holder=holder, **guardianship)
    return account


def as_guardian(work: Work, account: Account) -> Work:
    """The same Work in the hands of a guardian who is signed in."""
    may = frozenset(PERMISSIONS[Role.GUARDIAN])
    return replace(work, actor=Actor(account.id, ActorKind.PERSON, account.name, "guardian", permissions=may))


@pytest.fixture
def noor(work: Work) -> Holder:
    return CardFactory(holder=HolderFactory()).membership.holder


@pytest.fixture
def mother(work: Work, noor: Holder) -> Account:
    return decides_for(noor, name="Lotte Maes", email="lotte@thuis.test")


def card_number(work: Work) -> str:
    return work.session.scalars(select(Card.number)).one()


def test_two_households_of_one_child_see_neither_name_mail_nor_address_of_each_other(work, noor, mother) -> None:
    clerk = acts_as(work, clerk_of_gent())

    father, _ = services.add_guardian(
        clerk, noor.id, name="Karim Aziz", email="karim@elders.test", lives_elsewhere=True
    )
    stepmother, _ = services.add_guardian(clerk, noor.id, name="Ines", email="ines@elders.test", lives_elsewhere=True)

    seen = {
        account.name: (
            {decider.name for decider in queries.deciders_as_seen(as_guardian(work, account), noor.id)},
            queries.sees_home(as_guardian(work, account), noor.id),
        )
        for account in (mother, father, stepmother)
    }
    assert seen == {
        "Lotte Maes": ({"Lotte Maes", ""}, True),
        "Karim Aziz": ({"Karim Aziz", "Ines", ""}, False),
        "Ines": ({"Karim Aziz", "Ines", ""}, False),
    }


def test_a_guardian_stops_but_a_child_keeps_somebody(work, noor, mother) -> None:
    with pytest.raises(LastGuardian):
        services.stop_deciding(as_guardian(work, mother), noor.id)
    father = decides_for(noor)

    services.stop_deciding(as_guardian(work, mother), noor.id)

    assert not queries.is_guardian_of(as_guardian(work, mother), noor.id)
    assert queries.is_guardian_of(as_guardian(work, father), noor.id)
    with pytest.raises(HolderUnknown):
        services.stop_deciding(as_guardian(work, mother), noor.id)


def test_a_clerk_of_the_region_ends_it_for_a_reason_and_may_add_the_person_again(work, noor, mother) -> None:
    clerk = acts_as(work, clerk_of_gent())
    with pytest.raises(HolderUnknown):
        services.end_guardianship(acts_as(work, clerk_of_aalst()), noor.id, mother.id, reason="court")
    with pytest.raises(EndReasonNeeded):
        services.end_guardianship(clerk, noor.id, mother.id, reason="of-age")

    services.end_guardianship(clerk, noor.id, mother.id, reason="court")

    row = work.session.scalars(select(Guardianship).where(Guardianship.account_id == mother.id)).one()
    work.session.refresh(row)
    assert (row.end_reason, row.ended_by) == (EndReason.COURT, clerk.actor.id)
    services.add_guardian(clerk, noor.id, name="Lotte Maes", email=mother.email)
    work.session.refresh(row)
    assert (row.ended_at, row.end_reason) == (None, None)


@pytest.mark.parametrize(
    ("birth_date", "today", "ends"),
    [
        (date(2008, 11, 30), date(2026, 11, 29), False),
        (date(2008, 11, 30), date(2026, 11, 30), True),
        (date(2008, 2, 29), date(2026, 2, 28), False),
        (date(2008, 2, 29), date(2026, 3, 1), True),
        (date(2008, 12, 31), date(2026, 12, 31), True),
    ],
)
def test_on_its_eighteenth_birthday_a_child_gets_its_own_say(work, birth_date, today, ends) -> None:
    child = HolderFactory(birth_date=birth_date)
    parent = decides_for(child, since=datetime(2020, 1, 1, tzinfo=UTC))
    services.give_consent(as_guardian(work, parent), child.id, Purpose.NEWS)
    morning = replace(work, now=datetime(today.year, today.month, today.day, 4, tzinfo=BRUSSELS))

    ended = services.end_at_eighteen(morning)

    assert ended == int(ends)
    assert queries.is_guardian_of(as_guardian(work, parent), child.id) is not ends
    assert queries.has_consent(work, child.id, Purpose.NEWS) is not ends
    assert services.end_at_eighteen(morning) == 0


def test_whoever_was_added_for_an_adult_stays(work) -> None:
    adult = HolderFactory(birth_date=date(2000, 1, 1))
    own = decides_for(adult, since=datetime(2020, 1, 1, tzinfo=UTC))

    assert services.end_at_eighteen(work) == 0
    assert queries.is_guardian_of(as_guardian(work, own), adult.id)


def test_a_family_member_is_added_with_the_code_that_their_guardian_passes_on(workplace, clock) -> None:
    father = _noor_and_a_father(workplace)
    with workplace.begin(father) as work:
        services.ask_to_join(work, card_number=card_number(work), birth_date=date(2018, 3, 14))
    postman = Postman(workplace)
    (mail,) = postman.brings()

    with workplace.begin(father) as work:
        holder = services.join_with_code(work, postman.code_in(mail))

    assert (mail.to, "Karim Aziz" in mail.body, holder and holder.first_name) == ("lotte@thuis.test", True, "Noor")
    assert "karim" not in mail.body
    with workplace.begin(father) as work:
        assert [one.first_name for one in queries.holders_of_guardian(work)] == ["Noor"]
        assert not queries.sees_home(work, holder.id)
        assert services.join_with_code(work, postman.code_in(mail)) is None
    assert [told.subject for told in postman.brings()] == ["Karim Aziz ziet nu ook de kaart van Noor"]


@pytest.mark.parametrize("case", ["late", "wrong five times", "of another account"])
def test_a_code_opens_nothing(workplace: Workplace, clock: FrozenClock, case: str) -> None:
    father = _noor_and_a_father(workplace)
    with workplace.begin(father) as work:
        services.ask_to_join(work, card_number=card_number(work), birth_date=date(2018, 3, 14))
    code = Postman(workplace).code_in(Postman(workplace).brings()[0])

    match case:
        case "late":
            clock.move(timedelta(minutes=31))
        case "wrong five times":
            for _ in range(5):
                with workplace.begin(father) as work:
                    assert services.join_with_code(work, "ABCD-EFGH") is None
        case _:
            father = replace(father, id="somebody-else")

    with workplace.begin(father) as work:
        assert services.join_with_code(work, code) is None
        assert queries.holders_of_guardian(work) == []


def test_asking_tells_nothing_about_a_card_and_goes_five_times_a_day(workplace: Workplace, clock: FrozenClock) -> None:
    father = _noor_and_a_father(workplace)
    with workplace.begin(father) as work:
        number = card_number(work)
        wrong_day = services.ask_to_join(work, card_number=number, birth_date=date(2018, 3, 15))
        nobodys = services.ask_to_join(work, card_number="0900000095902", birth_date=date(2018, 3, 14))
        assert services.join_with_code(work, "ABCD-EFGH") is None

    assert {wrong_day.holder_id, nobodys.holder_id} == {None}
    assert Postman(workplace).brings() == []
    with workplace.begin(father) as work:
        for _ in range(3):
            services.ask_to_join(work, card_number=number, birth_date=date(2018, 3, 14))
        with pytest.raises(FamilyRequestsUsedUp):
            services.ask_to_join(work, card_number=number, birth_date=date(2018, 3, 14))
    clock.move(timedelta(days=1, minutes=1))
    with workplace.begin(father) as work:
        services.ask_to_join(work, card_number=number, birth_date=date(2018, 3, 14))


def _noor_and_a_father(workplace: Workplace) -> Actor:
    with workplace.begin(system_actor("test")) as work:
        use(work)
        noor = CardFactory(holder=HolderFactory()).membership.holder
        decides_for(noor, name="Lotte Maes", email="lotte@thuis.test")
        return actor_of(guardian(AccountFactory(name="Karim Aziz", email="karim@elders.test")))


def test_a_consent_has_a_giver_and_a_day_and_a_child_of_twelve_does_not_give_it(work, noor, mother) -> None:
    clerk = acts_as(work, clerk_of_gent())
    with pytest.raises(GuardianConsentNeeded):
        services.give_consent(clerk, noor.id, Purpose.NEWS, giver=ConsentGiver.HOLDER)
    with pytest.raises(HolderUnknown):
        services.give_consent(as_guardian(work, AccountFactory()), noor.id, Purpose.NEWS)

    services.choose_consents(as_guardian(work, mother), noor.id, {Purpose.NEWS, Purpose.PICTURE})
    services.choose_consents(clerk, noor.id, {Purpose.PICTURE})

    live = queries.consents_of(work, noor.id)
    assert set(live) == {Purpose.PICTURE}
    assert (live[Purpose.PICTURE].giver, live[Purpose.PICTURE].entered_by) == (ConsentGiver.GUARDIAN, mother.id)
    assert live[Purpose.PICTURE].given_at == work.now
    thirteen = HolderFactory(birth_date=date(2013, 11, 25))
    assert services.give_consent(clerk, thirteen.id, Purpose.NEWS, giver=ConsentGiver.HOLDER)


def test_a_telephone_number_is_kept_for_text_messages_only(work, mother) -> None:
    own = as_guardian(work, mother)
    with pytest.raises(PhoneNeeded):
        services.choose_channels(own, by_mail=True, by_sms=True, by_post=False)

    services.choose_channels(own, by_mail=True, by_sms=True, by_post=False, phone="0470 12 34 56")
    assert queries.own_channels(own).phone == "0470123456"
    services.choose_channels(own, by_mail=True, by_sms=False, by_post=True, phone="0470 12 34 56")

    assert work.session.get_one(ContactPreference, mother.id).phone == ""


def test_a_look_counts_once_a_day_and_its_purpose_is_not_in_the_trail(workplace: Workplace) -> None:
    father = _noor_and_a_father(workplace)
    with workplace.begin(father) as work:
        noor = work.session.scalars(select(Holder.id)).one()
        for purpose in ("Bezwaar", "Bezwaar", "Controle"):
            services.note_look(work, noor, "ground", purpose=purpose)
        with pytest.raises(HolderUnknown):
            queries.looks_at(work, noor)

    with workplace.begin(replace(father, id=_mother_of(workplace, noor))) as work:
        assert sorted(look.purpose for look in queries.looks_at(work, noor)) == ["Bezwaar", "Controle"]
        assert about(work, "holder", noor) == []


def _mother_of(workplace: Workplace, holder_id: str) -> str:
    with workplace.reading() as work:
        return work.session.scalars(select(Guardianship.account_id).where(Guardianship.holder_id == holder_id)).one()
