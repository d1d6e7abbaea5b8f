"""The one place where the state of a registration changes: by the table of its life, in one conditional update.

A registration that comes to hold its places takes them here, and one that no longer does gives them back, with what
was kept in the budget; both in the caller's transaction.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import select, update

from uitpas2.activities.services import free_place, take_place
from uitpas2.database.work import Work
from uitpas2.database.writes import happened
from uitpas2.ledger.services import release
from uitpas2.registrations.models import RegisteredSession, Registration
from uitpas2.registrations.rules import LIFE, Change, EndReason
from uitpas2.registrations.services.telling import tell_state
from uitpas2.trail.services import note

TOLD = frozenset({Change.GRANT, Change.QUEUE, Change.OFFER})
BY_THE_FAMILY = frozenset({EndReason.BY_FAMILY, EndReason.DECLINED})


def change(work: Work, registration: Registration, what: Change, **values: Any) -> bool:
    """Change a registration that is in a state from which this is possible; of two at once, one hears no."""
    step = LIFE[what]
    moving = update(Registration).where(Registration.id == registration.id, Registration.status.in_(step.before))
    moved = happened(work.session, moving.values(status=step.after, **values))
    work.session.refresh(registration)
    if moved:
        note(work, f"registration.{step.after.value}", "registration", registration.id, change=what.value)
    if moved and what in TOLD:
        tell_state(work, registration)
    return moved


def end(work: Work, registration: Registration, what: Change, reason: EndReason) -> bool:
    """End a registration: places and budget are free again in the same moment. False when it had ended before.

    Raises ValueError for a reason that does not belong to the change.
    """
    if reason not in LIFE[what].reasons:
        raise ValueError(f"{reason} is no reason to {what}")
    if not change(work, registration, what, cancelled_at=work.now, end_reason=reason, offered_until=None):
        return False
    for held in held_sessions(work, registration.id):
        free_place(work, held.session_id, for_partner=held.from_partner)
    gone = update(RegisteredSession).where(RegisteredSession.registration_id == registration.id)
    happened(work.session, gone.values(live=False, holds_place=False))
    release(work, registration.id)
    if reason not in BY_THE_FAMILY:
        tell_state(work, registration)
    return True


def take_places(work: Work, registration: Registration, *, for_partner: bool) -> bool:
    """Take a place in each session of a registration, or in none: in one order, by one conditional update each."""
    with work.session.begin_nested() as attempt:
        for session_id in _session_ids(work, registration.id):
            if not take_place(work, session_id, for_partner=for_partner):
                attempt.rollback()
                work.session.expire_all()
                return False
    held = update(RegisteredSession).where(RegisteredSession.registration_id == registration.id)
    happened(work.session, held.values(holds_place=True, from_partner=for_partner))
    return True


def held_sessions(work: Work, registration_id: str) -> list[RegisteredSession]:
    """The sessions in which a registration holds a place."""
    rows = select(RegisteredSession).where(
        RegisteredSession.registration_id == registration_id, RegisteredSession.holds_place
    )
    in_order = rows.order_by(RegisteredSession.session_id).execution_options(populate_existing=True)
    return list(work.session.scalars(in_order))


def _session_ids(work: Work, registration_id: str) -> list[str]:
    own = select(RegisteredSession.session_id).where(RegisteredSession.registration_id == registration_id)
    return list(work.session.scalars(own.order_by(RegisteredSession.session_id)))
