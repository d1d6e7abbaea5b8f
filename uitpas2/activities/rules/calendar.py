"""On which days and at which hours something is open, and the sessions that follow from it.

Opening hours are plain values as in UiTdatabank: {"dayOfWeek": ["monday"], "opens": "15:30", "closes": "18:00",
"childcare": {"start": "15:00", "end": "18:30"}}. Closed days are {"startDate": day, "endDate": day,
"description": {language: text}}; adjusted days have the same and their own "openingHours". Days are ISO texts, both
ends included.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any, Protocol

from uitpas2.activities.rules.words import CalendarType
from uitpas2.kernel.clock import BRUSSELS, brussels_day, brussels_moment

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
EVERY_WEEKDAY = 0b1111111

Hours = Mapping[str, Any]


class Spell(Protocol):
    """Something from one moment to another."""

    @property
    def starts(self) -> datetime: ...
    @property
    def ends(self) -> datetime: ...


class Calendar(Protocol):
    """What is needed of an activity to know when it is open."""

    @property
    def calendar_type(self) -> CalendarType: ...
    @property
    def starts(self) -> datetime | None: ...
    @property
    def ends(self) -> datetime | None: ...
    @property
    def opening_hours(self) -> list[Any]: ...
    @property
    def closed_days(self) -> list[Any]: ...
    @property
    def adjusted_days(self) -> list[Any]: ...
    @property
    def sessions(self) -> Sequence[Spell]: ...


def is_open_on(activity: Calendar, day: date) -> bool:
    """Whether it takes place on that Brussels day.

    Single and multiple go by their sessions. Periodic and permanent go by their opening hours; without hours they
    are open every day that is not closed.
    """
    if activity.calendar_type in {CalendarType.SINGLE, CalendarType.MULTIPLE}:
        return any(brussels_day(session.starts) <= day <= last_day(session) for session in activity.sessions)
    if activity.starts is not None and day < brussels_day(activity.starts):
        return False
    if activity.ends is not None and day > brussels_day(activity.ends):
        return False
    return is_open_day(activity.opening_hours, activity.closed_days, activity.adjusted_days, day)


def last_day(spell: Spell) -> date:
    """The last day somebody is there; what ends at midnight ends on the day before."""
    return brussels_day(max(spell.starts, spell.ends - timedelta(seconds=1)))


def is_open_day(hours: Sequence[Hours], closed: Sequence[Hours], adjusted: Sequence[Hours], day: date) -> bool:
    """Closed days win over everything; adjusted days replace the hours of the week; no hours means always open."""
    if spell_of(closed, day) is not None:
        return False
    if not hours and spell_of(adjusted, day) is None:
        return True
    return bool(hours_on(hours, closed, adjusted, day))


def hours_on(hours: Sequence[Hours], closed: Sequence[Hours], adjusted: Sequence[Hours], day: date) -> list[Hours]:
    """The hours of one day. In an adjusted period, a weekday that is not named there is not open."""
    if spell_of(closed, day) is not None:
        return []
    other = spell_of(adjusted, day)
    chosen = hours if other is None else other["openingHours"]
    return [entry for entry in chosen if WEEKDAYS[day.weekday()] in entry["dayOfWeek"]]


def spell_of(spells: Sequence[Hours], day: date) -> Hours | None:
    """The closed or adjusted period that holds this day."""
    iso = day.isoformat()
    return next((spell for spell in spells if spell["startDate"] <= iso <= spell["endDate"]), None)


def open_weekdays(hours: Sequence[Hours]) -> int:
    """The weekly hours as seven bits, Monday the lowest: the database looks for a day with it."""
    if not hours:
        return EVERY_WEEKDAY
    named = {weekday for entry in hours for weekday in entry["dayOfWeek"]}
    return sum(1 << number for number, weekday in enumerate(WEEKDAYS) if weekday in named)


def unusual_days(hours: Sequence[Hours], closed: Sequence[Hours], adjusted: Sequence[Hours]) -> dict[str, bool]:
    """Each closed or adjusted day by its ISO text: open or not. Other days go by the week."""
    return {
        day.isoformat(): is_open_day(hours, closed, adjusted, day)
        for spell in (*adjusted, *closed)
        for day in days_between(date.fromisoformat(spell["startDate"]), date.fromisoformat(spell["endDate"]))
    }


def days_between(first: date, last: date) -> Iterator[date]:
    """All days from the first up to and including the last."""
    for number in range((last - first).days + 1):
        yield first + timedelta(days=number)


def moments_of(entry: Hours, day: date) -> tuple[datetime, datetime] | None:
    """The instants between which these hours run on a day; closing at or before opening is the next day.

    None when the clocks skip the whole of it: 02:15 to 02:45 does not exist on the last Sunday of March.
    """
    opens, closes = entry["opens"], entry["closes"]
    starts = wall_time(day, opens)
    ends = wall_time(day if closes > opens else day + timedelta(days=1), closes)
    return (starts, ends) if starts < ends else None


def wall_time(day: date, text: str) -> datetime:
    """The instant at which the clocks in Flanders show "HH:MM" on a day.

    A time in the hour that is skipped in March is the moment at which the clocks jump over it.
    """
    moment = brussels_moment(day, int(text[:2]), int(text[3:]))
    exists = f"{moment.astimezone(BRUSSELS):%H:%M}" == text
    return moment if exists else moment.replace(minute=0)
