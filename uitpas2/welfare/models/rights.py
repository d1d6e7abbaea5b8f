"""Notices that a right runs out, and questions to a government source."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from uitpas2.database.base import Base, Id, Nis
from uitpas2.database.types import Choice
from uitpas2.welfare.rules import CheckState, NoticeChannel


class RenewalNotice(Base):
    """A family was told that a right runs out: once for each milestone, in days before the end.

    Of a mail only this row is left; a letter waits until a counter has printed it.
    """

    __tablename__ = "renewal_notices"
    __table_args__ = (
        UniqueConstraint("right_id", "milestone"),
        Index(
            "ix_renewal_notices_to_print",
            "municipality_nis",
            sqlite_where=text("channel = 'letter' AND printed_at IS NULL"),
            postgresql_where=text("channel = 'letter' AND printed_at IS NULL"),
        ),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    right_id: Mapped[str] = mapped_column(ForeignKey("social_rights.id"))
    municipality_nis: Mapped[str] = mapped_column(Nis)
    milestone: Mapped[int]
    channel: Mapped[NoticeChannel] = mapped_column(Choice(NoticeChannel))
    at: Mapped[datetime]
    printed_at: Mapped[datetime | None]


class EntitlementCheck(Base):
    """A question to a government source about one person, asked again until it is answered.

    Kept are yes or no, until when, and which source; never why, and never the number it was asked with. `due_at` is
    when it may be asked (again). One question at a time waits for each holder.
    """

    __tablename__ = "entitlement_checks"
    __table_args__ = (
        Index(
            "uq_entitlement_checks_waiting",
            "holder_id",
            unique=True,
            sqlite_where=text("state = 'waiting'"),
            postgresql_where=text("state = 'waiting'"),
        ),
        Index(
            "ix_entitlement_checks_due",
            "due_at",
            sqlite_where=text("state = 'waiting'"),
            postgresql_where=text("state = 'waiting'"),
        ),
        Index("ix_entitlement_checks_holder", "holder_id", "asked_at"),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    holder_id: Mapped[str] = mapped_column(ForeignKey("holders.id"))
    asked_for: Mapped[str] = mapped_column(ForeignKey("organisations.id"))
    asked_by: Mapped[str] = mapped_column(String(80))
    asked_at: Mapped[datetime]
    state: Mapped[CheckState] = mapped_column(Choice(CheckState))
    attempts: Mapped[int] = mapped_column(default=0)
    due_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]
    entitled_until: Mapped[date | None]
    source: Mapped[str | None] = mapped_column(String(60))
    right_id: Mapped[str | None] = mapped_column(ForeignKey("social_rights.id"))
