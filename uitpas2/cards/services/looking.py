"""Who looked at what a price rests on: written down for the family to read."""

from __future__ import annotations

from collections.abc import Iterable

from uitpas2.cards.models import Look
from uitpas2.cards.rules import LookedAt, without_national_numbers
from uitpas2.database.work import Work
from uitpas2.database.writes import insert_unless_there


def note_look(work: Work, holder_id: str, looked_at: LookedAt, *, purpose: str = "") -> None:
    """The actor looks at a holder's right, or at its ground for a purpose. The same look counts once a day.

    A national number in the purpose is not kept.
    """
    insert_unless_there(
        work.session,
        Look,
        id=work.new_id(),
        holder_id=holder_id,
        actor_id=work.actor.id,
        organisation_id=work.actor.organisation_id,
        looked_at=looked_at,
        purpose=without_national_numbers(purpose)[:200],
        day=work.today,
        at=work.now,
    )


def note_looks(work: Work, holder_ids: Iterable[str], looked_at: LookedAt) -> None:
    """The actor sees a list in which these holders stand with their right."""
    for holder_id in holder_ids:
        note_look(work, holder_id, looked_at)
