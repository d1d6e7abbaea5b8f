"""Several children and several moments at once: what is shown is what is done, each with its price and reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import pytest

from tests.factories.accounts import AssignmentFactory, MunicipalityFactory, OrganisationFactory
from tests.factories.activities import SessionFactory
from tests.factories.base import use
from tests.factories.cards import CardFactory, CardSystemFactory, GuardianshipFactory, HolderFactory
from tests.factories.registrations import family, swimming
from tests.mails import Postman
from tests.services.cards.people import acts_as, clerk_of_aalst
from uitpas2.accounts.models import Assignment
from uitpas2.accounts.queries import administration_of
from uitpas2.accounts.rules import Role
from uitpas2.activities.models import Activity, Session
from uitpas2.activities.rules import ProductClass
from uitpas2.cards.models import Holder
from uitpas2.database.work import Work, Workplace
from uitpas2.kernel.actor import system_actor
from uitpas2.kernel.money import Euro
from uitpas2.kernel.text import TranslatedText
from uitpas2.registrations import errors, queries, services
from uitpas2.registrations.queries import Prospect
from uitpas2.registrations.rules import RegistrationStatus, Wish
from uitpas2.registrations.rules.periods import periods_of

CARE = {"product_class": ProductClass.CARE, "price__amount": Euro(2600), "age_from": 3, "age_to": 12}


@dataclass
class Home:
    """Three children of one mother; the eldest has the right. Care on three Wednesdays, for so many children."""

    mother: Assignment
    clerk: Assignment
    children: list[Holder]
    care: Activity
    days: list[Session]

    def wishes(self, children: int = 3, days: int = 1) -> list[Wish]:
        return [Wish(child.id, session_id=day.id) for child in self.children[:children] for day in self.days[:days]]


def home(work: Work, *, places: int = 9) -> Home:
    gent = administration_of(work, MunicipalityFactory().nis) or OrganisationFactory(of_municipality=True)
    own = family(with_right=True, first_name="Noor")
    others = [HolderFactory(first_name=name, birth_date=date(2019, 5, 1)) for name in ("Sam", "Lou")]
    for child in others:
        CardFactory(holder=child)
        GuardianshipFactory(account=own.guardian.account, holder=child)
    care, first = swimming(
        places=places, name=TranslatedText(nl="Opvang"), session__starts=work.now + timedelta(days=7), **CARE
    )
    later = [
        SessionFactory(activity=care, starts=first.starts + timedelta(days=7 * week), capacity=places)
        for week in (1, 2)
    ]
    CardSystemFactory(municipality=MunicipalityFactory())
    clerk = AssignmentFactory(role=Role.COUNTER_CLERK, organisation=gent)
    return Home(own.guardian, clerk, [own.child, *others], care, [first, *later])


def prices(order: queries.Order) -> list[list[int]]:
    return [[line.price.holder_pays.cents if line.price else 0 for line in one.lines] for one in order.children]


def test_brothers_and_sisters_come_first_and_then_the_own_price_and_each_step_is_told(work: Work) -> None:
    own = home(work)
    work = acts_as(work, own.mother)

    alone = queries.order_of(work, own.care.id, own.wishes(children=1))
    together = queries.order_of(work, own.care.id, own.wishes(children=3, days=2))
    made = services.register_all(work, own.wishes(children=3, days=2), expected=together.total)

    assert prices(alone) == [[1300]]  # half of € 26,00
    assert prices(together) == [[975, 975], [1950, 1950], [1950, 1950]]  # 25 % off first, and then half of € 19,50
    assert together.total == Euro(9750)
    assert sorted(one.price_shown.cents for one in made) == [975, 975, 1950, 1950, 1950, 1950]
    assert {one.status for one in made} == {RegistrationStatus.CONFIRMED}


def test_what_is_shown_is_what_happens_when_there_is_not_a_place_for_each(work: Work) -> None:
    for together, expected in ((False, ["place", "place", "waiting"]), (True, ["waiting", "waiting", "waiting"])):
        own = home(work, places=2)
        order = queries.order_of(work, own.care.id, own.wishes(), together=together)

        with pytest.raises(errors.FullButWaitingPossible):
            services.register_all(work, own.wishes(), together=together)
        made = services.register_all(work, own.wishes(), together=together, or_wait=True, expected=order.total)

        assert [line.prospect.value for line in order.lines] == expected
        assert [one.status is RegistrationStatus.CONFIRMED for one in made] == [word == "place" for word in expected]


def test_each_child_that_cannot_come_hears_why_and_the_others_go_on(work: Work) -> None:
    own = home(work)
    toddler = HolderFactory(first_name="Kas", birth_date=date(2025, 6, 1))
    GuardianshipFactory(account=own.mother.account, holder=toddler)
    services.register(work, session_id=own.days[0].id, holder_id=own.children[1].id)
    work = acts_as(work, own.mother)
    wishes = [*own.wishes(), Wish(toddler.id, session_id=own.days[0].id)]

    order = queries.order_of(work, own.care.id, wishes)

    refusals = {line.holder.first_name: line.refusal.code for line in order.lines if line.refusal}
    assert refusals == {"Sam": "already-registered", "Kas": "age-too-young"}
    assert [line.holder.first_name for line in order.going] == ["Noor", "Lou"]
    assert prices(order)[0] == [975]  # Sam is there that day already


def test_a_price_that_changed_meanwhile_is_told_and_nothing_is_kept(work: Work) -> None:
    own = home(work)
    work = acts_as(work, own.mother)
    seen = queries.order_of(work, own.care.id, own.wishes()).total
    own.care.prices[0].amount = Euro(3000)
    work.session.flush()

    with pytest.raises(errors.PriceIsAnother):
        services.register_all(work, own.wishes(), expected=seen)

    assert queries.registrations_of_holder(work, own.children[0].id) == []
    assert queries.order_of(work, own.care.id, own.wishes()).total == Euro(1125 + 2250 + 2250)


def test_nobody_orders_for_children_of_others_and_a_clerk_only_for_the_own_region(work: Work) -> None:
    own = home(work)
    stranger = family(first_name="Ine").guardian

    for somebody in (stranger, clerk_of_aalst()):
        theirs = acts_as(work, somebody)
        with pytest.raises(errors.ChildUnknown):
            queries.order_of(theirs, own.care.id, own.wishes())
        with pytest.raises(errors.ChildUnknown):
            services.register_all(theirs, own.wishes())
    work = acts_as(work, own.clerk)
    made = services.register_all(work, own.wishes())
    services.cancel(work, made[0].id)

    assert made[0].end_reason is not None
    assert made[0].end_reason.value == "by-counter"


def test_the_family_gets_one_confirmation_per_child_with_all_days_and_where_to_be(
    workplace: Workplace,
) -> None:
    with workplace.begin(system_actor("test")) as work:
        use(work)
        own = home(work)
        own.care.meeting_place = TranslatedText(nl="Aan de poort")
        own.care.to_bring = TranslatedText(nl="Een stuk fruit")
        services.register_all(acts_as(work, own.clerk), own.wishes(children=2, days=3))

    mails = {mail.subject: mail.body for mail in Postman(workplace).brings()}

    assert set(mails) == {"Noor heeft een plaats: Opvang", "Sam heeft een plaats: Opvang"}
    body = mails["Noor heeft een plaats: Opvang"]
    assert body.count("- woensdag") == 3
    for words in ("Afspreken: Aan de poort", "Breng mee: Een stuk fruit", "lees je in je account", "aan de balie"):
        assert words in body, body
    assert "€" not in body


def test_the_days_of_a_month_and_its_weekdays_are_chosen_at_once() -> None:
    december = [date(2026, 12, day) for day in (2, 4, 9, 11, 16)]

    found = {period.key: len(period.days) for period in periods_of([*december, date(2027, 1, 6)])}

    assert found == {"2026-12": 5, "2026-12-3": 3, "2026-12-5": 2}


def test_an_order_of_nothing_or_of_two_activities_is_none(work: Work) -> None:
    own, (other, session) = home(work), swimming()
    mixed = [*own.wishes(children=1), Wish(own.children[0].id, session_id=session.id)]

    with pytest.raises(errors.MomentNeeded):
        services.register_all(work, [])
    with pytest.raises(Exception, match="session-unknown"):
        services.register_all(work, mixed)
    assert other.id != own.care.id
    assert [line.prospect for line in queries.order_of(work, own.care.id, own.wishes(children=1)).lines] == [
        Prospect.PLACE
    ]


def test_who_may_know_hears_what_a_child_does_meanwhile_elsewhere(work: Work) -> None:
    own, other = home(work), home(work, places=9)
    sam = own.children[0]
    services.register(work, session_id=other.days[0].id, holder_id=sam.id)

    at_once, on_another_day = Wish(sam.id, session_id=own.days[0].id), Wish(sam.id, session_id=own.days[1].id)
    family = acts_as(work, own.mother)
    order = queries.order_of(family, own.care.id, [at_once, on_another_day])

    assert queries.clashes(family, order) == {at_once: [other.care.name]}
