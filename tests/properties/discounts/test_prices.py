"""Whatever is chosen and whatever is asked: the shares add up, and the right is never a burden."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from random import Random

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as some

from tests.properties.discounts.worlds import World, worlds
from uitpas2.discounts.engine.compiling import Compiled, compiled
from uitpas2.discounts.engine.folding import NEVER_NEGATIVE
from uitpas2.discounts.engine.running import Outcome, Ready
from uitpas2.discounts.rulebook.codes import CLASS_CARE, SIBLING_WITH_REDUCED_NOT_COMBINED
from uitpas2.discounts.rules.deciding import PAYER_OUTPUTS, decide_price
from uitpas2.discounts.rules.rulebook import PRICE, RIGHT, rule_book
from uitpas2.discounts.values.choosing import Choice, contradiction

PRICED = {"has_right": True, "price": 1000}
PAYERS = tuple(PAYER_OUTPUTS.values())
ONE_CASE = worlds(PRICE, usual=PRICED, municipalities=1, cases=1, most_choices=6)
quiet = [HealthCheck.too_slow]


def outcome_of(world: World, **other: int) -> Outcome:
    """What comes of the first case of a world, perhaps with other facts."""
    case = world.cases[0]
    return world.held(case).ready(PRICE).decide(case.facts | other)


@settings(max_examples=700, deadline=None, suppress_health_check=quiet)
@given(worlds(PRICE, usual=PRICED, municipalities=1, cases=2, most_choices=6))
def test_shares_add_up_to_the_price_and_nobody_pays_less_than_nothing(world: World) -> None:
    for case in world.cases:
        decision = decide_price(case.facts, world.held(case))
        outputs = decision.outcome.outputs

        assert sum(outputs[payer] for payer in PAYERS) == outputs["price_to_split"]
        assert all(value >= 0 for value in outputs.values())
        assert sum(amount.cents for amount in decision.shares.values()) == decision.full_price.cents
        if not decision.outcome.granted:
            assert outputs["holder_pays"] == outputs["price_to_split"] == outputs["ordinary_price"]


@settings(max_examples=500, deadline=None, suppress_health_check=quiet)
@given(some.one_of(ONE_CASE, worlds(RIGHT, usual={"grounds": 1}, municipalities=1, cases=1, most_choices=6)))
def test_no_step_that_is_an_amount_is_below_nothing(world: World) -> None:
    """Columns rely on it: what can never be below nothing is not compared with it."""
    case = world.cases[0]
    outcome = world.held(case).ready(world.program).explain(case.facts)

    amounts = {
        name: value for name, value in outcome.steps.items() if outcome.compiled.rules[name].gives in NEVER_NEGATIVE
    }

    assert min(amounts.values(), default=0) >= 0, amounts


@settings(max_examples=500, deadline=None, suppress_health_check=quiet)
@given(ONE_CASE, some.integers(0, 10**6))
def test_the_order_of_choices_exceptions_and_facts_does_not_matter(world: World, seed: int) -> None:
    order = Random(seed)
    case = world.cases[0]

    facts = dict(order.sample(list(case.told.items()), len(case.told)))
    choices = [_lines_in_another_order(one, order) for one in world.choices[0]]
    order.shuffle(choices)
    other = replace(world, choices=[choices], cases=[replace(case, told=facts)])

    assert outcome_of(other).output_values == outcome_of(world).output_values


def _lines_in_another_order(choice: Choice, order: Random) -> Choice:
    """Two exceptions that contradict each other are refused at entry; only then would their order say something."""
    if contradiction(choice.lines, rule_book().vocabulary.facts) is not None:
        return choice
    return replace(choice, lines=tuple(order.sample(choice.lines, len(choice.lines))))


@cache
def payers_in_another_order(seed: int) -> Compiled:
    """The program with what follows on a yes worked out in another order: the payers among it."""
    program = rule_book().programs[PRICE]
    granted = Random(seed).sample(program.granted, len(program.granted))
    return compiled(replace(program, granted=tuple(granted)), rule_book().vocabulary.facts, rule_book().parameters)


@settings(max_examples=500, deadline=None, suppress_health_check=quiet)
@given(ONE_CASE, some.integers(0, 9))
def test_the_order_of_payers_does_not_matter(world: World, seed: int) -> None:
    case = world.cases[0]
    held = world.held(case).held

    other = Ready(payers_in_another_order(seed), held).explain(case.facts)

    assert other.outputs == outcome_of(world).outputs


SIBLINGS = worlds(
    PRICE,
    usual=PRICED | {"product_class": CLASS_CARE, "siblings": 2},
    municipalities=1,
    cases=1,
    often={
        "sibling_with_reduced": SIBLING_WITH_REDUCED_NOT_COMBINED,
        "holder_at_most_care_pct": 100,
        "discount_care_pct": 20,
    },
)


@settings(max_examples=600, deadline=None, suppress_health_check=quiet)
@given(some.one_of(ONE_CASE, SIBLINGS))
def test_nobody_with_the_right_pays_more_than_somebody_without(world: World) -> None:
    assume(not world.choices[0] or _says_nothing_about_the_right(world.choices[0]))

    with_right = outcome_of(world, has_right=True).outputs
    without = outcome_of(world, has_right=False).outputs

    assert with_right["holder_pays"] <= without["holder_pays"]


def _says_nothing_about_the_right(choices: list[Choice]) -> bool:
    return all("has_right" not in one.facts for one in choices)


@settings(max_examples=600, deadline=None, suppress_health_check=quiet)
@given(ONE_CASE, some.integers(0, 100), some.integers(0, 100))
def test_a_higher_discount_never_raises_what_the_holder_pays(world: World, one: int, other: int) -> None:
    keys = ("discount_leisure_pct", "discount_care_pct")
    rest = [choice for choice in world.choices[0] if choice.key not in keys]

    def paid(discount: int) -> int:
        discounts = [Choice(key, discount, starts=date(2020, 1, 1), id=key) for key in keys]
        return outcome_of(replace(world, choices=[[*rest, *discounts]])).outputs["holder_pays"]

    assert paid(max(one, other)) <= paid(min(one, other))
