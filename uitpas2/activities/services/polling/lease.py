"""One run at a time holds a source: it says how long, and says so again at each page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import or_, update

from uitpas2.activities.errors.polling import SourceBusy, SourceUnknown
from uitpas2.activities.models import OfferRun, OfferSource
from uitpas2.activities.rules.polling import LOOK_BACK, RunKind, RunStatus, StopReason
from uitpas2.database.work import Work
from uitpas2.database.writes import happened

HELD = timedelta(minutes=15)  # longer than one page can take with all its waits


class LeaseLost(Exception):
    """Another run took the source over: this one keeps its hands off from now on."""


@dataclass(frozen=True, slots=True)
class Started:
    """A run that holds its source, with what it needs to know of it."""

    run_id: str
    source_id: str
    kind: RunKind
    address: str
    key_variable: str
    key_header: str
    page_size: int
    since: datetime | None


def start(work: Work, source_id: str, kind: RunKind) -> Started:
    """Take hold of a source for a new run. A source whose changes were never read is read whole.

    Raises SourceUnknown, also for a source that is not followed any more, or SourceBusy.
    """
    source = work.session.get(OfferSource, source_id)
    if source is None or not source.active:
        raise SourceUnknown
    run_id = work.new_id()
    free = or_(OfferSource.busy_until.is_(None), OfferSource.busy_until <= work.now)
    taking = update(OfferSource).where(OfferSource.id == source_id, free)
    if not happened(work.session, taking.values(busy_run_id=run_id, busy_until=work.now + HELD)):
        raise SourceBusy
    work.session.refresh(source)
    _end_what_was_left(work, source_id)
    if source.changes_until is None:
        kind = RunKind.SWEEP
    since = source.changes_until - LOOK_BACK if source.changes_until and kind is RunKind.CHANGES else None
    work.session.add(OfferRun(id=run_id, source_id=source_id, kind=kind, status=RunStatus.RUNNING, started_at=work.now))
    work.session.flush()
    return Started(
        run_id, source_id, kind, source.address, source.key_variable, source.key_header, source.page_size, since
    )


def _end_what_was_left(work: Work, source_id: str) -> None:
    """A run that died left its row behind."""
    left = update(OfferRun).where(OfferRun.source_id == source_id, OfferRun.status == RunStatus.RUNNING)
    ended = {"status": RunStatus.FAILED, "stopped_because": StopReason.LEASE_LOST, "finished_at": work.now}
    work.session.execute(left.values(**ended).execution_options(synchronize_session=False))


def hold(work: Work, source_id: str, run_id: str) -> None:
    """Hold on for some longer, and keep others out until this transaction ends. Raises LeaseLost."""
    mine = update(OfferSource).where(OfferSource.id == source_id, OfferSource.busy_run_id == run_id)
    if not happened(work.session, mine.values(busy_until=work.now + HELD)):
        raise LeaseLost


def let_go(work: Work, source_id: str, run_id: str) -> None:
    mine = update(OfferSource).where(OfferSource.id == source_id, OfferSource.busy_run_id == run_id)
    happened(work.session, mine.values(busy_run_id=None, busy_until=None))
