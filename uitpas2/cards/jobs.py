"""Printing the sheets of cards that were ordered, and importing the files of holders that were confirmed."""

from __future__ import annotations

import time

import structlog

from uitpas2.cards import queries, services
from uitpas2.database.work import Workplace
from uitpas2.kernel.actor import system_actor

log = structlog.get_logger()
PAGES_AT_ONCE = 5  # between two notes of how far it is


def print_waiting_sheets(workplace: Workplace) -> int:
    """Deal with all ordered sheets; returns how many. No lock is held while a page is drawn."""
    done = 0
    while _print_one(workplace):
        done += 1
    return done


def _print_one(workplace: Workplace) -> bool:
    actor = system_actor("print-card-sheets")
    with workplace.begin(actor) as work:
        ordered = services.claim_sheet(work)
    if ordered is None:
        return False

    def tell(printed: int) -> None:
        if printed % (PAGES_AT_ONCE * services.CARDS_PER_SHEET) == 0:
            with workplace.begin(actor) as work:
                services.tell_progress(work, ordered.id, printed)

    started = time.process_time()
    try:
        with workplace.reading(actor) as work:
            cards = queries.cards_of_sheet(work, ordered)
            faces = services.faces_of(work, cards)
            made_at = work.now
        file = services.draw_sheet(faces, language=ordered.language, made_at=made_at, tell=tell)
    except Exception:
        log.exception("card sheet failed", sheet=ordered.id)
        with workplace.begin(actor) as work:
            services.fail_sheet(work, ordered.id)
        return True
    spent = round((time.process_time() - started) * 1000)
    with workplace.begin(actor) as work:
        services.finish_sheet(work, ordered.id, file, printed=len(cards), cpu_ms=spent)
    return True


def import_confirmed_holders(workplace: Workplace) -> int:
    """Carry out all confirmed imports, some lines in each transaction; returns how many imports."""
    done = 0
    while True:
        with workplace.reading(system_actor("import-holders")) as work:
            import_id = queries.next_import(work)
        if import_id is None:
            return done
        services.carry_out_import(workplace, import_id)
        done += 1
