"""Card systems, their municipalities, and the memberships of holders."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from uitpas2.cards.rules import MembershipStatus
from uitpas2.database.base import Base, Id
from uitpas2.database.types import Choice

if TYPE_CHECKING:
    from uitpas2.cards.models.cards import Card
    from uitpas2.cards.models.people import Holder


class CardSystem(Base):
    """A region of municipalities that run the card together; ids are publiq's."""

    __tablename__ = "card_systems"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    name: Mapped[str] = mapped_column(String(120))


class CardSystemMunicipality(Base):
    """A municipality belongs to at most one card system."""

    __tablename__ = "card_system_municipalities"

    municipality_nis: Mapped[str] = mapped_column(ForeignKey("municipalities.nis"), primary_key=True)
    card_system_id: Mapped[int] = mapped_column(ForeignKey("card_systems.id"), index=True)


class Membership(Base):
    """A holder's place in a card system."""

    __tablename__ = "memberships"
    __table_args__ = (UniqueConstraint("holder_id", "card_system_id"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    holder_id: Mapped[str] = mapped_column(ForeignKey("holders.id"))
    card_system_id: Mapped[int] = mapped_column(ForeignKey("card_systems.id"), index=True)
    status: Mapped[MembershipStatus] = mapped_column(Choice(MembershipStatus), default=MembershipStatus.ACTIVE)
    since: Mapped[datetime]
    left_at: Mapped[datetime | None]

    holder: Mapped[Holder] = relationship(back_populates="memberships")
    cards: Mapped[list[Card]] = relationship(back_populates="membership")
