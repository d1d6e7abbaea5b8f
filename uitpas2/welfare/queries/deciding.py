"""What the rule book says about somebody's right, with what the municipality chose; nothing is kept here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from uitpas2.cards.models import Holder
from uitpas2.database.work import Work
from uitpas2.discounts import queries as discounts
from uitpas2.discounts.rules import RIGHT, ChoicesInForce, ExplainedStep, decide_right, receipt_for, retell, rule_book
from uitpas2.discounts.rules.deciding import situation
from uitpas2.discounts.rules.loading import Place
from uitpas2.discounts.values.kinds import from_stored, to_stored
from uitpas2.discounts.values.numbers import as_date, as_day
from uitpas2.kernel.period import Period, age_on
from uitpas2.kernel.text import LANGUAGES, TranslatedText
from uitpas2.welfare.queries.clients import latest_right
from uitpas2.welfare.rules import MOST_MONTHS, following, last_day, vouched_until

# What of a receipt may be read by everybody who sees the right: what came out, never what went in.
OPEN = ("rule_book", "program", "in_force_on", "known_on", "municipality_nis", "municipality", "outputs", "refused_by")


@dataclass(frozen=True)
class Decided:
    """What the rule book says: the days, and a receipt that tells and replays the decision."""

    granted: bool
    grace_days: int
    receipt: Mapping[str, Any]

    @property
    def period(self) -> Period:
        """From when until when; only where it was granted."""
        first, after = (as_date(self.receipt["outputs"][name]) for name in ("right_starts", "right_ends"))
        return Period(first, max(first, after))

    @property
    def grace_until(self) -> date:
        """The first day on which it is no longer honoured."""
        assert self.period.end is not None
        return self.period.end + timedelta(days=self.grace_days)

    @property
    def open_receipt(self) -> dict[str, Any]:
        """The part that stands with the right in the open."""
        return {name: self.receipt[name] for name in OPEN}

    def refusal(self, language: str) -> ExplainedStep:
        """The step that said no."""
        failed = self.receipt["refused_by"]
        return next(step for step in retell(self.receipt, language) if step.rule == failed)

    @property
    def why_not(self) -> TranslatedText:
        """Why not, and what would change that."""
        steps = {language: self.refusal(language) for language in LANGUAGES}
        return TranslatedText(
            **{language: " ".join((step.sentence, *step.would_change)) for language, step in steps.items()}
        )


def decide(work: Work, holder: Holder, given: Mapping[str, Any], *, day: date | None = None) -> Decided:
    """Decide on facts as people write them, by the rules and choices of the holder's municipality on a day (today)."""
    on = day or work.today
    return _decide(work, holder, situation(rule_book().vocabulary.facts, given, on, Place("facts")), on)


def decide_again(work: Work, holder: Holder, kept: Mapping[str, Any]) -> Decided:
    """Decide on facts as a receipt keeps them, by the rules and choices of where the holder lives today."""
    vocabulary = rule_book().vocabulary.facts
    facts = {name: fact.default for name, fact in vocabulary.items()}
    for name, value in kept.items():
        if name in vocabulary:
            facts[name] = from_stored(vocabulary[name].kind, value, vocabulary[name].codes)
    return _decide(work, holder, facts, work.today)


def decide_by(choices: ChoicesInForce, given: Mapping[str, Any], *, age: int, known_on: datetime) -> Decided:
    """Decide on facts as people write them, by choices at hand: about many people of a municipality in a row."""
    return _decided(choices, situation(rule_book().vocabulary.facts, given, choices.on, Place("facts")), age, known_on)


def _decide(work: Work, holder: Holder, facts: Mapping[str, int], on: date) -> Decided:
    choices = discounts.choices_in_force(work, holder.municipality_nis, on)
    age = age_on(holder.birth_date, on) if holder.birth_date else facts["age"]
    return _decided(choices, facts, age, work.now)


def _decided(choices: ChoicesInForce, facts: Mapping[str, int], age: int, known_on: datetime) -> Decided:
    known = {**facts, "day": as_day(choices.on), "age": age}
    outcome = decide_right(known, choices)
    return Decided(
        outcome.granted, outcome.values["grace_days"], receipt_for(outcome, known, choices, known_on=known_on)
    )


@dataclass(frozen=True, slots=True)
class GroundsOffered:
    """What a form asks in a municipality: grounds with their words, and whether household or income matter."""

    grounds: Mapping[str, TranslatedText]
    household_shares: bool
    income_opens: bool
    looks_at_income: bool


def grounds_offered(work: Work, municipality_nis: str) -> GroundsOffered:
    """The grounds that a municipality accepts today, also those it accepts of some people only."""
    choices = discounts.choices_in_force(work, municipality_nis, work.today)
    accepted = choices.held["accepted_grounds"]
    codes = {
        code
        for value in accepted.used.values()
        for code in to_stored(accepted.parameter.kind, value, accepted.parameter.all_codes)
    }
    words = choices.book.vocabulary.codes["grounds"]
    test = choices.held["income_test"]
    tests = {to_stored(test.parameter.kind, value, test.parameter.all_codes) for value in test.used.values()}
    return GroundsOffered(
        grounds={code: text for code, text in words.items() if code in codes},
        household_shares=any(choices.held["household_shares"].used.values()),
        income_opens="opens" in tests,
        looks_at_income=tests != {"off"},
    )


def is_ground(code: str) -> bool:
    """Whether the rule book knows this ground."""
    return code in rule_book().vocabulary.codes["grounds"]


def possible_ends(work: Work, holder: Holder) -> list[tuple[int, date]]:
    """Each number of months that a partner can vouch for now, longest first, with the last day the right would have."""
    latest = latest_right(work, holder.id)
    choices = discounts.choices_in_force(work, holder.municipality_nis, work.today)
    ready, facts = choices.ready(RIGHT), choices.book.vocabulary.facts
    found: list[tuple[int, date]] = []
    for months in range(MOST_MONTHS, 0, -1):
        given = {"right_on_record": "yes", "proof_day": work.today, "proof_ends": vouched_until(work.today, months)}
        outputs = ready.decide(situation(facts, given, work.today, Place("facts"))).outputs
        added = following(Period(as_date(outputs["right_starts"]), as_date(outputs["right_ends"])), latest)
        if added is not None and (not found or last_day(added) != found[-1][1]):
            found.append((months, last_day(added)))
    return found
