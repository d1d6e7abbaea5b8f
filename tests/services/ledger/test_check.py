"""`uitpas2 ledger check`: the books are in order, or it says what is not."""

from __future__ import annotations

import json
from datetime import date

from click.testing import CliRunner

from tests.factories.accounts import OrganisationFactory
from tests.factories.base import use
from tests.factories.discounts import scene
from tests.factories.ledger import BudgetFactory
from uitpas2.database.work import Workplace
from uitpas2.discounts.services import cancel_sale, sell
from uitpas2.kernel.actor import system_actor
from uitpas2.kernel.money import ZERO, Euro
from uitpas2.ledger.commands import ledger
from uitpas2.ledger.models import Entry, LedgerAccount, Posting
from uitpas2.ledger.rules import AccountKind, year_at_this_pace


def test_after_sales_and_a_cancellation_the_books_are_in_order(workplace: Workplace) -> None:
    with workplace.begin(system_actor("test")) as work:
        use(work)
        here = scene(ticket_limit=2)
        sell(work, **here.ticket)
        cancel_sale(work, sell(work, **here.ticket).id)

    answer = CliRunner().invoke(ledger, ["check", "--json"], obj=workplace)

    assert answer.exit_code == 0
    assert json.loads(answer.stdout) == {"entries": 3, "faults": []}


def test_money_out_of_nowhere_and_a_budget_out_of_step_are_named(workplace: Workplace) -> None:
    with workplace.begin(system_actor("test")) as work:
        use(work)
        gent = OrganisationFactory(of_municipality=True)
        budget = BudgetFactory(organisation_id=gent.id, spent=Euro(900))
        work.session.add(LedgerAccount(id="till", kind=AccountKind.TILL, organisation_id=gent.id))
        work.session.add(Entry(id="odd", kind="x", reference="x", day=work.today, at=work.now))
        work.session.flush()
        work.session.add(Posting(id="p", entry_id="odd", account_id="till", amount=Euro(5)))

    answer = CliRunner().invoke(ledger, ["check"], obj=workplace)

    assert answer.exit_code == 1
    assert "entry odd does not add up to zero" in answer.stderr
    assert "all accounts together are 0.05, not zero" in answer.stderr
    assert f"budget {budget.id} says another amount was spent than the books" in answer.stderr


def test_the_pace_of_a_year_is_what_was_spent_stretched_over_its_days() -> None:
    assert year_at_this_pace(Euro(100), date(2026, 12, 31)) == Euro(100)
    assert year_at_this_pace(Euro(100), date(2026, 1, 1)) == Euro(36_500)
    assert year_at_this_pace(Euro(100), date(2028, 1, 1)) == Euro(36_600)
    assert year_at_this_pace(ZERO, date(2026, 7, 1)) == ZERO
