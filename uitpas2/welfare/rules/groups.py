"""For which years a group has a pass: calendar years, because its tickets are counted by them."""

from __future__ import annotations

from datetime import date

from uitpas2.kernel.period import Period

GROUND_OF_GROUPS = "group_pass"  # stands where a person's right has its ground
NEXT_YEAR_FROM_MONTH = 10  # groups plan ahead: from October on they can have the next year


def year_to_give(today: date, last_day: date | None) -> int | None:
    """The year for which a group can get a pass now; `last_day` is that of the pass it has. None when it has all."""
    year = today.year if last_day is None else max(today.year, last_day.year + 1)
    latest = today.year + (1 if today.month >= NEXT_YEAR_FROM_MONTH else 0)
    return year if year <= latest else None


def period_of_pass(today: date, year: int) -> Period:
    """The present year from today on, a later one whole."""
    return Period(max(today, date(year, 1, 1)), date(year + 1, 1, 1))
