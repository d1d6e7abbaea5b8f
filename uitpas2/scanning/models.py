"""Check-ins."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from uitpas2.database.base import Base, Id


class CheckIn(Base):
    """A holder came in at an activity. `key` is the scan's own key: the same scan sent again is the same check-in.

    Keys are unique per organiser: nobody can learn of, or get in the way of, somebody else's. `sale_id` is the ticket
    with which the holder came in, sold at this very tap or before.
    """

    __tablename__ = "checkins"
    __table_args__ = (
        UniqueConstraint("organiser_id", "key"),
        Index("ix_checkins_holder_activity", "holder_id", "activity_id", "day"),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    key: Mapped[str] = mapped_column(String(80))
    activity_id: Mapped[str] = mapped_column(ForeignKey("activities.id"), index=True)
    organiser_id: Mapped[str] = mapped_column(ForeignKey("organisations.id"))
    holder_id: Mapped[str] = mapped_column(ForeignKey("holders.id"))
    card_id: Mapped[str] = mapped_column(ForeignKey("cards.id"))
    sale_id: Mapped[str | None] = mapped_column(ForeignKey("sales.id"), unique=True)
    at: Mapped[datetime]
    day: Mapped[date] = mapped_column(index=True)
    by: Mapped[str] = mapped_column(String(80))
    points: Mapped[int]


class CheckInCount(Base):
    """How often a holder checked in at an activity in one calendar period; moved by conditional updates only."""

    __tablename__ = "checkin_counts"

    holder_id: Mapped[str] = mapped_column(ForeignKey("holders.id"), primary_key=True)
    activity_id: Mapped[str] = mapped_column(ForeignKey("activities.id"), primary_key=True)
    period_start: Mapped[date] = mapped_column(primary_key=True)
    used: Mapped[int]
