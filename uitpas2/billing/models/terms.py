"""How an organiser sends its bills, and which families pay in parts."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from uitpas2.billing.rules import Certifier
from uitpas2.database.base import Base, Id
from uitpas2.database.types import Choice


class BillingTerms(Base):
    """An organiser that lets families pay afterwards, or in advance, by bank transfer; without a row it sends no bills.

    `billed` and `prepaid` are classes of products: sold things of the first go on a bill of the month, registrations
    of the second on a bill per family and activity. Nothing from before `bills_from` is ever billed.
    `reminder_days` are days after a bill was due. The certifier is box I of the tax certificate; none when the
    organiser certifies itself. `csv_columns` are the names of the columns in the files of its bank.
    """

    __tablename__ = "billing_terms"
    __table_args__ = (CheckConstraint("due_days > 0", name="time_to_pay"),)

    organiser_id: Mapped[str] = mapped_column(ForeignKey("organisations.id"), primary_key=True)
    payee: Mapped[str] = mapped_column(String(70))
    iban: Mapped[str] = mapped_column(String(34))
    bic: Mapped[str] = mapped_column(String(11), default="")
    street: Mapped[str] = mapped_column(String(120), default="")
    postal_code: Mapped[str] = mapped_column(String(10), default="")
    city: Mapped[str] = mapped_column(String(80), default="")
    enterprise_number: Mapped[str] = mapped_column(String(10), default="")
    phone: Mapped[str] = mapped_column(String(20), default="")
    email: Mapped[str] = mapped_column(String(200), default="")
    billed: Mapped[list[Any]]
    prepaid: Mapped[list[Any]]
    bills_from: Mapped[date]
    due_days: Mapped[int]
    reminder_days: Mapped[list[Any]]
    certifier: Mapped[Certifier | None] = mapped_column(Choice(Certifier))
    certifier_name: Mapped[str] = mapped_column(String(120), default="")
    certifier_number: Mapped[str] = mapped_column(String(10), default="")
    certifier_street: Mapped[str] = mapped_column(String(120), default="")
    certifier_postal_code: Mapped[str] = mapped_column(String(10), default="")
    certifier_city: Mapped[str] = mapped_column(String(80), default="")
    csv_columns: Mapped[dict[str, Any]] = mapped_column(default=dict)
    changed_at: Mapped[datetime]
    changed_by: Mapped[str] = mapped_column(String(80))


class PaymentPlan(Base):
    """A family pays in parts, as agreed with the organiser: no reminders go there. `note` is read by the family too.

    The family is an account, or, where nobody has one, the household of a child.
    """

    __tablename__ = "payment_plans"
    __table_args__ = (
        CheckConstraint("(account_id IS NULL) <> (holder_id IS NULL)", name="one_family"),
        *(
            Index(
                f"uq_payment_plans_{family}",
                "organiser_id",
                family,
                unique=True,
                sqlite_where=text("ended_at IS NULL"),
                postgresql_where=text("ended_at IS NULL"),
            )
            for family in ("account_id", "holder_id")
        ),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    organiser_id: Mapped[str] = mapped_column(ForeignKey("organisations.id"), index=True)
    account_id: Mapped[str | None] = mapped_column(ForeignKey("accounts.id"), index=True)
    holder_id: Mapped[str | None] = mapped_column(ForeignKey("holders.id"), index=True)
    note: Mapped[str] = mapped_column(String(200))
    since: Mapped[datetime]
    noted_by: Mapped[str] = mapped_column(String(80))
    ended_at: Mapped[datetime | None]
