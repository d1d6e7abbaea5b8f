"""From what an organiser says about time to the sessions that follow: weekly care, courses, camps, single moments."""

from uitpas2.activities.rules.planning.moving import moved, next_year
from uitpas2.activities.rules.planning.plain import as_plain, from_plain
from uitpas2.activities.rules.planning.plans import (
    ClosedDays,
    DatedTime,
    LeftOut,
    OtherHours,
    Plan,
    Planned,
    PlannedSeries,
    PlannedSession,
    Rhythm,
    Season,
    Stay,
    WeekHours,
)
from uitpas2.activities.rules.planning.sessions import sessions_of

__all__ = [
    "ClosedDays",
    "DatedTime",
    "LeftOut",
    "OtherHours",
    "Plan",
    "Planned",
    "PlannedSeries",
    "PlannedSession",
    "Rhythm",
    "Season",
    "Stay",
    "WeekHours",
    "as_plain",
    "from_plain",
    "moved",
    "next_year",
    "sessions_of",
]
