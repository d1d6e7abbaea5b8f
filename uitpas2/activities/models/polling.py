"""Sources of offer that are followed, what stands in their lists, and how each reading of them went."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from uitpas2.activities.rules.polling import ListingStatus, RunKind, RunStatus, StopReason
from uitpas2.database.base import Base, Id, LongText
from uitpas2.database.types import Choice


class OfferSource(Base):
    """A search address that is followed for an organisation, which answers for it: a municipality, or Flanders.

    `address` carries the fixed part of the question (region, organiser). The key itself stands in the environment,
    under `key_variable`, and is sent as `key_header`. `changes_until` is the newest change that was read; `swept_at`
    when the whole list was last read to its end. One run at a time holds the source: `busy_run_id` until `busy_until`.
    """

    __tablename__ = "offer_sources"
    __table_args__ = (CheckConstraint("page_size BETWEEN 1 AND 500", name="page_size"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    organisation_id: Mapped[str] = mapped_column(ForeignKey("organisations.id"), index=True)
    name: Mapped[str] = mapped_column(String(120), unique=True)
    address: Mapped[str] = mapped_column(LongText)
    key_variable: Mapped[str] = mapped_column(String(60), default="")
    key_header: Mapped[str] = mapped_column(String(20), default="x-client-id")
    page_size: Mapped[int] = mapped_column(default=100)
    active: Mapped[bool] = mapped_column(default=True)
    made_by: Mapped[str] = mapped_column(String(80))
    made_at: Mapped[datetime]
    changes_until: Mapped[datetime | None]
    swept_at: Mapped[datetime | None]
    busy_run_id: Mapped[str | None] = mapped_column(Id)
    busy_until: Mapped[datetime | None]


class OfferRun(Base):
    """One reading of a source. `listed` counts its different items, `older` those of which a newer version was known.

    `known` is how many items it was known to list before, `vanished` how many of these were not in the list any more,
    and `withdrawn` how many of those went out of the offer. `status_code` is what an HTTP source answered last.
    """

    __tablename__ = "offer_runs"
    __table_args__ = (Index("ix_offer_runs_latest", "source_id", "started_at"),)

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    source_id: Mapped[str] = mapped_column(ForeignKey("offer_sources.id"))
    kind: Mapped[RunKind] = mapped_column(Choice(RunKind))
    status: Mapped[RunStatus] = mapped_column(Choice(RunStatus), index=True)
    started_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
    pages: Mapped[int] = mapped_column(default=0)
    retries: Mapped[int] = mapped_column(default=0)
    listed: Mapped[int] = mapped_column(default=0)
    imported: Mapped[int] = mapped_column(default=0)
    updated: Mapped[int] = mapped_column(default=0)
    unchanged: Mapped[int] = mapped_column(default=0)
    older: Mapped[int] = mapped_column(default=0)
    rejected: Mapped[int] = mapped_column(default=0)
    known: Mapped[int] = mapped_column(default=0)
    vanished: Mapped[int] = mapped_column(default=0)
    withdrawn: Mapped[int] = mapped_column(default=0)
    stopped_because: Mapped[StopReason | None] = mapped_column(Choice(StopReason))
    status_code: Mapped[int | None]
    decided_by: Mapped[str | None] = mapped_column(String(80))
    decided_at: Mapped[datetime | None]


class OfferListing(Base):
    """An item that a source listed. `modified` is the source's own word for how new the version is that we have.

    After `runs_out_at` it leaves the list by itself, which then means nothing.
    """

    __tablename__ = "offer_listings"

    source_id: Mapped[str] = mapped_column(ForeignKey("offer_sources.id"), primary_key=True)
    uitdatabank_id: Mapped[str] = mapped_column(String(36), primary_key=True)
    activity_id: Mapped[str | None] = mapped_column(ForeignKey("activities.id"), index=True)
    status: Mapped[ListingStatus] = mapped_column(Choice(ListingStatus))
    modified: Mapped[datetime | None]
    runs_out_at: Mapped[datetime | None]


class OfferFault(Base):
    """An item that a run could not take in, with each fault: its JSON pointer and the reason in three languages."""

    __tablename__ = "offer_faults"

    run_id: Mapped[str] = mapped_column(ForeignKey("offer_runs.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    uitdatabank_id: Mapped[str] = mapped_column(String(36), default="")
    faults: Mapped[list[Any]]


class OfferVanished(Base):
    """An item that a run did not find in the list any more, while somebody decides about it and afterwards."""

    __tablename__ = "offer_vanished"

    run_id: Mapped[str] = mapped_column(ForeignKey("offer_runs.id"), primary_key=True)
    uitdatabank_id: Mapped[str] = mapped_column(String(36), primary_key=True)
