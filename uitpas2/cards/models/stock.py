"""Cards before they are handed out: ranges of numbers, and parcels on their way to a counter."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from uitpas2.database.base import Base, Id

_Serial = BigInteger().with_variant(Integer, "sqlite")


class CardBatch(Base):
    """A range of numbers that was provisioned for a card system, to be printed: its cards lie between two serials."""

    __tablename__ = "card_batches"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    card_system_id: Mapped[int] = mapped_column(ForeignKey("card_systems.id"), index=True)
    cards: Mapped[int]
    first_serial: Mapped[int] = mapped_column(_Serial)
    last_serial: Mapped[int] = mapped_column(_Serial)
    made_at: Mapped[datetime]
    made_by: Mapped[str] = mapped_column(String(80))


class CardParcel(Base):
    """Cards that were sent to a counter. `missing` is how many of them were not in it."""

    __tablename__ = "card_parcels"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    card_system_id: Mapped[int] = mapped_column(ForeignKey("card_systems.id"))
    organisation_id: Mapped[str] = mapped_column(ForeignKey("organisations.id"), index=True)
    cards: Mapped[int]
    missing: Mapped[int] = mapped_column(default=0)
    shipped_at: Mapped[datetime]
    received_at: Mapped[datetime | None]
    received_by: Mapped[str | None] = mapped_column(String(80))
