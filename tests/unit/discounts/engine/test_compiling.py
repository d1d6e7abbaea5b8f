"""Rules put together as a program: in which order, what is refused, and which version holds on which day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from uitpas2.discounts.engine import Cents, Program, RuleFault, YesNo, columns, rule
from uitpas2.discounts.engine.compiling import compiled


@rule(1)
def doubled(price: Cents) -> Cents:
    two = 2
    return price * two


@rule(1)
def affordable(doubled: Cents, purse: Cents) -> YesNo:
    return doubled <= purse


@rule(1)
def wanted(wanted: YesNo) -> YesNo:
    return wanted


@rule(1)
def pays(doubled: Cents, rebate: Cents) -> Cents:
    two = doubled - rebate
    return max(0, two)


@rule(1)
def pays_nothing(purse: Cents) -> Cents:
    return purse - purse


@rule(1)
def only_told(pays: Cents) -> YesNo:
    return pays > 100


SHOP = Program(
    name="shop",
    always=(),
    conditions=(wanted, affordable),
    granted=(pays, only_told),
    refused=(pays_nothing,),
    outputs={"pays": ("pays", "pays_nothing"), "free": ("rebate", 1), "doubled": ("price", "price")},
    helpers=(doubled,),
)
FACTS = ("price", "purse", "wanted", "colour")
PARAMETERS = ("rebate", "unused")


def test_a_program_asks_only_for_what_its_rules_need_and_in_the_order_of_the_book() -> None:
    shop = compiled(SHOP, FACTS, PARAMETERS)

    assert (shop.facts, shop.parameters) == (("price", "purse", "wanted"), ("rebate",))
    assert shop.conditions == ("wanted", "affordable")


def test_rules_are_worked_out_just_before_they_are_needed_and_only_on_their_path() -> None:
    shop = compiled(SHOP, FACTS, PARAMETERS)

    assert shop.paths == (
        ("wanted", "doubled", "affordable", "pays", "only_told"),
        ("wanted", "pays_nothing"),
        ("wanted", "doubled", "affordable", "pays_nothing"),
    )


@pytest.mark.parametrize(
    ("price", "purse", "wanted", "reason", "outputs"),
    [
        (100, 500, True, 0, (190, 10, 100)),
        (100, 200, True, 0, (190, 10, 100)),
        (100, 199, True, 2, (0, 1, 100)),
        (100, 500, False, 1, (0, 1, 100)),
        (2, 500, True, 0, (0, 10, 2)),
    ],
)
def test_one_case_and_a_column_of_cases_come_out_the_same(
    price: int, purse: int, wanted: bool, reason: int, outputs: tuple[int, ...]
) -> None:
    shop = compiled(SHOP, FACTS, PARAMETERS)

    told, given, outcomes = shop.traced((price, purse, wanted), (10,))
    reasons, held = shop.on_columns((np.array([price] * 3), purse, np.array([wanted] * 3)), (10,), columns)

    assert shop.scalar((price, purse, wanted), (10,)) == (reason, outputs)
    assert (told, given) == (reason, outputs)
    assert len(outcomes) == len(shop.paths[reason])
    assert np.broadcast_to(reasons, 3).tolist() == [reason] * 3
    assert [np.broadcast_to(one, 3).tolist() for one in held] == [[one] * 3 for one in outputs]


def test_an_unknown_name_is_refused_with_the_rule_that_asks_for_it() -> None:
    with pytest.raises(RuleFault, match="rule affordable: nothing is called purse"):
        compiled(SHOP, ("price", "wanted"), PARAMETERS)


def test_rules_that_need_each_other_are_refused_with_the_circle() -> None:
    @rule(1)
    def doubled(affordable: YesNo) -> Cents:
        return 2 if affordable else 1

    with pytest.raises(RuleFault, match="affordable needs doubled needs affordable: a circle"):
        compiled(SHOP.replaced({"doubled": doubled}), FACTS, PARAMETERS)


def test_a_name_that_is_both_a_rule_and_something_given_is_refused() -> None:
    with pytest.raises(RuleFault, match="pays is both a rule and something given"):
        compiled(SHOP, (*FACTS, "pays"), PARAMETERS)


def test_an_output_that_nothing_gives_is_refused() -> None:
    with pytest.raises(RuleFault, match="nothing gives change for the output left"):
        compiled(replace(SHOP, outputs={"left": ("change", 0)}), FACTS, PARAMETERS)


def test_a_rule_is_in_force_from_its_first_day_up_to_its_end() -> None:
    one = replace(doubled, starts=date(2026, 1, 1), ends=date(2027, 1, 1))

    days = [date(2025, 12, 31), date(2026, 1, 1), date(2026, 12, 31), date(2027, 1, 1)]

    assert [one.is_in_force(day) for day in days] == [False, True, True, False]
