"""Ledger accounts, entries, postings, budgets."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from uitpas2.database.append_only import append_only
from uitpas2.database.base import Base, Id
from uitpas2.database.types import Choice
from uitpas2.kernel.money import ZERO, Euro
from uitpas2.ledger.rules import AccountKind


class LedgerAccount(Base):
    """An account of one organisation, for claims with its debtor, for budgets with its year (0 elsewhere)."""

    __tablename__ = "ledger_accounts"
    __table_args__ = (UniqueConstraint("kind", "organisation_id", "counterparty_id", "year"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    kind: Mapped[AccountKind] = mapped_column(Choice(AccountKind))
    organisation_id: Mapped[str] = mapped_column(ForeignKey("organisations.id"), index=True)
    counterparty_id: Mapped[str] = mapped_column(String(36), default="")
    year: Mapped[int] = mapped_column(default=0)


@append_only
class Entry(Base):
    """One booking: postings that add up to zero. A correction is a new entry that names the one it reverses."""

    __tablename__ = "ledger_entries"
    __table_args__ = (UniqueConstraint("kind", "reference"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    kind: Mapped[str] = mapped_column(String(30))
    reference: Mapped[str] = mapped_column(String(80))
    day: Mapped[date] = mapped_column(index=True)
    at: Mapped[datetime]
    reverses_id: Mapped[str | None] = mapped_column(ForeignKey("ledger_entries.id"), unique=True)

    postings: Mapped[list[Posting]] = relationship(back_populates="entry")


@append_only
class Posting(Base):
    """One line of an entry, in cents."""

    __tablename__ = "ledger_postings"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    entry_id: Mapped[str] = mapped_column(ForeignKey("ledger_entries.id"), index=True)
    account_id: Mapped[str] = mapped_column(ForeignKey("ledger_accounts.id"), index=True)
    amount: Mapped[Euro]

    entry: Mapped[Entry] = relationship(back_populates="postings")


class Budget(Base):
    """What a government sets aside for one calendar year. `spent` and `reserved` only move by relative, conditional
    updates; `reserved` is the sum of the holds that are still open.

    `stops_when_empty`: the municipality's own choice that nothing is granted beyond the budget. Otherwise it may go
    below zero and the municipality is warned: a counter never refuses a child over a budget (rule book, step 11).
    """

    __tablename__ = "budgets"
    __table_args__ = (
        UniqueConstraint("organisation_id", "year"),
        CheckConstraint("stops_when_empty = false OR spent + reserved <= total", name="not_beyond"),
        CheckConstraint("reserved >= 0", name="reserved_not_negative"),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    organisation_id: Mapped[str] = mapped_column(ForeignKey("organisations.id"))
    year: Mapped[int]
    total: Mapped[Euro]
    spent: Mapped[Euro]
    reserved: Mapped[Euro] = mapped_column(default=ZERO)
    stops_when_empty: Mapped[bool] = mapped_column(default=False)

    @property
    def left(self) -> Euro:
        """What is neither spent nor promised to somebody who is registered."""
        return self.total - self.spent - self.reserved


class BudgetHold(Base):
    """A part of a budget that is kept for something that will probably be bought: a child that is registered.

    It ends once, by `ended_at`: when it is bought, or not after all. `reference` names what it is kept for.
    """

    __tablename__ = "budget_holds"
    __table_args__ = (
        Index(
            "uq_budget_holds_open",
            "reference",
            "organisation_id",
            "year",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    organisation_id: Mapped[str] = mapped_column(ForeignKey("organisations.id"))
    year: Mapped[int]
    amount: Mapped[Euro]
    reference: Mapped[str] = mapped_column(String(80))
    since: Mapped[datetime]
    ended_at: Mapped[datetime | None]
