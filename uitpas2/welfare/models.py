"""Recognitions of partners, their clients, and what they vouched for."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from uitpas2.database.base import Base, Id


class Recognition(Base):
    """A municipality recognises a partner until a day (not included)."""

    __tablename__ = "recognitions"
    __table_args__ = (UniqueConstraint("partner_id", "municipality_nis", "starts"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    partner_id: Mapped[str] = mapped_column(ForeignKey("organisations.id"))
    municipality_nis: Mapped[str] = mapped_column(ForeignKey("municipalities.nis"), index=True)
    starts: Mapped[date]
    ends: Mapped[date]


class Client(Base):
    """A holder whom a partner guides, with the family's consent; either side may end it."""

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
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    partner_id: Mapped[str] = mapped_column(ForeignKey("organisations.id"))
    holder_id: Mapped[str] = mapped_column(ForeignKey("holders.id"), index=True)
    consent: Mapped[str] = mapped_column(String(40))
    since: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class Vouching(Base):
    """A partner's reasoned decision that a family has the right; the right itself stands in `cards`."""

    __tablename__ = "vouchings"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    partner_id: Mapped[str] = mapped_column(ForeignKey("organisations.id"), index=True)
    holder_id: Mapped[str] = mapped_column(ForeignKey("holders.id"), index=True)
    right_id: Mapped[str] = mapped_column(ForeignKey("social_rights.id"), unique=True)
    at: Mapped[datetime]
    by: Mapped[str] = mapped_column(String(80))
