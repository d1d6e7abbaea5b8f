"""What rules are made of, on whole columns at once.

A value is a column or a single number or yes/no that holds for all rows. Where one side decides alone nothing is
computed, so that what no municipality uses costs nothing. The only module of the engine with `bulk` that knows numpy.
"""

from __future__ import annotations

from functools import reduce
from typing import Any, TypeAlias

import numpy as np

from uitpas2.discounts.engine.functions import NOTHING
from uitpas2.discounts.engine.functions import add_months as add_months_to_one
from uitpas2.discounts.engine.functions import first_of_month as first_of_month_of_one
from uitpas2.discounts.engine.functions import half_up as half_up_of_one
from uitpas2.discounts.engine.functions import has as has_one
from uitpas2.discounts.engine.functions import next_yearly as next_yearly_of_one
from uitpas2.discounts.engine.functions import rounded as rounded_of_one

Column: TypeAlias = Any  # an array, or one value for all rows


def is_single(value: Column) -> bool:
    return not isinstance(value, np.ndarray)


def where(test: Column, then: Column, otherwise: Column) -> Column:
    if is_single(test):
        return then if test else otherwise
    if is_single(then) and is_single(otherwise) and then == otherwise:
        return then
    return np.where(test, then, otherwise)


def negate(value: Column) -> Column:
    return not value if is_single(value) else ~value


def both(*values: Column) -> Column:
    columns = []
    for value in values:
        if not is_single(value):
            columns.append(value)
        elif not value:
            return False
    return reduce(np.logical_and, columns) if columns else True


def either(*values: Column) -> Column:
    columns = []
    for value in values:
        if not is_single(value):
            columns.append(value)
        elif value:
            return True
    return reduce(np.logical_or, columns) if columns else False


def least(first: Column, *others: Column) -> Column:
    return reduce(_lesser, others, first)


def most(first: Column, *others: Column) -> Column:
    return reduce(_greater, others, first)


def _lesser(a: Column, b: Column) -> Column:
    if is_single(a) and is_single(b):
        return min(a, b)
    if (is_single(b) and b >= NOTHING) or (is_single(a) and a >= NOTHING):
        return a if is_single(b) else b
    return np.minimum(a, b)


def _greater(a: Column, b: Column) -> Column:
    return max(a, b) if is_single(a) and is_single(b) else np.maximum(a, b)


def half_up(numerator: Column, denominator: Column) -> Column:
    return half_up_of_one(numerator, denominator)  # plain arithmetic: the same on columns


def rounded(numerator: Column, denominator: Column, to: Column, direction: Column) -> Column:
    if is_single(direction):
        return rounded_of_one(numerator, denominator, to, direction)
    return np.select(
        [direction == 0, direction == 1],
        [rounded_of_one(numerator, denominator, to, way) for way in (0, 1)],
        rounded_of_one(numerator, denominator, to, 2),
    )


def has(codes: Column, code: Column) -> Column:
    if is_single(codes) and is_single(code):
        return has_one(codes, code)
    if is_single(codes) and codes == 0:
        return False
    return (codes >> code & 1).astype(bool)


def overlaps(some: Column, others: Column) -> Column:
    if (is_single(some) and some == 0) or (is_single(others) and others == 0):
        return False
    return some & others != 0


def first_of_month(day: Column) -> Column:
    if is_single(day):
        return first_of_month_of_one(day)
    return _numbers(_months(day).astype("datetime64[D]"))


def add_months(day: Column, months: Column) -> Column:
    if is_single(day) and is_single(months):
        return add_months_to_one(day, months)
    month = _months(np.asarray(day, np.int64))
    days_into = np.asarray(day, np.int64) - _numbers(month.astype("datetime64[D]"))
    return _last_possible(month + np.asarray(months, np.int64), days_into)


def next_yearly(day: Column, of_year: Column) -> Column:
    if is_single(day) and is_single(of_year):
        return next_yearly_of_one(day, of_year)
    day = np.asarray(day, np.int64)
    of_year = np.minimum(of_year, 1231)  # rows without such a day are decided elsewhere
    january = day.astype("datetime64[D]").astype("datetime64[Y]").astype("datetime64[M]")
    month, into = of_year // 100 - 1, of_year % 100 - 1
    this_year = _last_possible(january + month, into)
    return np.where(this_year >= day, this_year, _last_possible(january + month + 12, into))


def first_failing(conditions: tuple[Column, ...]) -> Column:
    """Per row the number of the first condition that does not hold, counted from 1; 0 when all hold."""
    reason: Column = 0
    for number in range(len(conditions), 0, -1):
        condition = conditions[number - 1]
        if not is_single(condition):
            reason = np.where(condition, reason, np.uint8(number))
        elif not condition:
            reason = number
    return reason


def _months(day: Column) -> Column:
    return day.astype("datetime64[D]").astype("datetime64[M]")


def _numbers(days: Column) -> Column:
    return days.astype(np.int64)


def _last_possible(month: Column, days_into: Column) -> Column:
    first = _numbers(month.astype("datetime64[D]"))
    following = _numbers((month + 1).astype("datetime64[D]"))
    return np.minimum(first + days_into, following - 1)
