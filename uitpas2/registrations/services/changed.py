"""Telling who is registered that a moment moved or falls away, by the organiser's hand or by an import."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from uitpas2.activities.models import Session
from uitpas2.activities.rules import Availability
from uitpas2.cards.models import Holder
from uitpas2.database.work import Work
from uitpas2.registrations.models import RegisteredSession, Registration
from uitpas2.registrations.queries.intake import sessions_of
from uitpas2.registrations.rules import Change, EndReason
from uitpas2.registrations.rules.changed import MOMENT_CHANGED, ChangedMoment, changes_in_words
from uitpas2.registrations.services.changing import end
from uitpas2.registrations.services.telling import facts_of, write
from uitpas2.registrations.services.turns import in_turn

GOES_ON = {Availability.AVAILABLE: True, Availability.UNAVAILABLE: False}


def tell_changes(work: Work, activity_id: str) -> int:
    """Tell everybody who is registered for what changed, once. Who has nothing left that takes place is no longer
    registered, and reads that. Tells how many were told.
    """
    in_turn(work, activity_id)
    changed = _changed(work, activity_id)
    coming = {session.id: session for session in changed if session.ends > work.now}
    told = 0
    for registration in _registered(work, list(coming)):
        own = [session for session in sessions_of(work, [registration.id])[registration.id] if session.ends > work.now]
        if all(session.availability is Availability.UNAVAILABLE for session in own):
            told += end(work, registration, Change.CANCEL, EndReason.NOT_TAKING_PLACE)
        else:
            told += _tell(work, registration, [session for session in own if session.id in coming])
    for session in changed:
        session.to_tell_since, session.moved_from = None, None
    work.session.flush()
    return told


def _changed(work: Work, activity_id: str) -> Sequence[Session]:
    rows = select(Session).where(Session.activity_id == activity_id, Session.to_tell_since.is_not(None))
    in_order = rows.order_by(Session.id).with_for_update()
    return work.session.scalars(in_order.execution_options(populate_existing=True)).all()


def _registered(work: Work, session_ids: list[str]) -> Sequence[Registration]:
    """Who is registered for one of these sessions, whether they have a place or wait for one."""
    rows = select(RegisteredSession.registration_id).where(
        RegisteredSession.session_id.in_(session_ids), RegisteredSession.live
    )
    own = select(Registration).where(Registration.id.in_(rows)).order_by(Registration.number)
    return work.session.scalars(own.execution_options(populate_existing=True)).all()


def _tell(work: Work, registration: Registration, sessions: Sequence[Session]) -> bool:
    holder = work.session.get_one(Holder, registration.holder_id)
    if holder.erased_at is not None:
        return False
    changes = [
        ChangedMoment(
            one.moved_from,
            one.starts,
            one.ends,
            GOES_ON.get(one.availability),
            one.unavailable_because if one.availability is not Availability.AVAILABLE else None,
        )
        for one in sessions
    ]
    facts = facts_of(work, holder, registration)
    write(work, MOMENT_CHANGED, holder, registration, facts, changes=changes_in_words(changes))
    return True
