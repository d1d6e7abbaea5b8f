"""Who is or was barred from a card system, and since when."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from uitpas2.cards.rules import BarReason
from uitpas2.database.base import Base, Id
from uitpas2.database.types import Choice


class MembershipBar(Base):
    """A membership was barred for a reason; the state itself stands on the membership, which decides."""

    __tablename__ = "membership_bars"
    __table_args__ = (
        Index(
            "uq_membership_bars_live",
            "membership_id",
            unique=True,
            sqlite_where=text("lifted_at IS NULL"),
            postgresql_where=text("lifted_at IS NULL"),
        ),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    membership_id: Mapped[str] = mapped_column(ForeignKey("memberships.id"), index=True)
    reason: Mapped[BarReason] = mapped_column(Choice(BarReason))
    since: Mapped[datetime]
    barred_by: Mapped[str] = mapped_column(String(80))
    lifted_at: Mapped[datetime | None]
    lifted_by: Mapped[str | None] = mapped_column(String(80))
