"""Does somebody with these facts have the right? Answered for another system; nothing about the person is kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from uitpas2.database.work import Work
from uitpas2.discounts import queries
from uitpas2.discounts.rules import ExplainedStep, decide_right, receipt_for, retell, rule_book
from uitpas2.discounts.rules.deciding import situation
from uitpas2.discounts.rules.loading import Place
from uitpas2.discounts.values.numbers import as_date
from uitpas2.trail import services as trail

# Refusals that are about days: then the days are known, and the caller may tell them.
ABOUT_DAYS = {"has_begun", "has_not_ended"}


@dataclass(frozen=True)
class Checked:
    """The answer: from when until when (the first day it no longer holds), every step, and a receipt to keep."""

    entitled: bool
    starts: date | None
    ends: date | None
    failed: str
    steps: Sequence[ExplainedStep]
    receipt: Mapping[str, Any]

    @property
    def refused(self) -> ExplainedStep | None:
        """The step that said no."""
        return next((step for step in self.steps if step.rule == self.failed), None)


def check_right(work: Work, *, municipality_nis: str, day: date, facts: Mapping[str, Any], language: str) -> Checked:
    """Whether facts give the right in a municipality on a day. Facts are written as in a scheme; the rest is assumed.

    The trail keeps that a check was asked for and where, never the facts or the answer. Raises MunicipalityNotFound;
    and RuleBookFault for a fact that is not one, which whoever reads the body has checked.
    """
    choices = queries.choices_in_force(work, municipality_nis, day)
    known = situation(rule_book().vocabulary.facts, facts, day, Place("facts"))
    outcome = decide_right(known, choices)
    receipt = receipt_for(outcome, known, choices, known_on=work.now)
    has_days = outcome.granted or outcome.failed in ABOUT_DAYS
    trail.note(work, "entitlement.checked", "municipality", municipality_nis)
    return Checked(
        entitled=outcome.granted,
        starts=as_date(outcome.outputs["right_starts"]) if has_days else None,
        ends=as_date(outcome.outputs["right_ends"]) if has_days else None,
        failed=outcome.failed,
        steps=retell(receipt, language),
        receipt=receipt,
    )
