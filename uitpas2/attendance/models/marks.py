"""What was noted about who came, what was sold for it, and which lists are closed."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from uitpas2.attendance.rules import Heard, MarkReason, Paid
from uitpas2.database.base import Base, Id
from uitpas2.database.types import Choice
from uitpas2.registrations.rules import Attendance


class AttendanceMark(Base):
    """One sign about one child in one session: who made it, when, by what reason, and what became of it.

    `key` is the sign's own key: sent again it is the same sign. `made_at` is when it was made, `at` when it came in; a
    telephone without network sends later. How the child stands now is on its registered session.
    """

    __tablename__ = "attendance_marks"
    __table_args__ = (
        UniqueConstraint("session_id", "key"),
        Index("ix_attendance_marks_registration", "registration_id", "session_id"),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    session_id: Mapped[str] = mapped_column(ForeignKey("sessions.id"))
    registration_id: Mapped[str] = mapped_column(ForeignKey("registrations.id"))
    holder_id: Mapped[str] = mapped_column(ForeignKey("holders.id"), index=True)
    key: Mapped[str] = mapped_column(String(80))
    before: Mapped[Attendance] = mapped_column(Choice(Attendance))
    after: Mapped[Attendance] = mapped_column(Choice(Attendance))
    heard: Mapped[Heard] = mapped_column(Choice(Heard))
    reason: Mapped[MarkReason | None] = mapped_column(Choice(MarkReason))
    made_at: Mapped[datetime]
    at: Mapped[datetime]
    by: Mapped[str] = mapped_column(String(80))


class PlacePaid(Base):
    """What was sold for a registration, once its child came. One sale per registration, also for a whole series.

    `turn` counts how often it was sold: after a correction it can be sold anew. `refused` is the code of why not.
    """

    __tablename__ = "places_paid"
    __table_args__ = (
        CheckConstraint("(state = 'refused') = (refused IS NOT NULL)", name="a_refusal_has_its_code"),
        CheckConstraint("state NOT IN ('sold', 'found') OR sale_id IS NOT NULL", name="what_was_sold_has_its_sale"),
    )

    registration_id: Mapped[str] = mapped_column(ForeignKey("registrations.id"), primary_key=True)
    holder_id: Mapped[str] = mapped_column(ForeignKey("holders.id"), index=True)
    state: Mapped[Paid] = mapped_column(Choice(Paid))
    turn: Mapped[int]
    sale_id: Mapped[str | None] = mapped_column(ForeignKey("sales.id"), index=True)
    refused: Mapped[str | None] = mapped_column(String(60))
    at: Mapped[datetime]


class SessionClosing(Base):
    """A session whose list is closed: nothing about it changes any more, and what was in care has been billed."""

    __tablename__ = "session_closings"

    session_id: Mapped[str] = mapped_column(ForeignKey("sessions.id"), primary_key=True)
    at: Mapped[datetime]
    by: Mapped[str] = mapped_column(String(80))
