"""The days and hours of a session on the clocks of Flanders, as numbers a database can compare."""

from __future__ import annotations

from datetime import datetime, timedelta

from uitpas2.activities.rules.calendar import EVERY_WEEKDAY, days_between
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
