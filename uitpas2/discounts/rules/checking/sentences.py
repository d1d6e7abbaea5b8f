"""Sentences: there in three languages, with gaps that can be filled wherever the sentence may be told."""

from __future__ import annotations

from collections.abc import Iterator
from string import Formatter

from uitpas2.discounts.engine.compiling import Compiled
from uitpas2.discounts.engine.ruleset import Rule
from uitpas2.discounts.rules.rulebook import RuleBook
from uitpas2.kernel.text import LANGUAGES, TranslatedText

ALWAYS = frozenset({"municipality", "outcome"})


def faults(book: RuleBook) -> Iterator[str]:
    for name in book.programs:
        compiled = book.compiled(name, book.starts)
        for one in compiled.rules.values():
            yield from _of_rule(one, compiled, book)
    for key, parameter in book.parameters.items():
        for what, text, known in (("told", parameter.told, {"value"}), ("told_none", parameter.told_none, set[str]())):
            if text is not None:
                place = f"{parameter.folder}/{key}.yaml: {what}"
                yield from _faults_in(place, text, known)


def _of_rule(one: Rule, compiled: Compiled, book: RuleBook) -> Iterator[str]:
    paths = [number for number, path in enumerate(compiled.paths) if one.id in path]
    failing = [number for number in paths if number and compiled.conditions[number - 1] == one.id]
    texts = [("yes", one.yes, [number for number in paths if number not in failing])]
    texts.append(("no", one.no, failing if one.id in compiled.conditions else paths))
    texts += [(f"change of {change.fact}", change.sentence, failing) for change in one.change]
    for what, text, told_on in texts:
        if text is None:
            continue
        known = ALWAYS | book.vocabulary.facts.keys()
        for number, reason in enumerate(told_on):
            there = _there(compiled, book, reason)
            known = known & there if number else ALWAYS | there
        yield from _faults_in(f"rule {one.id}: {what}", text, known)


def _there(compiled: Compiled, book: RuleBook, reason: int) -> frozenset[str]:
    """What can be named at this end of the program: facts, the rules worked out and the parameters they asked for."""
    path = compiled.paths[reason]
    asked = {name for one in path for name in compiled.rules[one].body.arguments}
    return frozenset({*book.vocabulary.facts, *path, *(asked & book.parameters.keys()), *ALWAYS})


def _faults_in(place: str, text: TranslatedText, known: frozenset[str] | set[str]) -> Iterator[str]:
    for language in LANGUAGES:
        sentence = getattr(text, language)
        if not sentence or not sentence.strip():
            yield f"{place}: the sentence is not there in {language}"
            continue
        try:
            gaps = {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}
        except ValueError as error:
            yield f"{place}: {language}: {error}"
            continue
        for gap in sorted(gaps - known):
            yield f"{place}: {language}: nothing fills the gap {{{gap}}} where this is told"
