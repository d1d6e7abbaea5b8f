"""Values as people write them, as they are kept, and as the engine counts them: there and back again."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from uitpas2.discounts.engine import NOTHING
from uitpas2.discounts.values.kinds import Kind, ValueFault, from_people, from_stored, to_people, to_stored
from uitpas2.discounts.values.numbers import as_day

CODES = ("none", "red", "green", "blue")


@pytest.mark.parametrize(
    ("kind", "written", "number", "stored"),
    [
        (Kind.CENTS, "10.05", 1005, 1005),
        (Kind.CENTS, "0.00", 0, 0),
        (Kind.CENTS, "none", NOTHING, None),
        (Kind.TENTHS_PCT, "4.9", 49, 49),
        (Kind.PERCENT, 80, 80, 80),
        (Kind.COUNT, 3, 3, 3),
        (Kind.AGE, "none", NOTHING, None),
        (Kind.YES_NO, "yes", 1, "yes"),
        (Kind.YES_NO, "no", 0, "no"),
        (Kind.DAY, "2028-02-29", as_day(date(2028, 2, 29)), "2028-02-29"),
        (Kind.DAY, "none", NOTHING, None),
        (Kind.DAY_OF_YEAR, "04-30", 430, "04-30"),
        (Kind.DAY_OF_YEAR, "02-29", 229, "02-29"),
        (Kind.ONE_OF, "green", 2, "green"),
        (Kind.SET_OF, ["red", "blue"], 0b1010, ["red", "blue"]),
        (Kind.SET_OF, [], 0, []),
    ],
)
def test_a_value_comes_back_as_it_was_written_and_as_it_was_kept(
    kind: Kind, written: Any, number: int, stored: Any
) -> None:
    codes = CODES if kind in (Kind.ONE_OF, Kind.SET_OF) else ()

    counted = from_people(kind, written, codes)

    assert counted == number
    assert to_people(kind, counted, codes) == written
    assert to_stored(kind, counted, codes) == stored
    assert from_stored(kind, stored, codes) == number


@pytest.mark.parametrize(
    ("kind", "written", "number"),
    [
        (Kind.CENTS, 0.29, 29),  # 29 cents, also where 0.29 * 100 is a little less in floating point
        (Kind.CENTS, 1234567.89, 123456789),
        (Kind.CENTS, "€ 2,50", 250),
        (Kind.CENTS, 3, 300),
        (Kind.YES_NO, True, 1),
        (Kind.YES_NO, False, 0),
        (Kind.COUNT, " 12 ", 12),
        (Kind.DAY, date(2026, 11, 25), as_day(date(2026, 11, 25))),
        (Kind.ONE_OF, None, 0),
        (Kind.SET_OF, ("red",), 0b10),
    ],
)
def test_people_may_write_a_value_in_another_way_too(kind: Kind, written: Any, number: int) -> None:
    assert from_people(kind, written, CODES if kind in (Kind.ONE_OF, Kind.SET_OF) else ()) == number


@pytest.mark.parametrize(
    ("kind", "written", "fault"),
    [
        (Kind.CENTS, 1.005, "more than 2 decimals"),
        (Kind.CENTS, -1, "below 0"),
        (Kind.CENTS, "1e20", "too large"),
        (Kind.CENTS, "9e999999", "is not an amount"),
        (Kind.CENTS, "inf", "decimals"),
        (Kind.CENTS, "nan", "decimals"),
        (Kind.CENTS, True, "is not an amount"),
        (Kind.CENTS, "ten", "is not an amount"),
        (Kind.CENTS, [1], "is not an amount"),
        (Kind.TENTHS_PCT, 4.95, "more than 1 decimals"),
        (Kind.PERCENT, 80.5, "is not a whole number"),
        (Kind.PERCENT, True, "is not a whole number"),
        (Kind.COUNT, -1, "is not a whole number of 0 or more"),
        (Kind.COUNT, 10**12, "is not a whole number"),
        (Kind.YES_NO, "perhaps", "is none of: no, yes"),
        (Kind.DAY, "2026-02-29", "is not a day like"),
        (Kind.DAY, 20261125, "is not a day like"),
        (Kind.DAY_OF_YEAR, "02-30", "is not a day of the year"),
        (Kind.DAY_OF_YEAR, 430, "is not a day of the year"),
        (Kind.ONE_OF, "purple", "'purple' is none of: none, red, green, blue"),
        (Kind.ONE_OF, ["red"], "is none of"),
        (Kind.SET_OF, ["red", "purple"], "'purple' is none of"),
        (Kind.SET_OF, "red", "should be a list of codes"),
    ],
)
def test_what_is_not_of_its_kind_is_refused_with_what_was_expected(kind: Kind, written: Any, fault: str) -> None:
    with pytest.raises(ValueFault, match=fault):
        from_people(kind, written, CODES if kind in (Kind.ONE_OF, Kind.SET_OF) else ())
