"""The money behind coming: what was kept is free, and the sale is made, in the transaction that notes it.

A sale that cannot be made does not keep a child out, and those on duty see nothing of it: the office mends it.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from typing import Any

from sqlalchemy import exists, func, or_, select

from uitpas2.activities.models import Session
from uitpas2.attendance.models import CareDay, PlacePaid
from uitpas2.attendance.rules import Paid
from uitpas2.cards.models import Card, Membership
from uitpas2.cards.rules import CardStatus
from uitpas2.database.work import Work
from uitpas2.discounts.errors import NoPrice, SaleAlreadyCancelled
from uitpas2.discounts.models import Sale
from uitpas2.discounts.services import cancel_sale, keep_budget, quote, sell
from uitpas2.kernel.clock import brussels_day
from uitpas2.kernel.errors import DomainError
from uitpas2.ledger import services as ledger
from uitpas2.registrations.models import RegisteredSession, Registration
from uitpas2.registrations.queries.prices import children_there
from uitpas2.registrations.rules import Attendance, RegistrationStatus

NO_CARD = "no-card"
Outcome = tuple[Paid, str | None, str | None]  # the sale, or the code of why there is none
SETTLED = frozenset({Paid.SOLD, Paid.FOUND, Paid.NOTHING, Paid.WAIVED})


def pay_place(
    work: Work, registration: Registration, session: Session, *, sold: Sale | None = None, at_full_price: bool = False
) -> PlacePaid:
    """The child came: release what was kept, and sell its place unless that was done. The caller holds the turn.

    `sold` is a ticket that was sold at the door just now.
    """
    ledger.release(work, registration.id)
    paid = work.session.get(PlacePaid, registration.id, populate_existing=True)
    if paid is not None and paid.state in SETTLED:
        return paid
    turn = 1 if paid is None else paid.turn + 1
    before = sold or _bought_before(work, registration, session)
    outcome: Outcome = (
        (Paid.FOUND, before.id, None) if before else _sold(work, registration, session, turn, at_full_price)
    )
    if paid is None:
        paid = PlacePaid(registration_id=registration.id, holder_id=registration.holder_id)
        work.session.add(paid)
    paid.turn, paid.at = turn, work.now
    paid.state, paid.sale_id, paid.refused = outcome
    work.session.flush()
    return paid


def undo_place(work: Work, registration: Registration) -> None:
    """The child had not come after all: the sale is reversed; one that was made elsewhere stays for who made it."""
    paid = work.session.get(PlacePaid, registration.id, populate_existing=True)
    if paid is None or paid.state is Paid.UNDONE:
        return
    if paid.state is Paid.SOLD:
        assert paid.sale_id is not None
        take_back(work, paid.sale_id)
    else:
        paid.sale_id = None
    paid.state, paid.refused, paid.at = Paid.UNDONE, None, work.now
    work.session.flush()


def take_back(work: Work, sale_id: str) -> None:
    """Cancel a sale, unless somebody did so before."""
    with suppress(SaleAlreadyCancelled):
        cancel_sale(work, sale_id)


def keep_again(work: Work, registration: Registration) -> None:
    """A child that may still come has its part of the budget kept again, as far as there is one left."""
    if registration.status is not RegistrationStatus.CONFIRMED:
        return
    first = work.session.get_one(Session, registration.session_id)
    ledger.release(work, registration.id)
    try:
        price = quote(
            work,
            activity_id=registration.activity_id,
            holder_id=registration.holder_id,
            session_id=first.id,
            siblings=_siblings(work, registration, first),
        )
    except DomainError:
        return
    with work.session.begin_nested() as attempt:
        year = brussels_day(first.starts).year
        if not keep_budget(work, price, holder_id=registration.holder_id, reference=registration.id, year=year):
            attempt.rollback()


def release_when_nobody_comes(work: Work, registration: Registration) -> None:
    """What is kept is free once the child stayed away from all of it, or all of it is over."""
    rows = work.session.execute(
        select(RegisteredSession.attendance, Session.ends)
        .join(Session, Session.id == RegisteredSession.session_id)
        .where(RegisteredSession.registration_id == registration.id)
    ).all()
    if all(attendance is not Attendance.EXPECTED or ends <= work.now for attendance, ends in rows):
        ledger.release(work, registration.id)


def card_of(work: Work, holder_id: str) -> str | None:
    """The card that stands on a sale: the one that works, else the latest."""
    found = (
        select(Card.id)
        .join(Membership, Membership.id == Card.membership_id)
        .where(Membership.holder_id == holder_id)
        .order_by((Card.status != CardStatus.ACTIVE), Card.issued_at.desc(), Card.id)
        .limit(1)
    )
    return work.session.scalar(found)


def _sold(work: Work, registration: Registration, session: Session, turn: int, at_full_price: bool) -> Outcome:
    card_id = card_of(work, registration.holder_id)
    if card_id is None:
        return Paid.REFUSED, None, NO_CARD
    whose: dict[str, Any] = {
        "activity_id": registration.activity_id,
        "holder_id": registration.holder_id,
        "session_id": session.id,
        "price_id": registration.price_id,  # the one that was shown, also when the organiser changed it since
    }
    siblings = _siblings(work, registration, session)
    try:
        if not quote(work, siblings=siblings, **whose).full_price:
            return Paid.NOTHING, None, None
        sale = sell(
            work,
            card_id=card_id,
            client_reference=f"came-{registration.id}-{turn}",
            at_full_price=at_full_price,
            siblings=siblings,
            **whose,
        )
    except NoPrice:
        return Paid.NOTHING, None, None
    except DomainError as refusal:
        return Paid.REFUSED, None, refusal.code
    return Paid.SOLD, sale.id, None


def _siblings(work: Work, registration: Registration, session: Session) -> int:
    """How many children of the family have a place that day: by that the price was shown."""
    return children_there(work, session.activity, session.day, registration.holder_id)


def _bought_before(work: Work, registration: Registration, session: Session) -> Sale | None:
    """A ticket that was sold for this time already, at the door or elsewhere, and that stands for nobody's coming yet.

    As at the door, what was sold since the end of the session before counts as sold for this one.
    """
    previous: datetime | None = work.session.scalar(
        select(func.max(Session.ends)).where(
            Session.activity_id == session.activity_id, Session.starts < session.starts
        )
    )
    used = or_(exists().where(PlacePaid.sale_id == Sale.id), exists().where(CareDay.sale_id == Sale.id))
    found = select(Sale).where(
        Sale.holder_id == registration.holder_id,
        Sale.activity_id == session.activity_id,
        Sale.cancelled_at.is_(None),
        ~used,
    )
    if previous is not None:
        found = found.where(Sale.at >= previous)
    return work.session.scalar(found.order_by(Sale.at, Sale.id).limit(1))
