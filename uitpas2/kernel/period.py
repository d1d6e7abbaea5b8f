"""Half-open periods of Brussels calendar days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Period:
    """The days from `start` up to but not including `end`; no `end` means until further notice."""

    start: date
    end: date | None = None

    def __post_init__(self) -> None:
        if self.end is not None and self.end < self.start:
            raise ValueError(f"a period cannot end ({self.end}) before it starts ({self.start})")

    def __contains__(self, day: date) -> bool:
        return self.start <= day and (self.end is None or day < self.end)

    def overlaps(self, other: Period) -> bool:
        return (other.end is None or self.start < other.end) and (self.end is None or other.start < self.end)


class PeriodKind(StrEnum):
    """How often a limit starts anew. ABSOLUTE never does."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    ABSOLUTE = "absolute"


def calendar_period(kind: PeriodKind, day: date) -> Period:
    """The calendar period of this kind around a day: weeks start on Monday, years in January.

    Source: publiq's UiTPAS limits go by calendar periods (UiTPAS API 4.0, event settings).
    """
    match kind:
        case PeriodKind.DAY:
            return Period(day, day + timedelta(days=1))
        case PeriodKind.WEEK:
            monday = day - timedelta(days=day.weekday())
            return Period(monday, monday + timedelta(days=7))
        case PeriodKind.MONTH:
            return Period(day.replace(day=1), _first_of_month_after(day.year, day.month))
        case PeriodKind.QUARTER:
            first = 3 * ((day.month - 1) // 3) + 1
            return Period(date(day.year, first, 1), _first_of_month_after(day.year, first + 2))
        case PeriodKind.YEAR:
            return Period(date(day.year, 1, 1), date(day.year + 1, 1, 1))
        case PeriodKind.ABSOLUTE:
            return Period(date.min, None)


def _first_of_month_after(year: int, month: int) -> date:
    return date(year + 1, 1, 1) if month == 12 else date(year, month + 1, 1)


def age_on(birth_date: date, day: date) -> int:
    """Completed years on a day. Somebody born on 29 February is a year older from 1 March in other years."""
    had_birthday = (day.month, day.day) >= (birth_date.month, birth_date.day)
    return day.year - birth_date.year - (not had_birthday)
