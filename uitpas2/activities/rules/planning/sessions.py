"""From a plan to its sessions: every calendar type, by the clocks of Flanders."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

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
from uitpas2.activities.rules.calendar import days_between, moments_of
from uitpas2.activities.rules.planning.days import in_spells, other_hours_on, why_left_out
from uitpas2.activities.rules.planning.plans import (
    LeftOut,
    Plan,
    Planned,
    PlannedSeries,
    PlannedSession,
    Rhythm,
    Stay,
    WeekHours,
)
from uitpas2.activities.rules.words import SeriesKind
from uitpas2.kernel.text import TranslatedText

MOST_SESSIONS = 1500
MOST_LESSONS = 100
LONGEST_PLAN = 24  # months
LONGEST_CAMP = 31  # days
LONGEST_SESSION = timedelta(hours=16)

Skipped = list[tuple[date, TranslatedText]]


def sessions_of(plan: Plan) -> Planned:
    """The sessions of a plan with what it skips.

    Raises SessionsNeeded, EndsBeforeStart, HoursTooLong, HoursOverlap, PlanTooLong, CampTooLong, TooManySessions,
    NoDayLeft, MoreKeptThanPlaces or SchoolYearUnknown, each at the field of the form it belongs to.
    """
    if plan.capacity is not None and plan.kept > plan.capacity:
        raise MoreKeptThanPlaces(field="kept", capacity=plan.capacity)
    if plan.rhythm is Rhythm.ALWAYS:
        _check_hours(plan.hours)
        return Planned(())
    try:
        planned = _OF_RHYTHM[plan.rhythm](plan)
    except SchoolYearUnknown as error:
        error.field = {Rhythm.WEEKLY: "last", Rhythm.COURSE: "first"}.get(plan.rhythm, "stay-first-0")
        raise
    if len(planned.sessions) > MOST_SESSIONS:
        raise TooManySessions(field="last", most=MOST_SESSIONS)
    if not planned.sessions:
        raise NoDayLeft(field="first")
    return planned


def _dated(plan: Plan) -> Planned:
    if not plan.dates:
        raise SessionsNeeded(field="day-0")
    found = []
    for number, one in enumerate(plan.dates):
        starts, ends = _moments(WeekHours((), one.opens, one.closes), one.day, f"closes-{number}")
        found.append(PlannedSession(starts, ends, price=one.price))
    return Planned(tuple(sorted(found, key=lambda one: (one.starts, one.ends))))


def _camps(plan: Plan) -> Planned:
    if not plan.stays or not plan.hours:
        raise SessionsNeeded(field="stay-first-0")
    hours = plan.hours[0]
    found: list[PlannedSession] = []
    series: list[PlannedSeries] = []
    skipped: Skipped = []
    for number, stay in enumerate(plan.stays):
        days = list(_camp_days(plan, stay, number, skipped))
        if not days:
            raise NoDayLeft(field=f"stay-first-{number}")
        for day in days:
            found.append(_session(hours, day, len(series), overnight=plan.nights and day != days[-1]))
        series.append(PlannedSeries(SeriesKind.PERIOD, days[0], days[-1], stay.price))
    ordered = tuple(sorted(found, key=lambda one: (one.starts, one.ends)))
    return Planned(ordered, tuple(series), in_spells(skipped, frozenset(hours.weekdays)))


def _camp_days(plan: Plan, stay: Stay, number: int, skipped: Skipped) -> Iterator[date]:
    if stay.last < stay.first:
        raise EndsBeforeStart(field=f"stay-last-{number}")
    if (stay.last - stay.first).days >= LONGEST_CAMP:
        raise CampTooLong(field=f"stay-last-{number}", most=LONGEST_CAMP)
    for day in days_between(stay.first, stay.last):
        if not plan.nights and day.weekday() not in plan.hours[0].weekdays:
            continue
        # Who stays the night is there on a holiday too.
        if not plan.nights and (reason := why_left_out(plan, day)):
            skipped.append((day, reason))
        else:
            yield day


def _course(plan: Plan) -> Planned:
    if plan.first is None or not plan.hours or not plan.lessons:
        raise SessionsNeeded(field="first" if plan.first is None else "lessons")
    if plan.lessons > MOST_LESSONS:
        raise TooManySessions(field="lessons", most=MOST_LESSONS)
    hours = plan.hours[0]
    skipped: Skipped = []
    found: list[PlannedSession] = []
    monday = plan.first - timedelta(days=plan.first.weekday())
    for day in days_between(plan.first, _months_after(plan.first, LONGEST_PLAN)):
        if day.weekday() not in hours.weekdays or ((day - monday).days // 7) % plan.every:
            continue
        if reason := why_left_out(plan, day):
            skipped.append((day, reason))
            continue
        found.append(_planned(plan, hours, day, 0))
        if len(found) == plan.lessons:
            break
    else:
        raise PlanTooLong(field="lessons", most=LONGEST_PLAN)
    first, last = found[0].starts.date(), found[-1].starts.date()
    series = (PlannedSeries(SeriesKind.COURSE, first, last),)
    return Planned(tuple(found), series, in_spells(skipped, frozenset(hours.weekdays)))


def _weekly(plan: Plan) -> Planned:
    if plan.first is None or plan.last is None or not plan.hours:
        raise SessionsNeeded(field="first" if plan.first is None else "last" if plan.last is None else "opens-0")
    if plan.last < plan.first:
        raise EndsBeforeStart(field="last")
    if plan.last > _months_after(plan.first, LONGEST_PLAN):
        raise PlanTooLong(field="last", most=LONGEST_PLAN)
    _check_hours(plan.hours)
    skipped: Skipped = []
    found: list[PlannedSession] = []
    for day in days_between(plan.first, plan.last):
        hours = [one for one in plan.hours if day.weekday() in one.weekdays]
        if not hours:
            continue
        if reason := why_left_out(plan, day):
            skipped.append((day, reason))
            continue
        # Other hours are one stretch, however many there are in an ordinary week.
        chosen = hours[:1] if other_hours_on(plan, day) else hours
        found += [_planned(plan, one, day, None) for one in chosen]
    found.sort(key=lambda one: (one.starts, one.ends))
    return Planned(tuple(found), (), left_out_of(plan, skipped))


def left_out_of(plan: Plan, skipped: Skipped) -> tuple[LeftOut, ...]:
    """The spells a weekly plan skips."""
    return in_spells(skipped, frozenset(weekday for one in plan.hours for weekday in one.weekdays))


def _planned(plan: Plan, hours: WeekHours, day: date, series: int | None) -> PlannedSession:
    other = other_hours_on(plan, day)
    if other is not None:
        hours = WeekHours(hours.weekdays, other.opens, other.closes)
    return _session(hours, day, series)


def _session(hours: WeekHours, day: date, series: int | None, *, overnight: bool = False) -> PlannedSession:
    starts, ends = _moments(hours, day, "closes-0")
    return PlannedSession(starts, ends, series, overnight, hours.care_from, hours.care_to)


def _moments(hours: WeekHours, day: date, field: str) -> tuple[datetime, datetime]:
    """Raises HoursTooLong: who types an end before the start gets a session into the next day, and that is rare."""
    moments = moments_of({"opens": hours.opens, "closes": hours.closes}, day)
    if moments is None or moments[1] - moments[0] > LONGEST_SESSION:
        raise HoursTooLong(field=field, most=LONGEST_SESSION // timedelta(hours=1))
    return moments


def _check_hours(hours: tuple[WeekHours, ...]) -> None:
    """Two stretches of one weekday may not overlap: a child would be registered twice for the same time."""
    for number, one in enumerate(hours):
        for other in hours[:number]:
            shared = set(one.weekdays) & set(other.weekdays)
            if shared and one.opens < _end(other) and other.opens < _end(one):
                raise HoursOverlap(field=f"opens-{number}")


def _end(hours: WeekHours) -> str:
    return hours.closes if hours.closes > hours.opens else "24:00"


def _months_after(day: date, months: int) -> date:
    year, month = divmod(day.month - 1 + months, 12)
    first = date(day.year + year, month + 1, 1)
    return first + timedelta(days=min(day.day, 28) - 1)


_OF_RHYTHM = {Rhythm.DATES: _dated, Rhythm.CAMP: _camps, Rhythm.COURSE: _course, Rhythm.WEEKLY: _weekly}
