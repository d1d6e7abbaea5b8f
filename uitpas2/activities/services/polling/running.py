"""A run: read a source page by page, take in what changed, withdraw what is gone. No page is read in a transaction."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import structlog
from sqlalchemy import update

from uitpas2.activities.errors.polling import SourceBusy, SourceUnknown
from uitpas2.activities.models import OfferRun, OfferSource
from uitpas2.activities.queries.polling import listed_until_now, sources_to_follow
from uitpas2.activities.rules.polling import (
    PageBroken,
    PageRead,
    RunKind,
    RunStatus,
    StopReason,
    Walk,
    WalkStopped,
    listed,
    newest,
    page_address,
    read_page,
)
from uitpas2.activities.services.polling.lease import LeaseLost, Started, hold, let_go, start
from uitpas2.activities.services.polling.reading import Reader, SourceSilent, reader_of
from uitpas2.activities.services.polling.taking import AT_ONCE, Taken, take_in
from uitpas2.activities.services.polling.withdrawing import carry_out, judge
from uitpas2.database.work import Workplace
from uitpas2.kernel.actor import system_actor
from uitpas2.settings import Settings

log = structlog.get_logger()
WAITS = (1.0, 4.0, 15.0)  # seconds before a page is asked again
ACTOR = system_actor("offer")

FindReader = Callable[[Started], Reader]
Pause = Callable[[float], None]


def reader_from(settings: Settings) -> FindReader:
    """How sources are read with these settings."""

    def find(started: Started) -> Reader:
        return reader_of(
            started.address, key_variable=started.key_variable, key_header=started.key_header, settings=settings
        )

    return find


def follow(workplace: Workplace, kind: RunKind, find_reader: FindReader, *, pause: Pause = time.sleep) -> int:
    """Read all sources that are due for this; tells how many runs there were. One that is being read is passed over."""
    with workplace.reading(ACTOR) as work:
        due = sources_to_follow(work, kind)
    done = 0
    for source_id in due:
        try:
            poll(workplace, source_id, kind, find_reader, pause=pause)
            done += 1
        except (SourceBusy, SourceUnknown):
            continue
    return done


def poll(
    workplace: Workplace, source_id: str, kind: RunKind, find_reader: FindReader, *, pause: Pause = time.sleep
) -> str:
    """Read one source now; tells the run's id. However it ends, it ends with its row saying how.

    Raises SourceUnknown or SourceBusy.
    """
    with workplace.begin(ACTOR) as work:
        started = start(work, source_id, kind)
    try:
        reading = _Reading(workplace, started, find_reader(started), pause)
        reading.read_all()
        reading.settle()
    except SourceSilent as silent:
        _stop(workplace, started, silent.reason, silent.status_code)
    except WalkStopped as stopped:
        _stop(workplace, started, stopped.reason)
    except LeaseLost:
        log.warning("another run took the source over", source=source_id, run=started.run_id)
        _stop(workplace, started, StopReason.LEASE_LOST)
    except Exception:
        log.exception("reading a source failed", source=source_id, run=started.run_id)
        _stop(workplace, started, StopReason.OUR_FAULT)
    finally:
        with workplace.begin(ACTOR) as work:
            let_go(work, source_id, started.run_id)
    return started.run_id


def _stop(workplace: Workplace, started: Started, reason: StopReason, status_code: int | None = None) -> None:
    values = {"status": RunStatus.FAILED, "stopped_because": reason, "status_code": status_code}
    with workplace.begin(ACTOR) as work:
        work.session.execute(
            update(OfferRun)
            .where(OfferRun.id == started.run_id, OfferRun.status == RunStatus.RUNNING)
            .values(**values, finished_at=work.now)
            .execution_options(synchronize_session=False)
        )


class _Reading:
    """One run while it goes on."""

    def __init__(self, workplace: Workplace, started: Started, reader: Reader, pause: Pause) -> None:
        self.workplace, self.started, self.reader, self.pause = workplace, started, reader, pause
        self.walk = Walk(started.kind, started.page_size, started.since)
        self.taken = Taken()
        self.taken_away: set[str] = set()
        with workplace.reading(ACTOR) as work:
            self.known = listed_until_now(work, started.source_id)

    def read_all(self) -> None:
        """Page after page. Raises SourceSilent, WalkStopped or LeaseLost."""
        while not self.walk.is_over:
            page = self._page()
            items = [listed(item) for item in page.members]
            fresh = [one for one in newest(items) if not one.uitdatabank_id or self.taken.is_new(one)]
            here = [one for one in fresh if not one.is_taken_away]
            for begin in range(0, len(here), AT_ONCE):
                with self.workplace.begin(ACTOR) as work:
                    take_in(work, self.started, here[begin : begin + AT_ONCE])
            self.taken.keep(fresh)
            self.taken_away.difference_update(one.uitdatabank_id for one in here)
            self.taken_away.update(one.uitdatabank_id for one in fresh if one.is_taken_away)
            self.walk.took(page, items)
            self._note(pages=OfferRun.pages + 1, listed=len(self.walk.seen))

    def _page(self) -> PageRead:
        """The next page, asked again some times when it does not come whole."""
        ask = self.walk.ask()
        address = page_address(self.started.address, ask)
        for wait in (*WAITS, None):
            try:
                page = read_page(self.reader.read(address))
                if not self.walk.is_half(page):
                    return page
                silent = SourceSilent(StopReason.HALF_PAGE)
            except PageBroken:
                silent = SourceSilent(StopReason.BROKEN)
            except SourceSilent as error:
                silent = error
            if wait is None or not silent.may_help:
                raise silent
            self._note(retries=OfferRun.retries + 1)
            self.pause(max(wait, silent.wait or 0.0))
        raise AssertionError("the last wait raises")

    def _note(self, **values: Any) -> None:
        with self.workplace.begin(ACTOR) as work:
            hold(work, self.started.source_id, self.started.run_id)
            work.session.execute(
                update(OfferRun)
                .where(OfferRun.id == self.started.run_id)
                .values(**values)
                .execution_options(synchronize_session=False)
            )

    def settle(self) -> None:
        """What the run means for what is not listed, and for the next run. Raises LeaseLost."""
        started, walk = self.started, self.walk
        is_whole = started.kind is RunKind.SWEEP and walk.is_complete and not walk.has_nameless
        gone = self.taken_away | (self.known - walk.seen if is_whole else set())
        with self.workplace.begin(ACTOR) as work:
            at_once = judge(work, started, self.known, gone, is_whole=is_whole)
        if at_once:
            carry_out(self.workplace, started.run_id, started.source_id, started)
        self._remember(is_whole)

    def _remember(self, is_whole: bool) -> None:
        """How far the source was read. A whole list that was not seen to its end is told to be so."""
        started = self.started
        with self.workplace.begin(ACTOR) as work:
            hold(work, started.source_id, started.run_id)
            if started.kind is RunKind.SWEEP and not is_whole:
                reason = StopReason.NAMELESS if self.walk.has_nameless else StopReason.MOVING
                run = update(OfferRun).where(OfferRun.id == started.run_id, OfferRun.status == RunStatus.DONE)
                work.session.execute(run.values(stopped_because=reason).execution_options(synchronize_session=False))
            source = work.session.get_one(OfferSource, started.source_id)
            newest_change = min(self.taken.newest, work.now) if self.taken.newest else None
            known = [moment for moment in (source.changes_until, newest_change) if moment]
            source.changes_until = max(known, default=work.now)
            if is_whole:
                source.swept_at = work.now
