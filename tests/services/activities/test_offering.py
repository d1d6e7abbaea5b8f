"""Adding an activity by hand."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.factories.accounts import OrganisationFactory
from tests.factories.activities import WEDNESDAY_AFTERNOON
from tests.factories.base import use
from uitpas2.activities import queries
from uitpas2.activities.errors import ActivityUnknown, SessionsNeeded
from uitpas2.activities.rules import CalendarType, Limits, ProductClass
from uitpas2.activities.services import NewPlace, NewSession, add_activity
from uitpas2.database.work import Work, Workplace
from uitpas2.kernel.actor import Actor, ActorKind, system_actor
from uitpas2.kernel.money import Euro
from uitpas2.kernel.period import PeriodKind

LESSON = NewSession(WEDNESDAY_AFTERNOON, WEDNESDAY_AFTERNOON + timedelta(hours=1), capacity=8)


def test_what_was_added_can_be_found_on_its_day_by_its_name_and_its_place(work: Work) -> None:
    organiser = OrganisationFactory()

    added = add_activity(
        work,
        organiser_id=organiser.id,
        name="Zwemles",
        product_class=ProductClass.LEISURE,
        price=Euro(1000),
        place=NewPlace("Zwembad Rozebroeken", city="Sint-Amandsberg"),
        sessions=[LESSON],
        further_prices=[("Abonnement", Euro(8000))],
    )

    found = queries.find_offer(work, day=date(2026, 12, 2), text="zwemles rozebroeken").items
    assert [line.activity.id for line in found] == [added.id]
    assert (added.calendar_type, added.municipality_nis) == (CalendarType.SINGLE, "44021")
    assert [price.amount for price in added.prices] == [Euro(1000), Euro(8000)]


def test_an_organiser_may_widen_the_limits(work: Work) -> None:
    weekly = Limits(tickets=2, ticket_period=PeriodKind.WEEK, checkins=7, checkin_period=PeriodKind.WEEK)

    added = add_activity(
        work,
        organiser_id=OrganisationFactory().id,
        name="Vrij zwemmen",
        product_class=ProductClass.LEISURE,
        price=Euro(500),
        limits=weekly,
    )

    assert added.calendar_type is CalendarType.PERMANENT
    assert (added.ticket_limit, added.ticket_period, added.checkin_limit) == (2, PeriodKind.WEEK, 7)


def test_dates_are_needed_and_end_after_they_start(work: Work) -> None:
    backwards = NewSession(LESSON.ends, LESSON.starts)
    organiser = OrganisationFactory().id

    for sessions in ([], [backwards]):
        with pytest.raises(SessionsNeeded):
            add_activity(
                work,
                organiser_id=organiser,
                name="Zwemles",
                product_class=ProductClass.LEISURE,
                price=Euro(0),
                calendar_type=CalendarType.MULTIPLE,
                sessions=sessions,
            )


@pytest.mark.parametrize("acts_for_another", [True, False])
def test_nobody_adds_to_another_organisers_offer(workplace: Workplace, acts_for_another: bool) -> None:
    with workplace.begin(system_actor("test")) as work:
        use(work)
        mine, theirs = OrganisationFactory().id, OrganisationFactory().id
    actor = Actor(id="a", kind=ActorKind.PERSON, organisation_id=mine if acts_for_another else None)

    with pytest.raises(ActivityUnknown), workplace.begin(actor) as work:
        add_activity(
            work,
            organiser_id=theirs,
            name="Zwemles",
            product_class=ProductClass.LEISURE,
            price=Euro(0),
            sessions=[LESSON],
        )
