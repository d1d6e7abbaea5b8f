"""Holders, and who may decide for them."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import ForeignKey, Index, LargeBinary, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from uitpas2.cards.rules import EndReason, HolderKind
from uitpas2.cards.rules.names import SEARCH_NAME_LENGTH, search_name
from uitpas2.database.base import Base, Id
from uitpas2.database.types import Choice

if TYPE_CHECKING:
    from uitpas2.cards.models.systems import Membership


def _search_name(context: Any) -> str:
    """For every way to insert a row: none can forget it."""
    row = context.get_current_parameters()
    return search_name(row["first_name"], row["last_name"])


class Holder(Base):
    """A person (or a group) with a place in a card system. Says nothing about any right.

    `search_name` is the name in the form in which it is found, and follows it.

    `national_number` is encrypted; `national_number_index` is a keyed hash to find it by; `national_number_key` is the
    version of the keys of both, empty for the first one. Of a number that a holder of another region has too, the hash
    stands with the first of them only. `language` is that of letters to a family without an account.
    `without_card_since` is kept by the nightly purge. Of an erased holder the row alone is left, without anything that
    names a person: sales and check-ins point at it.
    """

    __tablename__ = "holders"
    __table_args__ = (
        Index("ix_holders_birth_date", "birth_date", "search_name"),
        Index("ix_holders_search_name", "search_name"),
        Index(
            "ix_holders_groups",
            "first_name",
            sqlite_where=text("kind = 'group'"),
            postgresql_where=text("kind = 'group'"),
        ),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    kind: Mapped[HolderKind] = mapped_column(Choice(HolderKind), default=HolderKind.PERSON)
    first_name: Mapped[str] = mapped_column(String(80))
    last_name: Mapped[str] = mapped_column(String(80))
    search_name: Mapped[str] = mapped_column(String(SEARCH_NAME_LENGTH), default=_search_name)
    birth_date: Mapped[date | None]
    street: Mapped[str] = mapped_column(String(120), default="")
    postal_code: Mapped[str] = mapped_column(String(10))
    city: Mapped[str] = mapped_column(String(80))
    municipality_nis: Mapped[str] = mapped_column(ForeignKey("municipalities.nis"), index=True)
    national_number: Mapped[bytes | None] = mapped_column(LargeBinary)
    national_number_index: Mapped[str | None] = mapped_column(String(64), unique=True)
    national_number_key: Mapped[int | None]
    registered_at: Mapped[datetime]
    registered_by: Mapped[str | None] = mapped_column(ForeignKey("organisations.id"))
    language: Mapped[str] = mapped_column(String(2), default="nl")
    without_card_since: Mapped[date | None]
    erased_at: Mapped[datetime | None]

    memberships: Mapped[list[Membership]] = relationship(back_populates="holder")

    @validates("first_name", "last_name")
    def _follow(self, part: str, value: str) -> str:
        names = {"first_name": self.first_name or "", "last_name": self.last_name or "", part: value}
        self.search_name = search_name(**names)
        return value


class Guardianship(Base):
    """This account may see and decide for this holder (themselves included) until it is ended.

    `other_household` is empty for the household at the holder's own address. Co-parents in another one share an id,
    and see neither that address nor each other's contact data.
    """

    __tablename__ = "guardianships"
    __table_args__ = (UniqueConstraint("account_id", "holder_id"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    account_id: Mapped[str] = mapped_column(ForeignKey("accounts.id"), index=True)
    holder_id: Mapped[str] = mapped_column(ForeignKey("holders.id"), index=True)
    other_household: Mapped[str | None] = mapped_column(String(36))
    since: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    ended_by: Mapped[str | None] = mapped_column(String(80))
    end_reason: Mapped[EndReason | None] = mapped_column(Choice(EndReason))
