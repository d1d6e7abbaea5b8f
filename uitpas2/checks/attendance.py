"""What must be true of who came, and of the money behind it."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import exists, select

from uitpas2.activities.models import Session
from uitpas2.attendance.models import CareDay, CareStay, CareTariff, PlacePaid, SessionClosing
from uitpas2.attendance.rules import Paid
from uitpas2.checks.finding import Finding
from uitpas2.database.work import Work
from uitpas2.discounts.models import Sale
from uitpas2.ledger.models import BudgetHold
from uitpas2.registrations.models import RegisteredSession
from uitpas2.registrations.rules import Attendance

# Time in care is billed by the hours of a day once its list is closed, and not by coming.
_BY_STAY = exists().where(CareTariff.activity_id == Session.activity_id, CareTariff.starts <= Session.day)
_CAME = (
    select(RegisteredSession.registration_id)
    .join(Session, Session.id == RegisteredSession.session_id)
    .where(RegisteredSession.attendance == Attendance.ATTENDED, RegisteredSession.attendance_at.is_not(None))
)


def comings_are_paid(work: Work) -> Iterator[Finding]:
    """A child that came has its sale, or stands in the list of what has to be mended; who did not come has none."""
    came = set(work.session.scalars(_CAME.where(~_BY_STAY)))
    rows = work.session.execute(
        select(PlacePaid, Sale).outerjoin(Sale, Sale.id == PlacePaid.sale_id).order_by(PlacePaid.registration_id)
    ).all()
    for registration_id in sorted(came - {paid.registration_id for paid, _ in rows if paid.state is not Paid.UNDONE}):
        yield Finding(registration_id, "the child came, and nothing says what became of the price")
    for paid, sale in rows:
        if paid.state is not Paid.UNDONE and paid.registration_id not in came:
            yield Finding(paid.registration_id, "something stands as paid for a child that did not come")
        if paid.state is Paid.UNDONE and sale is not None and sale.cancelled_at is None:
            yield Finding(paid.registration_id, "the child did not come after all, and its sale still stands")
        if sale is not None and sale.holder_id != paid.holder_id:
            yield Finding(paid.registration_id, "the sale of this place is another child's")


def nothing_is_kept_for_who_came(work: Work) -> Iterator[Finding]:
    """No part of a budget is kept any more for a child that came: its part was spent by the sale."""
    kept = select(BudgetHold.reference).where(BudgetHold.ended_at.is_(None))
    for registration_id in work.session.scalars(_CAME.where(~_BY_STAY, RegisteredSession.registration_id.in_(kept))):
        yield Finding(registration_id, "a part of a budget is still kept for a child that came")


def days_in_care_are_billed(work: Work) -> Iterator[Finding]:
    """A closed list has nobody inside, and each child's day on it a bill that is the price of its sale."""
    closed = select(CareStay).join(SessionClosing, SessionClosing.session_id == CareStay.session_id)
    billed = {(day.session_id, day.holder_id): day for day in work.session.scalars(select(CareDay))}
    for stay in work.session.scalars(closed.order_by(CareStay.id)):
        if stay.gone_at is None:
            yield Finding(stay.id, "the list is closed, and somebody is still inside")
        if (stay.session_id, stay.holder_id) not in billed:
            yield Finding(stay.id, "the list is closed, and this stay is not billed")
    sold = select(CareDay, Sale).join(Sale, Sale.id == CareDay.sale_id).where(CareDay.state == Paid.SOLD)
    for day, sale in work.session.execute(sold.order_by(CareDay.session_id, CareDay.holder_id)):
        asked = sale.receipt["facts"].get("price")
        if sale.holder_id != day.holder_id or (asked is not None and asked != day.amount.cents):
            yield Finding(
                f"{day.session_id}/{day.holder_id}", "the sale of this day in care has another price or child"
            )
