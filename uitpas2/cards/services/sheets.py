"""Sheets of cards, printed in the background: ordered at once, made by the worker page by page, fetched, forgotten."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import CursorResult, and_, or_, select, update

from uitpas2.cards import queries
from uitpas2.cards.errors import NothingToPrint, TooManyAtOnce
from uitpas2.cards.models import CardSheet
from uitpas2.cards.rules import MOST_CARDS_PRINTED, SheetStatus
from uitpas2.database.work import Work
from uitpas2.database.writes import happened
from uitpas2.trail.services import note

KEPT = timedelta(days=1)
STANDSTILL = timedelta(minutes=5)  # a page takes a tenth of a second: after this, whoever printed is gone


def order_sheet(
    work: Work, *, numbers: Sequence[str] = (), municipality_nis: str = "", latest: int = 0, language: str = "nl"
) -> CardSheet:
    """Have cards printed: those named by number or id, or the latest of a municipality's inhabitants.

    Raises CannotBePrinted, NothingToPrint or TooManyAtOnce.
    """
    if max(latest, len(numbers)) > MOST_CARDS_PRINTED:
        raise TooManyAtOnce(field="numbers", most=MOST_CARDS_PRINTED)
    found = queries.cards_to_print(work, numbers=numbers, municipality_nis=municipality_nis, latest=latest)
    if not found:
        raise NothingToPrint(field="latest" if municipality_nis else "numbers")
    sheet = CardSheet(
        id=work.new_id(),
        organisation_id=work.actor.organisation_id,
        ordered_by=work.actor.id[:80],
        ordered_at=work.now,
        language=language,
        status=SheetStatus.WAITING,
        card_ids=[card.id for card, _ in found],
        cards=len(found),
        printed=0,
    )
    work.session.add(sheet)
    work.session.flush()
    note(work, "cards.sheet-ordered", "card-sheet", sheet.id, cards=sheet.cards)
    return sheet


def claim_sheet(work: Work) -> CardSheet | None:
    """Take the order that waits longest, or one whose printing stands still; None when there is nothing to do."""
    stands_still = and_(CardSheet.status == SheetStatus.PRINTING, CardSheet.moved_at < work.now - STANDSTILL)
    to_do = or_(CardSheet.status == SheetStatus.WAITING, stands_still)
    id = work.session.scalar(select(CardSheet.id).where(to_do).order_by(CardSheet.ordered_at, CardSheet.id).limit(1))
    started = {"status": SheetStatus.PRINTING, "moved_at": work.now, "printed": 0}
    if id is None or not happened(work.session, update(CardSheet).where(CardSheet.id == id, to_do).values(**started)):
        return None
    return work.session.get_one(CardSheet, id, populate_existing=True)


def tell_progress(work: Work, sheet_id: str, printed: int) -> None:
    _while_printing(work, sheet_id, printed=printed, moved_at=work.now)


def finish_sheet(work: Work, sheet_id: str, file: bytes, *, printed: int, cpu_ms: int) -> None:
    """The file is there. `printed` may be less than was ordered: a card that ended meanwhile is left out."""
    done = {"status": SheetStatus.READY, "file": file, "printed": printed, "cpu_ms": cpu_ms}
    _while_printing(work, sheet_id, **done, finished_at=work.now)


def fail_sheet(work: Work, sheet_id: str) -> None:
    _while_printing(work, sheet_id, status=SheetStatus.FAILED, finished_at=work.now)


def _while_printing(work: Work, sheet_id: str, **values: object) -> None:
    printing = update(CardSheet).where(CardSheet.id == sheet_id, CardSheet.status == SheetStatus.PRINTING)
    happened(work.session, printing.values(**values))


def forget_old_sheets(work: Work) -> int:
    """Drop the files a day after they were made; returns how many."""
    old = update(CardSheet).where(CardSheet.status == SheetStatus.READY, CardSheet.finished_at < work.now - KEPT)
    forgotten = old.values(status=SheetStatus.FORGOTTEN, file=None, card_ids=[])
    result = work.session.execute(forgotten, execution_options={"synchronize_session": False})
    assert isinstance(result, CursorResult)
    return result.rowcount
