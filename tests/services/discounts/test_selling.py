"""A sale freezes price, shares and reasons, and moves the books, the limit and the budget together."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta

import pytest
from sqlalchemy import event

from tests.factories.accounts import OrganisationFactory
from tests.factories.base import use
from tests.factories.cards import HolderFactory
from tests.factories.discounts import ChoiceProposalFactory, scene
from tests.factories.ledger import BudgetFactory
from uitpas2.accounts import queries as accounts
from uitpas2.activities.errors import ActivityUnknown
from uitpas2.activities.rules import ProductClass
from uitpas2.database.work import Work, Workplace
from uitpas2.discounts import queries, services
from uitpas2.discounts.errors import BudgetUsedUp, LimitReached, ReferenceUsed, SaleAlreadyCancelled, SaleUnknown
from uitpas2.discounts.rules import Payer
from uitpas2.kernel.actor import Actor, ActorKind, system_actor
from uitpas2.kernel.clock import FrozenClock
from uitpas2.kernel.money import ZERO, Euro
from uitpas2.kernel.period import PeriodKind, calendar_period
from uitpas2.ledger import queries as ledger
from uitpas2.ledger.rules import AccountKind

Acting = Callable[[Actor], AbstractContextManager[Work]]


def organiser_client(organisation_id: str) -> Actor:
    return Actor(id="client:box-office", kind=ActorKind.CLIENT, organisation_id=organisation_id)


def shares(sale) -> dict[Payer, Euro]:
    return {share.payer: share.amount for share in sale.shares}


def test_noor_pays_two_euro_and_organiser_and_gent_bear_four_each(work: Work) -> None:
    here = scene()
    BudgetFactory(organisation_id=here.gent.id)

    sale = services.sell(work, **here.ticket)

    assert (sale.full_price, sale.holder_pays) == (Euro(1000), Euro(200))
    assert shares(sale) == {Payer.HOLDER: Euro(200), Payer.ORGANISER: Euro(400), Payer.MUNICIPALITY: Euro(400)}
    month = calendar_period(PeriodKind.MONTH, work.today)
    assert ledger.claims_of(work, here.organiser_id, month) == [(here.gent.id, "Stad Gent", Euro(400))]
    assert ledger.balance(work, AccountKind.OWN_SHARE, here.organiser_id) == Euro(400)
    assert ledger.grand_total(work) == ZERO


def test_the_budget_is_lower_by_what_gent_pays(work: Work) -> None:
    here = scene()
    budget = BudgetFactory(organisation_id=here.gent.id, total=Euro(10_000))

    services.sell(work, **here.ticket)

    work.session.refresh(budget)
    assert budget.left == Euro(9_600)
    assert ledger.balance(work, AccountKind.SPENT, here.gent.id, year=2026) == Euro(-400)


def test_whoever_has_no_right_pays_everything_and_that_is_recorded_too(work: Work) -> None:
    here = scene(with_right=False)

    sale = services.sell(work, **here.ticket)

    assert shares(sale) == {Payer.HOLDER: Euro(1000)}
    assert ledger.balance(work, AccountKind.TILL, here.organiser_id) == Euro(1000)
    assert queries.explain(sale, "nl")[-1].sentence == "Je betaalt de gewone prijs: €\u00a010,00."


def test_the_municipality_of_residence_pays_also_when_it_takes_no_part_yet(work: Work) -> None:
    here = scene()
    of_aalst = HolderFactory(of_aalst=True, with_right=True)

    services.sell(work, **here.ticket | {"holder_id": of_aalst.id})

    aalst = accounts.administration_of(work, "41002")
    assert aalst is not None
    assert ledger.balance(work, AccountKind.CLAIM, here.organiser_id, counterparty_id=aalst.id) == Euro(400)
    assert ledger.balance(work, AccountKind.CLAIM, here.organiser_id, counterparty_id=here.gent.id) == ZERO


def test_the_second_ticket_in_a_week_is_refused_with_the_day_on_which_it_can_be_had_again(work: Work) -> None:
    here = scene(permanent=True)
    services.sell(work, **here.ticket)

    with pytest.raises(LimitReached) as refused:
        services.sell(work, **here.ticket)

    assert "deze week" in refused.value.message.nl
    assert "Vanaf maandag 30 november kan het weer." in refused.value.message.nl


def test_a_new_week_brings_a_new_ticket(workplace: Workplace, clock: FrozenClock) -> None:
    with workplace.begin(system_actor("test")) as work:
        use(work)
        here = scene(permanent=True)
        services.sell(work, **here.ticket)

    clock.move(timedelta(days=5))

    with workplace.begin(system_actor("test")) as work:
        assert services.sell(work, **here.ticket).holder_pays == Euro(200)


def test_after_the_limit_a_ticket_can_be_had_at_the_ordinary_price(work: Work) -> None:
    here = scene()
    services.sell(work, **here.ticket)

    sale = services.sell(work, **here.ticket, at_full_price=True)

    assert sale.holder_pays == Euro(1000)
    (stopped,) = [step for step in queries.explain(sale, "nl") if not step.holds]
    assert stopped.sentence.startswith("Je gebruikte al alle tickets aan jouw prijs voor deze activiteit.")


def test_a_quote_after_the_limit_offers_the_ordinary_price_and_says_why(work: Work) -> None:
    here = scene()
    before = services.quote(work, activity_id=here.activity.id, holder_id=here.holder.id)
    services.sell(work, **here.ticket)

    after = services.quote(work, activity_id=here.activity.id, holder_id=here.holder.id)

    assert (before.holder_pays, before.remaining, before.refused) == (Euro(200), 1, None)
    assert (after.holder_pays, after.remaining) == (Euro(1000), 0)
    assert isinstance(after.refused, LimitReached)


def test_care_is_never_limited(work: Work) -> None:
    here = scene(product_class=ProductClass.CARE, ticket_period=PeriodKind.WEEK)

    first, second = (services.sell(work, **here.ticket) for _ in range(2))

    assert [first.holder_pays, second.holder_pays] == [Euro(500), Euro(500)]


def test_care_goes_by_the_right_on_the_day_of_the_care(work: Work) -> None:
    here = scene(with_right=False, product_class=ProductClass.CARE)
    from tests.factories.cards import SocialRightFactory

    SocialRightFactory(holder_id=here.holder.id, starts=date(2026, 12, 1))

    today = services.sell(work, **here.ticket)
    on_2_december = services.sell(work, **here.ticket, session_id=here.activity.sessions[0].id)

    assert (today.holder_pays, on_2_december.holder_pays) == (Euro(1000), Euro(500))


def test_a_budget_that_stops_says_no_without_a_reason_at_the_door(work: Work) -> None:
    here = scene()
    BudgetFactory(organisation_id=here.gent.id, total=Euro(399), stops_when_empty=True)

    with pytest.raises(BudgetUsedUp) as refused:
        services.sell(work, **here.ticket)

    quoted = services.quote(work, activity_id=here.activity.id, holder_id=here.holder.id)
    assert (quoted.holder_pays, type(quoted.refused)) == (Euro(1000), BudgetUsedUp)
    assert "budget" not in refused.value.message.nl.lower()


def test_an_empty_budget_only_warns_when_gent_did_not_choose_to_stop(work: Work) -> None:
    here = scene()
    budget = BudgetFactory(organisation_id=here.gent.id, total=ZERO)

    sale = services.sell(work, **here.ticket)

    work.session.refresh(budget)
    assert (sale.holder_pays, budget.left) == (Euro(200), Euro(-400))


def test_what_gent_owes_is_counted_before_it_sets_a_budget(work: Work) -> None:
    here = scene()

    services.sell(work, **here.ticket)

    budget = ledger.budget(work, here.gent.id, 2026)
    assert budget is not None
    assert (budget.total, budget.spent) == (ZERO, Euro(400))


def test_a_cancelled_sale_frees_the_ticket_and_the_budget_and_leaves_no_money_behind(work: Work) -> None:
    here = scene()
    budget = BudgetFactory(organisation_id=here.gent.id)
    sale = services.sell(work, **here.ticket)

    services.cancel_sale(work, sale.id)

    work.session.refresh(budget)
    assert budget.spent == ZERO
    assert ledger.balance(work, AccountKind.CLAIM, here.organiser_id) == ZERO
    assert ledger.balance(work, AccountKind.BUDGET, here.gent.id) == ZERO
    assert services.sell(work, **here.ticket).holder_pays == Euro(200)


def test_a_sale_is_cancelled_once(work: Work) -> None:
    sale = services.sell(work, **scene().ticket)
    services.cancel_sale(work, sale.id)

    with pytest.raises(SaleAlreadyCancelled):
        services.cancel_sale(work, sale.id)


def test_the_same_client_reference_gives_the_same_sale(work: Work) -> None:
    here = scene()

    first = services.sell(work, **here.ticket, client_reference="order-17")
    again = services.sell(work, **here.ticket, client_reference="order-17")

    assert again.id == first.id
    assert ledger.balance(work, AccountKind.SALES, here.organiser_id) == Euro(-1000)


def test_a_client_reference_of_another_sale_is_refused(work: Work) -> None:
    here = scene()
    services.sell(work, **here.ticket, client_reference="order-17")
    somebody = HolderFactory()

    with pytest.raises(ReferenceUsed):
        services.sell(work, **here.ticket | {"holder_id": somebody.id}, client_reference="order-17")


def test_another_organiser_neither_sells_sees_nor_cancels(workplace: Workplace, acting: Acting) -> None:
    with workplace.begin(system_actor("test")) as work:
        use(work)
        here, other = scene(), OrganisationFactory()
        sale = services.sell(work, **here.ticket)

    with acting(organiser_client(other.id)) as work:
        with pytest.raises(ActivityUnknown):
            services.sell(work, **here.ticket)
        with pytest.raises(SaleUnknown):
            services.cancel_sale(work, sale.id)
        with pytest.raises(SaleUnknown):
            queries.sale_of_organiser(work, sale.id)
        assert list(queries.sales_of_organiser(work)) == []


def test_the_receipt_names_choice_article_and_rule_book_but_not_the_ground(work: Work) -> None:
    here = scene()
    choice = ChoiceProposalFactory(choices={"discount_leisure_pct": 90, "organiser_share_pct": 10})

    sale = services.sell(work, **here.ticket)

    used = sale.receipt["values"]["discount_leisure_pct"]
    assert used == {"value": 90, "version": "2026-01-01", "choice": used["choice"], "decision": choice.council_decision}
    assert used["choice"] in {one.id for one in choice.choices}
    assert len(sale.receipt["rule_book"]) == 64
    assert shares(sale) == {Payer.HOLDER: Euro(100), Payer.ORGANISER: Euro(100), Payer.MUNICIPALITY: Euro(800)}
    assert "increased" not in str(sale.receipt)
    (step,) = [step for step in queries.explain(sale, "nl") if step.rule == "holder_pays_leisure"]
    assert step.article == 4
    assert step.sentence == "In de vrije tijd krijg je 90\u00a0% korting: je betaalt €\u00a01,00."
    assert step.whose.startswith("Dat koos Gent.")
    assert step.council_decision == choice.council_decision


def test_a_sale_takes_few_statements(workplace: Workplace) -> None:
    with workplace.begin(system_actor("test")) as work:
        use(work)
        here = scene(ticket_limit=50)
        BudgetFactory(organisation_id=here.gent.id)
    statements: list[str] = []
    listen = (workplace.engine, "before_cursor_execute", lambda *call: statements.append(call[2]))

    with workplace.begin(system_actor("test")) as work:
        services.sell(work, **here.ticket)
        event.listen(*listen)
        services.sell(work, **here.ticket)
        work.session.flush()
        event.remove(*listen)

    assert len(statements) <= 11, "\n".join(statements)
