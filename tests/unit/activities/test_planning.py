"""From a plan to its sessions, for every rhythm; and the same plan one year later."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from uitpas2.activities.errors import SessionsNeeded
from uitpas2.activities.errors.planning import (
    CampTooLong,
    EndsBeforeStart,
    HoursOverlap,
    HoursTooLong,
    MoreKeptThanPlaces,
    NoDayLeft,
    PlanTooLong,
    SchoolYearUnknown,
    TooManySessions,
)
from uitpas2.activities.rules.planning import (
    ClosedDays,
    DatedTime,
    OtherHours,
    Plan,
    Rhythm,
    Season,
    Stay,
    WeekHours,
    as_plain,
    from_plain,
    moved,
    next_year,
    sessions_of,
)
from uitpas2.activities.rules.school_years import SCHOOL_YEARS, school_year_of
from uitpas2.activities.rules.words import SeriesKind
from uitpas2.kernel.clock import BRUSSELS
from uitpas2.kernel.money import Euro

WEEKDAYS = (0, 1, 2, 3, 4)
CARE = Plan(
    Rhythm.WEEKLY,
    first=date(2026, 11, 9),
    last=date(2026, 11, 22),
    hours=(WeekHours((0, 1, 3, 4), "15:30", "18:00"), WeekHours((2,), "12:00", "18:00")),
    season=Season.SCHOOL_DAYS,
)
COURSE = Plan(
    Rhythm.COURSE,
    first=date(2026, 10, 21),
    hours=(WeekHours((2,), "14:00", "15:30"),),
    lessons=4,
    season=Season.SCHOOL_DAYS,
)
CAMP = Plan(
    Rhythm.CAMP,
    stays=(Stay(date(2027, 7, 19), date(2027, 7, 23)),),
    hours=(WeekHours(WEEKDAYS, "09:00", "16:00", "07:30", "18:00"),),
)
DATES = Plan(
    Rhythm.DATES,
    dates=(DatedTime(date(2026, 12, 12), "20:00", "01:00"), DatedTime(date(2026, 12, 5), "14:00", "16:00", Euro(500))),
)


def days_of(plan):
    return [session.starts.astimezone(BRUSSELS).date() for session in sessions_of(plan).sessions]


def left_out_of(plan):
    return [(spell.first, spell.last, spell.reason.nl) for spell in sessions_of(plan).left_out]


def test_weekly_care_has_its_own_hours_on_wednesday_and_none_on_a_day_without_school():
    planned = sessions_of(CARE)

    hours = {
        (one.starts.astimezone(BRUSSELS).isoweekday(), f"{one.starts.astimezone(BRUSSELS):%H:%M}")
        for one in planned.sessions
    }

    assert hours == {(1, "15:30"), (2, "15:30"), (3, "12:00"), (4, "15:30"), (5, "15:30")}
    assert date(2026, 11, 11) not in days_of(CARE)
    assert len(planned.sessions) == 9
    assert left_out_of(CARE) == [(date(2026, 11, 11), date(2026, 11, 11), "Wapenstilstand")]


def test_care_in_holidays_only_is_there_when_there_is_no_school():
    plan = replace(CARE, first=date(2026, 10, 30), season=Season.HOLIDAYS, last=date(2026, 11, 12))

    assert days_of(plan) == [date(2026, 11, day) for day in (2, 3, 4, 5, 6)]
    assert (date(2026, 11, 9), date(2026, 11, 10), "schoolweken") in left_out_of(plan)


def test_a_public_holiday_is_skipped_unless_the_organiser_wants_it():
    plan = replace(CARE, season=Season.ALL_YEAR)

    assert date(2026, 11, 11) not in days_of(plan)
    assert date(2026, 11, 11) in days_of(replace(plan, on_public_holidays=True))


def test_closed_days_win_and_other_hours_replace_those_of_the_day():
    plan = replace(
        CARE,
        closed=(ClosedDays(date(2026, 11, 12), date(2026, 11, 13), "studiedag"),),
        adjusted=(OtherHours(date(2026, 11, 12), date(2026, 11, 17), "13:00", "17:30", "opendeur"),),
    )

    planned = sessions_of(plan)

    days = {one.starts.astimezone(BRUSSELS).date(): one for one in planned.sessions}
    assert date(2026, 11, 12) not in days
    assert f"{days[date(2026, 11, 16)].starts.astimezone(BRUSSELS):%H:%M}" == "13:00"
    assert f"{days[date(2026, 11, 18)].starts.astimezone(BRUSSELS):%H:%M}" == "12:00"
    assert (date(2026, 11, 12), date(2026, 11, 13), "studiedag") in left_out_of(plan)


def test_before_and_after_school_are_two_sessions_of_one_day():
    plan = replace(CARE, hours=(WeekHours((0,), "07:00", "08:30"), WeekHours((0,), "15:30", "18:00")))

    assert days_of(plan) == [date(2026, 11, day) for day in (9, 9, 16, 16)]


@pytest.mark.parametrize(
    ("day", "instant"),
    [
        (date(2026, 10, 23), datetime(2026, 10, 23, 13, 30, tzinfo=UTC)),
        (date(2026, 10, 26), datetime(2026, 10, 26, 14, 30, tzinfo=UTC)),  # the clocks went back that weekend
        (date(2027, 3, 26), datetime(2027, 3, 26, 14, 30, tzinfo=UTC)),
        (date(2027, 4, 12), datetime(2027, 4, 12, 13, 30, tzinfo=UTC)),
    ],
)
def test_hours_stay_the_same_on_the_clock_when_the_clocks_change(day, instant):
    plan = replace(CARE, first=day, last=day)

    assert [one.starts for one in sessions_of(plan).sessions] == [instant]


def test_a_course_has_as_many_lessons_as_asked_and_waits_for_the_holiday_to_pass():
    planned = sessions_of(COURSE)

    # 4 November lies in the autumn holiday, 11 November is Armistice Day.
    assert days_of(COURSE) == [date(2026, 10, 21), date(2026, 10, 28), date(2026, 11, 18), date(2026, 11, 25)]
    assert [one.reason.nl for one in planned.left_out] == ["herfstvakantie", "Wapenstilstand"]
    assert [one.kind for one in planned.series] == [SeriesKind.COURSE]
    assert {one.series for one in planned.sessions} == {0}


def test_a_course_can_be_every_other_week_and_on_two_weekdays():
    plan = replace(COURSE, hours=(WeekHours((0, 2), "14:00", "15:30"),), every=2, season=Season.ALL_YEAR, lessons=3)

    assert days_of(plan) == [date(2026, 10, 21), date(2026, 11, 2), date(2026, 11, 4)]


def test_a_camp_is_one_series_and_skips_the_national_day():
    planned = sessions_of(CAMP)

    assert days_of(CAMP) == [date(2027, 7, day) for day in (19, 20, 22, 23)]
    assert [(one.kind, one.first, one.last) for one in planned.series] == [
        (SeriesKind.PERIOD, date(2027, 7, 19), date(2027, 7, 23))
    ]
    assert {(one.care_from, one.care_to) for one in planned.sessions} == {("07:30", "18:00")}


def test_who_stays_the_night_stays_the_weekend_and_a_holiday_too():
    plan = replace(CAMP, nights=True, stays=(Stay(date(2027, 7, 17), date(2027, 7, 22)),))

    planned = sessions_of(plan)

    assert len(planned.sessions) == 6
    assert [one.overnight for one in planned.sessions] == [True] * 5 + [False]


def test_an_activity_can_have_several_camps_each_with_its_price():
    plan = replace(
        CAMP,
        stays=(
            Stay(date(2027, 7, 26), date(2027, 7, 30)),
            Stay(date(2027, 7, 19), date(2027, 7, 23), Euro(8000)),
        ),
    )

    planned = sessions_of(plan)

    assert [(one.first, one.price) for one in planned.series] == [
        (date(2027, 7, 26), None),
        (date(2027, 7, 19), Euro(8000)),
    ]
    assert [one.series for one in planned.sessions] == [1] * 4 + [0] * 5


def test_moments_named_one_by_one_are_put_in_order_and_may_end_after_midnight():
    first, second = sessions_of(DATES).sessions

    assert (first.starts.day, first.price) == (5, Euro(500))
    assert second.ends - second.starts == timedelta(hours=5)


def test_what_is_always_open_has_no_sessions():
    plan = Plan(Rhythm.ALWAYS, hours=(WeekHours(WEEKDAYS, "09:00", "17:00"),))

    assert sessions_of(plan).sessions == ()


@pytest.mark.parametrize(
    ("plan", "error", "field"),
    [
        (Plan(Rhythm.DATES), SessionsNeeded, "day-0"),
        (replace(DATES, dates=(DatedTime(date(2026, 12, 5), "16:00", "14:00"),)), HoursTooLong, "closes-0"),
        (replace(CARE, last=None), SessionsNeeded, "last"),
        (replace(CARE, last=date(2026, 11, 1)), EndsBeforeStart, "last"),
        (replace(CARE, last=date(2029, 1, 1)), PlanTooLong, "last"),
        (replace(CARE, first=date(2029, 8, 30), last=date(2029, 9, 5)), SchoolYearUnknown, "last"),
        (replace(CARE, hours=(CARE.hours[0], WeekHours((0,), "17:00", "19:00"))), HoursOverlap, "opens-1"),
        (replace(CARE, hours=(WeekHours((6,), "9:00", "10:00"),), last=date(2026, 11, 10)), NoDayLeft, "first"),
        (replace(CAMP, stays=(Stay(date(2027, 7, 21), date(2027, 7, 21)),)), NoDayLeft, "stay-first-0"),
        (replace(CAMP, stays=(Stay(date(2027, 7, 21), date(2027, 7, 20)),)), EndsBeforeStart, "stay-last-0"),
        (replace(CAMP, stays=(Stay(date(2027, 7, 1), date(2027, 8, 1)),)), CampTooLong, "stay-last-0"),
        (replace(COURSE, lessons=101), TooManySessions, "lessons"),
        (replace(COURSE, lessons=100), PlanTooLong, "lessons"),
        (replace(COURSE, capacity=3, kept=4), MoreKeptThanPlaces, "kept"),
    ],
)
def test_what_cannot_be_planned_says_at_which_field(plan, error, field):
    with pytest.raises(error) as refusal:
        sessions_of(plan)

    assert refusal.value.field == field


@pytest.mark.parametrize("plan", [CARE, COURSE, CAMP, DATES, replace(CAMP, nights=True, capacity=5, kept=1)])
def test_a_plan_is_kept_whole(plan):
    assert from_plain(as_plain(plan)) == plan


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 7, 6), date(2027, 7, 5)),  # the first full week of July
        (date(2026, 4, 7), date(2027, 3, 30)),  # Tuesday of the first week of the Easter holiday
        (date(2026, 11, 4), date(2027, 11, 3)),
        (date(2026, 9, 9), date(2027, 9, 8)),  # Wednesday of the second school week
        (date(2026, 11, 18), date(2027, 11, 17)),
        (date(2028, 4, 17), date(2029, 4, 9)),  # the extra Easter Monday becomes one inside the holiday
        (date(2025, 3, 5), date(2026, 3, 4)),  # of a year that is not known: 52 weeks
    ],
)
def test_a_day_moves_to_the_same_weekday_of_the_same_week_a_school_year_later(day, expected):
    assert moved(day) == expected


@given(some.dates(date(2025, 9, 1), date(2028, 8, 31)))
def test_every_day_keeps_its_weekday_and_its_holiday(day):
    old, new = SCHOOL_YEARS[school_year_of(day)], SCHOOL_YEARS[school_year_of(day) + 1]

    target = moved(day)

    assert target.weekday() == day.weekday()
    assert school_year_of(target) == new.starts_in
    assert new.holiday_on(target) == old.holiday_on(day)


def test_a_plan_of_next_year_keeps_its_edges_lengths_and_prices():
    year = replace(
        CARE,
        first=date(2026, 9, 1),
        last=date(2027, 6, 30),
        closed=(ClosedDays(date(2026, 9, 24), date(2026, 9, 25), "studiedagen"), ClosedDays(*[date(2026, 11, 11)] * 2)),
    )

    later = next_year(year)

    assert (later.first, later.last) == (date(2027, 9, 1), date(2028, 6, 30))
    assert later.closed == (ClosedDays(date(2027, 9, 23), date(2027, 9, 24), "studiedagen"),)
    assert next_year(replace(CAMP, stays=(Stay(date(2026, 7, 6), date(2026, 7, 10), Euro(9000)),))).stays == (
        Stay(date(2027, 7, 5), date(2027, 7, 9), Euro(9000)),
    )
    with pytest.raises(SchoolYearUnknown):
        next_year(replace(CARE, first=date(2028, 9, 1), last=date(2029, 6, 30)))


@given(
    some.sets(some.integers(0, 6), min_size=1),
    some.dates(date(2026, 9, 1), date(2028, 1, 1)),
    some.integers(0, 200),
    some.sampled_from(Season),
)
def test_a_weekly_plan_takes_each_of_its_days_or_says_why_not(weekdays, first, length, season):
    plan = Plan(
        Rhythm.WEEKLY,
        first=first,
        last=first + timedelta(days=length),
        hours=(WeekHours(tuple(weekdays), "15:30", "18:00"),),
        season=season,
    )
    try:
        planned = sessions_of(plan)
    except NoDayLeft:
        return

    taken = {one.starts.astimezone(BRUSSELS).date() for one in planned.sessions}

    for number in range(length + 1):
        day = first + timedelta(days=number)
        skipped = any(spell.first <= day <= spell.last for spell in planned.left_out)
        assert (day in taken) == (day.weekday() in weekdays and not skipped)
    assert {f"{one.ends.astimezone(BRUSSELS):%H:%M}" for one in planned.sessions} == {"18:00"}
