"""The books add up to zero, and what was written stays written."""

from __future__ import annotations

import pytest
from sqlalchemy import update
from sqlalchemy.exc import DBAPIError

from tests.factories.accounts import OrganisationFactory
from tests.factories.ledger import BudgetFactory
from uitpas2.database.work import Work
from uitpas2.kernel.money import ZERO, Euro
from uitpas2.kernel.period import PeriodKind, calendar_period
from uitpas2.ledger import queries, services
from uitpas2.ledger.errors import AlreadyReversed, BudgetBelowSpent, UnbalancedEntry
from uitpas2.ledger.models import Posting
from uitpas2.ledger.rules import AccountKind, Line


def sale_lines(organiser: str, gent: str) -> list[Line]:
    return [
        Line(AccountKind.SALES, organiser, Euro(-1000)),
        Line(AccountKind.TILL, organiser, Euro(200)),
        Line(AccountKind.OWN_SHARE, organiser, Euro(400)),
        Line(AccountKind.CLAIM, organiser, Euro(400), counterparty_id=gent),
    ]


def test_what_an_organiser_gets_back_is_told_per_government(work: Work) -> None:
    organiser, gent = OrganisationFactory(), OrganisationFactory(of_municipality=True)

    for reference in ("first", "second"):
        services.book(work, kind="sale", reference=reference, lines=sale_lines(organiser.id, gent.id))

    month = calendar_period(PeriodKind.MONTH, work.today)
    assert queries.claims_of(work, organiser.id, month) == [(gent.id, "Stad Gent", Euro(800))]
    assert queries.balance(work, AccountKind.SALES, organiser.id) == Euro(-2000)
    assert queries.grand_total(work) == ZERO
    assert queries.unbalanced_entries(work) == []


def test_an_entry_that_does_not_add_up_is_refused(work: Work) -> None:
    organiser = OrganisationFactory()

    with pytest.raises(UnbalancedEntry, match=r"sale x is off by -1\.00"):
        services.book(work, kind="sale", reference="x", lines=[Line(AccountKind.SALES, organiser.id, Euro(-100))])


def test_a_reversal_leaves_nothing_and_happens_once(work: Work) -> None:
    organiser, gent = OrganisationFactory(), OrganisationFactory(of_municipality=True)
    entry = services.book(work, kind="sale", reference="x", lines=sale_lines(organiser.id, gent.id))

    services.reverse(work, entry.id, reference="x")

    assert queries.balance(work, AccountKind.CLAIM, organiser.id) == ZERO
    with pytest.raises(AlreadyReversed):
        services.reverse(work, entry.id, reference="again")


def test_the_database_itself_refuses_to_change_a_posting(workplace) -> None:
    from tests.factories.base import use

    with workplace.begin() as work:
        use(work)
        organiser, gent = OrganisationFactory(), OrganisationFactory(of_municipality=True)
        services.book(work, kind="sale", reference="x", lines=sale_lines(organiser.id, gent.id))

    with pytest.raises(DBAPIError, match="append-only"), workplace.begin() as work:
        work.session.execute(update(Posting).values(amount=ZERO))


def test_a_budget_that_stops_is_never_passed_and_one_that_does_not_stop_may_go_below_zero(work: Work) -> None:
    hard, soft = OrganisationFactory(), OrganisationFactory()
    BudgetFactory(organisation_id=hard.id, total=Euro(500), stops_when_empty=True)
    BudgetFactory(organisation_id=soft.id, total=Euro(500))

    taken = [services.spend(work, organisation_id=hard.id, year=2026, amount=Euro(300)) for _ in range(2)]
    passed = [services.spend(work, organisation_id=soft.id, year=2026, amount=Euro(300)) for _ in range(2)]

    assert (taken, passed) == ([True, False], [True, True])
    soft_budget = queries.budget(work, soft.id, 2026)
    assert soft_budget is not None
    work.session.refresh(soft_budget)
    assert soft_budget.left == Euro(-100)


def test_there_is_nothing_to_spend_where_no_budget_was_set(work: Work) -> None:
    organisation = OrganisationFactory()

    assert services.spend(work, organisation_id=organisation.id, year=2026, amount=Euro(1)) is False


def test_setting_a_budget_anew_books_the_difference(work: Work) -> None:
    gent = OrganisationFactory(of_municipality=True)
    services.set_budget(work, organisation_id=gent.id, year=2026, total=Euro(50_000))

    services.set_budget(work, organisation_id=gent.id, year=2026, total=Euro(40_000))

    assert queries.balance(work, AccountKind.BUDGET, gent.id, year=2026) == Euro(-40_000)
    assert queries.grand_total(work) == ZERO


def test_a_budget_cannot_be_made_to_stop_below_what_was_spent(work: Work) -> None:
    gent = OrganisationFactory(of_municipality=True)
    BudgetFactory(organisation_id=gent.id, spent=Euro(900))

    with pytest.raises(BudgetBelowSpent):
        services.set_budget(work, organisation_id=gent.id, year=2026, total=Euro(800), stops_when_empty=True)
