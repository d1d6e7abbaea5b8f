"""One rule text, three functions: they answer alike for every case, whatever was chosen, whenever it was known."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from tests.properties.discounts.worlds import Case, World, worlds
from uitpas2.discounts.engine import bulk, columns
from uitpas2.discounts.engine.bulk import Cases, Tables, decide_all
from uitpas2.discounts.rules.rulebook import PRICE, RIGHT, rule_book
from uitpas2.discounts.values.choosing import Choice, Condition, Line
from uitpas2.discounts.values.kinds import Kind
from uitpas2.discounts.values.numbers import as_day
from uitpas2.discounts.values.parameters import Fact

often = settings(max_examples=700, deadline=None, suppress_health_check=[HealthCheck.too_slow])
AT_LAST = 2**62  # everything that was ever known


def one_by_one(world: World, *, traced: bool) -> list[tuple[int, ...]]:
    found = []
    for case in world.cases:
        ready = world.held(case).ready(world.program)
        outcome = ready.explain(case.facts) if traced else ready.decide(case.facts)
        found.append((outcome.reason, *(int(value) for value in outcome.output_values)))
    return found


def at_once(world: World) -> list[tuple[int, ...]]:
    """All cases in columns; what is the same for an even number of them is given once, or not at all.

    An odd number of them comes in columns as narrow as what is in them.
    """
    book, cases = world.book, world.cases
    compiled = book.compiled(world.program, cases[0].day)
    tables = Tables(compiled, book.parameters, world.choices, book.vocabulary.facts)
    asked = dict.fromkeys([*compiled.facts, *(fact for group in world.choices for one in group for fact in one.facts)])
    facts = {name: _column(world, book.vocabulary.facts[name]) for name in asked if name != "day"}
    days = np.array([as_day(case.day) for case in cases])
    known = np.array([_known(case) for case in cases])
    groups = np.array([case.group for case in cases])
    told = Cases(
        groups,
        days,
        {name: column for name, column in facts.items() if column is not None},
        None if (known == AT_LAST).all() else known,
    )
    decided = decide_all(tables, told)
    return [tuple(int(value) for value in row) for row in zip(decided.reason, *decided.outputs.values(), strict=True)]


def _column(world: World, fact: Fact) -> Any:
    values = [case.facts[fact.name] for case in world.cases]
    if len(values) % 2 == 0 and len(set(values)) == 1:
        return None if values[0] == fact.default else values[0]
    if fact.kind is Kind.YES_NO:
        return np.array(values, bool)
    return np.array(values, np.min_scalar_type(max(values)) if len(values) % 2 else np.int64)


def _known(case: Case) -> int:
    return AT_LAST if case.known_on is None else int(case.known_on.timestamp()) * 1_000_000


PRICED = {"has_right": True, "price": 1000}
GROUNDED = {"grounds": 1}


@often
@given(worlds(PRICE, usual=PRICED))
def test_a_price_is_the_same_alone_with_its_steps_and_in_a_column(world: World) -> None:
    alone = one_by_one(world, traced=False)

    assert alone == one_by_one(world, traced=True)
    assert alone == at_once(world)


@often
@given(worlds(RIGHT, usual=GROUNDED))
def test_a_right_is_the_same_alone_with_its_steps_and_in_a_column(world: World) -> None:
    alone = one_by_one(world, traced=False)

    assert alone == one_by_one(world, traced=True)
    assert alone == at_once(world)


@pytest.fixture
def no_room_for_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if exceptions of many municipalities looked at more than a table can hold: they are tried line by line."""
    monkeypatch.setattr(bulk, "MOST_CELLS", 0)


@settings(often, max_examples=300, suppress_health_check=list(HealthCheck))
@given(worlds(PRICE, usual=PRICED))
def test_exceptions_tried_line_by_line_give_the_same_price(no_room_for_tables: None, world: World) -> None:
    assert at_once(world) == one_by_one(world, traced=False)


def test_exceptions_that_never_hold_in_columns_are_noticed(
    monkeypatch: pytest.MonkeyPatch, no_room_for_tables: None
) -> None:
    young, small = Condition("age", Kind.AGE, 0, 11), Condition("age", Kind.AGE, 0, 5)
    choice = Choice("discount_leisure_pct", 80, (Line((small,), 100), Line((young,), 90)))
    world = World(False, PRICE, [[choice]], [Case(0, date(2026, 5, 1), PRICED | {"age": age}) for age in (3, 9, 40)])
    assert at_once(world) == one_by_one(world, traced=False)

    monkeypatch.setattr(Condition, "holds_in", lambda self, column: column < 0)

    assert at_once(world) != one_by_one(world, traced=False)


def test_many_municipalities_with_many_exceptions_take_little_room() -> None:
    def exception(place: int) -> Line:
        ages = Condition("age", Kind.AGE, place % 17, place % 17 + 20)
        return Line((ages, Condition("price", Kind.CENTS, 100 + place, 9_000 + 7 * place)), 75 + place % 20)

    choices = [[Choice("discount_leisure_pct", 80, (exception(place),))] for place in range(300)]
    book = rule_book()

    tables = Tables(book.compiled(PRICE, date(2026, 5, 1)), book.parameters, choices, book.vocabulary.facts)

    assert sum(lookup.flat.size for lookup in tables.lookups.values()) < 10_000


@pytest.mark.parametrize(
    ("name", "broken"),
    [
        ("where", lambda test, then, otherwise: np.where(test, otherwise, then)),
        ("least", lambda first, *others: first),
        ("first_failing", lambda *conditions: 1),
    ],
)
def test_a_column_function_that_answers_otherwise_is_noticed(
    monkeypatch: pytest.MonkeyPatch, name: str, broken: Any
) -> None:
    told = [{"tickets_used": 3}, {"siblings": 2, "product_class": 1}, {"coupon": 2, "coupon_value": 120}, {}]
    world = World(False, PRICE, [[]], [Case(0, date(2026, 5, 1), PRICED | more) for more in told])
    assert at_once(world) == one_by_one(world, traced=False)

    monkeypatch.setattr(columns, name, broken)

    assert at_once(world) != one_by_one(world, traced=False)


@settings(max_examples=20, deadline=None)
@given(some.data())
def test_many_rows_of_one_chunk_and_more_are_as_those_rows_alone(data: some.DataObject) -> None:
    world = data.draw(worlds(PRICE, usual=PRICED, cases=6))
    times = 3000  # so that the rows fall in more than one chunk
    many = replace(world, cases=world.cases * times)

    assert at_once(many) == at_once(world) * times
