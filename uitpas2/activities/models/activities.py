"""Places, and the activities that take place there."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.engine.default import DefaultExecutionContext
from sqlalchemy.orm import Mapped, mapped_column, relationship

from uitpas2.activities.rules import Availability, CalendarType, Origin, ProductClass, Publication
from uitpas2.activities.rules.calendar import open_weekdays, unusual_days
from uitpas2.activities.rules.school_classes import classes_in_words
from uitpas2.activities.rules.searching import folded, search_text
from uitpas2.database.base import Base, Id, LongText
from uitpas2.database.types import Choice
from uitpas2.kernel.period import PeriodKind
from uitpas2.kernel.text import TranslatedText

if TYPE_CHECKING:
    from uitpas2.activities.models.prices import Price
    from uitpas2.activities.models.sessions import Session

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


def _origin(context: DefaultExecutionContext) -> Origin:
    return Origin.IMPORTED if _row(context).get("uitdatabank_id") else Origin.ENTERED


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

    Ages are in completed years, both ends included; birth dates and school classes (`rules.classes`) likewise.
    `origin` says how it came here: an import changes only what an import brought. `source` keeps the imported item
    whole, so that what we have no column for yet is not lost; `pattern` keeps how its times were entered by hand
    (`rules.planning`), and `copied_from` which activity of an earlier year it was made from. `access` are codes of
    `rules.access.Access`, `spoken` the ISO 639-1 codes of the languages spoken there.
    `prices` are those of the whole activity that hold now; a series or session may have its own (`Price`).
    `ticket_limit` per `ticket_period` bounds the reduced tickets of
    one holder, `checkin_limit` per `checkin_period` the check-ins. `departure_places` are UiTdatabank ids of places.
    `search_text` and `sort_name` are lower case without accents; `open_weekdays` (seven bits, Monday the lowest) and
    `unusual_days` (ISO day: open or not) repeat the opening hours in a form the database can look days up in.
    """

    __tablename__ = "activities"
    __table_args__ = (
        Index("ix_activities_offer", "publication", "availability", "ends"),
        Index("ix_activities_here", "municipality_nis", "publication", "ends"),
        Index("ix_activities_theme", "publication", "theme", "visible_from", "ends"),
        Index("ix_activities_calendar", "calendar_type", "publication"),
        CheckConstraint("class_from IS NULL OR class_to IS NULL OR class_from <= class_to", name="classes"),
        CheckConstraint("uitdatabank_id IS NULL OR origin = 'imported'", name="only_imports_have_an_id"),
    )

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
    class_from: Mapped[int | None]
    class_to: Mapped[int | None]
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
    origin: Mapped[Origin] = mapped_column(Choice(Origin), default=_origin)
    meeting_place: Mapped[TranslatedText | None]
    to_bring: Mapped[TranslatedText | None]
    access: Mapped[list[Any]] = mapped_column(default=list)
    access_note: Mapped[TranslatedText | None]
    spoken: Mapped[list[Any]] = mapped_column(default=list)
    pattern: Mapped[dict[str, Any]] = mapped_column(default=dict, deferred=True)
    copied_from: Mapped[str | None] = mapped_column(ForeignKey("activities.id"), index=True)
    source: Mapped[dict[str, Any]] = mapped_column(deferred=True)
    updated_at: Mapped[datetime]

    place: Mapped[Place | None] = relationship()
    prices: Mapped[list[Price]] = relationship(
        back_populates="activity",
        primaryjoin="and_(Activity.id == Price.activity_id, Price.ended_at.is_(None), Price.series_id.is_(None), "
        "Price.session_id.is_(None))",
        order_by="Price.position",
        cascade="all, delete-orphan",
    )
    sessions: Mapped[list[Session]] = relationship(back_populates="activity", order_by="Session.starts")

    @property
    def classes(self) -> TranslatedText | None:
        """The school classes it is for in words; None when it is for every class."""
        if self.class_from is None and self.class_to is None:
            return None
        return classes_in_words(self.class_from, self.class_to)

    def is_published_at(self, moment: datetime) -> bool:
        """Whether everybody may see it then; `queries.is_published` says the same of many."""
        return self.publication is Publication.PUBLISHED and (self.visible_from is None or self.visible_from <= moment)
