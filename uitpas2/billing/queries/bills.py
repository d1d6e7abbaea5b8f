"""Bills in the actor's scope: one, a list, with everything that a screen or a paper shows of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, exists, func, or_, select

from uitpas2.accounts.models import Account, Organisation
from uitpas2.billing.errors import BillUnknown
from uitpas2.billing.models import Bill, BillLine, Payment, PaymentPlan
from uitpas2.billing.queries.scope import in_scope, own_organiser
from uitpas2.billing.queries.standing import Standing, paid_amount, standing
from uitpas2.billing.rules import payment_code, shown_communication
from uitpas2.billing.rules.payment_codes import MOST
from uitpas2.cards.models import Guardianship, Holder
from uitpas2.database.work import Work
from uitpas2.kernel.money import ZERO, Euro

PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class ListedBill:
    """A bill in a list. `family` is who it goes to; empty once they were erased."""

    standing: Standing
    family: str
    has_plan: bool


@dataclass(frozen=True, slots=True)
class BillList:
    bills: Sequence[ListedBill]
    count: int
    open_amount: Euro


@dataclass(frozen=True, slots=True)
class ShownLine:
    line: BillLine
    child: str


@dataclass(frozen=True, slots=True)
class ShownBill:
    """Everything on a bill. `code` is empty when there is nothing to transfer."""

    standing: Standing
    organiser: Organisation
    family: str
    street: str
    place: str
    lines: Sequence[ShownLine]
    payments: Sequence[Payment]
    plan: PaymentPlan | None
    code: str

    @property
    def bill(self) -> Bill:
        return self.standing.bill


def bill(work: Work, bill_id: str) -> Bill:
    """A bill in the actor's scope. Raises BillUnknown."""
    found = work.session.scalar(select(Bill).where(Bill.id == bill_id, in_scope(work, Bill)))
    if found is None:
        raise BillUnknown
    return found


def bill_by_number(work: Work, text: str) -> Bill:
    """A bill of the actor's own organisation by its number, 2026-0014, or its communication. Raises BillUnknown."""
    digits = re.sub(r"[+/\s*]", "", text)
    numbered = re.fullmatch(r"(20\d\d)-(\d{1,8})", text.strip())
    condition: ColumnElement[bool] = Bill.communication == digits
    if numbered is not None:
        condition = and_(Bill.year == int(numbered[1]), Bill.number == int(numbered[2]))
    found = work.session.scalar(select(Bill).where(condition, Bill.organiser_id == own_organiser(work)))
    if found is None:
        raise BillUnknown(field="number")
    return found


def shown_bill(work: Work, bill_id: str) -> ShownBill:
    """The same with all that is shown of it. Raises BillUnknown."""
    return shown(work, bill(work, bill_id))


def shown(work: Work, found: Bill) -> ShownBill:
    state = standing(work, found)
    holder = work.session.get_one(Holder, found.holder_id)
    account = work.session.get(Account, found.account_id) if found.account_id else None
    at_home = account is None or _lives_with(work, found)
    rows = work.session.execute(
        select(BillLine, Holder.first_name)
        .join(Holder, Holder.id == BillLine.holder_id)
        .where(BillLine.bill_id == found.id)
        .order_by(BillLine.position)
    )
    payments = work.session.scalars(
        select(Payment)
        .where(Payment.bill_id == found.id, Payment.voided_at.is_(None))
        .order_by(Payment.day, Payment.noted_at, Payment.id)
    ).all()
    return ShownBill(
        standing=state,
        organiser=work.session.get_one(Organisation, found.organiser_id),
        family=account.name if account else f"{holder.first_name} {holder.last_name}".strip(),
        street=holder.street if at_home else "",
        place=f"{holder.postal_code} {holder.city}".strip() if at_home else "",
        lines=[ShownLine(line, first_name) for line, first_name in rows],
        payments=payments,
        plan=plan_of(work, found),
        code=code_of(state) if ZERO < state.open_amount <= MOST else "",
    )


def code_of(state: Standing) -> str:
    """What the payment code of a bill says: what is still open, with the bill's own communication."""
    bill = state.bill
    text = shown_communication(bill.communication)
    return payment_code(payee=bill.payee, iban=bill.iban, bic=bill.bic, amount=state.open_amount, text=text)


def bills_of_organiser(
    work: Work, *, state: str = "", month: date | None = None, text: str = "", page: int = 1
) -> BillList:
    """The bills of the actor's organisation, newest first. `state` is a BillState, "late" or "reminded"."""
    paid = paid_amount()
    question = select(Bill, paid.label("paid"), Account.name, Holder.first_name, Holder.last_name)
    question = question.join(Holder, Holder.id == Bill.holder_id).outerjoin(Account, Account.id == Bill.account_id)
    question = question.where(Bill.organiser_id == own_organiser(work))
    if month is not None:
        question = question.where(Bill.month == month)
    for word in text.split()[:6]:
        like = f"%{word}%"
        question = question.where(
            or_(Account.name.ilike(like), Holder.search_name.ilike(like.lower()), Bill.communication.like(like))
        )
    match state:
        case "open":
            question = question.where(Bill.total > 0, paid < Bill.total)
        case "late":
            question = question.where(Bill.total > 0, paid < Bill.total, Bill.due_on < work.today)
        case "reminded":
            question = question.where(Bill.total > 0, paid < Bill.total, Bill.reminders > 0)
        case "paid":
            question = question.where(paid == Bill.total)
        case "back":
            question = question.where(paid > Bill.total)
    counted = question.order_by(None).subquery()
    count, open_cents = work.session.execute(
        select(func.count(), func.coalesce(func.sum(counted.c.total - counted.c.paid), 0))
    ).one()
    rows = work.session.execute(
        question.order_by(Bill.year.desc(), Bill.number.desc()).limit(PER_PAGE).offset((page - 1) * PER_PAGE)
    ).all()
    plans = _families_with_plan(work)
    listed = [
        ListedBill(
            Standing(row.Bill, _euro(row.paid)),
            row.name or f"{row.first_name} {row.last_name}".strip(),
            (row.Bill.account_id or row.Bill.holder_id) in plans,
        )
        for row in rows
    ]
    return BillList(listed, count, _euro(open_cents))


def bills_of_family(work: Work) -> list[tuple[Standing, str]]:
    """The bills of the acting parent with who sent them, newest first."""
    rows = work.session.execute(
        select(Bill, paid_amount().label("paid"), Organisation.name)
        .join(Organisation, Organisation.id == Bill.organiser_id)
        .where(in_scope(work, Bill))
        .order_by(Bill.made_on.desc(), Bill.number.desc(), Bill.id)
    )
    return [(Standing(row.Bill, _euro(row.paid)), row.name) for row in rows]


def plan_of(work: Work, found: Bill) -> PaymentPlan | None:
    """What was agreed with the family of a bill about paying in parts."""
    whose = PaymentPlan.account_id == found.account_id if found.account_id else PaymentPlan.holder_id == found.holder_id
    return work.session.scalar(
        select(PaymentPlan).where(PaymentPlan.organiser_id == found.organiser_id, whose, PaymentPlan.ended_at.is_(None))
    )


def _families_with_plan(work: Work) -> set[str]:
    rows = work.session.execute(
        select(PaymentPlan.account_id, PaymentPlan.holder_id).where(
            PaymentPlan.organiser_id == own_organiser(work), PaymentPlan.ended_at.is_(None)
        )
    )
    return {row.account_id or row.holder_id for row in rows}


def _lives_with(work: Work, found: Bill) -> bool:
    """Whether the payer lives at the child's address: of another household we know none, and show none."""
    lives = exists().where(
        Guardianship.holder_id == found.holder_id,
        Guardianship.account_id == found.account_id,
        Guardianship.other_household.is_(None),
        Guardianship.ended_at.is_(None),
    )
    return bool(work.session.scalar(select(lives)))


def _euro(value: object) -> Euro:
    return value if isinstance(value, Euro) else Euro(int(str(value)))
