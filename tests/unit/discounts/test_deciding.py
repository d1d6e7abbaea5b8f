"""Who pays what: the shares add up, nobody pays less than nothing, and each step says why."""

from __future__ import annotations

from datetime import date

import pytest

from uitpas2.activities.rules import ProductClass
from uitpas2.discounts.rulebook.codes import OWN_PART_CAP_EFFECT_FREE
from uitpas2.discounts.rules import Choice, ChoicesInForce, Decision, Facts, Payer, decide, in_force, rule_book
from uitpas2.discounts.values.numbers import NOTHING
from uitpas2.kernel.money import Euro

DAY = date(2026, 11, 25)


def choices(**chosen: int) -> ChoicesInForce:
    made = [Choice(key, value, decision="Besluit 17", id=f"choice-{key}") for key, value in chosen.items()]
    return in_force(rule_book(), nis="44021", name="Gent", on=DAY, choices=made)


def case(cents: int = 1000, product_class: ProductClass = ProductClass.LEISURE, **facts) -> Facts:
    facts.setdefault("has_right", True)
    return Facts(product_class=product_class, full_price=Euro(cents), day=DAY, **facts)


def shares_in_cents(decision: Decision) -> tuple[int, ...]:
    return tuple(amount.cents for amount in decision.shares.values())


@pytest.mark.parametrize(
    ("cents", "chosen", "product_class", "expected"),
    [
        (1000, {}, ProductClass.LEISURE, (200, 400, 400)),
        (1000, {"discount_leisure_pct": 75}, ProductClass.LEISURE, (250, 400, 350)),
        (1000, {"organiser_share_pct": 10}, ProductClass.LEISURE, (200, 100, 700)),
        (1000, {"discount_leisure_pct": 100}, ProductClass.LEISURE, (0, 400, 600)),
        (1000, {}, ProductClass.CARE, (500, 400, 100)),
        (8500, {}, ProductClass.CAMP, (1700, 3400, 3400)),
        (310, {}, ProductClass.LEISURE, (62, 124, 124)),
        (333, {}, ProductClass.LEISURE, (67, 133, 133)),
        (9, {}, ProductClass.CARE, (5, 4, 0)),
        (1, {}, ProductClass.CARE, (1,)),
    ],
    ids=lambda value: str(value),
)
def test_the_holder_the_organiser_and_the_municipality_each_bear_their_part(
    cents: int, chosen: dict[str, int], product_class: ProductClass, expected: tuple[int, ...]
) -> None:
    decision = decide(case(cents, product_class), choices(**chosen))

    assert shares_in_cents(decision) == expected


@pytest.mark.parametrize(
    ("fact", "value", "condition"),
    [
        ("lives_in_flanders", False, "lives_in_flanders"),
        ("has_right", False, "has_right_or_coupon"),
        ("tickets_used", 1, "tickets_left"),
        ("budget_allows", False, "budget_allows"),
        ("reduction_wanted", False, "reduction_wanted"),
    ],
)
def test_the_first_condition_that_fails_is_named_and_the_holder_pays_all(fact: str, value: int, condition: str) -> None:
    decision = decide(case(**{fact: value}), choices())

    assert (decision.failed, decision.reduced) == (condition, False)
    assert decision.shares == {Payer.HOLDER: Euro(1000)}


def test_what_is_free_stays_free_and_nobody_else_pays_for_it() -> None:
    decision = decide(case(0), choices())

    assert (decision.reduced, decision.shares) == (False, {Payer.HOLDER: Euro(0)})


def test_a_ceiling_on_what_others_pay_in_a_year_leaves_the_rest_to_the_holder() -> None:
    used = {"intervention_used": 19_500}

    decision = decide(case(2000, more=used), choices(intervention_cap=20_000))

    assert shares_in_cents(decision) == (1500, 500, 0)


def test_a_ceiling_on_what_the_holder_pays_stops_the_reduction_or_makes_the_rest_free() -> None:
    used_up = {"own_part_used": 15_000}

    stopped = decide(case(more=used_up), choices(own_part_cap=15_000))
    free = decide(case(more=used_up), choices(own_part_cap=15_000, own_part_cap_effect=OWN_PART_CAP_EFFECT_FREE))

    assert (stopped.failed, stopped.holder_pays) == ("own_part_left", Euro(1000))
    assert free.holder_pays == Euro(0)


def test_the_outcome_names_every_value_it_used() -> None:
    outcome = decide(case(), choices(discount_leisure_pct=90)).outcome

    assert outcome.values["discount_leisure_pct"] == 90
    assert outcome.values["organiser_share_pct"] == 40
    assert outcome.values["intervention_cap"] == NOTHING
