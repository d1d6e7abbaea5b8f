"""Making bills. One run at a time per organiser, and a line for each sale once: the rows themselves see to that."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import exists, select, update

from uitpas2.billing.errors import MonthNotOver, NoBillingTerms, NothingToBill
from uitpas2.billing.models import Bill, BillCounter, BillingTerms, BillLine
from uitpas2.billing.queries.collecting import drafts
from uitpas2.billing.queries.scope import own_organiser
from uitpas2.billing.rules import BillKind, communication_for, due_day
from uitpas2.billing.rules.collecting import Draft, DraftLine
from uitpas2.billing.services.telling import tell_bill
from uitpas2.database.work import Work
from uitpas2.database.writes import happened, insert_many, insert_unless_there
from uitpas2.kernel.period import Period
from uitpas2.trail.services import note


def make_bills(work: Work, month: Period, *, tells: bool = True) -> list[Bill]:
    """Make all bills of the actor's organisation that a month that is over asks for; a second run makes none.

    Raises NoBillingTerms, MonthNotOver or NothingToBill.
    """
    assert month.end is not None
    terms = own_terms_in_turn(work)
    if month.end > work.today:
        raise MonthNotOver(field="month", day=f"{month.end:%d/%m/%Y}")
    found = drafts(work, terms, month)
    if not found:
        raise NothingToBill(field="month")
    bills = [_made(work, terms, draft, month, number) for number, draft in _numbered(work, terms, found)]
    work.session.flush()
    if tells:
        for bill in bills:
            tell_bill(work, bill)
    note(work, "bills.made", "organisation", terms.organiser_id, month=f"{month.start:%Y-%m}", bills=len(bills))
    return bills


def own_terms_in_turn(work: Work) -> BillingTerms:
    """The terms of the actor's organisation; whoever else makes something of them waits. Raises NoBillingTerms."""
    terms = work.session.scalar(
        select(BillingTerms).where(BillingTerms.organiser_id == own_organiser(work)).with_for_update()
    )
    if terms is None:
        raise NoBillingTerms
    return terms


def _numbered(work: Work, terms: BillingTerms, found: Sequence[Draft]) -> list[tuple[int, Draft]]:
    """The drafts with the numbers that follow on the last one of the year; undone when the bills are."""
    year = work.today.year
    insert_unless_there(work.session, BillCounter, organiser_id=terms.organiser_id, year=year, last=0)
    mine = (BillCounter.organiser_id == terms.organiser_id, BillCounter.year == year)
    last = work.session.scalars(select(BillCounter.last).where(*mine)).one()
    moved = update(BillCounter).where(*mine, BillCounter.last == last).values(last=last + len(found))
    assert happened(work.session, moved), "numbers are given in turn"
    return list(enumerate(found, start=last + 1))


def _made(work: Work, terms: BillingTerms, draft: Draft, month: Period, number: int) -> Bill:
    bill_id = work.new_id()
    bill = Bill(
        id=bill_id,
        organiser_id=terms.organiser_id,
        year=work.today.year,
        number=number,
        communication=_communication(work, bill_id),
        kind=draft.kind,
        month=month.start if draft.kind is BillKind.MONTH else None,
        account_id=draft.family.account_id,
        holder_id=draft.family.holder_id,
        made_on=work.today,
        due_on=due_day(work.today, terms.due_days, draft.begins),
        total=draft.total,
        payee=terms.payee,
        iban=terms.iban,
        bic=terms.bic,
        reminders=0,
        made_by=work.actor.id[:80],
    )
    work.session.add(bill)
    work.session.flush()
    insert_many(
        work.session, BillLine, [_line(work, bill_id, position, line) for position, line in enumerate(draft.lines, 1)]
    )
    return bill


def _line(work: Work, bill_id: str, position: int, line: DraftLine) -> dict[str, Any]:
    return {
        "id": work.new_id(),
        "bill_id": bill_id,
        "position": position,
        "kind": line.kind,
        "subject": line.subject,
        "holder_id": line.holder_id,
        "activity_id": line.activity_id,
        "activity_name": line.activity_name,
        "is_care": line.is_care,
        "day": line.day,
        "until": line.until,
        "days": line.days,
        "amount": line.amount,
        "sale_id": line.sale_id,
        "registration_id": line.registration_id,
        "corrects_id": line.corrects_id,
    }


def _communication(work: Work, bill_id: str) -> str:
    """A communication that no other bill has; of two bills in ten thousand million one meets another."""
    attempt = 0
    while True:
        digits = communication_for(bill_id, attempt)
        if not work.session.scalar(select(exists().where(Bill.communication == digits))):
            return digits
        attempt += 1
