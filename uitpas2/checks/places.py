"""What must be true of places in sessions, and of what is kept in budgets for who has one."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import func, select

from uitpas2.activities.models import Session
from uitpas2.checks.finding import Finding
from uitpas2.database.work import Work
from uitpas2.ledger import queries as ledger
from uitpas2.registrations.models import RegisteredSession, Registration
from uitpas2.registrations.rules import HOLDS_PLACES, LIVE


def seats_are_kept(work: Work) -> Iterator[Finding]:
    """A session has no more places taken than it has, and as many as there are live registrations."""
    full = Session.taken + Session.taken_elsewhere > Session.capacity
    for session_id in work.session.scalars(select(Session.id).where(full).order_by(Session.id)):
        yield Finding(session_id, "more places are taken in this session than it has")
    live = work.session.execute(
        select(RegisteredSession.session_id, func.count())
        .where(RegisteredSession.holds_place)
        .group_by(RegisteredSession.session_id)
    )
    registered = dict(live.all())
    taken = dict(work.session.execute(select(Session.id, Session.taken).where(Session.taken != 0)).all())
    for session_id in sorted(registered.keys() | taken.keys()):
        if (seats := taken.get(session_id, 0)) != (live_ones := registered.get(session_id, 0)):
            yield Finding(session_id, f"{seats} places are taken in this session by {live_ones} live registrations")


def places_follow_the_registration(work: Work) -> Iterator[Finding]:
    """A registration that is offered or confirmed holds its places, and no other one does."""
    holds = Registration.status.in_(HOLDS_PLACES)
    live = Registration.status.in_(LIVE)
    rows = (
        select(RegisteredSession.registration_id)
        .join(Registration, Registration.id == RegisteredSession.registration_id)
        .where((RegisteredSession.holds_place != holds) | (RegisteredSession.live != live))
    )
    for registration_id in work.session.scalars(rows.distinct().order_by(RegisteredSession.registration_id)):
        yield Finding(registration_id, "the places of this registration do not follow its state")


def budgets_reserve_what_is_kept(work: Work) -> Iterator[Finding]:
    """A budget reserves the sum of what is kept for children who are registered."""
    for budget_id in ledger.budgets_with_other_holds(work):
        yield Finding(budget_id, "this budget reserves another amount than is kept")
