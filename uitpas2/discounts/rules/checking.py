"""Is the rule book in order? Files, articles, sentences, and the names that rules ask for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path
from string import Formatter

from uitpas2.discounts.rules.deciding import Facts
from uitpas2.discounts.rules.loading import RuleBookFault, load
from uitpas2.discounts.rules.paragraphs import RULES, Rule
from uitpas2.discounts.rules.rulebook import RuleBook
from uitpas2.kernel.text import LANGUAGES

# What a sentence may fill in besides the values of the rule book.
GAPS = {"municipality", "day", "full_price", "outcome"}
# Outcomes that go by another name: one rule per product class gives the same thing.
ALIASES = {"holder_pays"}


@dataclass(frozen=True)
class Report:
    """The version of a rule book, how many parameters it has, and what is wrong with it."""

    version: str
    parameters: int
    faults: list[str]


def find_faults(folder: Path) -> Report:
    """Look at everything that can be checked without a case."""
    try:
        book = load(folder)
    except RuleBookFault as fault:
        return Report("", 0, [str(fault)])
    faults = [fault for rule in RULES.values() for fault in _faults_of(rule, book)]
    return Report(book.version, len(book.parameters), faults)


def _faults_of(rule: Rule, book: RuleBook) -> Iterator[str]:
    if rule.article not in book.articles:
        yield f"rule {rule.id}: article {rule.article} does not stand in the rule book"
    known = {field.name for field in fields(Facts)} | RULES.keys() | ALIASES | book.parameters.keys()
    for name in rule.arguments:
        if name not in known:
            yield f"rule {rule.id}: nothing is called {name}"
    for outcome, text in (("yes", rule.yes), ("no", rule.no)):
        if text is None:
            continue
        if not text.is_complete():
            yield f"rule {rule.id}: the sentence for {outcome} is not there in three languages"
        for language in LANGUAGES:
            for gap in _gaps(text.in_language(language)) - GAPS - book.parameters.keys():
                yield f"rule {rule.id}: the sentence for {outcome} in {language} has an unknown gap {gap!r}"
    if rule.yes is None and rule.no is None:
        yield f"rule {rule.id}: has nothing to say"


def _gaps(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}
