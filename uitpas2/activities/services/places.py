"""Taking a place in a session and giving it back: decided inside the write."""

from __future__ import annotations

from sqlalchemy import and_, case, or_, select, update

from uitpas2.activities.models import Activity, Session
from uitpas2.activities.rules import Availability
from uitpas2.database.work import Work
from uitpas2.database.writes import happened


def one_at_a_time(work: Work, *activity_ids: str) -> None:
    """Hold on to an activity until this transaction ends: who registers, cancels and offers takes turns.

    Who needs several asks for all of them here, before anything else: so they are had in one order, and nobody keeps
    a budget from somebody whose activity it still waits for.

    A place that comes free can be offered on in any order of sessions without two of them waiting for each other.
    The lock lets others refer to the activity meanwhile, as a sale does. SQLite lets one writer in at a time anyway.
    """
    rows = select(Activity.id).where(Activity.id.in_(activity_ids)).order_by(Activity.id)
    work.session.execute(rows.with_for_update(key_share=True))


def take_place(work: Work, session_id: str, *, for_partner: bool = False) -> bool:
    """Take one place; False when there is none left or the session does not take place.

    A place that is kept for partners can be taken `for_partner` only, until it is released. One conditional update
    decides, so that two takers of the last place cannot both have it.
    """
    still_kept = case(
        (
            and_(Session.kept_until > work.now, Session.kept_for_partners > Session.taken_by_partners),
            Session.kept_for_partners - Session.taken_by_partners,
        ),
        else_=0,
    )
    beyond_reach = 0 if for_partner else still_kept
    taking = (
        update(Session)
        .where(
            Session.id == session_id,
            Session.availability == Availability.AVAILABLE,
            or_(Session.capacity.is_(None), Session.taken + Session.taken_elsewhere + beyond_reach < Session.capacity),
        )
        .values(taken=Session.taken + 1, taken_by_partners=Session.taken_by_partners + int(for_partner))
    )
    got_it = happened(work.session, taking)
    _forget_count(work, session_id)
    return got_it


def free_place(work: Work, session_id: str, *, for_partner: bool = False) -> None:
    """Give one taken place back; nothing happens when none was taken."""
    theirs = int(for_partner)
    was_taken = (Session.taken > 0) & (Session.taken_by_partners >= theirs)
    giving = update(Session).where(Session.id == session_id, was_taken)
    happened(work.session, giving.values(taken=Session.taken - 1, taken_by_partners=Session.taken_by_partners - theirs))
    _forget_count(work, session_id)


def _forget_count(work: Work, session_id: str) -> None:
    """A session that was loaded before reads its counts again when somebody asks for them."""
    key = work.session.identity_key(Session, session_id)
    loaded = work.session.identity_map.get(key)
    if loaded is not None:
        work.session.expire(loaded, ["taken", "taken_by_partners"])
