"""A file of holders: read into a preview, decided line by line, confirmed or thrown away, forgotten after a day.

Rights to a lower price are not imported: whoever carries a file around would carry poverty around. A right is a
decision about one family, of a clerk, a partner or a government source, and each keeps its reason.
"""

from __future__ import annotations

import hashlib
import hmac
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import delete, select, update

from uitpas2.accounts.queries import own_organisation
from uitpas2.cards.errors.importing import ImportStarted, LeavingOutNeeded, NothingToImport, TwiceInFile
from uitpas2.cards.models import HolderImport, HolderImportRow
from uitpas2.cards.queries.importing import holder_import, import_counts
from uitpas2.cards.queries.knowing import knowledge_for, places_to_import
from uitpas2.cards.queries.national_numbers import index_keys
from uitpas2.cards.rules.importing import (
    CHOICES,
    KEY_PURPOSE,
    UNDER_WAY,
    Column,
    Header,
    ImportStatus,
    Judgement,
    KeptLine,
    Line,
    Problem,
    RowChoice,
    RowState,
    Wanted,
    cells_of,
    judge,
    read_file,
    read_header,
    read_row,
    sealed,
)
from uitpas2.cards.rules.names import search_name
from uitpas2.cards.rules.national_number import without_national_numbers
from uitpas2.database.work import Work
from uitpas2.database.writes import happened, insert_many
from uitpas2.trail.services import note

KEPT = timedelta(days=1)


def read_holders(work: Work, content: bytes, *, file_name: str) -> HolderImport:
    """Read a file and keep a preview of it; nobody is registered. The same file again replaces its earlier preview.

    Raises the errors of `read_file` and `read_header` for the form's field `file`, or OrganisationNotFound.
    """
    table = read_file(content)
    header = read_header(table.header)
    digest = hmac.new(work.keys.derive(KEY_PURPOSE), content, hashlib.sha256).hexdigest()
    _replace_earlier(work, digest)
    judged = _judged(work, header, table.lines)
    made = HolderImport(
        id=work.new_id(),
        organisation_id=own_organisation(work).id,
        made_by=work.actor.id[:80],
        made_at=work.now,
        file_name=without_national_numbers(file_name.strip())[:120],
        digest=digest,
        unknown_columns=list(header.unknown),
        about_rights=list(header.about_rights),
        status=ImportStatus.READ,
        figures=_figures(kept.judgement.state for _, kept in judged),
    )
    work.session.add(made)
    work.session.flush()
    key = work.keys.derive(KEY_PURPOSE)
    rows = [
        {
            "import_id": made.id,
            "line": line,
            "state": kept.judgement.state,
            "choice": RowChoice.LEAVE,
            "holder_id": kept.judgement.holder_id,
            "sealed": sealed(kept, key, f"{made.id}/{line}"),
            "done": False,
        }
        for line, kept in judged
    ]
    insert_many(work.session, HolderImportRow, rows)
    note(work, "holders.file-read", "holder-import", made.id, **made.figures)
    return made


def _figures(states: Iterable[RowState]) -> dict[str, Any]:
    return {state.value: number for state, number in sorted(Counter(states).items())}


def _replace_earlier(work: Work, digest: str) -> None:
    earlier = select(HolderImport.id).where(
        HolderImport.organisation_id == work.actor.organisation_id,
        HolderImport.digest == digest,
        HolderImport.status == ImportStatus.READ,
    )
    for import_id in work.session.scalars(earlier).all():
        forget(work, import_id, ImportStatus.READ)


def _judged(work: Work, header: Header, lines: Sequence[Line]) -> list[tuple[int, KeptLine]]:
    """Every line with what was found about it: what is wrong in itself first, then whom it means."""
    places = places_to_import(work)
    read = [(line.number, cells := cells_of(header, line), *read_row(cells, places, work.today)) for line in lines]
    keys = index_keys(work)
    indexes = {number: number_indexes(wanted, keys) for number, _, wanted, _ in read if wanted}
    right = [(wanted, indexes[number]) for number, _, wanted, _ in read if wanted]
    knowledge = knowledge_for(work, right)
    seen, judged = _Seen(), list[tuple[int, KeptLine]]()
    for number, cells, wanted, problems in read:
        found = Judgement.wrong(*problems)
        if wanted is not None:
            judgement = judge(wanted, indexes[number], knowledge, apart=seen.told_apart(wanted))
            found = seen.beside(number, wanted, indexes[number], judgement)
        judged.append((number, KeptLine(cells, found)))
    return judged


def number_indexes(wanted: Wanted, keys: Sequence[bytes]) -> list[str]:
    """The blind indexes of somebody's national number, none without one."""
    return [wanted.national_number.blind_index(key) for key in keys] if wanted.national_number else []


class _Seen:
    """The lines of a file so far: what belongs to one person stands on one line."""

    def __init__(self) -> None:
        self.single: dict[tuple[Column, str], int] = {}
        self.people: dict[tuple[str, date | None], int] = {}
        self.taken: dict[tuple[str, date | None], set[str]] = defaultdict(set)

    def told_apart(self, wanted: Wanted) -> set[str]:
        """The holders that lines above with the same name and birth date turned out to be."""
        return self.taken.get(_person(wanted), set())

    def beside(self, number: int, wanted: Wanted, indexes: Sequence[str], found: Judgement) -> Judgement:
        """The judgement of a line in the light of the lines above it."""
        single = [(Column.REFERENCE, wanted.reference), (Column.CARD_NUMBER, wanted.card_number)]
        single += [(Column.NATIONAL_NUMBER, index) for index in indexes[-1:]]
        problems = [
            Problem.of(column, TwiceInFile(line=earlier))
            for column, value in single
            if value and (earlier := self.single.setdefault((column, value), number)) != number
        ]
        if problems:
            return Judgement.wrong(*found.problems, *problems)
        person = _person(wanted)
        earlier = self.people.setdefault(person, number)
        if found.state is RowState.NEW and earlier != number:
            return replace(found, state=RowState.PERHAPS, alike_line=earlier)
        if found.holder_id:
            self.taken[person].add(found.holder_id)
        return found


def _person(wanted: Wanted) -> tuple[str, date | None]:
    return search_name(wanted.first_name, wanted.last_name), wanted.birth_date


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
