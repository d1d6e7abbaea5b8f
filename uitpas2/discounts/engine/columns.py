"""What rules are made of, on whole columns at once. The only module of the engine with `bulk` that knows numpy.

`folding` has already worked out what is the same for all rows; where a value here is not a column, its partner is.
"""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np

from uitpas2.discounts.engine.folding import Part, single, varying
from uitpas2.discounts.engine.functions import rounded as rounded_of_one

Column: TypeAlias = Any  # an array, or one value for all rows

least = np.minimum
most = np.maximum


def is_single(value: Column) -> bool:
    return not isinstance(value, np.ndarray)


def part_of(value: Column) -> Part:
    """The least and the most in a column."""
    if is_single(value):
        return single(value if isinstance(value, bool) else int(value))
    return varying(int(value.min()), int(value.max()), is_yes_no=value.dtype == bool)


def whole(widest: int) -> Any:
    """The narrowest whole numbers that hold this one. Raises OverflowError where none do."""
    if widest >= 2**63:
        raise OverflowError(f"{widest} is more than can be counted with in columns")
    return np.int32 if widest < 2**31 else np.int64


def typed(value: Column, kind: Any) -> Column:
    """A column in the width it is calculated in; yes and no stay what they are."""
    return value if kind is None or value.dtype == bool else value.astype(kind, copy=False)


def where(test: Column, then: Column, otherwise: Column) -> Column:
    """One number or the other, by counting: several times faster than numpy's own way."""
    if is_single(otherwise) and otherwise == 0:
        return then * test
    return (then - otherwise) * test + otherwise


def rounded(numerator: Column, denominator: Column, to: Column, direction: Column) -> Column:
    nearest, up, down = (rounded_of_one(numerator, denominator, to, way) for way in (0, 1, 2))
    return np.where(direction == 0, nearest, np.where(direction == 1, up, down))


def has(codes: Column, code: Column) -> Column:
    return (codes >> code & 1).astype(bool)


def first_of_month(day: Column) -> Column:
    return _first(_months(day))


def add_months(day: Column, months: Column) -> Column:
    month = _months(np.asarray(day))
    days_into = np.asarray(day, np.int64) - _first(month)
    later = month + np.asarray(months, np.int64)
    return np.minimum(_first(later) + days_into, _first(later + 1))


def next_yearly(day: Column, of_year: Column) -> Column:
    day = np.asarray(day, np.int64)
    of_year = np.minimum(of_year, 1231)  # rows without such a day are decided elsewhere
    january = day.astype("datetime64[D]").astype("datetime64[Y]").astype("datetime64[M]")
    month, into = of_year // 100 - 1, of_year % 100 - 1
    this_year = _last_possible(january + month, into)
    return np.where(this_year >= day, this_year, _last_possible(january + month + 12, into))


def first_failing(*conditions: tuple[Column, int]) -> Column:
    """Per row the number of the first condition that does not hold; 0 when all hold. Only the last may be one no."""
    reason: Column = np.uint8(0)
    for holds, number in reversed(conditions):
        reason = np.uint8(number) if is_single(holds) else reason * holds + np.uint8(number) * ~holds
    return reason


def _months(day: Column) -> Column:
    return day.astype("datetime64[D]").astype("datetime64[M]")


def _last_possible(month: Column, days_into: Column) -> Column:
    return np.minimum(_first(month) + days_into, _first(month + 1) - 1)


def _first(month: Column) -> Column:
    return month.astype("datetime64[D]").astype(np.int64)
