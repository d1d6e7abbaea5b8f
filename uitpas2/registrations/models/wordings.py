"""What organisers write themselves in the messages about registrations. Every version stays, to explain a message."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from uitpas2.database.base import Base, Id
from uitpas2.database.types import Choice
from uitpas2.registrations.rules.wordings import MessageKind, Wording


class MessageWording(Base):
    """One version of an organiser's own words for one kind of message; the one with the highest number holds.

    `introduction` and `closing` hold a text per language; a language without one gets our text, and so does
    everybody once a version has none at all.
    """

    __tablename__ = "message_wordings"
    __table_args__ = (
        UniqueConstraint("organiser_id", "kind", "version"),
        CheckConstraint("version >= 1", "versions_count_from_one"),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    organiser_id: Mapped[str] = mapped_column(ForeignKey("organisations.id"))
    kind: Mapped[MessageKind] = mapped_column(Choice(MessageKind))
    version: Mapped[int]
    introduction: Mapped[dict[str, Any]]
    closing: Mapped[dict[str, Any]]
    written_at: Mapped[datetime]
    written_by: Mapped[str] = mapped_column(String(80))

    @property
    def wording(self) -> Wording:
        return Wording(self.introduction, self.closing)


class MessageContact(Base):
    """One version of where families can ask an organiser something: below every message, and where a reply goes."""

    __tablename__ = "message_contacts"
    __table_args__ = (
        UniqueConstraint("organiser_id", "version"),
        CheckConstraint("version >= 1", "versions_count_from_one"),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    organiser_id: Mapped[str] = mapped_column(ForeignKey("organisations.id"))
    version: Mapped[int]
    email: Mapped[str] = mapped_column(String(160), default="")
    phone: Mapped[str] = mapped_column(String(20), default="")
    written_at: Mapped[datetime]
    written_by: Mapped[str] = mapped_column(String(80))
