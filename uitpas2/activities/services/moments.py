"""What an organiser changes about one session, or calls off."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from uitpas2.activities.errors import SessionUnknown
from uitpas2.activities.errors.entering import MomentOver, NotEnteredHere, ReasonNeeded
from uitpas2.activities.errors.planning import EndsBeforeStart, MoreKeptThanPlaces
from uitpas2.activities.models import Activity, Session
from uitpas2.activities.queries import own_activity
from uitpas2.activities.rules import Availability, Origin
from uitpas2.activities.services.laying_out import set_places
from uitpas2.activities.services.noting import changing
from uitpas2.activities.services.places import one_at_a_time
from uitpas2.database.work import Work
from uitpas2.kernel.clock import brussels_day
from uitpas2.kernel.text import TranslatedText
from uitpas2.trail.services import note


def change_moment(
    work: Work, activity_id: str, session_id: str, *, starts: datetime, ends: datetime, capacity: int | None
) -> Session:
    """Move one session, or give it more or fewer places; who is registered keeps the place, and is told of a move.

    Raises ActivityUnknown, SessionUnknown, NotEnteredHere, MomentOver, EndsBeforeStart or CapacityBelowTaken.
    """
    activity, session = _own_session(work, activity_id, session_id)
    if activity.origin is Origin.IMPORTED:
        raise NotEnteredHere
    if ends <= starts:
        raise EndsBeforeStart(field="closes")
    if starts <= work.now:
        raise MomentOver(field="day")
    if capacity is not None and session.kept_for_partners > capacity:
        session.kept_for_partners = capacity
    if capacity != session.capacity:
        set_places(work, session, capacity)
    with changing(work, session):
        session.starts, session.ends, session.day = starts, ends, brussels_day(starts)
    _span(work, activity)
    note(work, "session.changed", "session", session.id, capacity=capacity)
    return session


def keep_for_partners(
    work: Work, activity_id: str, session_id: str, *, places: int, until: datetime | None
) -> list[Session]:
    """Keep places for children whom a partner brings, until a moment; of a series in all its sessions alike.

    Also for imported activities: it says nothing about them elsewhere. Raises ActivityUnknown, SessionUnknown,
    MomentOver, or MoreKeptThanPlaces.
    """
    _, session = _own_session(work, activity_id, session_id)
    sessions = [session]
    if session.series_id is not None:
        rows = select(Session).where(Session.series_id == session.series_id).order_by(Session.id)
        sessions = list(work.session.scalars(rows.with_for_update().execution_options(populate_existing=True)))
    for one in sessions:
        if one.capacity is not None and places > one.capacity:
            raise MoreKeptThanPlaces(field="places", capacity=one.capacity)
        one.kept_for_partners, one.kept_until = places, until if places else None
    work.session.flush()
    note(work, "session.kept_for_partners", "session", session.id, places=places)
    return sessions


def call_off_moment(work: Work, activity_id: str, session_id: str, *, because: str) -> Session:
    """One session does not take place. Raises ReasonNeeded, and what `change_moment` raises about whose it is."""
    activity, session = _own_session(work, activity_id, session_id)
    if activity.origin is Origin.IMPORTED:
        raise NotEnteredHere
    with changing(work, session):
        session.availability, session.unavailable_because = Availability.UNAVAILABLE, _reason(because)
    work.session.flush()
    note(work, "session.called_off", "session", session.id)
    return session


def call_off_activity(work: Work, activity_id: str, *, because: str) -> Activity:
    """Nothing of it takes place any more. Raises ActivityUnknown, NotEnteredHere or ReasonNeeded."""
    activity = own_activity(work, activity_id)
    if activity.origin is Origin.IMPORTED:
        raise NotEnteredHere
    reason = _reason(because)
    one_at_a_time(work, activity.id)
    coming = select(Session).where(Session.activity_id == activity.id, Session.ends > work.now).order_by(Session.id)
    for session in work.session.scalars(coming.with_for_update().execution_options(populate_existing=True)):
        with changing(work, session):
            session.availability, session.unavailable_because = Availability.UNAVAILABLE, reason
    activity.availability, activity.unavailable_because = Availability.UNAVAILABLE, reason
    activity.updated_at = work.now
    work.session.flush()
    note(work, "activity.called_off", "activity", activity.id)
    return activity


def _reason(because: str) -> TranslatedText:
    if not because.strip():
        raise ReasonNeeded(field="because")
    return TranslatedText(nl=because.strip())


def _own_session(work: Work, activity_id: str, session_id: str) -> tuple[Activity, Session]:
    """An own session that is still to come, kept from others until this transaction ends."""
    activity = own_activity(work, activity_id)
    one_at_a_time(work, activity.id)
    rows = select(Session).where(Session.id == session_id, Session.activity_id == activity.id)
    session = work.session.scalar(rows.with_for_update().execution_options(populate_existing=True))
    if session is None:
        raise SessionUnknown
    if session.starts <= work.now:
        raise MomentOver
    return activity, session


def _span(work: Work, activity: Activity) -> None:
    """The activity begins and ends with its sessions."""
    work.session.flush()
    sessions = work.session.scalars(select(Session).where(Session.activity_id == activity.id)).all()
    activity.starts = min(session.starts for session in sessions)
    activity.ends = max(session.ends for session in sessions)
    activity.updated_at = work.now
    work.session.flush()
