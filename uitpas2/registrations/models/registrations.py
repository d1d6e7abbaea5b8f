"""Registrations, and the sessions they are for."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from uitpas2.database.base import Base, Id
from uitpas2.database.types import Choice
from uitpas2.kernel.money import Euro
from uitpas2.registrations.rules import Attendance, EndReason, RegistrationStatus


class Registration(Base):
    """A holder's registration for one session, or for all sessions of a series; `session_id` is the first of them.

    `price_shown` is what the family was told it will pay, out of the organiser's price `price_id`, which never changes
    since. `entered_by` is who registered, and `entered_for` the partner that did it for the family; the organiser sees
    that only while the family wishes it (`partner_shown`). `number` counts the registrations of the activity: who has a
    lower one asked before. `rank` is the priority group, lowest first, and `drawn` the place in the draw, if there was
    one, and `placed_by_draw` whether that gave a place at once. Brothers and sisters who were registered at
    once share a `bundle_id`; `together`: only with all of them. An offer stands until `offered_until`.
    """

    __tablename__ = "registrations"
    __table_args__ = (
        CheckConstraint("(status = 'offered') = (offered_until IS NOT NULL)", "an_offer_ends"),
        CheckConstraint("(status = 'cancelled') = (cancelled_at IS NOT NULL)", "an_end_has_its_moment"),
        CheckConstraint("NOT partner_shown OR entered_for IS NOT NULL", "only_a_partner_can_be_shown"),
        UniqueConstraint("activity_id", "number"),
        Index(
            "ix_registrations_waiting",
            "activity_id",
            "rank",
            "number",
            sqlite_where=text("status = 'waiting'"),
            postgresql_where=text("status = 'waiting'"),
        ),
        Index(
            "ix_registrations_offered",
            "offered_until",
            sqlite_where=text("status = 'offered'"),
            postgresql_where=text("status = 'offered'"),
        ),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    activity_id: Mapped[str] = mapped_column(ForeignKey("activities.id"))
    session_id: Mapped[str] = mapped_column(ForeignKey("sessions.id"))
    series_id: Mapped[str | None] = mapped_column(ForeignKey("series.id"))
    holder_id: Mapped[str] = mapped_column(ForeignKey("holders.id"), index=True)
    status: Mapped[RegistrationStatus] = mapped_column(Choice(RegistrationStatus))
    price_shown: Mapped[Euro]
    price_id: Mapped[str | None] = mapped_column(ForeignKey("prices.id"))
    entered_by: Mapped[str] = mapped_column(String(80))
    entered_for: Mapped[str | None] = mapped_column(ForeignKey("organisations.id"), index=True)
    partner_shown: Mapped[bool] = mapped_column(default=False)
    at: Mapped[datetime]
    number: Mapped[int]
    rank: Mapped[int] = mapped_column(default=0)
    drawn: Mapped[int | None]
    placed_by_draw: Mapped[bool | None]
    bundle_id: Mapped[str | None] = mapped_column(String(36), index=True)
    together: Mapped[bool] = mapped_column(default=False)
    offered_until: Mapped[datetime | None]
    cancelled_at: Mapped[datetime | None]
    end_reason: Mapped[EndReason | None] = mapped_column(Choice(EndReason))

    sessions: Mapped[list[RegisteredSession]] = relationship(order_by="RegisteredSession.session_id", viewonly=True)


class RegisteredSession(Base):
    """One session of a registration. A holder has one live registration per session, waiting ones included.

    `holds_place`: a place of the session is taken for it, of those kept for partners when `from_partner`.
    """

    __tablename__ = "registered_sessions"
    __table_args__ = (
        Index(
            "uq_registered_sessions_live",
            "holder_id",
            "session_id",
            unique=True,
            sqlite_where=text("live"),
            postgresql_where=text("live"),
        ),
        Index("ix_registered_sessions_session", "session_id"),
        CheckConstraint("live OR NOT holds_place", "only_live_ones_hold_a_place"),
    )

    registration_id: Mapped[str] = mapped_column(ForeignKey("registrations.id"), primary_key=True)
    session_id: Mapped[str] = mapped_column(ForeignKey("sessions.id"), primary_key=True)
    holder_id: Mapped[str] = mapped_column(ForeignKey("holders.id"))
    live: Mapped[bool] = mapped_column(default=True)
    holds_place: Mapped[bool] = mapped_column(default=False)
    from_partner: Mapped[bool] = mapped_column(default=False)
    attendance: Mapped[Attendance] = mapped_column(Choice(Attendance), default=Attendance.EXPECTED)
    attendance_at: Mapped[datetime | None]
    attendance_by: Mapped[str | None] = mapped_column(String(80))
