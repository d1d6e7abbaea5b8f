"""Activities, their places, series, sessions and prices."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.engine.default import DefaultExecutionContext
from sqlalchemy.orm import Mapped, mapped_column, relationship

from uitpas2.activities.rules import Availability, CalendarType, PriceCategory, ProductClass, Publication, SeriesKind
from uitpas2.activities.rules.calendar import open_weekdays, unusual_days
from uitpas2.activities.rules.searching import folded, search_text
from uitpas2.database.base import Base, Id, LongText
from uitpas2.database.types import Choice
from uitpas2.kernel.clock import brussels_day
from uitpas2.kernel.money import Euro
from uitpas2.kernel.period import PeriodKind
from uitpas2.kernel.text import TranslatedText

# What the database searches and sorts by is derived from the row itself, so that every way of adding a row fills it.


def _row(context: DefaultExecutionContext) -> dict[str, Any]:
    row: dict[str, Any] = context.get_current_parameters()  # type: ignore[no-untyped-call]
    return row


def _search_text(context: DefaultExecutionContext) -> str:
    row = _row(context)
    return search_text(row["name"], row.get("description"), row.get("theme", ""))


def _sort_name(context: DefaultExecutionContext) -> str:
    return folded(_row(context)["name"].nl)[:120]


def _open_weekdays(context: DefaultExecutionContext) -> int:
    return open_weekdays(_row(context)["opening_hours"])


def _unusual_days(context: DefaultExecutionContext) -> dict[str, bool]:
    row = _row(context)
    return unusual_days(row["opening_hours"], row["closed_days"], row["adjusted_days"])


def _session_day(context: DefaultExecutionContext) -> date:
    return brussels_day(_row(context)["starts"])


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
    one holder, `checkin_limit` per `checkin_period` the check-ins. `departure_places` are UiTdatabank ids of places.
    `search_text` and `sort_name` are lower case without accents; `open_weekdays` (seven bits, Monday the lowest) and
    `unusual_days` (ISO day: open or not) repeat the opening hours in a form the database can look days up in.
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
    departure_places: Mapped[list[Any]] = mapped_column(default=list)
    visible_from: Mapped[datetime | None]
    search_text: Mapped[str] = mapped_column(LongText, default=_search_text)
    sort_name: Mapped[str] = mapped_column(String(120), default=_sort_name)
    open_weekdays: Mapped[int] = mapped_column(default=_open_weekdays)
    unusual_days: Mapped[dict[str, Any]] = mapped_column(default=_unusual_days)
    source: Mapped[dict[str, Any]] = mapped_column(deferred=True)
    updated_at: Mapped[datetime]

    place: Mapped[Place | None] = relationship()
    prices: Mapped[list[Price]] = relationship(
        back_populates="activity", order_by="Price.position", cascade="all, delete-orphan"
    )
    sessions: Mapped[list[Session]] = relationship(back_populates="activity", order_by="Session.starts")

    def is_published_at(self, moment: datetime) -> bool:
        """Whether everybody may see it then; `queries.is_published` says the same of many."""
        return self.publication is Publication.PUBLISHED and (self.visible_from is None or self.visible_from <= moment)


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


class Series(Base):
    """Sessions that are taken together, under one price: the ten lessons of a course, the five days of a camp."""

    __tablename__ = "series"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    activity_id: Mapped[str] = mapped_column(ForeignKey("activities.id"), index=True)
    position: Mapped[int]
    name: Mapped[TranslatedText]
    kind: Mapped[SeriesKind] = mapped_column(Choice(SeriesKind))

    sessions: Mapped[list[Session]] = relationship(order_by="Session.starts")


class Session(Base):
    """One time it takes place.

    Places are taken by a conditional update: `taken + taken_elsewhere` never passes `capacity`.
    `taken_elsewhere` counts places the source system already gave away. Care hours are local wall times ("07:30").
    `day` is the Brussels day on which it starts. A session of a series is taken with the others of it.

    `kept_for_partners` places are for children whom a partner brings, until `kept_until`; `taken_by_partners` of the
    taken places are theirs, counted against those first.
    """

    __tablename__ = "sessions"
    __table_args__ = (
        CheckConstraint("capacity IS NULL OR taken + taken_elsewhere <= capacity", name="seats"),
        CheckConstraint("taken >= 0", name="taken_not_negative"),
        CheckConstraint("taken_by_partners BETWEEN 0 AND taken", name="taken_by_partners"),
        Index("ix_sessions_activity", "activity_id", "starts"),
        Index("ix_sessions_coming", "activity_id", "ends"),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    activity_id: Mapped[str] = mapped_column(ForeignKey("activities.id"))
    position: Mapped[int]
    starts: Mapped[datetime] = mapped_column(index=True)
    ends: Mapped[datetime]
    day: Mapped[date] = mapped_column(default=_session_day)
    capacity: Mapped[int | None]
    taken: Mapped[int] = mapped_column(default=0)
    taken_elsewhere: Mapped[int] = mapped_column(default=0)
    series_id: Mapped[str | None] = mapped_column(ForeignKey("series.id"), index=True)
    kept_for_partners: Mapped[int] = mapped_column(default=0)
    kept_until: Mapped[datetime | None]
    taken_by_partners: Mapped[int] = mapped_column(default=0)
    availability: Mapped[Availability] = mapped_column(Choice(Availability), default=Availability.AVAILABLE)
    unavailable_because: Mapped[TranslatedText | None]
    overnight: Mapped[bool] = mapped_column(default=False)
    care_from: Mapped[str | None] = mapped_column(String(5))
    care_to: Mapped[str | None] = mapped_column(String(5))

    activity: Mapped[Activity] = relationship(back_populates="sessions")

    @property
    def free_places(self) -> int | None:
        """Places left, those kept for partners among them; None when there is no limit."""
        return None if self.capacity is None else max(0, self.capacity - self.taken - self.taken_elsewhere)

    def free_for(self, now: datetime, *, partner: bool) -> int | None:
        """Places left for a child that a partner brings, or for anybody else; None when there is no limit."""
        free = self.free_places
        return free if free is None or partner else max(0, free - self.still_kept(now))

    def still_kept(self, now: datetime) -> int:
        """How many places only partners can take at that moment."""
        if self.kept_until is None or now >= self.kept_until:
            return 0
        return max(0, self.kept_for_partners - self.taken_by_partners)
