"""Note what happened; the lines are chained in the last act of the transaction."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select, update

from uitpas2.database.work import Work
from uitpas2.database.writes import insert_many, insert_unless_there
from uitpas2.trail.models import TrailEntry, TrailHead
from uitpas2.trail.rules import START, Line, line_hash, seal

_PENDING = "trail lines of this work"


def note(work: Work, action: str, subject_kind: str, subject_id: str, **details: Any) -> None:
    """Put down who did what to what, now. Never a name, a national number or a ground in `details`."""
    pending: list[tuple[str, str, str, Mapping[str, Any]]] | None = work.session.info.get(_PENDING)
    if pending is None:
        pending = work.session.info[_PENDING] = []
        work.before_commit(_append)
    pending.append((action, subject_kind, subject_id, details))


def _append(work: Work) -> None:
    """Lock the head, chain the pending lines behind it, seal it anew.

    Done last, so that the one lock which all writers share is held for a moment only.
    """
    pending = work.session.info.pop(_PENDING)
    key = work.keys.derive("trail-seal")
    insert_unless_there(work.session, TrailHead, id=1, number=0, hash=START, seal=seal(key, 0, START))
    head = work.session.execute(
        select(TrailHead.number, TrailHead.hash).where(TrailHead.id == 1).with_for_update()
    ).one()
    number, previous = head.number, head.hash
    rows = []
    for action, subject_kind, subject_id, details in pending:
        number += 1
        line = Line(
            number=number,
            at=work.now,
            actor_id=work.actor.id,
            actor_role=work.actor.role,
            organisation_id=work.actor.organisation_id,
            action=action,
            subject_kind=subject_kind,
            subject_id=subject_id,
            details=details,
        )
        this = line_hash(line, previous)
        rows.append(
            {
                "number": number,
                "at": line.at,
                "actor_id": line.actor_id,
                "actor_role": line.actor_role,
                "organisation_id": line.organisation_id,
                "action": action,
                "subject_kind": subject_kind,
                "subject_id": subject_id,
                "details": dict(details),
                "previous_hash": previous,
                "hash": this,
            }
        )
        previous = this
    insert_many(work.session, TrailEntry, rows)
    work.session.execute(
        update(TrailHead)
        .where(TrailHead.id == 1)
        .values(number=number, hash=previous, seal=seal(key, number, previous))
        .execution_options(synchronize_session=False)
    )
