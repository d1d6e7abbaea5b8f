"""What an organiser could put on bills now. Read again inside the write: what was seen before may be billed by then."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, exists, or_, select
from sqlalchemy.orm import aliased

from uitpas2.activities.models import Activity, Session
from uitpas2.activities.rules import ProductClass
from uitpas2.attendance.models import CareDay, CareTariff, PlacePaid
from uitpas2.billing.models import Bill, BillingTerms, BillLine
from uitpas2.billing.queries.payers import Payers
from uitpas2.billing.rules import LineKind
from uitpas2.billing.rules.collecting import Advance, Draft, DraftLine, Family, advance_drafts, month_drafts, settled
from uitpas2.database.work import Work
from uitpas2.discounts.models import Sale
from uitpas2.kernel.clock import brussels_day
from uitpas2.kernel.period import Period
from uitpas2.registrations.models import RegisteredSession, Registration
from uitpas2.registrations.rules import Attendance, RegistrationStatus

CARE = frozenset({ProductClass.CARE, ProductClass.CAMP})
AWAY = frozenset({Attendance.ABSENT, Attendance.EXCUSED})


@dataclass(frozen=True, slots=True)
class _Days:
    """The days of a registration, and on how many of them the child was not away."""

    first: date
    last: date
    came: int


def drafts(work: Work, terms: BillingTerms, month: Period) -> list[Draft]:
    """The bills that can be made for a month, and those of registrations that are paid in advance."""
    assert month.end is not None
    sold = list(_sold(work, terms, month.end))
    payers = Payers(work, terms.organiser_id)
    sales = [_sale_line(row, payers, days) for row, days in sold]
    advances = _open_advances(work, terms.organiser_id)
    lines = [settled(line, advances) for line in sales]
    lines = [line for line in lines if line.amount or line.corrects_id]
    sold_already = {line.registration_id for line in sales if line.registration_id}
    ahead = _registered(work, terms, payers, sold_already)
    return [*month_drafts([*lines, *_taken_back(work, terms.organiser_id)]), *advance_drafts(ahead)]


def _sold(work: Work, terms: BillingTerms, before: date) -> Iterator[tuple[Row[*tuple[Any, ...]], _Days | None]]:
    """Sales that stand on no bill, with the registration they are of."""
    billed = exists().where(BillLine.sale_id == Sale.id, BillLine.kind == LineKind.SALE)
    rows = work.session.execute(
        select(
            Sale.id,
            Sale.holder_id,
            Sale.activity_id,
            Sale.day,
            Sale.holder_pays,
            Activity.name,
            Activity.product_class,
            CareDay.day.label("care_day"),
            PlacePaid.registration_id,
        )
        .join(Activity, Activity.id == Sale.activity_id)
        .outerjoin(CareDay, CareDay.sale_id == Sale.id)
        .outerjoin(PlacePaid, PlacePaid.sale_id == Sale.id)
        .where(
            Sale.organiser_id == terms.organiser_id,
            Sale.day >= terms.bills_from,
            Sale.day < before,
            Sale.cancelled_at.is_(None),
            Activity.product_class.in_([*terms.billed, *terms.prepaid]),
            ~billed,
        )
        .order_by(Sale.day, Sale.id)
    ).all()
    days = _days_of(work, {row.registration_id for row in rows if row.registration_id})
    seen: set[str] = set()
    for row in rows:
        if row.id not in seen:  # one sale may have been found for two places of the same child
            seen.add(row.id)
            yield row, days.get(row.registration_id or "")


def _sale_line(row: Row[*tuple[Any, ...]], payers: Payers, days: _Days | None) -> DraftLine:
    day = row.care_day or (days.first if days else row.day)
    return DraftLine(
        kind=LineKind.SALE,
        family=payers.of(row.holder_id, row.registration_id),
        holder_id=row.holder_id,
        activity_id=row.activity_id,
        activity_name=row.name,
        is_care=row.product_class in CARE,
        day=day,
        until=max(day, days.last) if days else day,
        days=max(1, days.came) if days else 1,
        amount=row.holder_pays,
        sale_id=row.id,
        registration_id=row.registration_id,
    )


def _open_advances(work: Work, organiser_id: str) -> dict[str, Advance]:
    """Registrations on a bill that no standing sale has settled, by registration."""
    settling = aliased(BillLine)
    is_settled = exists().where(
        settling.corrects_id == BillLine.id,
        or_(
            settling.kind == LineKind.REFUND,
            and_(settling.kind == LineKind.SALE, ~_undone(settling)),
        ),
    )
    rows = work.session.execute(
        select(BillLine.id, BillLine.registration_id, BillLine.amount)
        .join(Bill, Bill.id == BillLine.bill_id)
        .where(Bill.organiser_id == organiser_id, BillLine.kind == LineKind.ADVANCE, ~is_settled)
    )
    return {row.registration_id: Advance(row.id, row.registration_id, row.amount) for row in rows}


def _undone(line: type[BillLine]) -> ColumnElement[bool]:
    """Its sale was cancelled, whether or not a bill says so yet: one of nothing is never credited."""
    undone = aliased(Sale)
    return exists().where(undone.id == line.sale_id, undone.cancelled_at.is_not(None))


def _stands_sold() -> ColumnElement[bool]:
    """The child came before its registration ended, so what was sold stands and settles the advance."""
    standing = aliased(Sale)
    return exists().where(
        PlacePaid.registration_id == BillLine.registration_id,
        standing.id == PlacePaid.sale_id,
        standing.cancelled_at.is_(None),
    )


def _taken_back(work: Work, organiser_id: str) -> Iterator[DraftLine]:
    """Lines that take back what was cancelled since it went on a bill."""
    taking = aliased(BillLine)
    is_taken = exists().where(taking.corrects_id == BillLine.id, taking.kind.in_([LineKind.CREDIT, LineKind.REFUND]))
    settles = exists().where(taking.corrects_id == BillLine.id, taking.kind == LineKind.SALE, ~_undone(taking))
    cancelled_sale = and_(BillLine.kind == LineKind.SALE, Sale.cancelled_at.is_not(None))
    cancelled_place = and_(
        BillLine.kind == LineKind.ADVANCE,
        Registration.status == RegistrationStatus.CANCELLED,
        ~settles,
        ~_stands_sold(),
    )
    rows = work.session.execute(
        select(BillLine, Bill.account_id)
        .join(Bill, Bill.id == BillLine.bill_id)
        .outerjoin(Sale, Sale.id == BillLine.sale_id)
        .outerjoin(Registration, Registration.id == BillLine.registration_id)
        .where(Bill.organiser_id == organiser_id, or_(cancelled_sale, cancelled_place), ~is_taken)
        .order_by(BillLine.day, BillLine.id)
    )
    for line, account_id in rows:
        if line.amount:
            yield DraftLine(
                kind=LineKind.CREDIT if line.kind is LineKind.SALE else LineKind.REFUND,
                family=Family(account_id, line.holder_id),
                holder_id=line.holder_id,
                activity_id=line.activity_id,
                activity_name=line.activity_name,
                is_care=line.is_care,
                day=line.day,
                until=line.until,
                days=0,
                amount=-line.amount,
                sale_id=line.sale_id if line.kind is LineKind.SALE else None,
                registration_id=line.registration_id,
                corrects_id=line.id,
            )


def _registered(work: Work, terms: BillingTerms, payers: Payers, sold_already: Collection[str]) -> Iterator[DraftLine]:
    """Confirmed registrations that are paid in advance, are on no bill, and of which nothing was sold yet."""
    if not terms.prepaid:
        return
    billed = exists().where(BillLine.registration_id == Registration.id)
    sold = exists().where(PlacePaid.registration_id == Registration.id, PlacePaid.sale_id.is_not(None))
    by_the_hour = exists().where(CareTariff.activity_id == Activity.id, CareTariff.starts <= Session.day)
    rows = work.session.execute(
        select(Registration, Activity.name, Activity.product_class)
        .join(Activity, Activity.id == Registration.activity_id)
        .join(Session, Session.id == Registration.session_id)
        .where(
            Activity.organiser_id == terms.organiser_id,
            Activity.product_class.in_(list(terms.prepaid)),
            Registration.status == RegistrationStatus.CONFIRMED,
            Registration.price_shown > 0,
            ~billed,
            ~sold,
            ~by_the_hour,  # its hours are sold, and billed, when each day is closed
        )
        .order_by(Registration.at, Registration.id)
    ).all()
    days = _days_of(work, {row.Registration.id for row in rows})
    for registration, name, product_class in rows:
        when = days.get(registration.id)
        if when is None or registration.id in sold_already or brussels_day(registration.at) < terms.bills_from:
            continue
        yield DraftLine(
            kind=LineKind.ADVANCE,
            family=payers.of(registration.holder_id, registration.id),
            holder_id=registration.holder_id,
            activity_id=registration.activity_id,
            activity_name=name,
            is_care=product_class in CARE,
            day=when.first,
            until=when.last,
            days=when.came,
            amount=registration.price_shown,
            registration_id=registration.id,
        )


def _days_of(work: Work, registration_ids: Collection[str]) -> dict[str, _Days]:
    rows = work.session.execute(
        select(RegisteredSession.registration_id, Session.starts, RegisteredSession.attendance)
        .join(Session, Session.id == RegisteredSession.session_id)
        .where(RegisteredSession.registration_id.in_(registration_ids))
    )
    planned: dict[str, set[date]] = {}
    came: dict[str, set[date]] = {}
    for row in rows:
        day = brussels_day(row.starts)
        planned.setdefault(row.registration_id, set()).add(day)
        if row.attendance not in AWAY:
            came.setdefault(row.registration_id, set()).add(day)
    return {id: _Days(min(days), max(days), len(came.get(id, ()))) for id, days in planned.items()}
