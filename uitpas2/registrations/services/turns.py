"""Taking turns: who gives places back or offers them on takes what that needs in one order.

Children first (`holders`), then activities, then budgets. Whoever keeps to it never waits for somebody who waits for
them; PostgreSQL would end one of the two.
"""

from __future__ import annotations

from sqlalchemy import select

from uitpas2.accounts import queries as accounts
from uitpas2.activities.models import Session
from uitpas2.activities.services import one_at_a_time
from uitpas2.cards.models import Holder
from uitpas2.database.work import Work
from uitpas2.kernel.clock import brussels_day
from uitpas2.ledger.models import BudgetHold
from uitpas2.ledger.services import take_in_order
from uitpas2.registrations.models import Registration
from uitpas2.registrations.rules import RegistrationStatus

NO_PLACE_YET = (RegistrationStatus.REQUESTED, RegistrationStatus.WAITING)


def in_turn(work: Work, *activity_ids: str) -> None:
    """Hold on to activities, and to every budget that giving back and offering on in them may move."""
    one_at_a_time(work, *activity_ids)
    budgets_in_turn(work, *activity_ids)


def budgets_in_turn(work: Work, *activity_ids: str) -> None:
    """The budgets alone, for who holds the activities already: those that are kept for somebody who is registered
    there, and those of the governments that would pay for who has no place yet.
    """
    kept = (
        select(BudgetHold.organisation_id, BudgetHold.year)
        .join(Registration, Registration.id == BudgetHold.reference)
        .where(Registration.activity_id.in_(activity_ids), BudgetHold.ended_at.is_(None))
    )
    without = (
        select(Holder.municipality_nis, Session.starts)
        .join(Registration, Registration.holder_id == Holder.id)
        .join(Session, Session.id == Registration.session_id)
        .where(Registration.activity_id.in_(activity_ids), Registration.status.in_(NO_PLACE_YET))
    )
    budgets = {(organisation_id, year) for organisation_id, year in work.session.execute(kept.distinct())}
    wished = {(nis, brussels_day(starts).year) for nis, starts in work.session.execute(without.distinct())}
    for nis, year in wished:
        payers = accounts.administration_of(work, nis), accounts.flemish_administration(work)
        budgets |= {(payer.id, year) for payer in payers if payer is not None}
    take_in_order(work, budgets)
