"""Cards and their serials."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import BigInteger, ForeignKey, Index, Integer, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from uitpas2.cards.rules import CardKind, CardStatus
from uitpas2.database.base import Base, Id
from uitpas2.database.types import Choice

if TYPE_CHECKING:
    from uitpas2.cards.models.systems import Membership


class Card(Base):
    """A card: a 13-digit number and a dense serial that the signed QR token points at.

    New numbers say nothing about the holder. A legacy number keeps its twelfth digit, which once told of a right:
    it is never read.
    """

    __tablename__ = "cards"
    __table_args__ = (
        Index(
            "uq_cards_one_active",
            "membership_id",
            unique=True,
            sqlite_where=text("status = 'active'"),
            postgresql_where=text("status = 'active'"),
        ),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    serial: Mapped[int] = mapped_column(BigInteger().with_variant(Integer, "sqlite"), unique=True)
    version: Mapped[int] = mapped_column(default=1)
    number: Mapped[str] = mapped_column(String(13), unique=True)
    kind: Mapped[CardKind] = mapped_column(Choice(CardKind), default=CardKind.PHYSICAL)
    status: Mapped[CardStatus] = mapped_column(Choice(CardStatus))
    card_system_id: Mapped[int] = mapped_column(ForeignKey("card_systems.id"), index=True)
    membership_id: Mapped[str | None] = mapped_column(ForeignKey("memberships.id"), index=True)
    held_by: Mapped[str | None] = mapped_column(ForeignKey("organisations.id"))
    issued_at: Mapped[datetime | None]
    valid_until: Mapped[date | None]

    membership: Mapped[Membership | None] = relationship(back_populates="cards")


class CardSerial(Base):
    """The last serial given out: one row, taken by a conditional update."""

    __tablename__ = "card_serials"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    last: Mapped[int] = mapped_column(BigInteger().with_variant(Integer, "sqlite"))
