"""How an organiser says when something takes place, before it becomes days and hours.

Times of day are wall times ("07:30"); weekdays count from Monday, 0, to Sunday, 6. Ends of days are included.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from uitpas2.activities.rules.words import SeriesKind
from uitpas2.kernel.money import Euro
from uitpas2.kernel.text import TranslatedText


class Rhythm(StrEnum):
    """Moments named one by one, lessons of one course, days of a camp, every week, or always open."""

    DATES = "dates"
    COURSE = "course"
    CAMP = "camp"
    WEEKLY = "weekly"
    ALWAYS = "always"


class Season(StrEnum):
    """In which parts of the year: all of it, only when there is school, or only when there is none."""

    ALL_YEAR = "all-year"
    SCHOOL_DAYS = "school-days"
    HOLIDAYS = "holidays"


@dataclass(frozen=True, slots=True)
class WeekHours:
    """Hours on some weekdays; closing at or before opening is on the next day."""

    weekdays: tuple[int, ...]
    opens: str
    closes: str
    care_from: str | None = None
    care_to: str | None = None


@dataclass(frozen=True, slots=True)
class DatedTime:
    """One moment, with a price of its own or that of the activity."""

    day: date
    opens: str
    closes: str
    price: Euro | None = None


@dataclass(frozen=True, slots=True)
class Stay:
    """One camp of an activity: its first and last day, with a price of its own or that of the activity."""

    first: date
    last: date
    price: Euro | None = None


@dataclass(frozen=True, slots=True)
class ClosedDays:
    """Days on which it does not take place, and why."""

    first: date
    last: date
    reason: str = ""


@dataclass(frozen=True, slots=True)
class OtherHours:
    """Days on which other hours hold, on the weekdays on which it takes place, and why."""

    first: date
    last: date
    opens: str
    closes: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that is asked about time, by rhythm.

    DATES has `dates`; CAMP `stays` with one of `hours` and, by `nights`, a night after each day but the last; COURSE
    `first`, one of `hours`, the number of `lessons` and `every` how many weeks; WEEKLY `first`, `last` and `hours`;
    ALWAYS has `hours` or none. `capacity` is the number of places of each session, None without a limit; `kept` of
    them are for partners until `kept_days` days before the first session of what is booked.
    """

    rhythm: Rhythm
    dates: tuple[DatedTime, ...] = ()
    stays: tuple[Stay, ...] = ()
    hours: tuple[WeekHours, ...] = ()
    first: date | None = None
    last: date | None = None
    lessons: int | None = None
    every: int = 1
    season: Season = Season.ALL_YEAR
    on_public_holidays: bool = False
    closed: tuple[ClosedDays, ...] = ()
    adjusted: tuple[OtherHours, ...] = ()
    nights: bool = False
    capacity: int | None = None
    kept: int = 0
    kept_days: int = 14


def times_of(plan: Plan) -> Plan:
    """The plan without its places and prices: what makes it take place at other times when it is another."""
    return replace(
        plan,
        capacity=None,
        kept=0,
        kept_days=0,
        dates=tuple(replace(one, price=None) for one in plan.dates),
        stays=tuple(replace(one, price=None) for one in plan.stays),
    )


@dataclass(frozen=True, slots=True)
class PlannedSession:
    """One time it will take place. `series` is the number of its series, None when it is booked by itself.

    `price` is its own one, if any.
    """

    starts: datetime
    ends: datetime
    series: int | None = None
    overnight: bool = False
    care_from: str | None = None
    care_to: str | None = None
    price: Euro | None = None


@dataclass(frozen=True, slots=True)
class PlannedSeries:
    """Sessions that are taken together, and their own price, if any."""

    kind: SeriesKind
    first: date
    last: date
    price: Euro | None = None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Days that follow each other and were skipped for one reason."""

    first: date
    last: date
    reason: TranslatedText


@dataclass(frozen=True, slots=True)
class Planned:
    """What a plan comes to: its sessions in the order of time, their series, and the days it skips.

    `closed` are the spells of days on which it does not take place though its weekday would have it so.
    """

    sessions: tuple[PlannedSession, ...]
    series: tuple[PlannedSeries, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
