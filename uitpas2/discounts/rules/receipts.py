"""The receipt that is frozen on a sale, and how it is told again in plain words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from babel.dates import format_date
from babel.numbers import format_decimal

from uitpas2.discounts.rules.choices import UsedValue
from uitpas2.discounts.rules.deciding import Decision
from uitpas2.discounts.rules.paragraphs import RULES, Outcome, Rule
from uitpas2.discounts.rules.rulebook import RuleBook
from uitpas2.discounts.rules.words import Chooser, Payer
from uitpas2.kernel.money import Euro
from uitpas2.kernel.text import TranslatedText


@dataclass(frozen=True, slots=True)
class ExplainedStep:
    """One step in the reader's language: the sentence, its article, and whose choice the value was."""

    rule: str
    article: int
    holds: bool
    sentence: str
    whose: str = ""
    council_decision: str = ""


CHOSEN_BY_MUNICIPALITY = TranslatedText(
    nl="Dat koos {municipality}. Het Vlaamse regelboek laat {lowest} tot {highest} % toe.",
    fr="C’est le choix de {municipality}. Le livre de règles flamand permet de {lowest} à {highest} %.",
    en="That is the choice of {municipality}. The Flemish rule book allows {lowest} to {highest}%.",
)
FLEMISH_DEFAULT = TranslatedText(
    nl="{municipality} koos hier zelf niets. Dan geldt de Vlaamse standaard.",
    fr="{municipality} n’a rien choisi ici. La valeur flamande par défaut s’applique donc.",
    en="{municipality} chose nothing here. Then the Flemish default holds.",
)


def receipt_of(book: RuleBook, decision: Decision, *, known_on: datetime) -> dict[str, Any]:
    """Everything needed to tell and to replay a decision, as plain JSON. Never why somebody has a right."""
    facts, choices = decision.facts, decision.choices
    return {
        "rule_book": book.version,
        "in_force_on": facts.day.isoformat(),
        "known_on": known_on.isoformat(),
        "facts": {
            "product_class": facts.product_class.value,
            "full_price_cents": facts.full_price.cents,
            "lives_in_flanders": facts.lives_in_flanders,
            "has_right": facts.has_right,
            "tickets_left": facts.tickets_left,
            "budget_allows": facts.budget_allows,
            "reduction_wanted": facts.reduction_wanted,
        },
        "municipality_nis": choices.municipality_nis,
        "municipality": choices.municipality,
        "proposal_id": choices.proposal_id,
        "council_decision": choices.council_decision,
        "values": [_value(step.used) for step in decision.steps if step.used],
        "steps": [
            {"rule": step.rule, "article": step.article, "outcome": step.outcome, "value": step.used and step.used.key}
            for step in decision.steps
        ],
        "shares": {payer.value: amount.cents for payer, amount in decision.shares.items()},
        "reduced": decision.reduced,
    }


def _value(used: UsedValue) -> dict[str, Any]:
    return {
        "key": used.key,
        "value": used.value,
        "chosen_by": used.chosen_by.value,
        "version": used.version.isoformat(),
        "article": used.article,
        "lowest": used.lowest,
        "highest": used.highest,
    }


def retell(receipt: dict[str, Any], language: str) -> list[ExplainedStep]:
    """The steps of a receipt as sentences, in the order in which they were decided."""
    values = {value["key"]: value for value in receipt["values"]}
    gaps: dict[str, object] = {
        "municipality": receipt["municipality"],
        "day": _day(receipt["in_force_on"], language),
        "full_price": amount_in_words(Euro(receipt["facts"]["full_price_cents"]), language),
        **{key: value["value"] for key, value in values.items()},
    }
    return [
        _step(step, text, values.get(step["value"]), gaps, receipt, language)
        for step in receipt["steps"]
        if (text := _sentence(RULES[step["rule"]], step["outcome"]))
    ]


def _sentence(rule: Rule, outcome: Outcome) -> TranslatedText | None:
    """A condition that is met without anything worth saying has no sentence."""
    return rule.no if outcome is False else rule.yes


PAYERS: dict[Payer, TranslatedText] = {
    Payer.HOLDER: TranslatedText(nl="Jij", fr="Vous", en="You"),
    Payer.ORGANISER: TranslatedText(nl="De organisator", fr="L’organisateur", en="The organiser"),
    Payer.FLANDERS: TranslatedText(nl="Vlaanderen", fr="La Flandre", en="Flanders"),
}


def retell_shares(receipt: dict[str, Any], language: str) -> list[tuple[str, Euro]]:
    """Who paid what, as rows that add up to the full price."""
    return [
        (PAYERS[payer].in_language(language) if payer in PAYERS else receipt["municipality"], Euro(cents))
        for payer in Payer
        if (cents := receipt["shares"].get(payer.value)) or payer is Payer.HOLDER
    ]


def _step(
    step: dict[str, Any],
    text: TranslatedText,
    value: dict[str, Any] | None,
    gaps: dict[str, object],
    receipt: dict[str, Any],
    language: str,
) -> ExplainedStep:
    outcome = step["outcome"]
    if type(outcome) is int:
        gaps = {**gaps, "outcome": amount_in_words(Euro(outcome), language)}
    whose, decision = "", ""
    if value is not None:
        own = value["chosen_by"] == Chooser.MUNICIPALITY
        bounds = {"lowest": value["lowest"], "highest": value["highest"], **gaps}
        whose = (CHOSEN_BY_MUNICIPALITY if own else FLEMISH_DEFAULT).in_language(language).format(**bounds)
        decision = receipt["council_decision"] if own else ""
    sentence = text.in_language(language).format(**gaps)
    return ExplainedStep(step["rule"], step["article"], outcome is not False, sentence, whose, decision)


def amount_in_words(amount: Euro, language: str) -> str:
    """€ 2,00 in Dutch, 2,00 € in French, €2.00 in English."""
    whole = format_decimal(amount.cents // 100, format="#,##0", locale="nl_BE" if language == "nl" else language)
    mark = "." if language == "en" else ","
    number = f"{whole}{mark}{amount.cents % 100:02d}"
    return {"nl": f"€\u00a0{number}", "fr": f"{number}\u00a0€"}.get(language, f"€{number}")


def _day(iso: str, language: str) -> str:
    return format_date(date.fromisoformat(iso), "EEEE d MMMM y", locale=language)
