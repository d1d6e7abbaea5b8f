"""How an activity takes registrations, as everybody may read it."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select

from uitpas2.activities.queries import own_activity
from uitpas2.database.work import Work
from uitpas2.registrations.models import Intake, Registration
from uitpas2.registrations.rules import Terms


@dataclass(frozen=True, slots=True)
class PublishedTerms:
    """The terms, with what is published of a draw: the SHA-256 of its seed, and afterwards the seed itself."""

    terms: Terms
    draw_commitment: str | None = None
    draw_seed: str | None = None


@dataclass(frozen=True, slots=True)
class DrawnPlace:
    """One line of a draw's result: by its registration's code, and nobody is named. `group` counts from one."""

    place: int
    group: int
    registration_id: str


def published_terms(work: Work, activity_id: str) -> PublishedTerms:
    """For an activity that the caller has looked up. The seed of a draw that is still to come is not told."""
    intake = work.session.get(Intake, activity_id)
    if intake is None:
        return PublishedTerms(Terms())
    return PublishedTerms(intake.terms, intake.draw_commitment, intake.draw_seed if intake.drawn_at else None)


def drawn_places(work: Work, activity_id: str) -> list[DrawnPlace]:
    """The result of the draw for an activity of the actor's own organisation, cancelled ones included.

    Raises ActivityUnknown.
    """
    own_activity(work, activity_id)
    rows = work.session.execute(
        select(Registration.drawn, Registration.rank, Registration.id)
        .where(Registration.activity_id == activity_id, func.coalesce(Registration.drawn, 0) > 0)
        .order_by(Registration.drawn, Registration.id)
    )
    return [DrawnPlace(place or 0, rank + 1, id) for place, rank, id in rows]
