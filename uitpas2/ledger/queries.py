"""Reading the books."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Select, func, select

from uitpas2.accounts.models import Organisation
from uitpas2.database.work import Work
from uitpas2.kernel.money import ZERO, Euro
from uitpas2.kernel.period import Period
from uitpas2.ledger.models import Budget, BudgetHold, Entry, LedgerAccount, Posting
from uitpas2.ledger.rules import AccountKind


def budget(work: Work, organisation_id: str, year: int) -> Budget | None:
    """A government's budget of a calendar year as it stands in the database now, also after sales in this work."""
    return work.session.scalars(
        select(Budget)
        .where(Budget.organisation_id == organisation_id, Budget.year == year)
        .execution_options(populate_existing=True)
    ).one_or_none()


def balance(
    work: Work,
    kind: AccountKind,
    organisation_id: str,
    *,
    counterparty_id: str | None = None,
    year: int | None = None,
) -> Euro:
    """The sum of everything booked on an organisation's accounts of this kind; narrowed when asked."""
    question = _total().where(LedgerAccount.kind == kind, LedgerAccount.organisation_id == organisation_id)
    if counterparty_id is not None:
        question = question.where(LedgerAccount.counterparty_id == counterparty_id)
    if year is not None:
        question = question.where(LedgerAccount.year == year)
    return work.session.scalar(question) or ZERO


def claims_of(work: Work, organiser_id: str, period: Period) -> list[tuple[str, str, Euro]]:
    """What an organiser gets back for a period, per government: its id, its name, the amount; largest name order."""
    amount = func.sum(Posting.amount, type_=Posting.amount.type)
    rows = work.session.execute(
        select(LedgerAccount.counterparty_id, Organisation.name, amount)
        .join(Posting, Posting.account_id == LedgerAccount.id)
        .join(Entry, Entry.id == Posting.entry_id)
        .join(Organisation, Organisation.id == LedgerAccount.counterparty_id)
        .where(
            LedgerAccount.kind == AccountKind.CLAIM,
            LedgerAccount.organisation_id == organiser_id,
            *_within(period),
        )
        .group_by(LedgerAccount.counterparty_id, Organisation.name)
        .order_by(Organisation.name, LedgerAccount.counterparty_id)
    )
    return [(organisation_id, name, owed) for organisation_id, name, owed in rows]


def entry_of(work: Work, kind: str, reference: str) -> Entry | None:
    return work.session.scalars(select(Entry).where(Entry.kind == kind, Entry.reference == reference)).one_or_none()


def grand_total(work: Work) -> Euro:
    """Everything together: zero, or something is very wrong."""
    return work.session.scalar(_total()) or ZERO


def unbalanced_entries(work: Work) -> list[str]:
    """The ids of entries whose postings do not add up to zero; there are none."""
    return list(
        work.session.scalars(
            select(Posting.entry_id)
            .group_by(Posting.entry_id)
            .having(func.sum(Posting.amount) != 0)
            .order_by(Posting.entry_id)
        )
    )


def budgets_out_of_step(work: Work) -> list[str]:
    """The ids of budgets whose spending differs from what was booked as spent; there are none."""
    booked = func.coalesce(
        select(func.sum(Posting.amount))
        .join(LedgerAccount, LedgerAccount.id == Posting.account_id)
        .where(
            LedgerAccount.kind == AccountKind.SPENT,
            LedgerAccount.organisation_id == Budget.organisation_id,
            LedgerAccount.year == Budget.year,
        )
        .correlate(Budget)
        .scalar_subquery(),
        0,
    )
    return list(work.session.scalars(select(Budget.id).where(Budget.spent + booked != 0).order_by(Budget.id)))


def budgets_with_other_holds(work: Work) -> list[str]:
    """The ids of budgets that reserve another amount than their open holds together; there are none."""
    kept = func.coalesce(
        select(func.sum(BudgetHold.amount))
        .where(
            BudgetHold.organisation_id == Budget.organisation_id,
            BudgetHold.year == Budget.year,
            BudgetHold.ended_at.is_(None),
        )
        .correlate(Budget)
        .scalar_subquery(),
        0,
    )
    return list(work.session.scalars(select(Budget.id).where(Budget.reserved != kept).order_by(Budget.id)))


def count_entries(work: Work) -> int:
    return work.session.scalar(select(func.count()).select_from(Entry)) or 0


def faults(work: Work) -> list[str]:
    """Everything that is not right in the books, one line each; empty when they are in order."""
    found = [f"entry {entry_id} does not add up to zero" for entry_id in unbalanced_entries(work)]
    if off := grand_total(work):
        found.append(f"all accounts together are {off}, not zero")
    found += [f"budget {id_} says another amount was spent than the books" for id_ in budgets_out_of_step(work)]
    return found + [f"budget {id_} reserves another amount than is kept" for id_ in budgets_with_other_holds(work)]


def _total() -> Select[Euro]:
    amount = func.sum(Posting.amount, type_=Posting.amount.type)
    return select(amount).join(LedgerAccount, LedgerAccount.id == Posting.account_id)


def _within(period: Period) -> list[ColumnElement[bool]]:
    return [Entry.day >= period.start] + ([Entry.day < period.end] if period.end else [])
