"""Published releases: closed, protected and never changed."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from uitpas2.database.append_only import append_only
from uitpas2.database.base import Base, Id, Nis
from uitpas2.database.types import Choice
from uitpas2.monitoring.rules.areas import Level


@append_only
class Release(Base):
    """A closed table over the days from `starts` up to but not including `ends`."""

    __tablename__ = "releases"
    __table_args__ = (UniqueConstraint("table_name", "starts", "ends"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    table_name: Mapped[str] = mapped_column(String(40))
    starts: Mapped[date]
    ends: Mapped[date]
    threshold: Mapped[int]
    method: Mapped[str] = mapped_column(String(60))
    made_at: Mapped[datetime]


@append_only
class ReleaseCell(Base):
    """One published figure; `persons` is empty when it is not shown, whatever the reason.

    Name, place in the tree (`within`, empty for Flanders) and number of inhabitants are those of the release: a merger
    of municipalities or a newer count of inhabitants changes nothing about what was published.
    """

    __tablename__ = "release_cells"

    release_id: Mapped[str] = mapped_column(ForeignKey("releases.id"), primary_key=True)
    area: Mapped[str] = mapped_column(Nis, primary_key=True)
    level: Mapped[Level] = mapped_column(Choice(Level))
    name: Mapped[str] = mapped_column(String(80))
    within: Mapped[str] = mapped_column(Nis)
    inhabitants: Mapped[int]
    persons: Mapped[int | None]
