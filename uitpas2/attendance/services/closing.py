"""Closing a list: who was not seen was absent, forgotten leavings end at the closing hour, hours in care are billed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import exists, func, or_, select, update

from uitpas2.activities.models import Session
from uitpas2.attendance.errors import NotOverYet
from uitpas2.attendance.models import AttendanceMark, CareDay, CareStay, CareTariff, SessionClosing
from uitpas2.attendance.queries.scope import open_hours, own_session, tariff_of
from uitpas2.attendance.rules import BILLED_WORDS, Bill, ClosedBecause, How, Paid, bill_of
from uitpas2.attendance.services.noting import step
from uitpas2.attendance.services.paying import NO_CARD, card_of, release_when_nobody_comes
from uitpas2.attendance.services.turns import budgets_in_turn, one_child_at_a_time
from uitpas2.database.work import Work
from uitpas2.database.writes import happened, insert_unless_there
from uitpas2.discounts.services import Measured, sell
from uitpas2.kernel.clock import brussels_moment
from uitpas2.kernel.errors import DomainError
from uitpas2.ledger.models import BudgetHold
from uitpas2.registrations.models import RegisteredSession, Registration
from uitpas2.registrations.queries.prices import family_of
from uitpas2.registrations.rules import Attendance, RegistrationStatus
from uitpas2.trail.services import note

STAYS_OPEN = timedelta(days=2)  # the office has the whole next day to put something right
LOOKS_BACK = timedelta(days=60)
AT_ONCE = 200  # lists closed in one go


def close(work: Work, session_id: str) -> bool:
    """Close a list of the actor's organisation. Closing it twice does nothing more (False).

    Raises SessionUnknown or NotOverYet.
    """
    session = own_session(work, session_id)
    if open_hours(session)[1] > work.now or session.ends > work.now:
        raise NotOverYet
    return _close(work, session, by_hand=True)


def sessions_to_close(work: Work) -> list[str]:
    """The sessions of two days ago and before whose list is still open, and of which something was noted or is kept."""
    until = brussels_moment(work.today) - STAYS_OPEN + timedelta(days=1)
    noted = or_(
        exists().where(AttendanceMark.session_id == Session.id),
        exists().where(CareStay.session_id == Session.id),
        exists().where(
            RegisteredSession.session_id == Session.id,
            BudgetHold.reference == RegisteredSession.registration_id,
            BudgetHold.ended_at.is_(None),
        ),
    )
    past = (
        select(Session.id)
        .where(
            Session.ends <= until,
            Session.ends > until - LOOKS_BACK,
            ~exists().where(SessionClosing.session_id == Session.id),
            noted,
        )
        .order_by(Session.starts, Session.id)
    )
    return list(work.session.scalars(past.limit(AT_ONCE)))


def close_past(work: Work, session_id: str) -> bool:
    """Close one of those. Where nobody called the roll, only what is kept in budgets is given free: who came is not
    known, and nobody is noted as absent.
    """
    return _close(work, work.session.get_one(Session, session_id))


def _close(work: Work, session: Session, *, by_hand: bool = False) -> bool:
    rows = _registered(work, session.id)
    stays = _stays(work, session.id)
    children = sorted({row.holder_id for row, _ in rows} | stays.keys())
    one_child_at_a_time(work, session.activity_id, children)
    budgets_in_turn(work, children, [registration.id for _, registration in rows])
    if not insert_unless_there(work.session, SessionClosing, session_id=session.id, at=work.now, by=work.actor.id[:80]):
        return False
    rows = _registered(work, session.id)
    was_called = by_hand or any(row.attendance is not Attendance.EXPECTED for row, _ in rows)
    for row, registration in rows:
        if was_called and row.attendance is Attendance.EXPECTED:
            step(
                work,
                session,
                registration,
                row,
                Attendance.ABSENT,
                how=How.CLOSING,
                key=f"closing-{registration.id}",
                made_at=work.now,
            )
        release_when_nobody_comes(work, registration)
    _end_forgotten(work, session)
    tariff = tariff_of(work, session)
    if tariff is not None:
        for holder_id, own in sorted(_stays(work, session.id).items()):
            _bill(work, session, tariff, holder_id, own)
    note(work, "attendance.closed", "session", session.id, children=len(children))
    return True


def _registered(work: Work, session_id: str) -> Sequence[tuple[RegisteredSession, Registration]]:
    return [
        (row.RegisteredSession, row.Registration)
        for row in work.session.execute(
            select(RegisteredSession, Registration)
            .join(Registration, Registration.id == RegisteredSession.registration_id)
            .where(
                RegisteredSession.session_id == session_id,
                RegisteredSession.live,
                Registration.status == RegistrationStatus.CONFIRMED,
            )
            .order_by(RegisteredSession.holder_id)
            .execution_options(populate_existing=True)
        )
    ]


def _stays(work: Work, session_id: str) -> dict[str, list[CareStay]]:
    found: dict[str, list[CareStay]] = {}
    rows = select(CareStay).where(CareStay.session_id == session_id).order_by(CareStay.came_at, CareStay.id)
    for stay in work.session.scalars(rows.execution_options(populate_existing=True)):
        found.setdefault(stay.holder_id, []).append(stay)
    return found


def _end_forgotten(work: Work, session: Session) -> None:
    """Whose leaving nobody noted: at the closing hour, with a note. Never before the child came."""
    closes = open_hours(session)[1]
    ending = update(CareStay).where(CareStay.session_id == session.id, CareStay.gone_at.is_(None))
    for at, which in ((closes, CareStay.came_at <= closes), (CareStay.came_at, CareStay.came_at > closes)):
        happened(work.session, ending.where(which).values(gone_at=at, note=ClosedBecause.FORGOTTEN, gone_by="closing"))


def _bill(work: Work, session: Session, tariff: CareTariff, holder_id: str, stays: Sequence[CareStay]) -> None:
    """One sale per child and day: first the reduction for brothers and sisters, then its own price, by the engine."""
    spells = [(stay.came_at, stay.gone_at) for stay in stays if stay.gone_at is not None]
    bill = bill_of(tariff.terms, spells, open_hours(session))
    day = CareDay(
        session_id=session.id,
        holder_id=holder_id,
        tariff_id=tariff.id,
        day=session.day,
        unit=bill.unit,
        units=bill.units,
        minutes=bill.minutes,
        amount=bill.amount,
        siblings=_siblings(work, holder_id, stays[0]),
        state=Paid.NOTHING,
        turn=1,
        at=work.now,
    )
    sell_day(work, session, day, stays[0].id)
    work.session.add(day)
    work.session.flush()


def sell_day(work: Work, session: Session, day: CareDay, reference: str, *, at_full_price: bool = False) -> None:
    """Sell a child's day in care; when that is refused, the office finds it among what has to be mended."""
    day.state, day.sale_id, day.refused, day.at = Paid.NOTHING, None, None, work.now
    if not day.amount:
        return
    card_id = card_of(work, day.holder_id)
    if card_id is None:
        day.state, day.refused = Paid.REFUSED, NO_CARD
        return
    bill = Bill(day.unit, day.units, day.minutes, day.amount)
    try:
        sale = sell(
            work,
            activity_id=session.activity_id,
            holder_id=day.holder_id,
            card_id=card_id,
            session_id=session.id,
            client_reference=f"care-{reference}-{day.turn}",
            siblings=day.siblings,
            measured=measured(day.tariff_id, bill),
            at_full_price=at_full_price,
        )
    except DomainError as refusal:
        day.state, day.refused = Paid.REFUSED, refusal.code
        return
    day.state, day.sale_id = Paid.SOLD, sale.id


def measured(tariff_id: str, bill: Bill) -> Measured:
    """A bill as the price that is asked of the engine."""
    return Measured(tariff_id, BILLED_WORDS[bill.unit].fill(units=bill.units), bill.amount, bill.unit, bill.units)


def _siblings(work: Work, holder_id: str, stay: CareStay) -> int:
    """Children of the family in this organiser's care that day, this one included."""
    number = work.session.scalar(
        select(func.count(CareStay.holder_id.distinct())).where(
            CareStay.organiser_id == stay.organiser_id,
            CareStay.day == stay.day,
            CareStay.holder_id.in_(family_of(work, holder_id)),
        )
    )
    return max(1, number or 0)
