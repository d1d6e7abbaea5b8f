"""A registered child that is scanned in at the door came: what was kept is free, and the list says so."""

from __future__ import annotations

from dataclasses import dataclass

from uitpas2.activities.models import Session
from uitpas2.attendance.queries.scope import is_closed, tariff_of
from uitpas2.attendance.rules import How
from uitpas2.attendance.services.care import take_in
from uitpas2.attendance.services.noting import place_of, step
from uitpas2.attendance.services.turns import budgets_in_turn, one_child_at_a_time
from uitpas2.database.work import Work
from uitpas2.discounts.models import Sale
from uitpas2.kernel.errors import Conflict, Rejected
from uitpas2.ledger import services as ledger
from uitpas2.registrations.models import RegisteredSession, Registration
from uitpas2.registrations.rules import Attendance


@dataclass(frozen=True, slots=True)
class Arrival:
    """A child that stands at the door of a session in which it has a place."""

    session: Session
    row: RegisteredSession
    registration: Registration


def arriving(work: Work, *, holder_id: str, session_id: str | None) -> Arrival | None:
    """Take the turn of a registered child, and free what is kept for it: right after this its ticket is sold.

    None for whoever has no place there, or when the list is closed.
    """
    session = work.session.get(Session, session_id) if session_id else None
    if session is None or place_of(work, session.id, holder_id) is None:
        return None
    one_child_at_a_time(work, session.activity_id, [holder_id])
    place = place_of(work, session.id, holder_id)
    if place is None or is_closed(work, session.id):
        return None
    budgets_in_turn(work, [holder_id], [place[1].id])
    if tariff_of(work, session) is None:
        ledger.release(work, place[1].id)
    return Arrival(session, *place)


def arrived(work: Work, arrival: Arrival, *, sold: Sale | None, key: str) -> None:
    """Note that the child came, with the ticket it came in with."""
    made_at = max(work.now, arrival.row.attendance_at or work.now)
    if arrival.row.attendance is not Attendance.ATTENDED:
        whom = (arrival.session, arrival.registration, arrival.row)
        step(work, *whom, Attendance.ATTENDED, how=How.DOOR, key=f"door-{key}"[:80], made_at=made_at, sold=sold)


def into_care(work: Work, *, holder_id: str, session_id: str, key: str) -> None:
    """At the door of care a card begins a stay, also of a child that is not registered; inside it stays inside."""
    try:
        take_in(work, session_id=session_id, holder_id=holder_id, key=f"door-{key}"[:80], by_card=True)
    except (Conflict, Rejected):
        return
