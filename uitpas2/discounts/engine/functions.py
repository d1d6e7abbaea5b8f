"""The functions a rule may call, on single values. `columns` holds the same functions on whole columns.

All values are whole numbers: cents, per cents, counts, days since 1 January 1970, bit masks of codes.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, TypeAlias

from uitpas2.discounts.values.numbers import EPOCH, as_date

Cents: TypeAlias = int
Percent: TypeAlias = int
TenthsPct: TypeAlias = int
Count: TypeAlias = int
Months: TypeAlias = int
Days: TypeAlias = int
Age: TypeAlias = int
Day: TypeAlias = int
DayOfYear: TypeAlias = int
Code: TypeAlias = int
Codes: TypeAlias = int
YesNo: TypeAlias = bool


def half_up(numerator: int, denominator: int) -> int:
    """A quotient to the nearest whole number, a half upwards. Not for negative numbers."""
    return (2 * numerator + denominator) // (2 * denominator)


def rounded(numerator: int, denominator: int, to: Cents, direction: Code) -> Cents:
    """A quotient as a multiple of `to`; direction 0 is to the nearest (half upwards), 1 up, 2 down."""
    whole = denominator * to
    if direction == 0:
        return (2 * numerator + whole) // (2 * whole) * to
    return (numerator + (whole - 1 if direction == 1 else 0)) // whole * to


def has(codes: Codes, code: Code) -> YesNo:
    """Whether a code is in a set."""
    return bool(codes >> code & 1)


def overlaps(some: Codes, others: Codes) -> YesNo:
    """Whether two sets share a code."""
    return some & others != 0


def first_of_month(day: Day) -> Day:
    return day - as_date(day).day + 1


def add_months(day: Day, months: Months) -> Day:
    """The same day some months later; the first of the next month where that day does not exist.

    It is the day after a period of so many months: what runs from 31 August for six months holds all of February.
    """
    held = as_date(day)
    year, month = divmod(held.year * 12 + held.month - 1 + months, 12)
    return min(_first(year, month + 1) + held.day - 1, _first(year, month + 2))


def next_yearly(day: Day, of_year: DayOfYear) -> Day:
    """The first such day (430 is 30 April) on or after a day; 29 February is 28 February in most years."""
    year = as_date(day).year
    found = _last_possible(year, of_year // 100, of_year % 100)
    return found if found >= day else _last_possible(year + 1, of_year // 100, of_year % 100)


def _last_possible(year: int, month: int, day: int) -> Day:
    return min(_first(year, month) + day - 1, _first(year, month + 1) - 1)


def _first(year: int, month: int) -> Day:
    """The first day of a month; the thirteenth month of a year is January of the next."""
    return date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1).toordinal() - EPOCH


FUNCTIONS: dict[str, Callable[..., Any]] = {
    "min": min,
    "max": max,
    "half_up": half_up,
    "rounded": rounded,
    "has": has,
    "overlaps": overlaps,
    "first_of_month": first_of_month,
    "add_months": add_months,
    "next_yearly": next_yearly,
}
