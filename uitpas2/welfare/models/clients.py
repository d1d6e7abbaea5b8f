"""Whom a partner guides, how the family said yes, and what the partner vouched for."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String, text
from sqlalchemy.orm import Mapped, mapped_column

from uitpas2.database.base import Base, Id
from uitpas2.database.types import Choice
from uitpas2.welfare.rules import Consent


class Client(Base):
    """A holder whom a partner guides, with the family's consent; either side may end it.

    `note` says how the yes on paper was given, and why not by code: the family can read it. Since `attendance_since`
    the partner may see whether the child came; empty when the family does not want that.
    """

    __tablename__ = "partner_clients"
    __table_args__ = (
        Index(
            "uq_partner_clients_live",
            "partner_id",
            "holder_id",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
        CheckConstraint("consent <> 'paper' OR note <> ''", "a_yes_on_paper_is_explained"),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    partner_id: Mapped[str] = mapped_column(ForeignKey("organisations.id"))
    holder_id: Mapped[str] = mapped_column(ForeignKey("holders.id"), index=True)
    consent: Mapped[Consent] = mapped_column(Choice(Consent))
    note: Mapped[str] = mapped_column(String(400), default="")
    since: Mapped[datetime]
    accepted_by: Mapped[str] = mapped_column(String(80), default="")
    attendance_since: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    ended_by: Mapped[str | None] = mapped_column(String(80))


class ClientRequest(Base):
    """A partner asks a family's yes; the code goes to who decides for the child, who reads it out when they want.

    Without a holder nobody was found: the row is there all the same, so that asking tells nothing. Attempts are
    counted by a conditional update.
    """

    __tablename__ = "client_requests"
    __table_args__ = (Index("ix_client_requests_asker", "asked_by", "asked_at"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    partner_id: Mapped[str] = mapped_column(ForeignKey("organisations.id"))
    asked_by: Mapped[str] = mapped_column(ForeignKey("accounts.id"))
    holder_id: Mapped[str | None] = mapped_column(ForeignKey("holders.id"), index=True)
    with_attendance: Mapped[bool] = mapped_column(default=False)
    code_hash: Mapped[str] = mapped_column(String(64))
    asked_at: Mapped[datetime]
    valid_until: Mapped[datetime]
    attempts: Mapped[int] = mapped_column(default=0)
    used_at: Mapped[datetime | None]


class Vouching(Base):
    """A partner's reasoned decision that a family has the right; the right itself stands in `cards`.

    `reason` is sealed: what the partner wrote down where no paper speaks for the family.
    """

    __tablename__ = "vouchings"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    partner_id: Mapped[str] = mapped_column(ForeignKey("organisations.id"), index=True)
    holder_id: Mapped[str] = mapped_column(ForeignKey("holders.id"), index=True)
    right_id: Mapped[str] = mapped_column(ForeignKey("social_rights.id"), unique=True)
    at: Mapped[datetime]
    by: Mapped[str] = mapped_column(String(80))
    reason: Mapped[bytes | None] = mapped_column(LargeBinary)
