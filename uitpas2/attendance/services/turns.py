"""Taking turns: children first, then activities, then budgets, as everywhere. See decision 0019 and 0020."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select

from uitpas2.accounts import queries as accounts
from uitpas2.activities.services import one_at_a_time
from uitpas2.cards.models import Holder
from uitpas2.database.work import Work
from uitpas2.ledger.models import BudgetHold
from uitpas2.ledger.services import take_in_order


def one_child_at_a_time(work: Work, activity_id: str, holder_ids: Collection[str]) -> None:
    """Hold on to these children and the activity: two telephones that mark one child follow each other."""
    rows = select(Holder.id).where(Holder.id.in_(holder_ids)).order_by(Holder.id)
    work.session.execute(rows.with_for_update(key_share=True))
    one_at_a_time(work, activity_id)


def budgets_in_turn(work: Work, holder_ids: Collection[str], references: Collection[str]) -> None:
    """And to the budgets that a sale for them takes from, or that something is kept in for them."""
    kept = select(BudgetHold.organisation_id, BudgetHold.year).where(
        BudgetHold.reference.in_(references), BudgetHold.ended_at.is_(None)
    )
    budgets = {(organisation_id, year) for organisation_id, year in work.session.execute(kept.distinct())}
    homes = work.session.scalars(select(Holder.municipality_nis).where(Holder.id.in_(holder_ids)).distinct())
    for nis in homes:
        payers = accounts.administration_of(work, nis), accounts.flemish_administration(work)
        budgets |= {(payer.id, work.today.year) for payer in payers if payer is not None}
    take_in_order(work, budgets)
