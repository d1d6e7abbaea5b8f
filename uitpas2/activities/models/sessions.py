"""The times an activity takes place, and the series in which they are taken together."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, Connection, ForeignKey, Index, String, event, inspect, text
from sqlalchemy.engine.default import DefaultExecutionContext
from sqlalchemy.orm import Mapped, Mapper, mapped_column, relationship

from uitpas2.activities.rules import Availability, SeriesKind
from uitpas2.activities.rules.clock_hours import minutes_of, weekdays_of
from uitpas2.database.base import Base, Id
from uitpas2.database.types import Choice
from uitpas2.kernel.clock import brussels_day
from uitpas2.kernel.text import TranslatedText

if TYPE_CHECKING:
    from uitpas2.activities.models.activities import Activity


def _session_day(context: DefaultExecutionContext) -> date:
    return brussels_day(context.get_current_parameters()["starts"])  # type: ignore[no-untyped-call]


def _weekdays(context: DefaultExecutionContext) -> int:
    row = context.get_current_parameters()  # type: ignore[no-untyped-call]
    return weekdays_of(row["starts"], row["ends"])


def _from_minute(context: DefaultExecutionContext) -> int:
    row = context.get_current_parameters()  # type: ignore[no-untyped-call]
    return minutes_of(row["starts"], row["ends"])[0]


def _to_minute(context: DefaultExecutionContext) -> int:
    row = context.get_current_parameters()  # type: ignore[no-untyped-call]
    return minutes_of(row["starts"], row["ends"])[1]


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
    `day` is the Brussels day on which it starts; `weekdays` (seven bits, Monday the lowest) those on which somebody is
    there, `from_minute` and `to_minute` the clocks of Flanders in minutes after midnight of `day`. They follow from
    `starts` and `ends`, however a row is written. A session of a series is taken with the others of it.

    `kept_for_partners` places are for children whom a partner brings, until `kept_until`; `taken_by_partners` of the
    taken places are theirs, counted against those first.

    When a time changes or falls away after it was published, `to_tell_since` says so until who is registered was told;
    `moved_from` is the start they know of.
    """

    __tablename__ = "sessions"
    __table_args__ = (
        CheckConstraint("capacity IS NULL OR taken + taken_elsewhere <= capacity", name="seats"),
        CheckConstraint("taken >= 0", name="taken_not_negative"),
        CheckConstraint("taken_by_partners BETWEEN 0 AND taken", name="taken_by_partners"),
        Index("ix_sessions_activity", "activity_id", "starts"),
        # Wide enough to tell when an activity takes place without a look at the rows: the finder asks it of thousands.
        Index(
            "ix_sessions_coming", "activity_id", "ends", "availability", "day", "weekdays", "from_minute", "to_minute"
        ),
        Index("ix_sessions_day", "day", "activity_id"),
        Index(
            "ix_sessions_past_midnight",
            "ends",
            sqlite_where=text("to_minute > 1440"),
            postgresql_where=text("to_minute > 1440"),
        ),
        Index(
            "ix_sessions_to_tell",
            "activity_id",
            sqlite_where=text("to_tell_since IS NOT NULL"),
            postgresql_where=text("to_tell_since IS NOT NULL"),
        ),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    activity_id: Mapped[str] = mapped_column(ForeignKey("activities.id"))
    position: Mapped[int]
    starts: Mapped[datetime] = mapped_column(index=True)
    ends: Mapped[datetime]
    day: Mapped[date] = mapped_column(default=_session_day)
    weekdays: Mapped[int] = mapped_column(default=_weekdays)
    from_minute: Mapped[int] = mapped_column(default=_from_minute)
    to_minute: Mapped[int] = mapped_column(default=_to_minute)
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
    to_tell_since: Mapped[datetime | None]
    moved_from: Mapped[datetime | None]

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


@event.listens_for(Session, "before_update")
def _follow_the_clock(_mapper: Mapper[Session], _connection: Connection, session: Session) -> None:
    """A session that is moved takes its day and hours along."""
    state = inspect(session)
    if state.attrs.starts.history.has_changes() or state.attrs.ends.history.has_changes():
        session.day, session.weekdays = brussels_day(session.starts), weekdays_of(session.starts, session.ends)
        session.from_minute, session.to_minute = minutes_of(session.starts, session.ends)
