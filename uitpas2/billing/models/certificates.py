"""Tax certificates for childcare (281.86): the figures; the names are read when one is shown."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from uitpas2.billing.rules import BatchStatus
from uitpas2.database.base import Base, Id
from uitpas2.database.types import Choice
from uitpas2.kernel.money import Euro


class Certificate(Base):
    """What a family paid an organiser in a year for the care of one child. `number` counts those of organiser and year.

    It is never changed: when later payments make other figures, a new one replaces it (`replaced_by`).
    """

    __tablename__ = "tax_certificates"
    __table_args__ = (
        UniqueConstraint("organiser_id", "year", "number"),
        Index("ix_tax_certificates_child", "organiser_id", "year", "holder_id"),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    organiser_id: Mapped[str] = mapped_column(ForeignKey("organisations.id"))
    year: Mapped[int]
    number: Mapped[int]
    account_id: Mapped[str | None] = mapped_column(ForeignKey("accounts.id"), index=True)
    holder_id: Mapped[str] = mapped_column(ForeignKey("holders.id"), index=True)
    total: Mapped[Euro]
    made_on: Mapped[date]
    made_by: Mapped[str] = mapped_column(String(80))
    replaced_by: Mapped[str | None] = mapped_column(ForeignKey("tax_certificates.id"), index=True)

    periods: Mapped[list[CertificatePeriod]] = relationship(order_by="CertificatePeriod.position")


class CertificatePeriod(Base):
    """One line of box II: a period with its days and what was received. `tariff` only where each has its own line."""

    __tablename__ = "tax_certificate_periods"
    __table_args__ = (
        CheckConstraint("ends >= starts", name="days_in_order"),
        CheckConstraint("days > 0 AND amount > 0", name="something_paid"),
        CheckConstraint("position BETWEEN 1 AND 4", name="at_most_four"),
    )

    certificate_id: Mapped[str] = mapped_column(ForeignKey("tax_certificates.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    starts: Mapped[date]
    ends: Mapped[date]
    days: Mapped[int]
    tariff: Mapped[Euro | None]
    amount: Mapped[Euro]


class CertificateBatch(Base):
    """The certificates of a year, made in the background; for a short time the file with all of them.

    `moved_at` moves on while somebody works at it. `file` has names in it and goes a day after it was made.
    """

    __tablename__ = "tax_certificate_batches"
    __table_args__ = (Index("ix_tax_certificate_batches_status", "status", "ordered_at"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    organiser_id: Mapped[str] = mapped_column(ForeignKey("organisations.id"), index=True)
    year: Mapped[int]
    ordered_by: Mapped[str] = mapped_column(String(80))
    ordered_at: Mapped[datetime]
    language: Mapped[str] = mapped_column(String(2))
    status: Mapped[BatchStatus] = mapped_column(Choice(BatchStatus), default=BatchStatus.WAITING)
    children: Mapped[int] = mapped_column(default=0)
    made: Mapped[int] = mapped_column(default=0)
    moved_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]
    file: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
