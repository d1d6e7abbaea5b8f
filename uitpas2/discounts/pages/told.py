"""A municipality's rules for a reader: what matters to somebody there, and nothing that plays no part."""

from __future__ import annotations

from typing import Any

from uitpas2.discounts.engine.functions import NOTHING
from uitpas2.discounts.engine.kinds import to_stored
from uitpas2.discounts.engine.timelines import Held
from uitpas2.discounts.pages.groups import Group, groups_of
from uitpas2.discounts.rules import ChoicesInForce, Chooser, DatedValue, Parameter, Source, rule_book
from uitpas2.discounts.rules.choosing import lines_to_keep
from uitpas2.discounts.rules.exceptions import case_told
from uitpas2.discounts.rules.telling import told_to_public
from uitpas2.kernel.text import LANGUAGES, TranslatedText

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
    return plays_a_part(key, current) and (held.choice is not None or key in MAIN)


def rules_as_data(current: ChoicesInForce) -> list[dict[str, Any]]:
    """Everything a municipality may choose, as plain data; `shown` is what the page tells."""
    parameters = rule_book().chosen_by(Chooser.MUNICIPALITY)
    return [
        rule_as_data(current.held[one.key])
        | {"plays_a_part": plays_a_part(one.key, current), "shown": is_shown(current.held[one.key], current)}
        for one in parameters
    ]


def rule_as_data(held: Held) -> dict[str, Any]:
    """A value with its exceptions, whose choice it was, and what it rests on."""
    parameter = held.parameter
    return {
        "key": parameter.key,
        "article": parameter.article,
        "label": parameter.label.as_dict(),
        "text": _told(parameter, held.value).as_dict(),
        "kind": parameter.kind.value,
        "value": _stored(parameter, held.value),
        "exceptions": exceptions_as_data(held),
        "chosen_by": (Chooser.MUNICIPALITY if held.choice else Chooser.FLANDERS).value,
        "choice": choice_as_data(held) if held.choice else None,
        **bounds_as_data(parameter, held.dated),
    }


def exceptions_as_data(held: Held) -> list[dict[str, Any]]:
    vocabulary = rule_book().vocabulary
    kept = lines_to_keep(held.parameter, held.used.lines, vocabulary.facts)
    return [
        one | {"text": case_told(line, vocabulary).as_dict()} for one, line in zip(kept, held.used.lines, strict=True)
    ]


def choice_as_data(held: Held) -> dict[str, Any]:
    """The decision a value rests on. `chosen` differs from the value where a later bound replaced it."""
    choice = held.choice
    assert choice is not None
    return {
        "id": choice.id,
        "council_decision": choice.decision,
        "from": choice.starts.isoformat(),
        "to": choice.ends.isoformat() if choice.ends else None,
        "known_from": choice.known_from.isoformat() if choice.known_from else None,
        "chosen": _stored(held.parameter, choice.value),
        "narrowed": held.narrowed,
    }


def bounds_as_data(parameter: Parameter, dated: DatedValue) -> dict[str, Any]:
    """The version in force on a day: default, bounds, and what each rests on."""
    data: dict[str, Any] = {
        "version": dated.starts.isoformat(),
        "default": _stored(parameter, dated.default),
        "bounds": _bounds(parameter, dated),
        "rests_on": {
            "default": source_as_data(dated.default_rests_on),
            "bounds": source_as_data(dated.bounds_rest_on),
        },
    }
    return data


def _bounds(parameter: Parameter, dated: DatedValue) -> dict[str, Any]:
    if dated.allowed:
        return {"allowed": [parameter.all_codes[value] for value in sorted(dated.allowed)]}
    if parameter.codes:
        return {"at_least": _stored(parameter, dated.at_least), "at_most": _stored(parameter, dated.at_most)}
    return {
        "lowest": _stored(parameter, dated.lowest),
        "highest": _stored(parameter, dated.highest),
        "step": parameter.step,
        "may_be_none": dated.may_be_none,
    }


def source_as_data(source: Source) -> dict[str, Any]:
    return {
        "basis": source.basis.value,
        "why": source.why.as_dict(),
        "link": source.link,
        "checked_on": source.checked_on.isoformat(),
    }


def _stored(parameter: Parameter, value: int) -> Any:
    return to_stored(parameter.kind, value, parameter.codes)


def _told(parameter: Parameter, value: int) -> TranslatedText:
    return TranslatedText(**{language: told_to_public(parameter, value, language) for language in LANGUAGES})
