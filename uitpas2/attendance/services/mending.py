"""What could not be sold when a child came, mended by the office: once more, at the ordinary price, or not at all."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import select

from uitpas2.activities.models import Activity, Session
from uitpas2.attendance.errors import NotExpected
from uitpas2.attendance.models import CareDay, CareStay, PlacePaid
from uitpas2.attendance.queries.scope import own_session
from uitpas2.attendance.rules import Paid
from uitpas2.attendance.services.closing import sell_day
from uitpas2.attendance.services.paying import pay_place
from uitpas2.attendance.services.turns import budgets_in_turn, one_child_at_a_time
from uitpas2.database.work import Work
from uitpas2.registrations.models import Registration
from uitpas2.trail.services import note


class Mending(StrEnum):
    """What the office decides."""

    AGAIN = "again"
    ORDINARY = "ordinary"
    WAIVE = "waive"


def mend_place(work: Work, registration_id: str, how: Mending) -> Paid:
    """Mend the sale of an own registration; what is no longer refused stays as it is. Raises NotExpected."""
    row = work.session.execute(
        select(Registration, PlacePaid)
        .join(PlacePaid, PlacePaid.registration_id == Registration.id)
        .join(Activity, Activity.id == Registration.activity_id)
        .where(Registration.id == registration_id, Activity.organiser_id == work.actor.organisation_id)
    ).one_or_none()
    if row is None:
        raise NotExpected
    registration, paid = row
    one_child_at_a_time(work, registration.activity_id, [registration.holder_id])
    budgets_in_turn(work, [registration.holder_id], [registration.id])
    work.session.refresh(paid)
    if paid.state is not Paid.REFUSED:
        return Paid(paid.state)
    if how is Mending.WAIVE:
        paid.state, paid.refused, paid.at = Paid.WAIVED, None, work.now
        work.session.flush()
    else:
        session = work.session.get_one(Session, registration.session_id)
        pay_place(work, registration, session, at_full_price=how is Mending.ORDINARY)
    note(work, "attendance.mended", "registration", registration_id, how=how.value, state=paid.state.value)
    return paid.state


def mend_day(work: Work, session_id: str, holder_id: str, how: Mending) -> Paid:
    """Mend the sale of a child's day in care. Raises SessionUnknown or NotExpected."""
    session = own_session(work, session_id)
    one_child_at_a_time(work, session.activity_id, [holder_id])
    budgets_in_turn(work, [holder_id], [])
    day = work.session.get(CareDay, (session_id, holder_id), populate_existing=True)
    if day is None:
        raise NotExpected
    if day.state is not Paid.REFUSED:
        return Paid(day.state)
    if how is Mending.WAIVE:
        day.state, day.refused, day.at = Paid.WAIVED, None, work.now
    else:
        first = select(CareStay.id).where(CareStay.session_id == session_id, CareStay.holder_id == holder_id)
        day.turn += 1
        reference = work.session.scalar(first.order_by(CareStay.came_at, CareStay.id).limit(1)) or holder_id
        sell_day(work, session, day, reference, at_full_price=how is Mending.ORDINARY)
    work.session.flush()
    note(work, "attendance.mended", "session", session_id, how=how.value, state=day.state.value)
    return Paid(day.state)
