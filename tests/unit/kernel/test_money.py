"""Money is whole cents."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from uitpas2.kernel.money import Euro, total


@pytest.mark.parametrize(
    ("typed", "cents"),
    [
        ("10", 1000),
        ("10,5", 1050),
        ("10.50", 1050),
        ("€ 1.250,00", 125000),
        ("1,250.00", 125000),
        ("25.000", 2500000),
        ("1.250.000", 125000000),
        ("-2,00", -200),
    ],
)
def test_people_may_type_an_amount_their_own_way(typed: str, cents: int) -> None:
    assert Euro.parse(typed) == Euro(cents)


@pytest.mark.parametrize("typed", ["", "tien", "1,234", "1.2345", "0,005", "1e3", "12,", "9" * 20])
def test_what_is_no_amount_in_whole_cents_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match="amount"):
        Euro.parse(typed)


def test_a_float_cannot_become_money() -> None:
    with pytest.raises(TypeError):
        Euro(2.0)  # type: ignore[arg-type]


@pytest.mark.parametrize(("number", "cents"), [(10.5, 1050), (2.1, 210), (0.07, 7), ("10.00", 1000), (125, 12500)])
def test_a_foreign_number_is_read_as_it_was_written(number: float, cents: int) -> None:
    assert Euro.from_json_number(number) == Euro(cents)


@pytest.mark.parametrize("number", [0.001, float("nan"), float("inf"), "veel", None])
def test_a_foreign_number_that_is_no_money_is_refused(number: float) -> None:
    with pytest.raises(ValueError, match="amount"):
        Euro.from_json_number(number)


@given(cents=st.integers(-(10**9), 10**9), percent=st.integers(0, 100))
def test_a_percentage_and_the_rest_make_the_whole(cents: int, percent: int) -> None:
    amount = Euro(cents)

    part = amount.percentage(percent)

    assert part + (amount - part) == amount
    assert abs(part.cents) <= abs(cents)


def test_half_a_cent_is_rounded_up() -> None:
    assert Euro(125).percentage(50) == Euro(63)
    assert Euro(-125).percentage(50) == Euro(-63)


def test_nothing_adds_up_to_nothing() -> None:
    assert total([]) == Euro(0)
