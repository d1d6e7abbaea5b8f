"""Points, as a list of what came in and went out."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from uitpas2.database.base import Base, Id


class PointsEntry(Base):
    """Points earned (plus) or spent (minus) by a holder; `reference` is what they came from, and counts once."""

    __tablename__ = "points_entries"
    __table_args__ = (UniqueConstraint("reason", "reference"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    holder_id: Mapped[str] = mapped_column(ForeignKey("holders.id"), index=True)
    points: Mapped[int]
    reason: Mapped[str] = mapped_column(String(20))
    reference: Mapped[str] = mapped_column(String(80))
    at: Mapped[datetime]
