"""Imports of the own organisation, and their lines."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from uitpas2.cards.errors.importing import ImportUnknown
from uitpas2.cards.models import Holder, HolderImport, HolderImportRow
from uitpas2.cards.queries.people import scope
from uitpas2.cards.rules.importing import (
    KEY_PURPOSE,
    Column,
    ImportStatus,
    KeptLine,
    RowChoice,
    RowState,
    opened,
    shown,
)
from uitpas2.database.work import Work


@dataclass(frozen=True, slots=True)
class ImportLine:
    """A line of a preview with what was typed. `cells` hide a national number."""

    line: int
    state: RowState
    choice: RowChoice
    kept: KeptLine

    @property
    def cells(self) -> dict[Column, str]:
        return {column: shown(column, text) for column, text in self.kept.cells.items()}

    @property
    def name(self) -> str:
        parts = (self.cells.get(column, "").strip() for column in (Column.FIRST_NAME, Column.LAST_NAME))
        return " ".join(part for part in parts if part)


def imports(work: Work, *, limit: int = 10) -> Sequence[HolderImport]:
    """The latest imports of the actor's organisation, newest first."""
    mine = select(HolderImport).where(HolderImport.organisation_id == work.actor.organisation_id)
    return work.session.scalars(mine.order_by(HolderImport.made_at.desc(), HolderImport.id).limit(limit)).all()


def holder_import(work: Work, import_id: str) -> HolderImport:
    """An import of the actor's organisation. Raises ImportUnknown."""
    found = work.session.scalar(
        select(HolderImport).where(
            HolderImport.id == import_id, HolderImport.organisation_id == work.actor.organisation_id
        )
    )
    if found is None:
        raise ImportUnknown
    return found


def import_counts(work: Work, import_id: str) -> dict[RowState, int]:
    """How many lines there are of each state, the lines that were forgotten not counted."""
    counted = select(HolderImportRow.state, func.count()).where(HolderImportRow.import_id == import_id)
    return dict(work.session.execute(counted.group_by(HolderImportRow.state)).all())


def import_choices(work: Work, import_id: str) -> dict[tuple[RowState, RowChoice], int]:
    """How many lines of each state something was chosen for."""
    counted = (
        select(HolderImportRow.state, HolderImportRow.choice, func.count())
        .where(HolderImportRow.import_id == import_id, HolderImportRow.choice != RowChoice.LEAVE)
        .group_by(HolderImportRow.state, HolderImportRow.choice)
    )
    return {(state, choice): number for state, choice, number in work.session.execute(counted)}


def import_progress(work: Work, import_id: str) -> int:
    """How many lines were dealt with."""
    done = select(func.count()).where(HolderImportRow.import_id == import_id, HolderImportRow.done.is_(True))
    return work.session.scalar(done) or 0


def import_lines(
    work: Work,
    found: HolderImport,
    states: Collection[RowState],
    *,
    limit: int | None = None,
    offset: int = 0,
) -> list[ImportLine]:
    """Lines of an import looked up before, in their order. A forgotten line has nothing left to show."""
    rows = work.session.scalars(
        select(HolderImportRow)
        .where(
            HolderImportRow.import_id == found.id,
            HolderImportRow.state.in_(states),
            HolderImportRow.sealed.is_not(None),
        )
        .order_by(HolderImportRow.line)
        .limit(limit)
        .offset(offset)
    )
    return [ImportLine(row.line, row.state, row.choice, opened_line(work, row)) for row in rows]


def opened_line(work: Work, row: HolderImportRow) -> KeptLine:
    assert row.sealed is not None
    return opened(work.keys.derive(KEY_PURPOSE), row.sealed, f"{row.import_id}/{row.line}")


def holders_in_scope(work: Work, ids: Collection[str]) -> Sequence[Holder]:
    """Those of these holders whom the actor may see."""
    return work.session.scalars(select(Holder).where(Holder.id.in_(ids), scope(work)).order_by(Holder.id)).all()


def next_import(work: Work) -> str | None:
    """The confirmed import that waits longest, for the worker."""
    waiting = HolderImport.status.in_([ImportStatus.WAITING, ImportStatus.IMPORTING])
    return work.session.scalar(
        select(HolderImport.id).where(waiting).order_by(HolderImport.confirmed_at, HolderImport.id).limit(1)
    )
