"""Registrations."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from uitpas2.database.base import Base, Id
from uitpas2.database.types import Choice
from uitpas2.kernel.money import Euro
from uitpas2.registrations.rules import RegistrationStatus


class Registration(Base):
    """A holder's place in one session. One live registration per holder and session.

    `price_shown` is what the family was told it will pay. `entered_by` is who registered; the organiser is not shown
    that a partner was involved.
    """

    __tablename__ = "registrations"
    __table_args__ = (
        Index(
            "uq_registrations_live",
            "holder_id",
            "session_id",
            unique=True,
            sqlite_where=text("status = 'confirmed'"),
            postgresql_where=text("status = 'confirmed'"),
        ),
        Index("ix_registrations_activity", "activity_id", "session_id"),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    activity_id: Mapped[str] = mapped_column(ForeignKey("activities.id"))
    session_id: Mapped[str] = mapped_column(ForeignKey("sessions.id"))
    holder_id: Mapped[str] = mapped_column(ForeignKey("holders.id"), index=True)
    status: Mapped[RegistrationStatus] = mapped_column(Choice(RegistrationStatus))
    price_shown: Mapped[Euro]
    entered_by: Mapped[str] = mapped_column(String(80))
    entered_for: Mapped[str | None] = mapped_column(ForeignKey("organisations.id"), index=True)
    at: Mapped[datetime]
    cancelled_at: Mapped[datetime | None]
