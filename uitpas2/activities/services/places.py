"""Taking a place in a session and giving it back: decided inside the write."""

from __future__ import annotations

from sqlalchemy import or_, update

from uitpas2.activities.models import Session
from uitpas2.activities.rules import Availability
from uitpas2.database.work import Work
from uitpas2.database.writes import happened


def take_place(work: Work, session_id: str) -> bool:
    """Take one place; False when there is none left or the session does not take place.

    One conditional update decides, so that two takers of the last place cannot both have it.
    """
    got_it = happened(
        work.session,
        update(Session)
        .where(
            Session.id == session_id,
            Session.availability == Availability.AVAILABLE,
            or_(Session.capacity.is_(None), Session.taken + Session.taken_elsewhere < Session.capacity),
        )
        .values(taken=Session.taken + 1),
    )
    _forget_count(work, session_id)
    return got_it


def free_place(work: Work, session_id: str) -> None:
    """Give one taken place back; nothing happens when none was taken."""
    happened(
        work.session,
        update(Session).where(Session.id == session_id, Session.taken > 0).values(taken=Session.taken - 1),
    )
    _forget_count(work, session_id)


def _forget_count(work: Work, session_id: str) -> None:
    """A session that was loaded before reads its count again when somebody asks for it."""
    key = work.session.identity_key(Session, session_id)
    loaded = work.session.identity_map.get(key)
    if loaded is not None:
        work.session.expire(loaded, ["taken"])
