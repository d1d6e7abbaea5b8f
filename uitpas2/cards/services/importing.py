"""A file of holders: read into a preview, decided line by line, confirmed or thrown away, forgotten after a day.

Rights to a lower price are not imported: whoever carries a file around would carry poverty around. A right is a
decision about one family, of a clerk, a partner or a government source, and each keeps its reason.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy import delete, select, update

from uitpas2.cards.errors.importing import ImportStarted, LeavingOutNeeded, NothingToImport
from uitpas2.cards.models import HolderImport, HolderImportRow
from uitpas2.cards.queries.importing import holder_import, import_counts
from uitpas2.cards.rules.importing import (
    CHOICES,
    UNDER_WAY,
    ImportStatus,
    RowChoice,
    RowState,
)
from uitpas2.database.work import Work
from uitpas2.database.writes import happened
from uitpas2.trail.services import note

KEPT = timedelta(days=1)


def choose_lines(work: Work, import_id: str, choices: Mapping[int, RowChoice]) -> None:
    """Keep what a clerk wants for some lines. A choice that a line does not have is passed over.

    Raises ImportUnknown or ImportStarted.
    """
    found = holder_import(work, import_id)
    if found.status is not ImportStatus.READ:
        raise ImportStarted
    for line, choice in choices.items():
        states = [state for state, possible in CHOICES.items() if choice in possible]
        _choose(work, import_id, HolderImportRow.line == line, states, choice)


def choose_for_all_lines(work: Work, import_id: str, state: RowState, choice: RowChoice) -> None:
    """The same choice for all lines of a state. Raises ImportUnknown or ImportStarted."""
    found = holder_import(work, import_id)
    if found.status is not ImportStatus.READ:
        raise ImportStarted
    if choice in CHOICES.get(state, ()):
        _choose(work, import_id, HolderImportRow.state == state, [state], choice)


def _choose(work: Work, import_id: str, which: Any, states: Collection[RowState], choice: RowChoice) -> None:
    work.session.execute(
        update(HolderImportRow)
        .where(HolderImportRow.import_id == import_id, which, HolderImportRow.state.in_(states))
        .values(choice=choice)
        .execution_options(synchronize_session=False)
    )


def confirm_import(work: Work, import_id: str, *, leave_out: bool = False, mail_address: str = "") -> HolderImport:
    """From now on the worker registers what is new and takes over what was chosen; `leave_out` skips what is wrong.

    With `mail_address`, where an account is started, new guardians get their code by mail. Confirming twice does it
    once. Raises ImportUnknown, ImportStarted, NothingToImport, or LeavingOutNeeded for the form's field `leave_out`.
    """
    found = holder_import(work, import_id)
    counts = import_counts(work, import_id)
    wrong = counts.get(RowState.WRONG, 0)
    if found.status is ImportStatus.READ and wrong and not leave_out:
        raise LeavingOutNeeded(field="leave_out", rows=wrong)
    if found.status is ImportStatus.READ and not _is_something_to_do(work, import_id, counts):
        raise NothingToImport
    waiting = update(HolderImport).where(HolderImport.id == import_id, HolderImport.status == ImportStatus.READ)
    values = {
        "status": ImportStatus.WAITING,
        "mail_address": mail_address[:200],
        "confirmed_by": work.actor.id[:80],
        "confirmed_at": work.now,
    }
    if not happened(work.session, waiting.values(**values)):
        raise ImportStarted
    work.session.refresh(found)
    note(work, "holders.import-confirmed", "holder-import", import_id, mails=bool(mail_address))
    return found


def _is_something_to_do(work: Work, import_id: str, counts: Mapping[RowState, int]) -> bool:
    chosen = select(HolderImportRow.line).where(
        HolderImportRow.import_id == import_id, HolderImportRow.choice != RowChoice.LEAVE
    )
    return bool(counts.get(RowState.NEW)) or work.session.scalar(chosen.limit(1)) is not None


def drop_import(work: Work, import_id: str) -> None:
    """Throw away a preview, or what was left out of an import: nothing of it stays but figures.

    Raises ImportUnknown, or ImportStarted while it is being imported.
    """
    found = holder_import(work, import_id)
    if found.status in UNDER_WAY or not forget(work, import_id, found.status):
        raise ImportStarted
    note(work, "holders.import-dropped", "holder-import", import_id)


def forget(work: Work, import_id: str, status: ImportStatus) -> bool:
    """Erase the lines of an import that still has this status, and what could name somebody in the import itself."""
    gone = update(HolderImport).where(HolderImport.id == import_id, HolderImport.status == status)
    emptied: dict[str, Any] = {"file_name": "", "digest": "", "unknown_columns": [], "about_rights": []}
    if status is ImportStatus.READ or status is ImportStatus.FAILED:
        emptied["status"] = ImportStatus.FORGOTTEN
    if not happened(work.session, gone.values(**emptied)):
        return False
    work.session.execute(
        delete(HolderImportRow)
        .where(HolderImportRow.import_id == import_id)
        .execution_options(synchronize_session=False)
    )
    work.session.expire_all()
    return True


def forget_old_imports(work: Work) -> int:
    """Forget files a day after they were read, also what was left out of an import; tells how many."""
    old = select(HolderImport.id, HolderImport.status).where(
        HolderImport.made_at < work.now - KEPT,
        HolderImport.status.not_in(UNDER_WAY),
        HolderImport.digest != "",
    )
    return sum(forget(work, import_id, status) for import_id, status in work.session.execute(old).all())
