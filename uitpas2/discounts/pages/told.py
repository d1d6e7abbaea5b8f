"""A municipality's rules for a reader: what matters to somebody there, and nothing that plays no part."""

from __future__ import annotations

from typing import Any

from uitpas2.discounts.pages.groups import Group, groups_of
from uitpas2.discounts.rules import ChoicesInForce, Chooser, rule_book
from uitpas2.discounts.rules.as_data import rule_as_data
from uitpas2.discounts.values.numbers import NOTHING
from uitpas2.discounts.values.timelines import Held

# What everybody wants to know, whoever chose it. The rest of the Flemish defaults stands in the rule book.
MAIN = (
    "discount_leisure_pct",
    "discount_care_pct",
    "organiser_share_pct",
    "accepted_grounds",
    "duration_months",
    "sibling_discount_pct",
    "card_price",
)


# What only counts once something else was chosen: then everybody wants to know it as well.
DEPENDENT = frozenset(
    {"holder_fixed", "unit_price", "income_base", "income_per_dependant", "disabled_counts_as", "own_part_cap_effect"}
)


def plays_a_part(key: str, current: ChoicesInForce) -> bool:
    """Whether a value can count, given what was chosen beside it."""
    formulas = _words(current, "holder_formula")
    match key:
        case "holder_fixed":
            return bool(formulas & {"fixed", "lesser"})
        case "unit_price":
            return "unit" in formulas
        case "discount_leisure_pct" | "discount_care_pct":
            return bool(formulas & {"percent", "lesser"})
        case "income_base" | "income_per_dependant" | "disabled_counts_as":
            return _words(current, "income_test") != {"off"}
        case "own_part_cap_effect":
            return any(value < NOTHING for value in current.held["own_part_cap"].used.values())
        case _:
            return True


def _words(current: ChoicesInForce, key: str) -> set[str]:
    """The codes a choice of one comes to, exceptions included."""
    held = current.held[key]
    return {held.parameter.all_codes[value] for value in held.used.values()}


def shown(current: ChoicesInForce) -> list[tuple[Group, list[Held]]]:
    """Own choices and the main ones, by subject."""
    parameters = [
        parameter
        for parameter in rule_book().chosen_by(Chooser.MUNICIPALITY)
        if is_shown(current.held[parameter.key], current)
    ]
    return [(group, [current.held[one.key] for one in found]) for group, found in groups_of(parameters)]


def is_shown(held: Held, current: ChoicesInForce) -> bool:
    key = held.parameter.key
    return plays_a_part(key, current) and (held.choice is not None or key in MAIN or key in DEPENDENT)


def rules_as_data(current: ChoicesInForce) -> list[dict[str, Any]]:
    """Everything a municipality may choose, as plain data; `shown` is what the page tells."""
    parameters = rule_book().chosen_by(Chooser.MUNICIPALITY)
    return [
        rule_as_data(current.held[one.key])
        | {"plays_a_part": plays_a_part(one.key, current), "shown": is_shown(current.held[one.key], current)}
        for one in parameters
    ]
