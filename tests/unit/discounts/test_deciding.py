"""Who pays what: the shares add up, nobody pays less than nothing, and each step says why."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from uitpas2.activities.rules import ProductClass
from uitpas2.discounts.rules import (
    ChoicesInForce,
    Chooser,
    Decision,
    Facts,
    Payer,
    decide,
    rule_book,
    values_in_force,
)
from uitpas2.kernel.money import Euro, total

DAY = date(2026, 11, 25)


def choices(**chosen: int) -> ChoicesInForce:
    return ChoicesInForce("44021", "Gent", DAY, values_in_force(rule_book(), DAY, chosen))


def case(cents: int = 1000, product_class: ProductClass = ProductClass.LEISURE, **facts: bool) -> Facts:
    return Facts(
        product_class=product_class, full_price=Euro(cents), day=DAY, has_right=facts.pop("has_right", True), **facts
    )


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
        (1, {}, ProductClass.CARE, (1, 0, 0)),
    ],
    ids=lambda value: str(value),
)
def test_the_holder_the_organiser_and_the_municipality_each_bear_their_part(
    cents: int, chosen: dict[str, int], product_class: ProductClass, expected: tuple[int, ...]
) -> None:
    decision = decide(case(cents, product_class), choices(**chosen))

    assert shares_in_cents(decision) == expected


@pytest.mark.parametrize(
    ("condition", "article"),
    [
        ("lives_in_flanders", 2),
        ("has_right", 3),
        ("tickets_left", 7),
        ("budget_allows", 9),
        ("reduction_wanted", 7),
    ],
)
def test_the_first_condition_that_fails_is_named_with_its_article_and_the_holder_pays_all(
    condition: str, article: int
) -> None:
    decision = decide(case(**{condition: False}), choices())

    assert (decision.failed, decision.reduced) == (condition, False)
    assert [step.article for step in decision.steps if not step.holds] == [article]
    assert decision.shares == {Payer.HOLDER: Euro(1000)}


def test_what_is_free_stays_free_and_nobody_else_pays_for_it() -> None:
    decision = decide(case(0), choices())

    assert (decision.reduced, decision.shares) == (False, {Payer.HOLDER: Euro(0)})


def test_the_trace_names_the_value_and_whose_choice_it_was() -> None:
    decision = decide(case(), choices(discount_leisure_pct=90))

    used = {step.rule: step.used for step in decision.steps if step.used}
    assert (used["holder_pays_leisure"].value, used["holder_pays_leisure"].chosen_by) == (90, Chooser.MUNICIPALITY)
    assert (used["organiser_bears"].value, used["organiser_bears"].chosen_by) == (40, Chooser.FLANDERS)


def inside_bounds(key: str) -> st.SearchStrategy[int]:
    dated = rule_book().parameters[key].on(DAY)
    return st.integers(dated.lowest, dated.highest)


prices = st.one_of(st.integers(0, 40), st.integers(0, 1_000_000))
any_choices = st.fixed_dictionaries(
    {parameter.key: inside_bounds(parameter.key) for parameter in rule_book().chosen_by(Chooser.MUNICIPALITY)}
)
any_case = st.builds(
    Facts,
    product_class=st.sampled_from(ProductClass),
    full_price=prices.map(Euro),
    day=st.just(DAY),
    has_right=st.booleans(),
    lives_in_flanders=st.booleans(),
    tickets_left=st.booleans(),
    budget_allows=st.booleans(),
)


@settings(max_examples=500, deadline=None)
@given(any_case, any_choices)
def test_shares_add_up_to_the_price_and_none_is_negative(facts: Facts, chosen: dict[str, int]) -> None:
    decision = decide(facts, choices(**chosen))

    assert total(decision.shares.values()) == facts.full_price
    assert all(amount.cents >= 0 for amount in decision.shares.values())
    assert decision.holder_pays == decision.shares[Payer.HOLDER] <= facts.full_price


@settings(max_examples=300, deadline=None)
@given(prices, st.sampled_from(ProductClass), any_choices, st.integers(1, 50))
def test_a_higher_discount_never_raises_the_price(
    cents: int, product_class: ProductClass, chosen: dict[str, int], more: int
) -> None:
    raised = {key: min(100, value + more) if key.startswith("discount") else value for key, value in chosen.items()}

    before, after = (decide(case(cents, product_class), choices(**values)) for values in (chosen, raised))

    assert after.holder_pays <= before.holder_pays


@settings(max_examples=200, deadline=None)
@given(any_case, any_choices)
def test_nobody_with_the_right_pays_more_than_somebody_without(facts: Facts, chosen: dict[str, int]) -> None:
    from dataclasses import replace

    with_right, without = (decide(replace(facts, has_right=right), choices(**chosen)) for right in (True, False))

    assert with_right.holder_pays <= without.holder_pays
