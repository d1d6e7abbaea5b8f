"""What is no longer in a source's list: out of the offer, or waiting until a human said so. Nothing is ever erased."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import ColumnElement, and_, select, update

from uitpas2.activities.errors.polling import AlreadyDecided
from uitpas2.activities.models import Activity, OfferListing, OfferRun, OfferSource, OfferVanished, Session
from uitpas2.activities.queries.polling import own_run
from uitpas2.activities.rules import Publication
from uitpas2.activities.rules.polling import ListingStatus, RunStatus, StopReason, is_wave
from uitpas2.activities.services.places import one_at_a_time
from uitpas2.activities.services.polling.lease import Started, hold
from uitpas2.activities.services.polling.telling import tell_organisers, tell_who_decides
from uitpas2.database.work import Work, Workplace
from uitpas2.database.writes import happened, insert_many
from uitpas2.kernel.actor import system_actor
from uitpas2.trail.services import note

AT_ONCE = 50  # activities withdrawn in one transaction
ACTOR = system_actor("offer")


def judge(work: Work, started: Started, known: Collection[str], gone: Collection[str], *, is_whole: bool) -> bool:
    """After a list was read: note what was `known` to be in it and is `gone`. Tells whether to withdraw it at once.

    Where too much is gone, the run waits for a human. A reading of the `is_whole` list takes the place of an earlier
    one about which nobody decided yet; among changes, what somebody decides about already is not asked again.
    Raises LeaseLost.
    """
    hold(work, started.source_id, started.run_id)
    run = work.session.get_one(OfferRun, started.run_id)
    if is_whole:
        _overtake(work, started)
    new = sorted(set(gone) & set(known) - _under_decision(work, started.source_id))
    run.known, run.vanished = len(known), len(new)
    insert_many(work.session, OfferVanished, [{"run_id": run.id, "uitdatabank_id": id} for id in new])
    if not is_wave(known=len(known), vanished=len(new)):
        return True
    run.status, run.stopped_because, run.finished_at = RunStatus.WAITING, StopReason.WAVE, work.now
    work.session.flush()
    tell_who_decides(work, run)
    note(work, "offer.wave-stopped", "offer-run", run.id, known=len(known), vanished=len(new))
    return False


def _under_decision(work: Work, source_id: str) -> set[str]:
    undecided = select(OfferRun.id).where(
        OfferRun.source_id == source_id, OfferRun.status.in_([RunStatus.WAITING, RunStatus.AGREED])
    )
    return set(work.session.scalars(select(OfferVanished.uitdatabank_id).where(OfferVanished.run_id.in_(undecided))))


def _overtake(work: Work, started: Started) -> None:
    """A later reading of the whole list knows better than one about which nobody decided yet."""
    earlier = update(OfferRun).where(
        OfferRun.source_id == started.source_id, OfferRun.id != started.run_id, OfferRun.status == RunStatus.WAITING
    )
    work.session.execute(earlier.values(status=RunStatus.OVERTAKEN).execution_options(synchronize_session=False))


def decide(work: Work, run_id: str, *, withdraw: bool) -> OfferRun:
    """A human's yes or no to a run that waits for it. After a no, what vanished stays, and is not asked about again.

    Raises RunUnknown for a source of somebody else, or AlreadyDecided.
    """
    run = own_run(work, run_id)
    deciding = update(OfferRun).where(OfferRun.id == run_id, OfferRun.status == RunStatus.WAITING)
    status = RunStatus.AGREED if withdraw else RunStatus.REFUSED
    if not happened(work.session, deciding.values(status=status, decided_by=work.actor.id[:80], decided_at=work.now)):
        raise AlreadyDecided
    if not withdraw:
        work.session.execute(
            update(OfferListing)
            .where(OfferListing.source_id == run.source_id, *_of_run(run_id))
            .values(status=ListingStatus.KEPT)
            .execution_options(synchronize_session=False)
        )
    work.session.refresh(run)
    note(work, "offer.wave-decided", "offer-run", run_id, withdraw=withdraw, vanished=run.vanished)
    return run


def _of_run(run_id: str) -> list[ColumnElement[bool]]:
    vanished = select(OfferVanished.uitdatabank_id).where(OfferVanished.run_id == run_id)
    return [OfferListing.status == ListingStatus.LISTED, OfferListing.uitdatabank_id.in_(vanished)]


def carry_out_decisions(workplace: Workplace, *, only: str = "", at_most: int | None = None) -> int:
    """Withdraw what was agreed to, of `only` one run or of all; tells how many activities."""
    agreed = select(OfferRun.id, OfferRun.source_id).where(OfferRun.status == RunStatus.AGREED)
    if only:
        agreed = agreed.where(OfferRun.id == only)
    with workplace.reading(ACTOR) as work:
        found = work.session.execute(agreed.order_by(OfferRun.decided_at, OfferRun.id)).all()
    return sum(carry_out(workplace, run_id, source_id, at_most=at_most) for run_id, source_id in found)


def carry_out(
    workplace: Workplace,
    run_id: str,
    source_id: str,
    started: Started | None = None,
    *,
    at_most: int | None = None,
) -> int:
    """Withdraw what a run found gone, some at a time, and end it; tells how many activities.

    A run that still holds its source goes on holding it. Raises LeaseLost for that one. After `at_most` the rest is
    left to the worker.
    """
    done = 0
    while at_most is None or done < at_most:
        with workplace.begin(ACTOR) as work:
            if started is not None:
                hold(work, source_id, run_id)
            found = _next(work, run_id, source_id)
            if not found:
                _end(work, run_id)
                break
            done += _withdraw(work, run_id, source_id, found)
    return done


def _end(work: Work, run_id: str) -> None:
    ending = update(OfferRun).where(OfferRun.id == run_id, OfferRun.status.in_([RunStatus.AGREED, RunStatus.RUNNING]))
    happened(work.session, ending.values(status=RunStatus.DONE, finished_at=work.now))


def _next(work: Work, run_id: str, source_id: str) -> Sequence[str]:
    rows = select(OfferListing.uitdatabank_id).where(OfferListing.source_id == source_id, *_of_run(run_id))
    return work.session.scalars(rows.order_by(OfferListing.uitdatabank_id).limit(AT_ONCE)).all()


def _withdraw(work: Work, run_id: str, source_id: str, ids: Collection[str]) -> int:
    """Take these out of the offer, unless another source lists them still. Who is registered keeps the place."""
    elsewhere = select(OfferListing.uitdatabank_id).where(
        OfferListing.uitdatabank_id.in_(ids),
        OfferListing.source_id != source_id,
        OfferListing.status == ListingStatus.LISTED,
        OfferListing.source_id.in_(select(OfferSource.id).where(OfferSource.active.is_(True))),
    )
    still = set(work.session.scalars(elsewhere).all())
    activities = work.session.scalars(
        select(Activity.id).where(Activity.uitdatabank_id.in_(set(ids) - still)).order_by(Activity.id)
    ).all()
    if activities:
        one_at_a_time(work, *activities)
    work.session.execute(
        update(OfferListing)
        .where(OfferListing.source_id == source_id, OfferListing.uitdatabank_id.in_(ids))
        .values(status=ListingStatus.WITHDRAWN)
        .execution_options(synchronize_session=False)
    )
    taken = _with_places(work, activities)
    withdrawn = [id for id in activities if _take_offline(work, id, has_places=id in taken)]
    for id in withdrawn:
        note(work, "activity.withdrawn", "activity", id, run=run_id)
    tell_organisers(work, [id for id in withdrawn if id in taken])
    work.session.execute(
        update(OfferRun)
        .where(OfferRun.id == run_id)
        .values(withdrawn=OfferRun.withdrawn + len(withdrawn))
        .execution_options(synchronize_session=False)
    )
    return len(withdrawn)


def _with_places(work: Work, activity_ids: Collection[str]) -> set[str]:
    """Those in which somebody has a place in a session that is not over."""
    rows = select(Session.activity_id).where(
        and_(Session.activity_id.in_(activity_ids), Session.taken > 0, Session.ends > work.now)
    )
    return set(work.session.scalars(rows.distinct()).all())


def _take_offline(work: Work, activity_id: str, *, has_places: bool) -> bool:
    """Off line. Where somebody has a place it becomes a draft: its organiser sees it, and says whether it goes on."""
    going = update(Activity).where(Activity.id == activity_id, Activity.publication == Publication.PUBLISHED)
    publication = Publication.DRAFT if has_places else Publication.DELETED
    return happened(work.session, going.values(publication=publication, updated_at=work.now))
