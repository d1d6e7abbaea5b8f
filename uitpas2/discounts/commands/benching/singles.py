"""One decision at a time: from a dict of facts to an outcome, in the process itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from random import Random
from typing import TypeAlias

from uitpas2.discounts.commands.benching.cases import CLASSES, SEED, YEAR, choices, municipalities
from uitpas2.discounts.commands.benching.measuring import spread
from uitpas2.discounts.rules.choices import in_force
from uitpas2.discounts.rules.rulebook import PRICE, RIGHT, rule_book
from uitpas2.discounts.values.numbers import as_day

Facts: TypeAlias = Mapping[str, int]


def measure_singles(times: int) -> dict[str, tuple[float, float]]:
    """Microseconds (half, 99 of a hundred) for a price, a right and both, without the steps and with them."""
    asked = _facts(times)
    some_choices = next(group for group in choices(municipalities()) if group[0].lines)
    held = in_force(rule_book(), nis="44021", name="Gent", on=YEAR, choices=some_choices)
    price, right = held.ready(PRICE), held.ready(RIGHT)

    def both(facts: Facts) -> None:
        price.decide({**facts, "has_right": right.decide(facts).granted})

    def both_with_steps(facts: Facts) -> None:
        price.explain({**facts, "has_right": right.explain(facts).granted})

    acts: dict[str, Callable[[Facts], object]] = {
        "price": price.decide,
        "price, with every step": price.explain,
        "right": right.decide,
        "right, with every step": right.explain,
        "right and price": both,
        "right and price, with every step": both_with_steps,
    }
    return {name: spread(act, asked) for name, act in acts.items()}


def _facts(times: int) -> list[Facts]:
    random = Random(SEED)  # noqa: S311  made-up cases keep no secret
    usual = {name: fact.default for name, fact in rule_book().vocabulary.facts.items()}
    return [
        {
            **usual,
            "day": as_day(YEAR) + random.randrange(365),
            "age": random.randrange(90),
            "grounds": random.choice((0, 1, 1, 4)),
            "has_right": random.random() < 0.8,
            "product_class": random.choice(CLASSES),
            "price": random.randrange(20_000),
            "siblings": random.randint(1, 3),
            "tickets_used": int(random.random() < 0.1),
        }
        for _ in range(times)
    ]
