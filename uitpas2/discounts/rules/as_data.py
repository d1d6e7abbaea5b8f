"""The rule book and what was chosen, as plain data: the twin of the pages, with every source and decision."""

from __future__ import annotations

from datetime import date
from typing import Any

from uitpas2.discounts.rules.choices import ChoicesInForce
from uitpas2.discounts.rules.choosing import lines_to_keep
from uitpas2.discounts.rules.exceptions import case_told
from uitpas2.discounts.rules.rulebook import RuleBook, rule_book
from uitpas2.discounts.rules.telling import told_to_public
from uitpas2.discounts.values.kinds import to_stored
from uitpas2.discounts.values.parameters import Chooser, DatedValue, Parameter, Source
from uitpas2.discounts.values.timelines import Held
from uitpas2.kernel.text import LANGUAGES, TranslatedText


def articles_as_data(book: RuleBook) -> list[dict[str, Any]]:
    return [
        {
            "number": article.number,
            "title": article.title.as_dict(),
            "text": article.text.as_dict(),
            "rests_on": source_as_data(article.source),
        }
        for article in book.articles.values()
    ]


def parameters_as_data(book: RuleBook, on: date) -> list[dict[str, Any]]:
    """Every parameter with what holds on a day, and the first days of all its versions."""
    return [
        {
            "key": one.key,
            "article": one.article,
            "label": one.label.as_dict(),
            "help": one.help.as_dict(),
            "kind": one.kind.value,
            "chosen_by": one.chosen_by.value,
            **bounds_as_data(one, one.on(on)),
            "versions": [dated.starts.isoformat() for dated in one.values],
        }
        for one in book.parameters.values()
    ]


def choices_as_data(current: ChoicesInForce) -> list[dict[str, Any]]:
    """What a municipality chose itself and holds, each with the decision it rests on."""
    return [
        {
            "municipality_nis": current.municipality_nis,
            "municipality": current.municipality,
            "key": held.parameter.key,
            "value": _stored(held.parameter, held.value),
            "exceptions": exceptions_as_data(held),
            **choice_as_data(held),
        }
        for held in current.chosen.values()
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
