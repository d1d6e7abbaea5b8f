"""Telling a decision in plain words: fixed sentences, the article, the value used and whose choice it was.

For a no it tells the first condition that failed, and what would change the answer: found by deciding again with one
fact changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from uitpas2.discounts.engine.compiling import Compiled
from uitpas2.discounts.engine.ruleset import Change, Rule
from uitpas2.discounts.engine.running import Outcome
from uitpas2.discounts.rules.rulebook import RuleBook
from uitpas2.discounts.rules.telling import bounds_in_words, in_words, value_in_words
from uitpas2.discounts.values.kinds import Kind, ValueFault, from_people
from uitpas2.discounts.values.numbers import as_date
from uitpas2.discounts.values.parameters import Chooser
from uitpas2.kernel.text import TranslatedText

# What a rule's result is, by the annotation of its function.
RESULTS = {
    "Cents": Kind.CENTS,
    "Percent": Kind.PERCENT,
    "TenthsPct": Kind.TENTHS_PCT,
    "YesNo": Kind.YES_NO,
    "Day": Kind.DAY,
    "DayOfYear": Kind.DAY_OF_YEAR,
}

CHOSEN_BY_MUNICIPALITY = TranslatedText(
    nl="Dat koos {municipality}. Het Vlaamse regelboek laat {bounds} toe.",
    fr="C’est le choix de {municipality}. Le livre de règles flamand permet {bounds}.",
    en="That is the choice of {municipality}. The Flemish rule book allows {bounds}.",
)
NARROWED = TranslatedText(
    nl="{municipality} koos {chosen}. Het Vlaamse regelboek laat dat niet meer toe: nu geldt {used}.",
    fr="{municipality} avait choisi {chosen}. Le livre de règles flamand ne le permet plus : {used} s’applique.",
    en="{municipality} chose {chosen}. The Flemish rule book no longer allows that: {used} holds now.",
)
FLEMISH_DEFAULT = TranslatedText(
    nl="{municipality} koos hier zelf niets. Dan geldt de Vlaamse standaard.",
    fr="{municipality} n’a rien choisi ici. La valeur flamande par défaut s’applique donc.",
    en="{municipality} chose nothing here. Then the Flemish default holds.",
)


@dataclass(frozen=True, slots=True)
class ExplainedStep:
    """One step in the reader's language: the sentence, its article, and whose choice the value was.

    `would_change` says, for the condition that failed, what would have led to another answer.
    """

    rule: str
    article: int
    holds: bool
    sentence: str
    whose: str = ""
    council_decision: str = ""
    would_change: tuple[str, ...] = ()


@dataclass(frozen=True)
class Used:
    """A value that a decision used, with everything that is told about it."""

    key: str
    value: int
    chosen_by: Chooser
    decision: str = ""
    chosen: int | None = None  # what was chosen, where a bound narrowed it


@dataclass(frozen=True)
class Told:
    """A decision to be told: its outcome with steps, its facts, and the values it used, by key."""

    book: RuleBook
    outcome: Outcome
    facts: Mapping[str, int]
    used: Mapping[str, Used]
    municipality: str

    @property
    def compiled(self) -> Compiled:
        return self.outcome.compiled


def explain(told: Told, language: str) -> list[ExplainedStep]:
    """The steps that have something to say, in the order in which they were decided."""
    return list(_steps(told, language))


def _steps(told: Told, language: str) -> Iterator[ExplainedStep]:
    outcomes = told.outcome.steps
    gaps = _gaps(told, outcomes, language)
    for name, outcome in outcomes.items():
        one = told.compiled.rules[name]
        failed = name == told.outcome.failed
        if one.told_when and not _is_told(one.told_when, outcomes, told):
            continue
        text = one.no if _is_no(one, outcome) else one.yes
        if text is None or (_is_no(one, outcome) and name in told.compiled.conditions and not failed):
            continue
        whose, decision = _whose(told, one, language)
        yield ExplainedStep(
            rule=name,
            article=one.article,
            holds=not failed and not _is_no(one, outcome),
            sentence=text.fill(**gaps, outcome=gaps[name]).in_language(language),
            whose=whose,
            council_decision=decision,
            would_change=tuple(_changes(told, one, gaps, language)) if failed else (),
        )


def _is_no(one: Rule, outcome: Any) -> bool:
    return one.gives == "YesNo" and not outcome


def _is_told(name: str, outcomes: Mapping[str, int], told: Told) -> bool:
    return bool(outcomes.get(name, told.facts.get(name, 0)))


def _gaps(told: Told, outcomes: Mapping[str, int], language: str) -> dict[str, str]:
    """Everything a sentence may name, as people read it."""
    book = told.book
    gaps = {"municipality": told.municipality}
    for fact in book.vocabulary.facts.values():
        words = book.vocabulary.words_of(fact)
        gaps[fact.name] = in_words(fact.kind, int(told.facts[fact.name]), language, codes=fact.codes, words=words)
    for key, one in told.used.items():
        parameter = book.parameters[key]
        words = {code: option.label for code, option in parameter.options.items()} or parameter.words
        gaps[key] = in_words(parameter.kind, one.value, language, codes=parameter.all_codes, words=words)
    for name, outcome in outcomes.items():
        kind = RESULTS.get(told.compiled.rules[name].gives, Kind.COUNT)
        gaps[name] = in_words(kind, int(outcome), language)
    return gaps


def _whose(told: Told, one: Rule, language: str) -> tuple[str, str]:
    """Whose choice the values of this rule were: of the first that a municipality may choose."""
    for key in one.body.arguments:
        used = told.used.get(key)
        if used is None or told.book.parameters[key].chosen_by is not Chooser.MUNICIPALITY:
            continue
        parameter = told.book.parameters[key]
        bounds = bounds_told(told, key, language)
        if used.chosen is not None:
            chosen, now = (value_in_words(parameter, value, language) for value in (used.chosen, used.value))
            text = NARROWED.fill(chosen=chosen, used=now, **_named(told)).in_language(language)
            return text, used.decision
        if used.chosen_by is Chooser.MUNICIPALITY:
            text = CHOSEN_BY_MUNICIPALITY.fill(bounds=bounds, **_named(told)).in_language(language)
            return text, used.decision
        return FLEMISH_DEFAULT.fill(**_named(told)).in_language(language), ""
    return "", ""


def _named(told: Told) -> dict[str, str]:
    return {"municipality": told.municipality}


def bounds_told(told: Told, key: str, language: str) -> str:
    """The bounds of a parameter on the day of the decision, with their unit."""
    return bounds_in_words(told.book.parameters[key], as_date(told.facts["day"]), language)


def _changes(told: Told, one: Rule, gaps: Mapping[str, str], language: str) -> Iterator[str]:
    for change in one.change:
        if _would_change(told, change):
            yield change.sentence.fill(**gaps).in_language(language)


def _would_change(told: Told, change: Change) -> bool:
    """Whether this case would get another answer if only that fact were different."""
    fact = told.book.vocabulary.facts[change.fact]
    try:
        if fact.kind is Kind.SET_OF:
            value = told.facts[change.fact] | from_people(fact.kind, [change.value], fact.codes)
        else:
            value = from_people(fact.kind, change.value, fact.codes)
    except ValueFault:
        return False
    facts = {**told.facts, change.fact: value}
    reason, _ = told.compiled.scalar(tuple(facts[name] for name in told.compiled.facts), told.outcome.used)
    return reason == 0 or reason > told.outcome.reason
