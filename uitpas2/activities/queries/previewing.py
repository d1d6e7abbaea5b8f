"""What a plan comes to, before it is kept: the dates, what is skipped, and whom a change touches."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from uitpas2.activities.models import Activity, Session
from uitpas2.activities.rules.matching import match_sessions
from uitpas2.activities.rules.planning import LeftOut, Plan, Planned, PlannedSeries, PlannedSession, Rhythm, from_plain
from uitpas2.activities.rules.planning.plans import times_of
from uitpas2.database.work import Work


@dataclass(frozen=True, slots=True)
class Preview:
    """`series` are the series with the number of their sessions.

    Of an edit: how many sessions come, move and fall away, and how many are registered for those that move or fall
    away (for a series once); all 0 for what is entered for the first time.
    """

    sessions: Sequence[PlannedSession]
    total: int
    series: Sequence[tuple[PlannedSeries, int]]
    left_out: Sequence[LeftOut]
    comes: int = 0
    moves: int = 0
    falls_away: int = 0
    registered: int = 0


def preview_of(work: Work, plan: Plan, planned: Planned, activity: Activity | None) -> Preview:
    """The preview of a plan; `activity` is the own one it is an edit of. Matches sessions as keeping it will."""
    counts = [sum(one.series == number for one in planned.sessions) for number in range(len(planned.series))]
    whole = Preview(
        planned.sessions,
        len(planned.sessions),
        list(zip(planned.series, counts, strict=True)),
        planned.left_out,
    )
    if activity is None or (activity.pattern and times_of(from_plain(activity.pattern)) == times_of(plan)):
        return whole
    rows = select(Session).where(Session.activity_id == activity.id).order_by(Session.position, Session.starts)
    known = work.session.scalars(rows).all()
    coming = [session for session in known if session.ends > work.now]
    wanted = [one for one in planned.sessions if one.ends > work.now]
    dated = plan.rhythm is not Rhythm.WEEKLY
    matched = match_sessions(coming, wanted, dated=dated, first=len(known) - len(coming))
    moved = [old for old, new in matched.pairs if old is not None and (old.starts, old.ends) != (new.starts, new.ends)]
    return Preview(
        whole.sessions,
        whole.total,
        whole.series,
        whole.left_out,
        comes=sum(old is None for old, _ in matched.pairs),
        moves=len(moved),
        falls_away=len(matched.gone),
        registered=_registered([*moved, *matched.gone]),
    )


def _registered(sessions: Sequence[Session]) -> int:
    """Who is registered for a series has a place in each of its sessions: they count once."""
    most: dict[str, int] = {}
    for session in sessions:
        unit = session.series_id or session.id
        most[unit] = max(most.get(unit, 0), session.taken)
    return sum(most.values())
