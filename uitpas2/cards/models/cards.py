"""Cards, their serials, and the version of the list of revoked cards."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, Integer, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from uitpas2.cards.rules import CardEndReason, CardKind, CardStatus
from uitpas2.database.base import Base, Id
from uitpas2.database.types import Choice

if TYPE_CHECKING:
    from uitpas2.cards.models.systems import Membership


class Card(Base):
    """A card: a 13-digit number and a dense serial that the signed QR token points at.

    New numbers say nothing about the holder. A legacy number keeps its twelfth digit, which once told of a right:
    it is never read. `kid` is the key that signs its code. `held_by` is the counter to which it was sent. A card that
    was revoked has the version of the list of revoked cards with which it came there; 0 is before the first one.
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
        Index("ix_cards_stock", "card_system_id", "status", "serial"),
        CheckConstraint("status NOT IN ('active', 'blocked', 'replaced') OR membership_id IS NOT NULL", "handed_out"),
        CheckConstraint("status NOT IN ('provisioned', 'shipped', 'stock') OR membership_id IS NULL", "not_handed_out"),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    serial: Mapped[int] = mapped_column(BigInteger().with_variant(Integer, "sqlite"), unique=True)
    version: Mapped[int] = mapped_column(default=1)
    number: Mapped[str] = mapped_column(String(13), unique=True)
    chip_number: Mapped[str | None] = mapped_column(String(14), unique=True)
    kid: Mapped[int | None]
    kind: Mapped[CardKind] = mapped_column(Choice(CardKind), default=CardKind.PHYSICAL)
    status: Mapped[CardStatus] = mapped_column(Choice(CardStatus))
    card_system_id: Mapped[int] = mapped_column(ForeignKey("card_systems.id"))
    membership_id: Mapped[str | None] = mapped_column(ForeignKey("memberships.id"), index=True)
    held_by: Mapped[str | None] = mapped_column(ForeignKey("organisations.id"))
    issued_at: Mapped[datetime | None]
    valid_until: Mapped[date | None]
    batch_id: Mapped[str | None] = mapped_column(ForeignKey("card_batches.id"), index=True)
    parcel_id: Mapped[str | None] = mapped_column(ForeignKey("card_parcels.id"), index=True)
    ended_at: Mapped[datetime | None]
    end_reason: Mapped[CardEndReason | None] = mapped_column(Choice(CardEndReason))
    replaced_by: Mapped[str | None] = mapped_column(ForeignKey("cards.id"))
    revoked_in: Mapped[int | None] = mapped_column(index=True)

    membership: Mapped[Membership | None] = relationship(back_populates="cards")


class CardSerial(Base):
    """The last serial given out: one row, taken by a conditional update."""

    __tablename__ = "card_serials"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    last: Mapped[int] = mapped_column(BigInteger().with_variant(Integer, "sqlite"))


class RevocationVersion(Base):
    """The version of the list of revoked cards: one row, raised by one in the transaction of each revocation.

    Its lock is held until that transaction ends, so that versions become visible in their order and nobody who asks
    for what came after a version misses a card.
    """

    __tablename__ = "card_revocation_version"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    last: Mapped[int]
