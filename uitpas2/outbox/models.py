"""Messages that wait to be sent or printed, and that they were."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, LargeBinary, String, text
from sqlalchemy.orm import Mapped, mapped_column

from uitpas2.database.base import Base, Id
from uitpas2.database.types import Choice
from uitpas2.outbox.rules import Channel


class OutboxMessage(Base):
    """A mail, text message, push message or letter; what it says stands encrypted in `sealed`, emptied once it is sent.

    `account_id` is a plain value, empty for a letter to somebody without an account, and so is `about`, the holder it
    tells about: the outbox lies below both. `due_at` is when it may be tried (again); after `useful_until` it no
    longer helps anybody, and is neither sent nor printed.
    """

    __tablename__ = "outbox_messages"
    __table_args__ = (
        Index(
            "ix_outbox_messages_waiting",
            "due_at",
            sqlite_where=text("sent_at IS NULL"),
            postgresql_where=text("sent_at IS NULL"),
        ),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    account_id: Mapped[str] = mapped_column(String(36), index=True)
    about: Mapped[str] = mapped_column(String(36), default="", index=True)
    kind: Mapped[str] = mapped_column(String(40))
    channel: Mapped[Channel] = mapped_column(Choice(Channel), default=Channel.MAIL)
    sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    queued_at: Mapped[datetime]
    due_at: Mapped[datetime]
    useful_until: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=0)
    sent_at: Mapped[datetime | None]
