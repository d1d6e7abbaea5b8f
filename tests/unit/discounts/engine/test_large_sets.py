"""Exceptions may name many codes of a set: what counts is which conditions a set meets, not which codes it holds."""

from __future__ import annotations

from datetime import date

import numpy as np

from uitpas2.discounts.engine.bulk import Cases, Tables, decide_all
from uitpas2.discounts.rules.choices import in_force
from uitpas2.discounts.rules.deciding import decide_price, defaults
from uitpas2.discounts.rules.rulebook import PRICE, rule_book
from uitpas2.discounts.values.choosing import Choice, Condition, Line, contradiction
from uitpas2.discounts.values.kinds import Kind
from uitpas2.discounts.values.numbers import as_day

DAY = date(2026, 11, 25)
MANY = (1 << 20) - 1  # twenty grounds
MORE = ((1 << 5) - 1) << 25  # five others


def grounds(codes: int) -> Condition:
    return Condition("grounds", Kind.SET_OF, codes=codes)


def test_an_exception_for_twenty_grounds_gives_the_same_for_one_case_and_for_many() -> None:
    book = rule_book()
    choice = Choice("discount_leisure_pct", 80, (Line((grounds(MANY),), 90),))
    both = Choice("discount_leisure_pct", 80, (Line((grounds(MANY),), 90), Line((grounds(MANY | MORE),), 100)))
    held = [1 << place for place in range(31)] + [0, MANY | MORE, 1 << 19 | 1 << 25]
    facts = {**defaults(book.vocabulary), "day": as_day(DAY), "has_right": True, "price": 1_000}

    for one in (choice, both):
        tables = Tables(book.compiled(PRICE, DAY), book.parameters, [[one]], book.vocabulary.facts)
        days = np.full(len(held), as_day(DAY), np.int64)
        columns = {"has_right": np.bool_(True), "price": 1_000, "grounds": np.array(held, np.int64)}
        many = decide_all(tables, Cases(np.zeros(len(held), np.int64), days, columns)).outputs["holder_pays"]

        chosen = in_force(book, nis="44021", name="Gent", on=DAY, choices=[one])
        single = [decide_price({**facts, "grounds": codes}, chosen).holder_pays.cents for codes in held]
        assert many.tolist() == single
        assert len(set(single)) > 1


def test_two_large_sets_that_share_no_code_still_meet_in_who_holds_one_of_each() -> None:
    facts = rule_book().vocabulary.facts

    clash = contradiction([Line((grounds(MANY),), 90), Line((grounds(MORE),), 100)], facts)

    assert clash is not None
    assert clash["grounds"] & MANY
    assert clash["grounds"] & MORE
