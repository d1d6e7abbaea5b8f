"""Lists of an organiser's offer that are being read in, and the organiser's own references to its activities."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from uitpas2.activities.rules.listing import EntryState, ListStatus
from uitpas2.database.base import Base, Id
from uitpas2.database.types import Choice


class OfferList(Base):
    """A file that was read: a preview until somebody confirms it. It outlives its entries with figures only.

    `publishes` tells whether new activities go online at once, or wait as drafts.
    """

    __tablename__ = "offer_lists"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    organisation_id: Mapped[str] = mapped_column(ForeignKey("organisations.id"), index=True)
    made_by: Mapped[str] = mapped_column(String(80))
    made_at: Mapped[datetime]
    file_name: Mapped[str] = mapped_column(String(120))
    digest: Mapped[str] = mapped_column(String(64))
    unknown_columns: Mapped[list[Any]]
    status: Mapped[ListStatus] = mapped_column(Choice(ListStatus))
    figures: Mapped[dict[str, Any]]
    confirmed_by: Mapped[str | None] = mapped_column(String(80))
    confirmed_at: Mapped[datetime | None]
    publishes: Mapped[bool] = mapped_column(default=False)


class OfferListEntry(Base):
    """One activity of such a file: all lines with its reference. `line` is the first of them.

    `item` is what the lines say (`rules.listing.plain`), `changed` the columns in which it differs from what the latest
    list said; `problems` name line and column.
    """

    __tablename__ = "offer_list_entries"

    list_id: Mapped[str] = mapped_column(ForeignKey("offer_lists.id"), primary_key=True)
    line: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    reference: Mapped[str] = mapped_column(String(80))
    state: Mapped[EntryState] = mapped_column(Choice(EntryState))
    item: Mapped[dict[str, Any]]
    changed: Mapped[list[Any]]
    problems: Mapped[list[Any]]


class OfferReference(Base):
    """The name under which an organiser itself knows an activity: a second list changes it, and makes no other one.

    `item` is what the latest list said of it: a list that says the same again leaves what was changed by hand since.
    """

    __tablename__ = "offer_references"

    organisation_id: Mapped[str] = mapped_column(ForeignKey("organisations.id"), primary_key=True)
    reference: Mapped[str] = mapped_column(String(80), primary_key=True)
    activity_id: Mapped[str] = mapped_column(ForeignKey("activities.id"), index=True)
    item: Mapped[dict[str, Any]]
