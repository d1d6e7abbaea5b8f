"""What was paid, and the statements of the bank in which we read it."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from uitpas2.billing.rules import ImportStatus, LineState, PaymentSource
from uitpas2.database.base import Base, Id
from uitpas2.database.types import Choice
from uitpas2.kernel.money import Euro


class Payment(Base):
    """Money that came in for a bill, or went back (below zero). `statement_key` names the line of the bank.

    What was noted by mistake is taken back (`voided_at`), and its line of the bank may be noted anew.
    """

    __tablename__ = "bill_payments"
    __table_args__ = (
        UniqueConstraint("organiser_id", "statement_key"),
        CheckConstraint("amount <> 0", name="some_money"),
        CheckConstraint("voided_at IS NULL OR statement_key IS NULL", name="voided_frees_its_line"),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    organiser_id: Mapped[str] = mapped_column(ForeignKey("organisations.id"))
    bill_id: Mapped[str] = mapped_column(ForeignKey("bills.id"), index=True)
    amount: Mapped[Euro]
    day: Mapped[date]
    source: Mapped[PaymentSource] = mapped_column(Choice(PaymentSource))
    statement_key: Mapped[str | None] = mapped_column(String(64))
    note: Mapped[str] = mapped_column(String(200), default="")
    noted_at: Mapped[datetime]
    noted_by: Mapped[str] = mapped_column(String(80))
    voided_at: Mapped[datetime | None]
    voided_by: Mapped[str | None] = mapped_column(String(80))


class BankImport(Base):
    """A file of the bank that was read: shown first, and only counted after a yes."""

    __tablename__ = "bank_imports"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    organiser_id: Mapped[str] = mapped_column(ForeignKey("organisations.id"), index=True)
    source: Mapped[PaymentSource] = mapped_column(Choice(PaymentSource))
    status: Mapped[ImportStatus] = mapped_column(Choice(ImportStatus), default=ImportStatus.SHOWN)
    outgoing: Mapped[int]  # how many lines were money that went out: they are not kept
    made_at: Mapped[datetime]
    made_by: Mapped[str] = mapped_column(String(80))
    booked_at: Mapped[datetime | None]


class BankLine(Base):
    """One incoming line of such a file. What names the payer goes as soon as it is known what the money was for."""

    __tablename__ = "bank_lines"
    __table_args__ = (
        UniqueConstraint("import_id", "number"),
        Index("ix_bank_lines_state", "organiser_id", "state"),
        Index("ix_bank_lines_key", "organiser_id", "statement_key"),
        CheckConstraint("amount > 0", name="came_in"),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    import_id: Mapped[str] = mapped_column(ForeignKey("bank_imports.id"))
    organiser_id: Mapped[str] = mapped_column(ForeignKey("organisations.id"))
    number: Mapped[int]  # the line in the file
    day: Mapped[date]
    amount: Mapped[Euro]
    communication: Mapped[str] = mapped_column(String(12), default="")
    text: Mapped[str] = mapped_column(String(160), default="")
    payer: Mapped[str] = mapped_column(String(70), default="")
    statement_key: Mapped[str] = mapped_column(String(64))
    state: Mapped[LineState] = mapped_column(Choice(LineState))
    bill_id: Mapped[str | None] = mapped_column(ForeignKey("bills.id"), index=True)
