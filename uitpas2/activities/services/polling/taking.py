"""Taking in what a source lists, some items in each transaction."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, select, update

from uitpas2.activities.models import Activity, OfferFault, OfferListing, OfferRun, OfferVanished
from uitpas2.activities.rules.polling import Listed, ListingStatus, RunStatus, is_older
from uitpas2.activities.services.importing import ImportReport, RejectedItem, import_events
from uitpas2.activities.services.places import one_at_a_time
from uitpas2.activities.services.polling.lease import Started, hold
from uitpas2.database.work import Work
from uitpas2.database.writes import insert_many

AT_ONCE = 25  # items in one transaction
MOST_FAULTS = 300  # items of which a run keeps what was wrong
_MOST_PER_ITEM = 20


@dataclass
class Taken:
    """What a run has taken in so far, so that what it meets again costs nothing."""

    versions: dict[str, datetime | None] = field(default_factory=dict)
    newest: datetime | None = None

    def is_new(self, one: Listed) -> bool:
        if one.uitdatabank_id not in self.versions:
            return True
        had = self.versions[one.uitdatabank_id]
        return one.modified is not None and (had is None or one.modified > had)

    def keep(self, items: Collection[Listed]) -> None:
        for one in items:
            if one.uitdatabank_id:
                self.versions[one.uitdatabank_id] = one.modified
            if one.modified is not None and (self.newest is None or one.modified > self.newest):
                self.newest = one.modified


def take_in(work: Work, started: Started, items: Sequence[Listed]) -> None:
    """Bring in these items, the newest version of each, and note what is wrong with the others. Raises LeaseLost."""
    hold(work, started.source_id, started.run_id)
    ids = [one.uitdatabank_id for one in items if one.uitdatabank_id]
    known = _listings(work, started.source_id, ids)
    _found_again(work, started.source_id, ids)
    fresh = [one for one in items if not _is_known_newer(one, known)]
    _take_turns(work, ids)
    gone = {id for id, listing in known.items() if listing.status is ListingStatus.WITHDRAWN}
    report = import_events(work, [one.item for one in fresh], again=gone)
    _remember(work, started.source_id, fresh, known)
    _note_faults(work, started.run_id, fresh, report.rejected)
    _count(work, started.run_id, report, older=len(items) - len(fresh))


def _listings(work: Work, source_id: str, ids: Collection[str]) -> dict[str, OfferListing]:
    rows = select(OfferListing).where(OfferListing.source_id == source_id, OfferListing.uitdatabank_id.in_(ids))
    return {row.uitdatabank_id: row for row in work.session.scalars(rows)}


def _is_known_newer(one: Listed, known: dict[str, OfferListing]) -> bool:
    listing = known.get(one.uitdatabank_id)
    return listing is not None and is_older(one.modified, listing.modified)


def _found_again(work: Work, source_id: str, ids: Collection[str]) -> None:
    """What somebody is deciding about and stands in the list again, needs no decision."""
    undecided = select(OfferRun.id).where(
        OfferRun.source_id == source_id, OfferRun.status.in_([RunStatus.WAITING, RunStatus.AGREED])
    )
    work.session.execute(
        delete(OfferVanished)
        .where(OfferVanished.run_id.in_(undecided), OfferVanished.uitdatabank_id.in_(ids))
        .execution_options(synchronize_session=False)
    )


def _take_turns(work: Work, ids: Collection[str]) -> None:
    """All of these activities at once and in one order, before their sessions are touched one by one."""
    activities = work.session.scalars(select(Activity.id).where(Activity.uitdatabank_id.in_(ids))).all()
    if activities:
        one_at_a_time(work, *activities)


def _remember(work: Work, source_id: str, items: Sequence[Listed], known: dict[str, OfferListing]) -> None:
    """What the source lists, also of what could not be taken in: that is listed all the same."""
    ids = [one.uitdatabank_id for one in items if one.uitdatabank_id]
    rows = select(Activity.uitdatabank_id, Activity.id).where(Activity.uitdatabank_id.in_(ids))
    activities = dict(work.session.execute(rows).all())
    for one in items:
        if not one.uitdatabank_id:
            continue
        listing = known.get(one.uitdatabank_id)
        if listing is None:
            listing = OfferListing(source_id=source_id, uitdatabank_id=one.uitdatabank_id)
            work.session.add(listing)
        listing.activity_id = activities.get(one.uitdatabank_id)
        listing.status = ListingStatus.LISTED
        listing.modified, listing.runs_out_at = one.modified, one.runs_out_at
    work.session.flush()


def _note_faults(work: Work, run_id: str, items: Sequence[Listed], rejected: Sequence[RejectedItem]) -> None:
    if not rejected:
        return
    noted = work.session.scalar(select(func.count()).where(OfferFault.run_id == run_id)) or 0
    rows: list[dict[str, Any]] = [
        {
            "run_id": run_id,
            "position": noted + number,
            "uitdatabank_id": items[wrong.index].uitdatabank_id,
            "faults": [
                {"pointer": fault.pointer.removeprefix(f"/{wrong.index}")[:300], "reason": fault.reason.as_dict()}
                for fault in wrong.faults[:_MOST_PER_ITEM]
            ],
        }
        for number, wrong in enumerate(rejected)
        if noted + number < MOST_FAULTS
    ]
    insert_many(work.session, OfferFault, rows)


def _count(work: Work, run_id: str, report: ImportReport, *, older: int) -> None:
    work.session.execute(
        update(OfferRun)
        .where(OfferRun.id == run_id)
        .values(
            imported=OfferRun.imported + report.imported,
            updated=OfferRun.updated + report.updated,
            unchanged=OfferRun.unchanged + report.unchanged,
            rejected=OfferRun.rejected + len(report.rejected),
            older=OfferRun.older + older,
        )
        .execution_options(synchronize_session=False)
    )
