"""How an activity takes registrations, as everybody may read it."""

from __future__ import annotations

from dataclasses import dataclass

from uitpas2.database.work import Work
from uitpas2.registrations.models import Intake
from uitpas2.registrations.rules import Terms


@dataclass(frozen=True, slots=True)
class PublishedTerms:
    """The terms, with what is published when a draw is announced: the SHA-256 of its seed."""

    terms: Terms
    activity_id: str = ""
    draw_commitment: str | None = None


def published_terms(work: Work, activity_id: str) -> PublishedTerms:
    """For an activity that the caller has looked up."""
    intake = work.session.get(Intake, activity_id)
    if intake is None:
        return PublishedTerms(Terms())
    return PublishedTerms(intake.terms, activity_id, intake.draw_commitment)
