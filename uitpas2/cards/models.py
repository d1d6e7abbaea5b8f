"""Holders, guardians, card systems, memberships, cards, rights."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import BigInteger, ForeignKey, Index, Integer, LargeBinary, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from uitpas2.cards.rules import CardKind, CardStatus, HolderKind, MembershipStatus
from uitpas2.database.base import Base, Id, Nis
from uitpas2.database.types import Choice
from uitpas2.kernel.period import Period


class Holder(Base):
    """A person (or a group) with a place in a card system. Says nothing about any right.

    `national_number` is encrypted; `national_number_index` is a keyed hash to find it by.
    """

    __tablename__ = "holders"
    __table_args__ = (Index("ix_holders_birth_date", "birth_date"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    kind: Mapped[HolderKind] = mapped_column(Choice(HolderKind), default=HolderKind.PERSON)
    first_name: Mapped[str] = mapped_column(String(80))
    last_name: Mapped[str] = mapped_column(String(80))
    birth_date: Mapped[date | None]
    street: Mapped[str] = mapped_column(String(120), default="")
    postal_code: Mapped[str] = mapped_column(String(10))
    city: Mapped[str] = mapped_column(String(80))
    municipality_nis: Mapped[str] = mapped_column(ForeignKey("municipalities.nis"), index=True)
    national_number: Mapped[bytes | None] = mapped_column(LargeBinary)
    national_number_index: Mapped[str | None] = mapped_column(String(64), unique=True)
    registered_at: Mapped[datetime]
    registered_by: Mapped[str | None] = mapped_column(ForeignKey("organisations.id"))

    memberships: Mapped[list[Membership]] = relationship(back_populates="holder")


class Guardianship(Base):
    """This account may see and decide for this holder (themselves included) until it is ended."""

    __tablename__ = "guardianships"
    __table_args__ = (UniqueConstraint("account_id", "holder_id"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    account_id: Mapped[str] = mapped_column(ForeignKey("accounts.id"), index=True)
    holder_id: Mapped[str] = mapped_column(ForeignKey("holders.id"), index=True)
    since: Mapped[datetime]
    ended_at: Mapped[datetime | None]


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

    holder: Mapped[Holder] = relationship(back_populates="memberships")
    cards: Mapped[list[Card]] = relationship(back_populates="membership")


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


class SocialRight(Base):
    """The right to the social rate, from `starts` up to but not including `ends`; a decision to end it sets `ended_on`.

    Why it was given is not here but in `RightGround`, which no ordinary question touches.
    """

    __tablename__ = "social_rights"
    __table_args__ = (Index("ix_social_rights_holder", "holder_id", "starts"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    holder_id: Mapped[str] = mapped_column(ForeignKey("holders.id"))
    starts: Mapped[date]
    ends: Mapped[date]
    ended_on: Mapped[date | None]
    municipality_nis: Mapped[str] = mapped_column(Nis)
    granted_by: Mapped[str] = mapped_column(ForeignKey("organisations.id"))
    granted_at: Mapped[datetime]

    @property
    def period(self) -> Period:
        return Period(self.starts, min(self.ends, self.ended_on) if self.ended_on else self.ends)


class RightGround(Base):
    """The ground on which a right was given, as a code.

    Read with its own permission and a purpose only; each read is logged.
    """

    __tablename__ = "right_grounds"

    right_id: Mapped[str] = mapped_column(ForeignKey("social_rights.id"), primary_key=True)
    ground: Mapped[str] = mapped_column(String(40))
