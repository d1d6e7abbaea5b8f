"""The receipt that is frozen on a decision: enough to tell it again, and to decide it again and compare."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from uitpas2.discounts.engine.running import Outcome
from uitpas2.discounts.rules.choices import ChoicesInForce
from uitpas2.discounts.rules.deciding import PAYER_OUTPUTS, Decision, told
from uitpas2.discounts.rules.explaining import ExplainedStep, Told, Used, explain
from uitpas2.discounts.rules.rulebook import RuleBook, rule_book
from uitpas2.discounts.rules.words import Payer
from uitpas2.discounts.values.kinds import Kind, from_stored, to_stored
from uitpas2.discounts.values.numbers import as_day
from uitpas2.discounts.values.parameters import Chooser
from uitpas2.kernel.money import Euro
from uitpas2.kernel.text import TranslatedText


def receipt_of(decision: Decision, *, known_on: datetime) -> dict[str, Any]:
    """All that is needed to tell and replay a decision about a price, as plain JSON. Never why somebody has a right."""
    return receipt_for(decision.outcome, decision.facts, decision.choices, known_on=known_on) | {
        "shares": {payer.value: amount.cents for payer, amount in decision.shares.items()},
        "reduced": decision.reduced,
    }


def receipt_for(
    outcome: Outcome, facts: Mapping[str, int], choices: ChoicesInForce, *, known_on: datetime
) -> dict[str, Any]:
    """The receipt of any program: version, both dates, facts, values with whose they were, and what came out."""
    book = choices.book
    return {
        "rule_book": book.version,
        "program": outcome.compiled.program.name,
        "in_force_on": choices.on.isoformat(),
        "known_on": known_on.isoformat(),
        "municipality_nis": choices.municipality_nis,
        "municipality": choices.municipality,
        "facts": told(facts, book.vocabulary),
        "values": {key: _value(choices, key, value) for key, value in values_used(outcome).items()},
        "refused_by": outcome.failed,
        "outputs": outcome.outputs,
    }


def values_used(outcome: Outcome) -> dict[str, int]:
    """The parameters that the rules on this case's path looked at, with their values for this case."""
    compiled = outcome.compiled
    asked = {name for rule in compiled.paths[outcome.reason] for name in compiled.rules[rule].body.arguments}
    return {key: value for key, value in outcome.values.items() if key in asked}


def _value(choices: ChoicesInForce, key: str, value: int) -> dict[str, Any]:
    held = choices.held[key]
    kept: dict[str, Any] = {
        "value": to_stored(held.parameter.kind, int(value), held.parameter.codes),
        "version": held.dated.starts.isoformat(),
    }
    if held.choice is not None:
        kept |= {"choice": held.choice.id, "decision": held.choice.decision}
        if held.narrowed:
            kept["chosen"] = to_stored(held.parameter.kind, held.choice.value, held.parameter.codes)
    return kept


@dataclass(frozen=True)
class Replayed:
    """A receipt decided again: by the same version of the rule book or another, and whether the same came out."""

    same_version: bool
    before: Mapping[str, Any]
    after: Mapping[str, Any]

    @property
    def agrees(self) -> bool:
        return dict(self.before) == dict(self.after)


def replay(receipt: Mapping[str, Any], book: RuleBook | None = None) -> Replayed:
    """Decide a receipt again from its facts and values, by the rules that were in force on its day."""
    book = book or rule_book()
    outcome = _again(receipt, book).outcome
    before = {**receipt["outputs"], "refused_by": receipt["refused_by"]}
    outputs = {name: int(value) for name, value in outcome.outputs.items() if name in before}
    after = {**outputs, "refused_by": outcome.failed}
    return Replayed(receipt["rule_book"] == book.version, before, after)


def retell(receipt: Mapping[str, Any], language: str, book: RuleBook | None = None) -> list[ExplainedStep]:
    """The steps of a receipt as sentences, in the order in which they were decided."""
    return explain(_again(receipt, book or rule_book()), language)


def _again(receipt: Mapping[str, Any], book: RuleBook) -> Told:
    on = date.fromisoformat(receipt["in_force_on"])
    compiled = book.compiled(receipt["program"], on)
    facts = {name: fact.default for name, fact in book.vocabulary.facts.items()}
    for name, value in receipt["facts"].items():
        fact = book.vocabulary.facts[name]
        facts[name] = from_stored(fact.kind, value, fact.codes)
    facts["day"] = facts["day"] if "day" in receipt["facts"] else as_day(on)
    used = {key: _used(book, key, kept) for key, kept in receipt["values"].items()}
    values = tuple(_typed(book, key, used, on) for key in compiled.parameters)
    given = tuple(facts[name] for name in compiled.facts)
    outcome = Outcome(compiled, values, *compiled.traced(given, values))
    return Told(book, outcome, facts, used, receipt["municipality"])


def _used(book: RuleBook, key: str, kept: Mapping[str, Any]) -> Used:
    parameter = book.parameters[key]

    def read(name: str) -> int:
        return from_stored(parameter.kind, kept[name], parameter.codes)

    own = "choice" in kept
    return Used(
        key=key,
        value=read("value"),
        chosen_by=Chooser.MUNICIPALITY if own else Chooser.FLANDERS,
        decision=kept.get("decision", ""),
        chosen=read("chosen") if "chosen" in kept else None,
    )


def _typed(book: RuleBook, key: str, used: Mapping[str, Used], on: date) -> int:
    """A value off the path was not kept: it played no part, so the default of the day will do."""
    parameter = book.parameters[key]
    value = used[key].value if key in used else parameter.on(on).default
    return bool(value) if parameter.kind is Kind.YES_NO else value


TOLD_PAYERS: dict[Payer, TranslatedText] = {
    Payer.HOLDER: TranslatedText(nl="Jij", fr="Vous", en="You"),
    Payer.ORGANISER: TranslatedText(nl="De organisator", fr="L’organisateur", en="The organiser"),
    Payer.FLANDERS: TranslatedText(nl="Vlaanderen", fr="La Flandre", en="Flanders"),
    Payer.FUND: TranslatedText(nl="Een partnerfonds", fr="Un fonds partenaire", en="A partner fund"),
}


def retell_shares(receipt: Mapping[str, Any], language: str) -> list[tuple[str, Euro]]:
    """Who paid what, as rows that add up to the full price."""
    return [
        (TOLD_PAYERS[payer].in_language(language) if payer in TOLD_PAYERS else receipt["municipality"], Euro(cents))
        for payer in Payer
        if (cents := receipt["shares"].get(payer.value)) or payer is Payer.HOLDER
    ]


__all__ = [
    "PAYER_OUTPUTS",
    "ExplainedStep",
    "Replayed",
    "receipt_for",
    "receipt_of",
    "replay",
    "retell",
    "retell_shares",
    "values_used",
]
