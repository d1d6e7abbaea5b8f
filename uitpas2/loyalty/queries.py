"""How many points somebody has."""

from __future__ import annotations

from sqlalchemy import func, select

from uitpas2.database.work import Work
from uitpas2.loyalty.models import PointsEntry


def balance(work: Work, holder_id: str) -> int:
    """Points earned minus points spent; 0 for somebody who never earned any."""
    points = work.session.scalar(select(func.sum(PointsEntry.points)).where(PointsEntry.holder_id == holder_id))
    return int(points or 0)
