"""Activities, their places, sessions and prices."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from uitpas2.activities.rules import Availability, CalendarType, PriceCategory, ProductClass, Publication
from uitpas2.database.base import Base, Id, LongText
from uitpas2.database.types import Choice
from uitpas2.kernel.money import Euro
from uitpas2.kernel.period import PeriodKind
from uitpas2.kernel.text import TranslatedText


class Place(Base):
    """Where something happens. The municipality is unknown when the source gave only a reference."""

    __tablename__ = "places"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    uitdatabank_id: Mapped[str | None] = mapped_column(String(36), unique=True)
    name: Mapped[TranslatedText]
    street: Mapped[str] = mapped_column(String(160), default="")
    postal_code: Mapped[str] = mapped_column(String(10), default="")
    city: Mapped[str] = mapped_column(String(80), default="")
    municipality_nis: Mapped[str | None] = mapped_column(ForeignKey("municipalities.nis"), index=True)
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]


class Activity(Base):
    """Something people can take part in.

    Ages are in completed years, both ends included; birth dates likewise. `source` keeps the imported item whole, so
    that what we have no column for yet is not lost. `ticket_limit` per `ticket_period` bounds the reduced tickets of
    one holder, `checkin_limit` per `checkin_period` the check-ins.
    """

    __tablename__ = "activities"
    __table_args__ = (Index("ix_activities_offer", "publication", "availability", "ends"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    uitdatabank_id: Mapped[str | None] = mapped_column(String(36), unique=True)
    organiser_id: Mapped[str | None] = mapped_column(ForeignKey("organisations.id"), index=True)
    place_id: Mapped[str | None] = mapped_column(ForeignKey("places.id"), index=True)
    municipality_nis: Mapped[str | None] = mapped_column(ForeignKey("municipalities.nis"), index=True)
    name: Mapped[TranslatedText]
    description: Mapped[TranslatedText | None]
    theme: Mapped[str] = mapped_column(String(80), default="")
    product_class: Mapped[ProductClass] = mapped_column(Choice(ProductClass))
    calendar_type: Mapped[CalendarType] = mapped_column(Choice(CalendarType))
    publication: Mapped[Publication] = mapped_column(Choice(Publication))
    availability: Mapped[Availability] = mapped_column(Choice(Availability))
    unavailable_because: Mapped[TranslatedText | None]
    starts: Mapped[datetime | None]
    ends: Mapped[datetime | None]
    opening_hours: Mapped[list[Any]]
    closed_days: Mapped[list[Any]]
    adjusted_days: Mapped[list[Any]]
    children_only: Mapped[bool] = mapped_column(default=False)
    members_only: Mapped[bool] = mapped_column(default=False)
    schools_only: Mapped[bool] = mapped_column(default=False)
    age_from: Mapped[int | None]
    age_to: Mapped[int | None]
    born_from: Mapped[date | None]
    born_to: Mapped[date | None]
    online_url: Mapped[str] = mapped_column(LongText, default="")
    questions: Mapped[list[Any]]
    ticket_limit: Mapped[int]
    ticket_period: Mapped[PeriodKind] = mapped_column(Choice(PeriodKind))
    checkin_limit: Mapped[int]
    checkin_period: Mapped[PeriodKind] = mapped_column(Choice(PeriodKind))
    checkin_points: Mapped[int] = mapped_column(default=1)
    source: Mapped[dict[str, Any]]
    updated_at: Mapped[datetime]

    place: Mapped[Place | None] = relationship()
    prices: Mapped[list[Price]] = relationship(
        back_populates="activity", order_by="Price.position", cascade="all, delete-orphan"
    )
    sessions: Mapped[list[Session]] = relationship(back_populates="activity", order_by="Session.starts")


class Price(Base):
    """What it costs in one category; `for_group` prices are for a whole group at once."""

    __tablename__ = "prices"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    activity_id: Mapped[str] = mapped_column(ForeignKey("activities.id"), index=True)
    position: Mapped[int]
    category: Mapped[PriceCategory] = mapped_column(Choice(PriceCategory))
    name: Mapped[TranslatedText]
    amount: Mapped[Euro]
    for_group: Mapped[bool] = mapped_column(default=False)

    activity: Mapped[Activity] = relationship(back_populates="prices")


class Session(Base):
    """One time it takes place.

    Places are taken by a conditional update: `taken + taken_elsewhere` never passes `capacity`.
    `taken_elsewhere` counts places the source system already gave away. Care hours are local wall times ("07:30").
    """

    __tablename__ = "sessions"
    __table_args__ = (
        CheckConstraint("capacity IS NULL OR taken + taken_elsewhere <= capacity", name="seats"),
        CheckConstraint("taken >= 0", name="taken_not_negative"),
        Index("ix_sessions_activity", "activity_id", "starts"),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    activity_id: Mapped[str] = mapped_column(ForeignKey("activities.id"))
    position: Mapped[int]
    starts: Mapped[datetime] = mapped_column(index=True)
    ends: Mapped[datetime]
    capacity: Mapped[int | None]
    taken: Mapped[int] = mapped_column(default=0)
    taken_elsewhere: Mapped[int] = mapped_column(default=0)
    availability: Mapped[Availability] = mapped_column(Choice(Availability), default=Availability.AVAILABLE)
    unavailable_because: Mapped[TranslatedText | None]
    overnight: Mapped[bool] = mapped_column(default=False)
    care_from: Mapped[str | None] = mapped_column(String(5))
    care_to: Mapped[str | None] = mapped_column(String(5))

    activity: Mapped[Activity] = relationship(back_populates="sessions")

    @property
    def free_places(self) -> int | None:
        """Places left; None when there is no limit."""
        return None if self.capacity is None else max(0, self.capacity - self.taken - self.taken_elsewhere)
