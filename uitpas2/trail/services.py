"""Note what happened; the lines are chained in the last act of the transaction."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import select, update

from uitpas2.database.work import Work
from uitpas2.database.writes import insert_many, insert_unless_there
from uitpas2.kernel.actor import Actor
from uitpas2.trail.models import TrailEntry, TrailHead
from uitpas2.trail.rules import START, Line, line_hash, seal

_PENDING = "trail lines of this work"


def note(work: Work, action: str, subject_kind: str, subject_id: str, **details: Any) -> None:
    """Put down who did what to what, now. Never a name, a national number or a ground in `details`."""
    pending: list[_Pending] | None = work.session.info.get(_PENDING)
    if pending is None:
        pending = work.session.info[_PENDING] = []
        work.before_commit(_append)
    pending.append(_Pending(work.now, work.actor, action, subject_kind, subject_id, details))


@contextmanager
def attempt(work: Work) -> Iterator[None]:
    """A part of a work that may fail on its own: what it noted then goes with what it wrote."""
    noted = len(work.session.info.get(_PENDING, ()))
    try:
        with work.session.begin_nested():
            yield
    except BaseException:
        del work.session.info.get(_PENDING, [])[noted:]
        raise


class _Pending(NamedTuple):
    """What happened, not yet numbered."""

    at: datetime
    actor: Actor
    action: str
    subject_kind: str
    subject_id: str
    details: dict[str, Any]


def _append(work: Work) -> None:
    """Lock the head, chain the pending lines behind it, seal it anew.

    Done last, so that the one lock which all writers share is held for a moment only.
    """
    pending: list[_Pending] = work.session.info.pop(_PENDING)
    key = work.keys.derive("trail-seal")
    insert_unless_there(work.session, TrailHead, id=1, number=0, hash=START, seal=seal(key, 0, START))
    head = work.session.execute(
        select(TrailHead.number, TrailHead.hash).where(TrailHead.id == 1).with_for_update()
    ).one()
    number, previous = head.number, head.hash
    rows = []
    for happened in pending:
        number += 1
        values = {
            "number": number,
            "at": happened.at,
            "actor_id": happened.actor.id,
            "actor_role": happened.actor.role,
            "organisation_id": happened.actor.organisation_id,
            "action": happened.action,
            "subject_kind": happened.subject_kind,
            "subject_id": happened.subject_id,
            "details": happened.details,
        }
        this = line_hash(Line(**values), previous)
        rows.append({**values, "previous_hash": previous, "hash": this})
        previous = this
    insert_many(work.session, TrailEntry, rows)
    work.session.execute(
        update(TrailHead)
        .where(TrailHead.id == 1)
        .values(number=number, hash=previous, seal=seal(key, number, previous))
        .execution_options(synchronize_session=False)
    )
