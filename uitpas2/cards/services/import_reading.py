"""Reading a file of holders into a preview: what each line is, before anything is written.

A large workbook takes seconds to read: that is done before the database is asked to write, which takes a moment.
"""

from __future__ import annotations

import hashlib
import hmac
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import select

from uitpas2.accounts.queries import own_organisation
from uitpas2.cards.errors.importing import TwiceInFile
from uitpas2.cards.models import HolderImport, HolderImportRow
from uitpas2.cards.queries.knowing import knowledge_for, places_to_import
from uitpas2.cards.queries.national_numbers import index_keys
from uitpas2.cards.rules.importing import (
    KEY_PURPOSE,
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
from uitpas2.cards.services.importing import forget
from uitpas2.database.work import Work, Workplace
from uitpas2.database.writes import insert_many
from uitpas2.kernel.actor import Actor
from uitpas2.trail.services import note


@dataclass(frozen=True, slots=True)
class Preview:
    """A file as it was read, about to be kept: the columns of the import, and those of its lines."""

    columns: dict[str, Any]
    lines: list[dict[str, Any]]


def read_list(workplace: Workplace, actor: Actor, content: bytes, *, file_name: str) -> str:
    """Read a file for a counter and keep a preview of it; nobody is registered. Tells the import's id.

    Raises the errors of `preview_of`.
    """
    with workplace.reading(actor) as work:
        preview = preview_of(work, content, file_name=file_name)
    with workplace.begin(actor) as work:
        return keep_preview(work, preview).id


def read_holders(work: Work, content: bytes, *, file_name: str) -> HolderImport:
    """The same within a work that is open already."""
    return keep_preview(work, preview_of(work, content, file_name=file_name))


def preview_of(work: Work, content: bytes, *, file_name: str) -> Preview:
    """What each line of a file is. Changes nothing.

    Raises the errors of `read_file` and `read_header` for the form's field `file`, or OrganisationNotFound.
    """
    table = read_file(content)
    header = read_header(table.header)
    judged = _judged(work, header, table.lines)
    key, id = work.keys.derive(KEY_PURPOSE), work.new_id()
    columns = {
        "id": id,
        "organisation_id": own_organisation(work).id,
        "made_by": work.actor.id[:80],
        "made_at": work.now,
        "file_name": without_national_numbers(file_name.strip())[:120],
        "digest": hmac.new(key, content, hashlib.sha256).hexdigest(),
        "unknown_columns": list(header.unknown),
        "about_rights": list(header.about_rights),
        "status": ImportStatus.READ,
        "figures": _figures(kept.judgement.state for _, kept in judged),
    }
    lines = [
        {
            "import_id": id,
            "line": line,
            "state": kept.judgement.state,
            "choice": RowChoice.LEAVE,
            "holder_id": kept.judgement.holder_id,
            "sealed": sealed(kept, key, f"{id}/{line}"),
            "done": False,
        }
        for line, kept in judged
    ]
    return Preview(columns, lines)


def keep_preview(work: Work, preview: Preview) -> HolderImport:
    """Keep what was read, instead of an earlier preview of the same file."""
    _replace_earlier(work, preview.columns["digest"])
    made = HolderImport(**preview.columns)
    work.session.add(made)
    work.session.flush()
    insert_many(work.session, HolderImportRow, preview.lines)
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
