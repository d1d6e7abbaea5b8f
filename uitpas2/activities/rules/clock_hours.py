"""The days and hours of a session on the clocks of Flanders, as numbers a database can compare."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from uitpas2.activities.rules.calendar import EVERY_WEEKDAY, WEEKDAYS, Hours, days_between, hours_on
from uitpas2.kernel.clock import BRUSSELS, brussels_day

MINUTES_OF_A_DAY = 1440


def weekdays_of(starts: datetime, ends: datetime) -> int:
    """The weekdays on which somebody is there: seven bits, Monday the lowest. What ends at midnight ends before it."""
    first, last = brussels_day(starts), brussels_day(max(starts, ends - timedelta(seconds=1)))
    if (last - first).days >= 6:
        return EVERY_WEEKDAY
    found = 0
    for day in days_between(first, last):
        found |= 1 << day.weekday()
    return found


def minutes_of(starts: datetime, ends: datetime) -> tuple[int, int]:
    """From when to when, in minutes after midnight of the day on which it starts: 14:00 to 16:30 is 840 to 990.

    What ends on a later day ends past 1440. The hour that the clocks skip or repeat counts as it is read from them.
    """
    return _clock(starts), _clock(ends) + MINUTES_OF_A_DAY * (brussels_day(ends) - brussels_day(starts)).days


def _clock(moment: datetime) -> int:
    wall = moment.astimezone(BRUSSELS)
    return 60 * wall.hour + wall.minute


def open_between(
    hours: Sequence[Hours],
    closed: Sequence[Hours],
    adjusted: Sequence[Hours],
    *,
    day: date | None,
    weekdays: int,
    from_minute: int,
    to_minute: int | None,
) -> bool:
    """Whether it is open at some moment between two times of the day: on that day, or in the week on one of these
    weekdays (seven bits; none means any). What has no hours is open all day.
    """
    if not hours and not adjusted:
        return True
    if day is not None:
        those = hours_on(hours, closed, adjusted, day)
    else:
        names = [name for number, name in enumerate(WEEKDAYS) if not weekdays or weekdays & 1 << number]
        those = [entry for entry in hours if set(names) & set(entry["dayOfWeek"])]
    until = MINUTES_OF_A_DAY if to_minute is None else to_minute
    return any(_overlaps(entry, from_minute, until) for entry in those)


def _overlaps(entry: Hours, from_minute: int, to_minute: int) -> bool:
    opens, closes = minute_of_day(entry["opens"]), minute_of_day(entry["closes"])
    return opens < to_minute and from_minute < (closes if closes > opens else closes + MINUTES_OF_A_DAY)


def minute_of_day(text: str) -> int:
    """ "14:30" is 870."""
    return 60 * int(text[:2]) + int(text[3:5])
