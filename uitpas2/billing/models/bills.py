"""Bills and their lines, and the numbers they get."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from uitpas2.billing.rules import BillKind, LineKind
from uitpas2.database.base import Base, Id
from uitpas2.database.types import Choice
from uitpas2.kernel.money import Euro
from uitpas2.kernel.text import TranslatedText


class BillCounter(Base):
    """The last number an organiser gave to a bill in a year: taken in the transaction of the bill, so without gaps."""

    __tablename__ = "bill_counters"

    organiser_id: Mapped[str] = mapped_column(ForeignKey("organisations.id"), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    last: Mapped[int]


class Bill(Base):
    """What a family owes an organiser for a month, or for an activity in advance. It never changes once made.

    `account_id` is who registered the children, and sees the bill; without an account it goes to the household of
    `holder_id`, the first child on it. Where to pay is frozen on it. `communication` is what comes back from the bank.
    Names stand nowhere on it: they are read from account and holder as long as those have one.
    """

    __tablename__ = "bills"
    __table_args__ = (
        UniqueConstraint("organiser_id", "year", "number"),
        UniqueConstraint("communication"),
        CheckConstraint("(kind = 'month') = (month IS NOT NULL)", name="a_month_for_a_month"),
        CheckConstraint("reminders >= 0", name="reminders_sent"),
        Index("ix_bills_due", "due_on", "reminders"),
        Index("ix_bills_organiser", "organiser_id", "made_on"),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    organiser_id: Mapped[str] = mapped_column(ForeignKey("organisations.id"))
    year: Mapped[int]
    number: Mapped[int]
    communication: Mapped[str] = mapped_column(String(12))
    kind: Mapped[BillKind] = mapped_column(Choice(BillKind))
    month: Mapped[date | None]
    account_id: Mapped[str | None] = mapped_column(ForeignKey("accounts.id"), index=True)
    holder_id: Mapped[str] = mapped_column(ForeignKey("holders.id"), index=True)
    made_on: Mapped[date]
    due_on: Mapped[date]
    total: Mapped[Euro]
    payee: Mapped[str] = mapped_column(String(70))
    iban: Mapped[str] = mapped_column(String(34))
    bic: Mapped[str] = mapped_column(String(11), default="")
    reminders: Mapped[int] = mapped_column(default=0)
    reminded_on: Mapped[date | None]
    made_by: Mapped[str] = mapped_column(String(80))

    lines: Mapped[list[BillLine]] = relationship(back_populates="bill", order_by="BillLine.position")


class BillLine(Base):
    """One thing on a bill. `subject` names the sale or registration and the kind: at most one line has it.

    `sale_id` and `registration_id` are plain values: what they point at is kept shorter than a bill. `corrects_id` is
    the line that this one takes back, or whose advance it settles. `amount` is what the family pays, the difference,
    or below zero what is taken back. `until` is the last day of a registration, and `days` on how many days a child
    came (of an advance: will come).
    """

    __tablename__ = "bill_lines"
    __table_args__ = (
        UniqueConstraint("subject"),
        CheckConstraint("until >= day", name="days_in_order"),
        CheckConstraint("days >= 0", name="days_counted"),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    bill_id: Mapped[str] = mapped_column(ForeignKey("bills.id"), index=True)
    position: Mapped[int]
    kind: Mapped[LineKind] = mapped_column(Choice(LineKind))
    subject: Mapped[str] = mapped_column(String(60))
    holder_id: Mapped[str] = mapped_column(ForeignKey("holders.id"), index=True)
    activity_id: Mapped[str] = mapped_column(ForeignKey("activities.id"), index=True)
    activity_name: Mapped[TranslatedText]
    is_care: Mapped[bool]
    day: Mapped[date]
    until: Mapped[date]
    days: Mapped[int]
    amount: Mapped[Euro]
    sale_id: Mapped[str | None] = mapped_column(String(36), index=True)
    registration_id: Mapped[str | None] = mapped_column(String(36), index=True)
    corrects_id: Mapped[str | None] = mapped_column(ForeignKey("bill_lines.id"), index=True)

    bill: Mapped[Bill] = relationship(back_populates="lines")
