"""What families ask about their data, and when each kind of data was last purged."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from uitpas2.database.base import Base, Id, LongText
from uitpas2.database.types import Choice
from uitpas2.privacy.rules import RequestKind, RequestStatus


class PrivacyRequest(Base):
    """A guardian asks to correct or to erase what is kept about a holder; a counter of the region answers.

    `wish` is what should be corrected, in the guardian's words: it goes when the request was answered.
    """

    __tablename__ = "privacy_requests"
    __table_args__ = (Index("ix_privacy_requests_open", "status", "asked_at"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    holder_id: Mapped[str] = mapped_column(ForeignKey("holders.id"), index=True)
    kind: Mapped[RequestKind] = mapped_column(Choice(RequestKind))
    asked_by: Mapped[str] = mapped_column(ForeignKey("accounts.id"), index=True)
    asked_at: Mapped[datetime]
    wish: Mapped[str] = mapped_column(LongText, default="")
    status: Mapped[RequestStatus] = mapped_column(Choice(RequestStatus), default=RequestStatus.OPEN)
    answered_by: Mapped[str | None] = mapped_column(String(80))
    answered_at: Mapped[datetime | None]


class PurgeRun(Base):
    """When one kind of data was last looked through, and how many were forgotten then and in all."""

    __tablename__ = "purge_runs"

    name: Mapped[str] = mapped_column(String(60), primary_key=True)
    last_at: Mapped[datetime]
    forgotten: Mapped[int]
    forgotten_in_all: Mapped[int]
