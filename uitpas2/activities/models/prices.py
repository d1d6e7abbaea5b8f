"""What an activity, or a part of it that is booked by itself, costs."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from uitpas2.activities.rules import PriceCategory
from uitpas2.database.base import Base, Id
from uitpas2.database.types import Choice
from uitpas2.kernel.money import Euro
from uitpas2.kernel.text import TranslatedText

if TYPE_CHECKING:
    from uitpas2.activities.models.activities import Activity


class Price(Base):
    """What it costs in one category; `for_group` prices are for a whole group at once.

    A price is of the whole activity, of one series or of one session: what is booked has its own prices, or else those
    of the activity. From `frozen_at` on, when somebody bought or registered at it, the amount and name never change: an
    edit ends it (`ended_at`) and makes a new one, and who registered keeps this one.
    """

    __tablename__ = "prices"
    __table_args__ = (CheckConstraint("series_id IS NULL OR session_id IS NULL", name="one_unit"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    activity_id: Mapped[str] = mapped_column(ForeignKey("activities.id"), index=True)
    series_id: Mapped[str | None] = mapped_column(ForeignKey("series.id"), index=True)
    session_id: Mapped[str | None] = mapped_column(ForeignKey("sessions.id"), index=True)
    position: Mapped[int]
    category: Mapped[PriceCategory] = mapped_column(Choice(PriceCategory))
    name: Mapped[TranslatedText]
    amount: Mapped[Euro]
    for_group: Mapped[bool] = mapped_column(default=False)
    frozen_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]

    activity: Mapped[Activity] = relationship(back_populates="prices")
