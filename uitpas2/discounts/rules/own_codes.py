"""Codes that a scheme adds to the lists of the rule book: what only this place distinguishes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from uitpas2.discounts.rules.loading import Faults, Place
from uitpas2.discounts.rules.rulebook import RuleBook
from uitpas2.discounts.values.kinds import Kind, shown
from uitpas2.discounts.values.parameters import Fact, Parameter
from uitpas2.kernel.text import TranslatedText

# The lists to which a file may add codes. No rule asks for the added ones; choices and exceptions do.
OWN_LISTS = ("labels", "categories", "grounds", "organisers", "units")
MOST_CODES = 60  # a set of codes is one number of 64 bits


def with_own_codes(
    book: RuleBook, item: Mapping[Any, Any], place: Place
) -> tuple[dict[str, Fact], dict[str, Parameter]]:
    """The facts, and the parameters that differ, with the codes a file adds. Raises RuleBookFault."""
    facts, parameters = dict(book.vocabulary.facts), {}
    faults = Faults()
    for name in OWN_LISTS:
        if item.get(name) is None:
            continue
        listed = tuple(book.vocabulary.codes[name])
        more: tuple[str, ...] = ()
        with faults.collected():
            more = _own(item[name], listed, place.below(name))
        words = {code: TranslatedText(nl=code, fr=code, en=code) for code in more}
        for fact in book.vocabulary.facts.values():
            if fact.codes == listed:
                facts[fact.name] = replace(fact, codes=listed + more)
        for key, parameter in book.parameters.items():
            if parameter.kind is Kind.SET_OF and parameter.codes == listed:
                parameters[key] = replace(parameter, codes=listed + more, words={**parameter.words, **words})
    faults.raise_all()
    return facts, parameters


def _own(given: Any, listed: tuple[str, ...], place: Place) -> tuple[str, ...]:
    if not isinstance(given, list):
        raise place.fault("should be a list of names")
    more: dict[str, None] = {}
    for code in given:
        if not isinstance(code, str) or not code.strip() or code != "".join(code.split()) or code == "none":
            raise place.fault(f"{shown(code)} is no name: write one word, with _ between its parts")
        if code in more:
            raise place.fault(f"{code} stands there twice")
        if code in listed:
            raise place.fault(f"{code} is a code of the rule book already: leave it out here, and use it as it stands")
        more[code] = None
    if len(listed) + len(more) > MOST_CODES:
        raise place.fault(f"there is room for {MOST_CODES - len(listed)} names beside those of the rule book")
    return tuple(more)
