"""Tariffs of care, stays, and what a child's day in care came to."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from uitpas2.attendance.rules import CareUnit, ClosedBecause, Paid, Tariff
from uitpas2.database.base import Base, Id
from uitpas2.database.types import Choice
from uitpas2.kernel.money import Euro


class CareTariff(Base):
    """What time in care costs at an activity from a day on, until a later one begins. Never changed, only followed.

    `decision` says on what it rests, such as the decision of the council. `price` is of one unit, by the day of a
    whole day; what lasts no longer than `half_day_minutes` is half a day.
    """

    __tablename__ = "care_tariffs"
    __table_args__ = (
        UniqueConstraint("activity_id", "starts"),
        CheckConstraint("price >= 0", name="not_negative"),
        CheckConstraint(
            "(unit = 'day') = (half_day_price IS NOT NULL) AND (unit = 'day') = (half_day_minutes IS NOT NULL)",
            name="half_days_by_the_day",
        ),
        CheckConstraint("half_day_price IS NULL OR half_day_price BETWEEN 0 AND price", name="half_is_not_more"),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    activity_id: Mapped[str] = mapped_column(ForeignKey("activities.id"))
    starts: Mapped[date]
    unit: Mapped[CareUnit] = mapped_column(Choice(CareUnit))
    price: Mapped[Euro]
    half_day_price: Mapped[Euro | None]
    half_day_minutes: Mapped[int | None]
    decision: Mapped[str] = mapped_column(String(400))
    entered_by: Mapped[str] = mapped_column(String(80))
    entered_at: Mapped[datetime]

    @property
    def terms(self) -> Tariff:
        return Tariff(self.unit, self.price, self.half_day_price, self.half_day_minutes)


class CareStay(Base):
    """A child in care, from coming to going; `day` is the Brussels day of both. A child is in one place at a time.

    `handed_to` is who took it along: a name of the guardian's list (`collector_id`), or what was written down about
    somebody else. `came_key` and `gone_key` are the signs' own keys. `note` says why it was closed otherwise.
    """

    __tablename__ = "care_stays"
    __table_args__ = (
        UniqueConstraint("session_id", "came_key"),
        Index(
            "uq_care_stays_inside",
            "holder_id",
            unique=True,
            sqlite_where=text("gone_at IS NULL"),
            postgresql_where=text("gone_at IS NULL"),
        ),
        Index("ix_care_stays_session", "session_id", "holder_id"),
        Index("ix_care_stays_organiser_day", "organiser_id", "day"),
        CheckConstraint("gone_at IS NULL OR gone_at >= came_at", name="goes_after_coming"),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    session_id: Mapped[str] = mapped_column(ForeignKey("sessions.id"))
    activity_id: Mapped[str] = mapped_column(ForeignKey("activities.id"))
    organiser_id: Mapped[str] = mapped_column(ForeignKey("organisations.id"))
    holder_id: Mapped[str] = mapped_column(ForeignKey("holders.id"), index=True)
    day: Mapped[date]
    came_at: Mapped[datetime]
    came_key: Mapped[str] = mapped_column(String(80))
    came_by: Mapped[str] = mapped_column(String(80))
    gone_at: Mapped[datetime | None]
    gone_key: Mapped[str | None] = mapped_column(String(80))
    gone_by: Mapped[str | None] = mapped_column(String(80))
    collector_id: Mapped[str | None] = mapped_column(ForeignKey("collectors.id", ondelete="SET NULL"))
    handed_to: Mapped[str] = mapped_column(String(120), default="")
    note: Mapped[ClosedBecause | None] = mapped_column(Choice(ClosedBecause))


class CareDay(Base):
    """What a child's stays of one session came to when its list was closed, and the sale that was made of it.

    `siblings` counts the children of the family who were in this organiser's care that day, this one included.
    """

    __tablename__ = "care_days"
    __table_args__ = (
        CheckConstraint("(state = 'refused') = (refused IS NOT NULL)", name="a_refusal_has_its_code"),
        CheckConstraint("state NOT IN ('sold', 'found') OR sale_id IS NOT NULL", name="what_was_sold_has_its_sale"),
        Index("ix_care_days_holder", "holder_id", "day"),
    )

    session_id: Mapped[str] = mapped_column(ForeignKey("sessions.id"), primary_key=True)
    holder_id: Mapped[str] = mapped_column(ForeignKey("holders.id"), primary_key=True)
    tariff_id: Mapped[str] = mapped_column(ForeignKey("care_tariffs.id"))
    day: Mapped[date]
    unit: Mapped[str] = mapped_column(String(20))
    units: Mapped[int]
    minutes: Mapped[int]
    amount: Mapped[Euro]
    siblings: Mapped[int]
    state: Mapped[Paid] = mapped_column(Choice(Paid))
    turn: Mapped[int]
    sale_id: Mapped[str | None] = mapped_column(ForeignKey("sales.id"), index=True)
    refused: Mapped[str | None] = mapped_column(String(60))
    at: Mapped[datetime]
