"""Entering an activity by hand, changing it with people in it, prices that stay, places for partners."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from tests.factories.accounts import AssignmentFactory
from tests.factories.activities import ActivityFactory
from uitpas2.accounts.rules import Role
from uitpas2.accounts.sessions import actor_of
from uitpas2.activities import queries, services
from uitpas2.activities.errors import ActivityUnknown
from uitpas2.activities.errors.entering import (
    AgesReversed,
    CapacityBelowTaken,
    MomentOver,
    NameNeeded,
    NotEnteredHere,
    StillRegistered,
)
from uitpas2.activities.errors.planning import MoreKeptThanPlaces, PriceChanged
from uitpas2.activities.models import Price, Series, Session
from uitpas2.activities.rules import Availability, CalendarType, Origin, ProductClass, Publication, is_open_on
from uitpas2.activities.rules.entering import Entry, Tariff, Where
from uitpas2.activities.rules.planning import DatedTime, Plan, Rhythm, Season, Stay, WeekHours
from uitpas2.kernel.clock import brussels_day, brussels_moment
from uitpas2.kernel.money import Euro

COURSE = Plan(
    Rhythm.COURSE,
    first=date(2027, 1, 6),
    hours=(WeekHours((2,), "14:00", "15:30"),),
    lessons=5,
    season=Season.SCHOOL_DAYS,
    capacity=10,
    kept=2,
    kept_days=7,
)
CAMPS = Plan(
    Rhythm.CAMP,
    stays=(Stay(date(2027, 7, 5), date(2027, 7, 9)), Stay(date(2027, 7, 19), date(2027, 7, 23), Euro(8000))),
    hours=(WeekHours((0, 1, 2, 3, 4), "09:00", "16:00"),),
    capacity=12,
)
ENTRY = Entry(
    name="Circus voor beginners",
    product_class=ProductClass.LEISURE,
    plan=COURSE,
    price=Euro(5000),
    tariffs=(Tariff("Tweede kind", Euro(4000)),),
    where=Where("Circusschool", "Voorstraat 1", "9000", "Gent"),
    age_from=6,
    age_to=12,
    to_bring="Sportschoenen",
)


@pytest.fixture
def organiser(work):
    """The Work acts for an organiser's office."""
    assignment = AssignmentFactory(role=Role.ORGANISER_ADMIN)
    work.actor = actor_of(assignment)
    return work.actor


def sessions_of(work, activity):
    rows = select(Session).where(Session.activity_id == activity.id).order_by(Session.starts)
    return list(work.session.scalars(rows.execution_options(populate_existing=True)))


def days_of(work, activity):
    return [session.day for session in sessions_of(work, activity) if session.availability is Availability.AVAILABLE]


def take(work, *sessions):
    for session in sessions:
        assert services.take_place(work, session.id)


def test_a_course_is_entered_with_its_series_places_and_prices(work, organiser):
    activity = services.enter_activity(work, ENTRY, publish=True)

    sessions = sessions_of(work, activity)
    (series,) = work.session.scalars(select(Series).where(Series.activity_id == activity.id))
    assert days_of(work, activity) == [date(2027, 1, 6) + timedelta(weeks=number) for number in range(5)]
    assert {session.series_id for session in sessions} == {series.id}
    assert series.name.nl == "5 lessen, 6 jan – 3 feb 2027"
    assert {(session.capacity, session.kept_for_partners) for session in sessions} == {(10, 2)}
    # Released a week before the first lesson, for all lessons alike.
    assert {session.kept_until for session in sessions} == {sessions[0].starts - timedelta(days=7)}
    assert [price.amount for price in activity.prices] == [Euro(5000), Euro(4000)]
    assert (activity.origin, activity.calendar_type) == (Origin.ENTERED, CalendarType.MULTIPLE)
    assert activity.organiser_id == organiser.organisation_id


def test_what_is_entered_is_found_like_what_is_imported(work, organiser):
    services.enter_activity(work, ENTRY, publish=True)
    services.enter_activity(work, replace(ENTRY, name="Circus in stilte"), publish=False)

    found = queries.find_offer(work, text="circusschool", age=8, day=date(2027, 1, 13))

    assert [line.activity.name.nl for line in found.items] == ["Circus voor beginners"]
    assert queries.find_offer(work, text="circusschool", age=13).total == 0


def test_weekly_care_is_open_on_its_days_and_closed_in_the_holidays(work, organiser):
    care = Plan(
        Rhythm.WEEKLY,
        first=date(2027, 1, 4),
        last=date(2027, 2, 28),
        hours=(WeekHours((0, 1, 3, 4), "15:30", "18:00"), WeekHours((2,), "12:00", "18:00")),
        season=Season.SCHOOL_DAYS,
    )

    activity = services.enter_activity(
        work, replace(ENTRY, plan=care, product_class=ProductClass.CARE, children_only=True), publish=True
    )

    assert is_open_on(activity, date(2027, 2, 3))
    assert not is_open_on(activity, date(2027, 2, 10))
    assert not is_open_on(activity, date(2027, 2, 6))
    assert activity.open_weekdays == 0b0011111
    assert activity.unusual_days["2027-02-10"] is False
    assert activity.closed_days[0]["description"]["nl"] == "krokusvakantie"


def test_each_camp_can_have_its_own_price(work, organiser):
    activity = services.enter_activity(work, replace(ENTRY, plan=CAMPS, product_class=ProductClass.CAMP), publish=True)

    sessions = sessions_of(work, activity)
    asked = [queries.price_for(work, activity, session.id).amount for session in (sessions[0], sessions[-1])]

    assert asked == [Euro(5000), Euro(8000)]
    assert queries.base_price(activity).amount == Euro(5000)


def test_an_edit_moves_who_is_registered_and_says_so(work, organiser):
    activity = services.enter_activity(work, ENTRY, publish=True)
    first, second, *_ = before = sessions_of(work, activity)
    take(work, first, second)

    plan = replace(COURSE, hours=(WeekHours((3,), "14:00", "15:30"),), first=date(2027, 1, 7), lessons=4)
    services.edit_activity(work, activity.id, replace(ENTRY, plan=plan))

    after = sessions_of(work, activity)
    assert [session.id for session in after] == [session.id for session in before[:4]]
    assert [session.day for session in after] == [date(2027, 1, 7) + timedelta(weeks=number) for number in range(4)]
    assert {session.taken for session in after[:2]} == {1}
    assert all(session.to_tell_since == work.now for session in after)
    assert after[0].moved_from == brussels_moment(date(2027, 1, 6), 14)


def test_a_moment_that_falls_away_stays_for_who_is_registered(work, organiser):
    dates = Plan(Rhythm.DATES, dates=tuple(DatedTime(date(2027, 1, day), "14:00", "16:00") for day in (6, 13, 20)))
    activity = services.enter_activity(work, replace(ENTRY, plan=dates), publish=True)
    first, second, third = sessions_of(work, activity)
    take(work, second)

    services.edit_activity(work, activity.id, replace(ENTRY, plan=replace(dates, dates=dates.dates[:1])))

    left = sessions_of(work, activity)
    assert [session.id for session in left] == [first.id, second.id]
    assert left[1].availability is Availability.UNAVAILABLE
    assert left[1].to_tell_since == work.now
    assert third.id not in {session.id for session in left}


def test_what_was_changed_for_one_moment_stays_when_only_words_change(work, organiser):
    activity = services.enter_activity(work, ENTRY, publish=True)
    session = sessions_of(work, activity)[2]
    moved = brussels_moment(date(2027, 1, 21), 16)
    services.change_moment(work, activity.id, session.id, starts=moved, ends=moved + timedelta(hours=1), capacity=6)

    services.edit_activity(work, activity.id, replace(ENTRY, description="Met clown", price=Euro(5500)))
    assert (session.starts, session.capacity) == (moved, 6)
    services.edit_activity(work, activity.id, replace(ENTRY, plan=replace(COURSE, capacity=8)))

    assert (session.starts, session.capacity) == (moved, 8)
    assert brussels_day(activity.starts) == date(2027, 1, 6)


def test_places_never_go_below_what_is_taken(work, organiser):
    activity = services.enter_activity(work, ENTRY, publish=True)
    first, second, *_ = sessions_of(work, activity)
    take(work, first, first, first)

    with pytest.raises(CapacityBelowTaken) as refusal:
        services.edit_activity(work, activity.id, replace(ENTRY, plan=replace(COURSE, capacity=2, kept=0)))

    assert "06/01/2027" in refusal.value.message.nl
    with pytest.raises(CapacityBelowTaken):
        services.change_moment(work, activity.id, first.id, starts=first.starts, ends=first.ends, capacity=2)
    assert (
        services.change_moment(
            work, activity.id, first.id, starts=first.starts, ends=first.ends, capacity=3
        ).free_places
        == 0
    )
    assert second.capacity == 10


def test_a_price_that_was_used_is_never_changed(work, organiser):
    activity = services.enter_activity(work, ENTRY, publish=True)
    session = sessions_of(work, activity)[0]
    base, second = activity.prices
    services.use_price(work, base.id)

    edited = services.edit_activity(
        work, activity.id, replace(ENTRY, price=Euro(6000), tariffs=(Tariff("Tweede kind", Euro(4500)),))
    )

    now, other = activity.prices
    assert edited.price_ended
    assert (base.amount, base.ended_at) == (Euro(5000), work.now)
    assert (now.amount, now.id != base.id) == (Euro(6000), True)
    assert (other.id, other.amount) == (second.id, Euro(4500))  # nobody used it: the same row
    assert queries.price_for(work, activity, session.id, base.id) is base  # who registered at it keeps it
    assert queries.price_for(work, activity, None, base.id) is None
    with pytest.raises(PriceChanged):
        ended = Price(id="x", activity_id=activity.id, position=9, category=now.category, name=now.name, amount=Euro(1))
        ended.ended_at = work.now
        work.session.add(ended)
        work.session.flush()
        services.use_price(work, ended.id)


def test_a_draft_is_seen_by_nobody_until_it_is_published(work, organiser):
    activity = services.enter_activity(work, ENTRY, publish=False)
    with pytest.raises(ActivityUnknown):
        queries.activity(work, activity.id)

    services.publish_activity(work, activity.id)

    assert queries.activity(work, activity.id) is activity
    take(work, sessions_of(work, activity)[0])
    with pytest.raises(StillRegistered):
        services.withdraw_activity(work, activity.id)


def test_what_nobody_is_registered_for_can_be_withdrawn_and_thrown_away(work, organiser):
    activity = services.enter_activity(work, ENTRY, publish=True)

    services.withdraw_activity(work, activity.id)
    assert activity.publication is Publication.DRAFT
    services.discard_draft(work, activity.id)

    assert activity.publication is Publication.DELETED
    assert queries.activities_of_organiser(work) == []


def test_calling_off_closes_every_moment_with_its_reason(work, organiser):
    activity = services.enter_activity(work, ENTRY, publish=True)

    services.call_off_activity(work, activity.id, because="De lesgever is ziek.")

    assert days_of(work, activity) == []
    assert {session.unavailable_because.nl for session in sessions_of(work, activity)} == {"De lesgever is ziek."}
    assert not services.take_place(work, sessions_of(work, activity)[0].id)


def test_places_for_partners_hold_for_the_whole_series(work, organiser):
    activity = services.enter_activity(work, ENTRY, publish=True)
    session = sessions_of(work, activity)[3]

    services.keep_for_partners(work, activity.id, session.id, places=4, until=session.starts - timedelta(days=2))

    assert {(one.kept_for_partners, one.kept_until) for one in sessions_of(work, activity)} == {
        (4, session.starts - timedelta(days=2))
    }
    with pytest.raises(MoreKeptThanPlaces):
        services.keep_for_partners(work, activity.id, session.id, places=11, until=session.starts)


def test_nobody_else_can_change_it_and_what_is_imported_is_changed_elsewhere(work, organiser):
    foreign = ActivityFactory()
    imported = ActivityFactory(
        uitdatabank_id="11111111-2222-3333-4444-555555555555", organiser=None, organiser_id=organiser.organisation_id
    )
    session = sessions_of(work, imported)[0]

    for call in (
        lambda: services.edit_activity(work, foreign.id, ENTRY),
        lambda: services.withdraw_activity(work, foreign.id),
        lambda: services.call_off_activity(work, foreign.id, because="x"),
        lambda: services.enter_activity(work, ENTRY, publish=False, copied_from=foreign.id),
        lambda: services.keep_for_partners(work, foreign.id, session.id, places=1, until=work.now),
    ):
        with pytest.raises(ActivityUnknown):
            call()
    with pytest.raises(NotEnteredHere):
        services.edit_activity(work, imported.id, ENTRY)
    assert imported.origin is Origin.IMPORTED
    services.keep_for_partners(work, imported.id, session.id, places=1, until=session.starts)
    assert session.kept_for_partners == 1


def test_only_what_was_imported_can_have_an_id_of_uitdatabank(work, organiser):
    activity = services.enter_activity(work, ENTRY, publish=True)

    with pytest.raises(IntegrityError), work.session.begin_nested():
        activity.uitdatabank_id = "11111111-2222-3333-4444-555555555555"
        work.session.flush()

    work.session.refresh(activity)
    assert activity.uitdatabank_id is None


def test_what_is_over_is_not_changed(work, organiser):
    activity = services.enter_activity(work, ENTRY, publish=True)
    first, second, *_ = sessions_of(work, activity)
    work.now = first.ends + timedelta(minutes=1)

    with pytest.raises(MomentOver):
        services.call_off_moment(work, activity.id, first.id, because="Te laat")
    services.edit_activity(
        work, activity.id, replace(ENTRY, plan=replace(COURSE, hours=(WeekHours((2,), "13:00", "14:00"),)))
    )

    assert first.starts == brussels_moment(date(2027, 1, 6), 14)
    assert second.starts == brussels_moment(date(2027, 1, 13), 13)


@pytest.mark.parametrize(
    ("change", "error", "field"),
    [({"name": " "}, NameNeeded, "name"), ({"age_from": 9, "age_to": 6}, AgesReversed, "age_to")],
)
def test_what_is_entered_meets_the_demands_on_what_is_imported(work, organiser, change, error, field):
    with pytest.raises(error) as refusal:
        services.enter_activity(work, replace(ENTRY, **change), publish=False)

    assert refusal.value.field == field
