"""Reading the trail."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import select

from uitpas2.database.work import Work
from uitpas2.trail.models import TrailEntry, TrailHead
from uitpas2.trail.rules import START, Fault, Line, faults, seal


def about(work: Work, subject_kind: str, subject_id: str) -> Sequence[TrailEntry]:
    """Everything noted about one thing, newest first."""
    return work.session.scalars(
        select(TrailEntry)
        .where(TrailEntry.subject_kind == subject_kind, TrailEntry.subject_id == subject_id)
        .order_by(TrailEntry.number.desc())
    ).all()


def count(work: Work) -> int:
    head = work.session.get(TrailHead, 1)
    return head.number if head else 0


def find_faults(work: Work) -> Iterator[Fault]:
    """Verify the whole trail; yields nothing when it is as it was written."""
    key = work.keys.derive("trail-seal")
    head = work.session.get(TrailHead, 1)
    sealed = (head.number, head.hash, head.seal) if head else (0, START, seal(key, 0, START))
    yield from faults(_lines(work), sealed, key)


def _lines(work: Work) -> Iterator[tuple[Line, str, str]]:
    table = TrailEntry.__table__
    for row in work.session.execute(select(table).order_by(table.c.number).execution_options(yield_per=2000)):
        line = Line(
            row.number,
            row.at,
            row.actor_id,
            row.actor_role,
            row.organisation_id,
            row.action,
            row.subject_kind,
            row.subject_id,
            row.details,
        )
        yield line, row.previous_hash, row.hash
