"""Moving budgets: each by one conditional update, so that the last euro is given once."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import ColumnElement, bindparam, or_, select, tuple_, update

from uitpas2.database.work import Work
from uitpas2.database.writes import happened, insert_unless_there
from uitpas2.kernel.money import ZERO, Euro
from uitpas2.ledger.errors import BudgetBelowSpent, BudgetNegative
from uitpas2.ledger.models import Budget, BudgetHold
from uitpas2.ledger.rules import AccountKind, Line
from uitpas2.ledger.services.booking import book
from uitpas2.trail import services as trail


def set_budget(work: Work, *, organisation_id: str, year: int, total: Euro, stops_when_empty: bool = False) -> Budget:
    """Set what a government sets aside for a calendar year; what changes is booked.

    Raises BudgetNegative, or BudgetBelowSpent when it should stop but more was spent or promised already.
    """
    if total < ZERO:
        raise BudgetNegative(field="total")
    budget = _locked_budget(work, organisation_id, year)
    if stops_when_empty and total < budget.spent + budget.reserved:
        raise BudgetBelowSpent(field="total")
    change = total - budget.total
    budget.total, budget.stops_when_empty = total, stops_when_empty
    if change:
        lines = [
            Line(AccountKind.FUNDING, organisation_id, change, year=year),
            Line(AccountKind.BUDGET, organisation_id, -change, year=year),
        ]
        book(work, kind="budget", reference=work.new_id(), lines=lines)
    work.session.flush()
    details = {"year": year, "total_cents": total.cents, "stops_when_empty": stops_when_empty}
    trail.note(work, "budget.set", "budget", budget.id, **details)
    return budget


def keep_count(work: Work, *, organisation_id: str, year: int) -> None:
    """Give a government that set no budget yet one of nothing, so that its spending is counted from the first day."""
    insert_unless_there(
        work.session,
        Budget,
        id=work.new_id(),
        organisation_id=organisation_id,
        year=year,
        total=ZERO,
        spent=ZERO,
        reserved=ZERO,
        stops_when_empty=False,
    )


_COST = bindparam("cost", type_=Budget.spent.type)


def _one_with_room() -> ColumnElement[bool]:
    """The budget of a government and a year, if it bears this cost. One that does not stop may go below zero."""
    has_room = or_(Budget.stops_when_empty.is_(False), Budget.spent + Budget.reserved + _COST <= Budget.total)
    return (Budget.organisation_id == bindparam("organisation")) & (Budget.year == bindparam("of_year")) & has_room


_SPEND = update(Budget).where(_one_with_room()).values(spent=Budget.spent + _COST)
_RESERVE = update(Budget).where(_one_with_room()).values(reserved=Budget.reserved + _COST)


def spend(work: Work, *, organisation_id: str, year: int, amount: Euro) -> bool:
    """Take an amount from a year's budget in one conditional update.

    False when there is no budget row, or when the budget stops when empty and less than the amount is left. A budget
    that does not stop may go below zero.
    """
    return happened(work.session, _SPEND, organisation=organisation_id, of_year=year, cost=amount)


def unspend(work: Work, *, organisation_id: str, year: int, amount: Euro) -> bool:
    """Put an amount back; False when there is no budget row, or when so much was never spent."""
    return happened(
        work.session,
        update(Budget)
        .where(Budget.organisation_id == organisation_id, Budget.year == year, Budget.spent >= amount)
        .values(spent=Budget.spent - amount.cents),
    )


def _locked_budget(work: Work, organisation_id: str, year: int) -> Budget:
    keep_count(work, organisation_id=organisation_id, year=year)
    return work.session.scalars(
        select(Budget)
        .where(Budget.organisation_id == organisation_id, Budget.year == year)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one()


def take_in_order(work: Work, budgets: Collection[tuple[str, int]]) -> None:
    """Hold on to these budgets (a government and a year each) until this transaction ends, those that are there.

    Whoever moves more than one budget asks for all of them here first: so they are had in one order, and two who free
    money in one city and promise it in another never wait for each other. SQLite lets one writer in at a time anyway.
    """
    if len(budgets) > 1:
        these = select(Budget.id).where(tuple_(Budget.organisation_id, Budget.year).in_(budgets))
        in_order = these.order_by(Budget.organisation_id, Budget.year)
        work.session.execute(in_order.with_for_update(key_share=True))


def hold(work: Work, *, organisation_id: str, year: int, amount: Euro, reference: str) -> bool:
    """Keep a part of a year's budget for something that is not bought yet; what it is for is its `reference`.

    False, and nothing kept, when the budget stops when empty and less than the amount is left.
    """
    keep_count(work, organisation_id=organisation_id, year=year)
    if not happened(work.session, _RESERVE, organisation=organisation_id, of_year=year, cost=amount):
        return False
    kept = BudgetHold(
        id=work.new_id(),
        organisation_id=organisation_id,
        year=year,
        amount=amount,
        reference=reference,
        since=work.now,
    )
    work.session.add(kept)
    work.session.flush()
    return True


def release(work: Work, reference: str) -> Euro:
    """What was kept for this is free again, and its amount the answer; nothing when nothing is kept (any more).

    Right before a sale of the same thing it makes the room that the sale takes.
    """
    open_ones = select(BudgetHold).where(BudgetHold.reference == reference, BudgetHold.ended_at.is_(None))
    freed = ZERO
    for kept in work.session.scalars(open_ones.order_by(BudgetHold.organisation_id, BudgetHold.year)):
        ending = update(BudgetHold).where(BudgetHold.id == kept.id, BudgetHold.ended_at.is_(None))
        if happened(work.session, ending.values(ended_at=work.now)):
            budget = update(Budget).filter_by(organisation_id=kept.organisation_id, year=kept.year)
            happened(work.session, budget.values(reserved=Budget.reserved - kept.amount.cents))
            freed += kept.amount
    return freed
