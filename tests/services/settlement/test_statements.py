"""A statement adds up to the cent, and to the ledger."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from tests.factories.accounts import AssignmentFactory, MunicipalityFactory, OrganisationFactory
from tests.factories.base import use
from tests.factories.cards import CardFactory, HolderFactory
from tests.factories.discounts import Scene, officer, scene
from uitpas2.accounts.rules import Role
from uitpas2.accounts.sessions import actor_of
from uitpas2.database.work import Work, Workplace
from uitpas2.discounts.errors import SaleUnknown
from uitpas2.discounts.services import cancel_sale, sell
from uitpas2.kernel.actor import Actor, system_actor
from uitpas2.kernel.clock import BRUSSELS, FrozenClock
from uitpas2.kernel.money import Euro, total
from uitpas2.kernel.period import Period
from uitpas2.ledger import queries as ledger
from uitpas2.ledger import services as ledger_services
from uitpas2.ledger.rules import AccountKind
from uitpas2.settlement import queries
from uitpas2.settlement.rules import Claim, Line, read_month

OCTOBER, NOVEMBER = read_month("2026-10"), read_month("2026-11")
EVERYTHING = Period(date(2020, 1, 1))


def office(made: Scene, work: Work) -> Actor:
    """The office of the organiser that sells."""
    organiser = work.session.get_one(type(made.gent), made.organiser_id)
    return actor_of(AssignmentFactory(role=Role.ORGANISER_ADMIN, organisation=organiser))


def test_the_story_s_ticket_gives_four_euros_back_and_four_to_bear(workplace: Workplace) -> None:
    with workplace.begin(system_actor("test")) as work:
        use(work)
        made = scene()
        sell(work, **made.ticket)
        actor = office(made, work)

    with workplace.reading(actor) as work:
        found = queries.statement(work, NOVEMBER)

    assert (found.full_price, found.paid) == (Euro(1000), Euro(200))
    assert (found.own_share, found.claimed) == (Euro(400), Euro(400))
    assert found.claims == [Claim(made.gent.id, "Stad Gent", Euro(400))]


def test_every_total_equals_the_ledger_to_the_cent(workplace: Workplace, clock: FrozenClock) -> None:
    """Odd prices, two municipalities, people without the right, and cancellations across a month's end."""
    clock.set(datetime(2026, 10, 31, 20, 0, tzinfo=BRUSSELS))
    with workplace.begin(system_actor("test")) as work:
        use(work)
        made = scene(price__amount=Euro(333), permanent=True, ticket_limit=20)
        neighbour = HolderFactory(municipality=MunicipalityFactory(melle=True), with_right=True)
        other = {**made.ticket, "holder_id": neighbour.id, "card_id": CardFactory(holder=neighbour).id}
        anybody = HolderFactory()
        full = {**made.ticket, "holder_id": anybody.id, "card_id": CardFactory(holder=anybody).id}
        sold = [sell(work, **ticket) for ticket in (made.ticket, made.ticket, other, full)]
        actor = office(made, work)
    clock.move(timedelta(days=1))
    with workplace.begin(system_actor("test")) as work:
        cancel_sale(work, sold[0].id)
        sell(work, **other)

    with workplace.reading(actor) as work:
        october, november = queries.statement(work, OCTOBER), queries.statement(work, NOVEMBER)
        owed = {month: ledger.claims_of(work, made.organiser_id, month) for month in (OCTOBER, NOVEMBER)}
        balances = {kind: ledger.balance(work, kind, made.organiser_id) for kind in AccountKind}

    assert (len(october.lines), len(november.lines)) == (4, 2)
    assert october.claimed > november.claimed
    for found in (october, november):
        assert found.paid + found.own_share + found.claimed == found.full_price
        assert [(claim.organisation_id, claim.name, claim.amount) for claim in found.claims] == owed[found.month]
    assert october.full_price + november.full_price == -balances[AccountKind.SALES]
    assert october.paid + november.paid == balances[AccountKind.TILL]
    assert october.own_share + november.own_share == balances[AccountKind.OWN_SHARE]
    assert october.claimed + november.claimed == balances[AccountKind.CLAIM]


def test_a_line_cannot_tell_who_bought(workplace: Workplace) -> None:
    with workplace.begin(system_actor("test")) as work:
        use(work)
        made = scene()
        sell(work, **made.ticket)
        actor = office(made, work)

    with workplace.reading(actor) as work:
        told = repr(queries.statement(work, NOVEMBER))

    assert "Gent" in told
    for trace in (made.holder.id, made.card.id, made.card.number, "Noor", "Peeters", "12, 0"):
        assert trace not in told
    assert {"holder", "at", "sold_by", "receipt"}.isdisjoint(Line.__dataclass_fields__)


def test_another_organiser_s_sale_does_not_exist(workplace: Workplace) -> None:
    with workplace.begin(system_actor("test")) as work:
        use(work)
        made = scene()
        sale = sell(work, **made.ticket)
        stranger = actor_of(AssignmentFactory(role=Role.ORGANISER_ADMIN, organisation=OrganisationFactory()))

    with workplace.reading(stranger) as work:
        assert queries.statement(work, NOVEMBER).lines == []
        with pytest.raises(SaleUnknown):
            queries.lines_of_sale(work, sale.id)


def test_the_municipality_sees_what_each_organiser_cost_and_what_is_left(workplace: Workplace) -> None:
    with workplace.begin(system_actor("test")) as work:
        use(work)
        made = scene(permanent=True, ticket_limit=9)
        ledger_services.set_budget(work, organisation_id=made.gent.id, year=2026, total=Euro(100_000))
        sell(work, **made.ticket)
        cancel_sale(work, sell(work, **made.ticket).id)
        actor = actor_of(officer(made.gent))

    with workplace.reading(actor) as work:
        found = queries.spending(work, 2026)
        before = queries.spending(work, 2025)

    assert [(line.tickets, line.amount) for line in found.per_organiser] == [(1, Euro(400))]
    assert (found.budget, found.spent, found.left, found.ledger_left) == (
        Euro(100_000),
        Euro(400),
        Euro(99_600),
        Euro(99_600),
    )
    assert found.adds_up
    assert (before.budget, before.per_organiser, before.adds_up) == (None, [], True)


def test_without_a_budget_spending_is_counted_all_the_same(workplace: Workplace) -> None:
    with workplace.begin(system_actor("test")) as work:
        use(work)
        made = scene()
        sell(work, **made.ticket)
        actor = actor_of(officer(made.gent))

    with workplace.reading(actor) as work:
        found = queries.spending(work, 2026)

    assert (found.budget, found.spent) == (None, Euro(400))
    assert total(line.amount for line in found.per_organiser) == Euro(400)
    assert found.adds_up
