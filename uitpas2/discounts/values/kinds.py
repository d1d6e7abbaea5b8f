"""Kinds of values: how people write them, how they are kept, and the whole number the engine counts with."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal, DecimalException
from difflib import get_close_matches
from enum import StrEnum
from typing import Any

from uitpas2.discounts.values.numbers import NOTHING, as_date, as_day


class Kind(StrEnum):
    PERCENT = "percent"
    TENTHS_PCT = "tenths_pct"
    CENTS = "cents"
    COUNT = "count"
    MONTHS = "months"
    DAYS = "days"
    AGE = "age"
    YES_NO = "yes_no"
    DAY = "day"
    DAY_OF_YEAR = "day_of_year"
    ONE_OF = "one_of"
    SET_OF = "set_of"


NUMBERS = frozenset({Kind.PERCENT, Kind.TENTHS_PCT, Kind.CENTS, Kind.COUNT, Kind.MONTHS, Kind.DAYS, Kind.AGE})
# What the engine keeps finer than people write it: euros as cents, per cents as tenths.
FINER = {Kind.CENTS: 100, Kind.TENTHS_PCT: 10}
YES_NO = ("no", "yes")


class ValueFault(ValueError):
    """A value that is not of its kind; the text says what was expected."""


def from_people(kind: Kind, given: Any, codes: Sequence[str] = ()) -> int:
    """What somebody wrote in a scheme or a form: euros, per cents with a decimal, codes, dates. Raises ValueFault."""
    if kind in FINER and not _is_nothing(given):
        return _finer(given, FINER[kind])
    return from_stored(kind, given, codes)


def from_stored(kind: Kind, given: Any, codes: Sequence[str] = ()) -> int:
    """What stands in a parameter's file or in the database: whole cents and tenths, codes, dates. Raises ValueFault."""
    if kind is Kind.SET_OF:
        return _mask(given, codes)
    if kind is Kind.ONE_OF:
        return _place(given, codes)
    if kind is Kind.YES_NO:
        return _place({True: "yes", False: "no"}.get(given, given) if type(given) is bool else given, YES_NO)
    if _is_nothing(given):
        return NOTHING
    return _READERS.get(kind, _whole)(given)


def to_stored(kind: Kind, value: int, codes: Sequence[str] = ()) -> Any:
    """The way back: plain JSON."""
    if kind is Kind.SET_OF:
        return [code for place, code in enumerate(codes) if value >> place & 1]
    if kind in (Kind.ONE_OF, Kind.YES_NO):
        return (codes or YES_NO)[value]
    if value >= NOTHING:
        return None
    if kind is Kind.DAY:
        return as_date(value).isoformat()
    if kind is Kind.DAY_OF_YEAR:
        return f"{value // 100:02d}-{value % 100:02d}"
    return value


def to_people(kind: Kind, value: int, codes: Sequence[str] = ()) -> Any:
    """As somebody would write it in a scheme: euros with two decimals, `none` for no limit."""
    stored = to_stored(kind, value, codes)
    if stored is None:
        return "none"
    if kind is Kind.CENTS:
        return f"{'-' if value < 0 else ''}{abs(value) // 100}.{abs(value) % 100:02d}"
    return f"{value // 10}.{value % 10}" if kind is Kind.TENTHS_PCT else stored


def shown(given: Any) -> str:
    """Whatever was given, for a message: never more than a line."""
    text = given.isoformat() if isinstance(given, date) else repr(given)
    return text if len(text) <= 60 else f"{text[:60]}…"


def on_one_line(kind: Kind, value: int, codes: Sequence[str] = (), *, between: str = ", ") -> str:
    """As somebody would write it, for a message: a set as its codes side by side, an empty one as "nothing"."""
    written = to_people(kind, value, codes)
    return (between.join(written) or "nothing") if isinstance(written, list) else str(written)


def _is_nothing(given: Any) -> bool:
    return given is None or given == "none"


def _whole(given: Any) -> int:
    if type(given) is int and 0 <= given < NOTHING:
        return given
    if type(given) is str and re.fullmatch(r"\d{1,11}", given.strip()):
        return int(given)
    raise ValueFault(f"{shown(given)} is not a whole number of 0 or more")


def _finer(given: Any, parts: int) -> int:
    if isinstance(given, bool) or not isinstance(given, int | float | str):
        raise ValueFault(f"{shown(given)} is not an amount")
    try:
        exact = Decimal(str(given).replace(",", ".").removeprefix("€").strip()) * parts
    except DecimalException:  # no number, or one too large to multiply
        raise ValueFault(f"{shown(given)} is not an amount") from None
    if not exact.is_finite() or exact != exact.to_integral_value() or not 0 <= exact < NOTHING:
        raise ValueFault(f"{shown(given)} has more than {len(str(parts)) - 1} decimals, or is below 0 or too large")
    return int(exact)


def _day(given: Any) -> int:
    if type(given) is date:
        return as_day(given)
    try:
        if type(given) is str:
            return as_day(date.fromisoformat(given))
    except ValueError:
        pass
    raise ValueFault(f"{shown(given)} is not a day like 2026-09-01")


def _day_of_year(given: Any) -> int:
    found = re.fullmatch(r"(\d\d)-(\d\d)", given) if type(given) is str else None
    try:
        if found:
            day = date.fromisoformat(f"2024-{given}")  # a leap year: 29 February is a day of the year
            return day.month * 100 + day.day
    except ValueError:
        pass
    raise ValueFault(f"{shown(given)} is not a day of the year like 04-30 (month-day, between quotes)")


_READERS: dict[Kind, Callable[[Any], int]] = {Kind.DAY: _day, Kind.DAY_OF_YEAR: _day_of_year}


def _place(given: Any, codes: Sequence[str]) -> int:
    given = "none" if given is None else given
    if type(given) is not str or given not in codes:
        near = get_close_matches(str(given)[:60], codes, 1, 0.7)
        meant = f"; did you mean {near[0]}?" if near else ""
        raise ValueFault(f"{shown(given)} is none of: {', '.join(codes)}{meant}")
    return list(codes).index(given)


def _mask(given: Any, codes: Sequence[str]) -> int:
    if not isinstance(given, list | tuple | set | frozenset):
        raise ValueFault(f"{shown(given)} should be a list of codes")
    mask = 0
    for code in given:
        mask |= 1 << _place(code, codes)
    return mask
