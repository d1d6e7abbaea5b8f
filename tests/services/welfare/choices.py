"""What a municipality chose, for decisions about rights."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.factories.discounts import ChoiceProposalFactory
from uitpas2.database.work import Work
from uitpas2.discounts.queries import forget_choices


def chose(work: Work, nis: str = "44021", *, starts: date = date(2026, 2, 1), **choices: Any) -> None:
    """An approved choice, in force since February."""
    ChoiceProposalFactory(municipality_nis=nis, starts=starts, choices=choices)
    work.session.flush()
    forget_choices(work)


def gent_chose(work: Work, **choices: Any) -> None:
    chose(work, "44021", **choices)
