"""Which of the sentences about the lower price is true of a case: only what made the price is told."""

from __future__ import annotations

from uitpas2.discounts.engine import NOTHING, Cents, Code, YesNo, rule
from uitpas2.discounts.rulebook.codes import (
    HOLDER_FORMULA_LESSER,
    HOLDER_FORMULA_PERCENT,
    HOLDER_FORMULA_REMAINDER,
    HOLDER_FORMULA_UNIT,
)


@rule(17)
def sibling_percentage_decides(siblings_come_first: YesNo, sibling_unit_price: Cents) -> YesNo:
    return siblings_come_first and sibling_unit_price == NOTHING


@rule(17)
def sibling_amount_decides(siblings_come_first: YesNo, sibling_unit_price: Cents) -> YesNo:
    return siblings_come_first and sibling_unit_price < NOTHING


@rule(16)
def formula_is_told(is_card: YesNo, uses_coupon: YesNo, coupon_on_top: YesNo) -> YesNo:
    """The formula plays a part: not for the card itself, nor where a coupon takes its place."""
    return not is_card and (coupon_on_top or not uses_coupon)


@rule(16)
def formula_decides(formula_is_told: YesNo, by_formula: Cents, within_bounds: Cents) -> YesNo:
    """Neither floor nor ceiling changed what the formula asks."""
    return formula_is_told and by_formula == within_bounds


@rule(16)
def bounds_decide(formula_is_told: YesNo, by_formula: Cents, within_bounds: Cents) -> YesNo:
    """Floor or ceiling changed what the formula asks."""
    return formula_is_told and by_formula != within_bounds


@rule(16)
def percentage_decides(formula_decides: YesNo, holder_formula: Code, fixed_decides: YesNo) -> YesNo:
    """The percentage is the formula, or the lesser of the two."""
    is_lesser = holder_formula == HOLDER_FORMULA_LESSER and not fixed_decides
    return formula_decides and (holder_formula == HOLDER_FORMULA_PERCENT or is_lesser)


@rule(4)
def leisure_percentage_decides(percentage_decides: YesNo, is_care: YesNo) -> YesNo:
    return percentage_decides and not is_care


@rule(5)
def care_percentage_decides(percentage_decides: YesNo, is_care: YesNo) -> YesNo:
    return percentage_decides and is_care


@rule(16)
def fixed_amount_decides(formula_decides: YesNo, fixed_decides: YesNo) -> YesNo:
    return formula_decides and fixed_decides


@rule(16)
def unit_price_decides(formula_decides: YesNo, holder_formula: Code) -> YesNo:
    return formula_decides and holder_formula == HOLDER_FORMULA_UNIT


@rule(16)
def remainder_decides(formula_decides: YesNo, holder_formula: Code) -> YesNo:
    return formula_decides and holder_formula == HOLDER_FORMULA_REMAINDER
