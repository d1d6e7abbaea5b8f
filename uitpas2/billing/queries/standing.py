"""What was paid of bills, and how they stand."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import ScalarSelect, func, select

from uitpas2.billing.models import Bill, Payment
from uitpas2.billing.rules import BillState, bill_number, state_of
from uitpas2.database.work import Work
from uitpas2.kernel.money import ZERO, Euro


@dataclass(frozen=True, slots=True)
class Standing:
    """A bill with what was paid of it."""

    bill: Bill
    paid: Euro

    @property
    def open_amount(self) -> Euro:
        """What is still to come; below zero what is to be given back."""
        return self.bill.total - self.paid

    @property
    def state(self) -> BillState:
        return state_of(self.bill.total, self.paid)

    @property
    def number(self) -> str:
        return bill_number(self.bill.year, self.bill.number)


def paid_of(work: Work, bill_ids: Collection[str]) -> dict[str, Euro]:
    """What was paid of these bills, by id; of which nothing was paid are not in it."""
    rows = work.session.execute(
        select(Payment.bill_id, func.sum(Payment.amount, type_=Payment.amount.type))
        .where(Payment.bill_id.in_(bill_ids), Payment.voided_at.is_(None))
        .group_by(Payment.bill_id)
    )
    return dict(rows.all())


def paid_amount() -> ScalarSelect[Euro]:
    """What was paid of a bill, as a column beside it."""
    return (
        select(func.coalesce(func.sum(Payment.amount), 0))
        .where(Payment.bill_id == Bill.id, Payment.voided_at.is_(None))
        .scalar_subquery()
    )


def standing(work: Work, bill: Bill) -> Standing:
    return Standing(bill, paid_of(work, [bill.id]).get(bill.id, ZERO))
