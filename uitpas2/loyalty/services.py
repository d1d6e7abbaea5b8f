"""Points are given once for each thing they come from."""

from __future__ import annotations

from uitpas2.database.work import Work
from uitpas2.database.writes import insert_unless_there
from uitpas2.loyalty.models import PointsEntry
from uitpas2.trail.services import note


def earn(work: Work, *, holder_id: str, points: int, reason: str, reference: str) -> bool:
    """Give a holder points for something, and tell whether it happened.

    The same reason and reference count once, however often and from wherever they come. No points is no entry.
    Raises ValueError for a negative number: points are spent elsewhere.
    """
    if points < 0:
        raise ValueError(f"{points} points cannot be earned")
    if points == 0:
        return False
    entry_id = work.new_id()
    is_new = insert_unless_there(
        work.session,
        PointsEntry,
        id=entry_id,
        holder_id=holder_id,
        points=points,
        reason=reason,
        reference=reference,
        at=work.now,
    )
    if is_new:
        note(work, "points.earned", "points", entry_id, points=points, reason=reason, reference=reference)
    return is_new
