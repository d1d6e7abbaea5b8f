"""Sales with their shares, and counters of reduced tickets."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from uitpas2.database.base import Base, Id
from uitpas2.database.types import Choice
from uitpas2.discounts.rules import Payer
from uitpas2.kernel.money import Euro
from uitpas2.kernel.text import TranslatedText


class Sale(Base):
    """A ticket or place sold to a holder. Price, shares and the receipt of the decision are frozen on it.

    `client_reference` is the seller's own reference, unique per organiser. A cancellation sets `cancelled_at` and
    books a reversing entry.
    """

    __tablename__ = "sales"
    __table_args__ = (
        UniqueConstraint("organiser_id", "client_reference"),
        Index("ix_sales_organiser_day", "organiser_id", "day"),
        Index("ix_sales_holder_day", "holder_id", "day"),
        Index("ix_sales_day", "day"),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    organiser_id: Mapped[str] = mapped_column(ForeignKey("organisations.id"))
    activity_id: Mapped[str] = mapped_column(ForeignKey("activities.id"), index=True)
    holder_id: Mapped[str] = mapped_column(ForeignKey("holders.id"))
    card_id: Mapped[str] = mapped_column(ForeignKey("cards.id"))
    at: Mapped[datetime]
    day: Mapped[date]
    price_name: Mapped[TranslatedText]
    full_price: Mapped[Euro]
    holder_pays: Mapped[Euro]
    receipt: Mapped[dict[str, Any]]
    client_reference: Mapped[str | None] = mapped_column(String(80))
    sold_by: Mapped[str] = mapped_column(String(80))
    cancelled_at: Mapped[datetime | None]

    shares: Mapped[list[SaleShare]] = relationship(back_populates="sale")


class SaleShare(Base):
    """What one payer bears of a sale. The shares of a sale add up to its full price."""

    __tablename__ = "sale_shares"
    __table_args__ = (CheckConstraint("amount >= 0", name="not_negative"),)

    sale_id: Mapped[str] = mapped_column(ForeignKey("sales.id"), primary_key=True)
    payer: Mapped[Payer] = mapped_column(Choice(Payer), primary_key=True)
    organisation_id: Mapped[str | None] = mapped_column(ForeignKey("organisations.id"), index=True)
    amount: Mapped[Euro]

    sale: Mapped[Sale] = relationship(back_populates="shares")


class ReducedTickets(Base):
    """How many reduced tickets a holder has for an activity in one calendar period.

    Moved by conditional updates only.
    """

    __tablename__ = "reduced_tickets"

    holder_id: Mapped[str] = mapped_column(ForeignKey("holders.id"), primary_key=True)
    activity_id: Mapped[str] = mapped_column(ForeignKey("activities.id"), primary_key=True)
    period_start: Mapped[date] = mapped_column(primary_key=True)
    used: Mapped[int]
