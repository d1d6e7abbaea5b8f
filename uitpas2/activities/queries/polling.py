"""Sources of offer and their runs, in the scope of the organisation that answers for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import ColumnElement, func, or_, select, true

from uitpas2.accounts.models import Organisation
from uitpas2.activities.errors.polling import RunUnknown, SourceUnknown
from uitpas2.activities.models import Activity, OfferFault, OfferListing, OfferRun, OfferSource, OfferVanished, Session
from uitpas2.activities.rules.polling import ListingStatus, RunKind, RunStatus
from uitpas2.database.work import Work
from uitpas2.kernel.actor import ActorKind
from uitpas2.kernel.text import TranslatedText

SWEPT_LATELY = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A source with its latest run, how many items it lists, and the run that waits for a decision."""

    source: OfferSource
    organisation: str
    latest: OfferRun | None
    waiting: OfferRun | None
    listed: int


@dataclass(frozen=True, slots=True)
class VanishedLine:
    """An item that vanished; `taken` counts the places that people have in its sessions to come."""

    uitdatabank_id: str
    activity: Activity | None
    organiser: str
    status: ListingStatus
    taken: int


def _mine(work: Work) -> ColumnElement[bool]:
    """The sources of the actor's organisation; the platform itself sees all."""
    if work.actor.kind is ActorKind.SYSTEM:
        return true()
    return OfferSource.organisation_id == work.actor.organisation_id


def sources(work: Work) -> list[SourceLine]:
    """The sources for which the actor's organisation answers, by name."""
    rows = work.session.execute(
        select(OfferSource, Organisation.name)
        .join(Organisation, Organisation.id == OfferSource.organisation_id)
        .where(_mine(work))
        .order_by(OfferSource.name, OfferSource.id)
    ).all()
    return [
        SourceLine(
            source,
            name,
            next(iter(runs(work, source.id, limit=1)), None),
            _waiting(work, source.id),
            _count_listed(work, source.id),
        )
        for source, name in rows
    ]


def _waiting(work: Work, source_id: str) -> OfferRun | None:
    found = select(OfferRun).where(OfferRun.source_id == source_id, OfferRun.status == RunStatus.WAITING)
    return work.session.scalars(found.order_by(OfferRun.started_at.desc()).limit(1)).one_or_none()


def _count_listed(work: Work, source_id: str) -> int:
    counted = select(func.count()).where(
        OfferListing.source_id == source_id, OfferListing.status == ListingStatus.LISTED
    )
    return work.session.scalar(counted) or 0


def own_source(work: Work, source_id: str) -> OfferSource:
    """Raises SourceUnknown, also for a source of somebody else."""
    found = work.session.scalar(select(OfferSource).where(OfferSource.id == source_id, _mine(work)))
    if found is None:
        raise SourceUnknown
    return found


def source_named(work: Work, name: str) -> OfferSource:
    """A source by its name or id. Raises SourceUnknown."""
    named = or_(OfferSource.name == name, OfferSource.id == name)
    found = work.session.scalars(select(OfferSource).where(named, _mine(work))).first()
    if found is None:
        raise SourceUnknown
    return found


def sources_to_follow(work: Work, kind: RunKind) -> Sequence[str]:
    """The ids of the sources that are followed; of a sweep those that were not swept lately."""
    due = select(OfferSource.id).where(OfferSource.active.is_(True))
    if kind is RunKind.SWEEP:
        due = due.where(or_(OfferSource.swept_at.is_(None), OfferSource.swept_at < work.now - SWEPT_LATELY))
    return work.session.scalars(due.order_by(OfferSource.id)).all()


def listed_until_now(work: Work, source_id: str) -> set[str]:
    """The items that a source was known to list, without those that ran out by themselves."""
    rows = select(OfferListing.uitdatabank_id).where(
        OfferListing.source_id == source_id,
        OfferListing.status == ListingStatus.LISTED,
        or_(OfferListing.runs_out_at.is_(None), OfferListing.runs_out_at > work.now),
    )
    return set(work.session.scalars(rows))


def runs(work: Work, source_id: str, *, limit: int = 50, eventful: bool = False) -> Sequence[OfferRun]:
    """The latest runs of a source that was looked up before, newest first.

    `eventful` leaves out those for changes that found none: there is one every five minutes.
    """
    mine = select(OfferRun).where(OfferRun.source_id == source_id)
    if eventful:
        brought = OfferRun.imported + OfferRun.updated + OfferRun.withdrawn + OfferRun.rejected + OfferRun.vanished
        mine = mine.where(or_(OfferRun.kind == RunKind.SWEEP, OfferRun.status != RunStatus.DONE, brought > 0))
    return work.session.scalars(mine.order_by(OfferRun.started_at.desc(), OfferRun.id).limit(limit)).all()


def own_run(work: Work, run_id: str) -> OfferRun:
    """Raises RunUnknown, also for a run of somebody else's source."""
    found = work.session.scalar(
        select(OfferRun)
        .join(OfferSource, OfferSource.id == OfferRun.source_id)
        .where(OfferRun.id == run_id, _mine(work))
    )
    if found is None:
        raise RunUnknown
    return found


def run_faults(work: Work, run_id: str) -> list[tuple[str, list[tuple[str, TranslatedText]]]]:
    """What a run, looked up before, could not take in: the item's id, and the pointer and reason of each fault."""
    rows = work.session.scalars(
        select(OfferFault).where(OfferFault.run_id == run_id).order_by(OfferFault.position)
    ).all()
    return [
        (row.uitdatabank_id, [(one["pointer"], TranslatedText.from_dict(one["reason"])) for one in row.faults])
        for row in rows
    ]


def run_vanished(work: Work, run: OfferRun, *, limit: int = 1000) -> list[VanishedLine]:
    """What a run, looked up before, did not find any more: by organiser and name."""
    taken = (
        select(func.coalesce(func.sum(Session.taken), 0))
        .where(Session.activity_id == Activity.id, Session.ends > work.now)
        .correlate(Activity)
        .scalar_subquery()
    )
    rows = work.session.execute(
        select(OfferVanished.uitdatabank_id, Activity, Organisation.name, OfferListing.status, taken)
        .join(
            OfferListing,
            (OfferListing.source_id == run.source_id) & (OfferListing.uitdatabank_id == OfferVanished.uitdatabank_id),
        )
        .outerjoin(Activity, Activity.uitdatabank_id == OfferVanished.uitdatabank_id)
        .outerjoin(Organisation, Organisation.id == Activity.organiser_id)
        .where(OfferVanished.run_id == run.id)
        .order_by(Organisation.name, Activity.sort_name, OfferVanished.uitdatabank_id)
        .limit(limit)
    )
    return [VanishedLine(id, activity, name or "", status, count or 0) for id, activity, name, status, count in rows]
