"""Exceptions: the most specific one wins, and two that contradict each other are found, exactly."""

from __future__ import annotations

import random
from time import perf_counter

import pytest

from tests.unit.discounts.engine.material import FACTS, condition, line
from uitpas2.discounts.engine import NOTHING
from uitpas2.discounts.values.choosing import (
    Choice,
    Line,
    TooManyCells,
    break_points,
    contradiction,
    unreachable,
)

CASE = {"price": 0, "units": 0, "fruit": 0, "basket": 0, "ripe": 0}


def value(lines: list[Line], **facts: int) -> int:
    return Choice("discount", 80, tuple(lines)).value_for({**CASE, **facts})


def test_where_no_exception_holds_the_choice_itself_does() -> None:
    lines = [line(50, fruit=["pear"]), line(60, price=(100, 200))]

    assert value(lines) == 80
    assert value(lines, fruit=1) == 50
    assert [value(lines, price=price) for price in (99, 100, 200, 201)] == [80, 60, 60, 80]


@pytest.mark.parametrize("turned", [False, True])
def test_the_most_specific_exception_wins_whatever_their_order(turned: bool) -> None:
    lines = [
        line(50, price=(100, None)),
        line(60, price=(100, 500)),
        line(70, price=(200, 300), fruit=["pear"]),
    ]
    lines = lines[::-1] if turned else lines

    assert contradiction(lines, FACTS) is None
    assert value(lines, price=1_000) == 50
    assert value(lines, price=500) == 60
    assert value(lines, price=250) == 60
    assert value(lines, price=250, fruit=1) == 70


@pytest.mark.parametrize(
    ("narrow", "wide", "is_inside"),
    [
        (line(1, price=(2, 3)), line(2, price=(1, 4)), True),
        (line(1, price=(2, 5)), line(2, price=(1, 4)), False),
        (line(1, price=(2, None)), line(2, price=(1, 4)), False),
        (line(1, price=(2, 3), ripe=True), line(2, price=(1, 4)), True),
        (line(1, price=(2, 3)), line(2, price=(1, 4), ripe=True), False),
        (line(1, fruit=["apple"]), line(2, fruit=["apple", "pear"]), True),
        (line(1, fruit=["apple", "plum"]), line(2, fruit=["apple", "pear"]), False),
        (line(1, basket=["apple"]), line(2, basket=["apple", "pear"]), True),
    ],
)
def test_a_line_is_inside_another_when_all_its_cases_are(narrow: Line, wide: Line, is_inside: bool) -> None:
    assert narrow.is_inside(wide) is is_inside


def test_two_exceptions_that_overlap_and_say_something_else_are_found_with_the_case() -> None:
    case = contradiction([line(50, fruit=["pear"]), line(60, price=(100, 200))], FACTS)

    assert case == {"fruit": 1, "price": 100}


def test_two_exceptions_that_overlap_and_say_the_same_do_not_contradict_each_other() -> None:
    assert contradiction([line(50, fruit=["pear"]), line(50, price=(100, 200))], FACTS) is None


def test_two_exceptions_that_touch_do_not_overlap() -> None:
    assert contradiction([line(50, price=(0, 99)), line(60, price=(100, None))], FACTS) is None
    assert contradiction([line(50, price=(0, 100)), line(60, price=(100, None))], FACTS) == {"price": 100}


def test_a_third_exception_may_settle_where_two_overlap() -> None:
    two = [line(50, fruit=["pear"]), line(60, price=(100, 200))]

    settled = [*two, line(55, fruit=["pear"], price=(100, 200))]

    assert contradiction(settled, FACTS) is None
    assert value(settled, fruit=1, price=150) == 55
    assert contradiction([*two, line(55, fruit=["pear"], price=(100, 199))], FACTS) == {"fruit": 1, "price": 200}


def test_any_of_the_codes_of_a_set_is_enough_so_two_codes_can_meet_in_one_case() -> None:
    lines = [line(50, basket=["apple"]), line(60, basket=["pear"])]

    assert value(lines[:1], basket=0b011) == 50
    assert contradiction(lines, FACTS) == {"basket": 0b011}
    assert contradiction([line(50, fruit=["apple"]), line(60, fruit=["pear"])], FACTS) is None


def test_an_exception_that_more_specific_ones_cover_entirely_decides_nothing() -> None:
    covered = line(50, price=(100, 200))
    lines = [covered, line(60, price=(100, 150)), line(70, price=(151, 200))]

    assert unreachable(lines, FACTS) == [covered]
    assert unreachable([covered, line(60, price=(100, 150)), line(70, price=(152, 200))], FACTS) == []


def test_of_two_exceptions_that_are_the_same_one_decides_nothing() -> None:
    twice = [line(50, ripe=True), line(50, ripe=True)]

    assert len(unreachable(twice, FACTS)) == 1


def test_break_points_hold_one_value_of_each_stretch() -> None:
    lines = [line(50, price=(100, 200)), line(60, price=(150, None)), line(70, ripe=True, basket=["plum"])]

    assert break_points(lines, FACTS) == {"price": [0, 100, 150, 201], "ripe": [0, 1], "basket": [0, 0b100]}


def test_exceptions_on_too_many_facts_to_be_checked_are_refused() -> None:
    many = [line(number, price=(number * 10, None), units=(number * 10, None)) for number in range(1, 500)]

    with pytest.raises(TooManyCells):
        contradiction(many, FACTS)


def test_a_dozen_exceptions_on_many_facts_are_checked_in_no_time() -> None:
    nested = [
        line(n, price=(n, 1000 - n), units=(n, 1000 - n), basket=["apple", "pear", "plum"][: 3 - n // 5], ripe=True)
        for n in range(12)
    ]
    started = perf_counter()

    assert contradiction(nested, FACTS) is None
    assert contradiction([*nested, line(99, units=(500, 2000))], FACTS) is not None
    assert perf_counter() - started < 1


def test_looking_at_the_cells_finds_what_looking_at_every_case_finds() -> None:
    """Against a small world in which every case can be tried."""
    chance = random.Random(4)
    found = 0
    for _ in range(150):
        lines = [
            line(
                chance.choice((50, 60)),
                price=sorted(chance.choices(range(7), k=2)),
                fruit=chance.sample(["apple", "pear"], chance.choice((1, 2))),
            )
            for _ in range(3)
        ]
        world = [{**CASE, "price": price, "fruit": fruit} for price in range(8) for fruit in range(3)]

        clash = [case for case in world if len({one.value for one in _decisive(lines, case)}) > 1]

        assert (contradiction(lines, FACTS) is not None) is bool(clash)
        found += bool(clash)
    assert 0 < found < 150


def _decisive(lines: list[Line], case: dict[str, int]) -> list[Line]:
    holding = [one for one in lines if one.holds(case)]
    return [one for one in holding if not any(other.is_inside(one) and not one.is_inside(other) for other in holding)]


def test_no_limit_lies_above_every_amount() -> None:
    at_least = condition("price", (100, None))

    assert at_least.holds(NOTHING)
    assert not condition("price", (100, 200)).holds(NOTHING)
