"""Referrals of partners: one child, one activity, one use."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from uitpas2.database.base import Base, Id
from uitpas2.database.types import Choice
from uitpas2.registrations.rules.referring import ReferralState


class Referral(Base):
    """A partner sends a client to an activity, or to one session of it, until `ends_at`.

    With `registration_id` a place is kept meanwhile: that registration stands as offered until the same moment. It is
    filled in too when somebody without a kept place uses the code. `code_hash` finds the row by the code on the letter;
    the code itself is computed anew from the id.
    """

    __tablename__ = "referrals"
    __table_args__ = (
        CheckConstraint("(state = 'open') = (closed_at IS NULL)", "an_end_has_its_moment"),
        CheckConstraint("registration_id IS NULL OR session_id IS NOT NULL", "a_place_is_in_a_session"),
        Index("ix_referrals_partner", "partner_id", "made_at"),
        Index(
            "ix_referrals_open",
            "ends_at",
            sqlite_where=text("state = 'open'"),
            postgresql_where=text("state = 'open'"),
        ),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    partner_id: Mapped[str] = mapped_column(ForeignKey("organisations.id"))
    holder_id: Mapped[str] = mapped_column(ForeignKey("holders.id"), index=True)
    activity_id: Mapped[str] = mapped_column(ForeignKey("activities.id"))
    session_id: Mapped[str | None] = mapped_column(ForeignKey("sessions.id"))
    registration_id: Mapped[str | None] = mapped_column(ForeignKey("registrations.id"), unique=True)
    code_hash: Mapped[str] = mapped_column(String(64), unique=True)
    made_at: Mapped[datetime]
    made_by: Mapped[str] = mapped_column(String(80))
    ends_at: Mapped[datetime]
    state: Mapped[ReferralState] = mapped_column(Choice(ReferralState))
    closed_at: Mapped[datetime | None]
