"""The agreement by which a municipality recognises a partner, and how families reach the partner."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from uitpas2.database.base import Base, Id


class Recognition(Base):
    """A municipality recognises a partner until a day (not included), or until the moment when it is ended.

    `reference` is where the agreement can be found (the council's decision, a file), `version` which text of it was
    signed, and `agreement` that text. A renewal is a recognition of its own.
    """

    __tablename__ = "recognitions"
    __table_args__ = (
        Index(
            "uq_recognitions_live",
            "partner_id",
            "municipality_nis",
            "starts",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
        CheckConstraint("starts < ends", "ends_after_it_starts"),
        CheckConstraint("(ended_at IS NULL) = (ended_by IS NULL)", "who_ends_it_is_known"),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    partner_id: Mapped[str] = mapped_column(ForeignKey("organisations.id"))
    municipality_nis: Mapped[str] = mapped_column(ForeignKey("municipalities.nis"), index=True)
    starts: Mapped[date]
    ends: Mapped[date]
    reference: Mapped[str] = mapped_column(String(120), default="")
    version: Mapped[str] = mapped_column(String(20), default="")
    agreement: Mapped[str] = mapped_column(Text, default="")
    signed_by_municipality: Mapped[str] = mapped_column(String(120), default="")
    signed_by_partner: Mapped[str] = mapped_column(String(120), default="")
    signed_on: Mapped[date | None]
    recognised_by: Mapped[str] = mapped_column(String(80), default="")
    ended_at: Mapped[datetime | None]
    ended_by: Mapped[str | None] = mapped_column(String(80))


class PartnerContact(Base):
    """How a family reaches a partner, as it stands on the card for the fridge door.

    `shown_name` is a name that says nothing about why somebody is helped; `names_partner`: the partner chose to be
    called by its own name there.
    """

    __tablename__ = "partner_contacts"

    partner_id: Mapped[str] = mapped_column(ForeignKey("organisations.id"), primary_key=True)
    shown_name: Mapped[str] = mapped_column(String(60))
    phone: Mapped[str] = mapped_column(String(30), default="")
    email: Mapped[str] = mapped_column(String(120), default="")
    hours: Mapped[str] = mapped_column(String(160), default="")
    names_partner: Mapped[bool] = mapped_column(default=False)
    changed_at: Mapped[datetime]
