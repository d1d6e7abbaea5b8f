"""Eight doors at the same moment: the last ticket and the last euro of a budget are sold once."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from tests.factories.base import use
from tests.factories.cards import CardFactory, HolderFactory
from tests.factories.discounts import Scene, scene
from tests.factories.ledger import BudgetFactory
from uitpas2.database.work import Work, Workplace
from uitpas2.discounts.errors import ReducedRateRefused
from uitpas2.discounts.models import Sale
from uitpas2.discounts.services import quote, sell, selling
from uitpas2.kernel.actor import system_actor
from uitpas2.kernel.money import Euro
from uitpas2.ledger import queries as ledger
from uitpas2.ledger import services as ledger_services

DOORS = 8
DOOR = system_actor("door")

Selling = Callable[[dict[str, str]], Sale | None]


def at_once(sell_one: Selling, tickets: list[dict[str, str]]) -> int:
    """Let every door sell its ticket at the same moment; how many were sold."""
    start = threading.Barrier(len(tickets))

    def at_a_door(ticket: dict[str, str]) -> Sale | None:
        start.wait()
        return sell_one(ticket)

    with ThreadPoolExecutor(len(tickets)) as doors:
        return sum(sale is not None for sale in doors.map(at_a_door, tickets))


def guarded(workplace: Workplace) -> Selling:
    def sell_one(ticket: dict[str, str]) -> Sale | None:
        try:
            with workplace.begin(DOOR) as work:
                return sell(work, **ticket)
        except ReducedRateRefused:
            return None

    return sell_one


def unguarded(workplace: Workplace) -> Selling:
    """How it should not be done: read, think for a moment, write."""

    def sell_one(ticket: dict[str, str]) -> Sale | None:
        with workplace.reading(DOOR) as work:
            seen = quote(work, activity_id=ticket["activity_id"], holder_id=ticket["holder_id"])
        if not seen.reduced:
            return None
        time.sleep(0.1)
        with workplace.begin(DOOR) as work:
            return sell(work, **ticket)

    return sell_one


@pytest.fixture
def noor(workplace: Workplace) -> Scene:
    with workplace.begin(DOOR) as work:
        use(work)
        return scene(ticket_limit=1)


def test_of_eight_simultaneous_sales_of_one_right_exactly_one_wins(workplace: Workplace, noor: Scene) -> None:
    sold = at_once(guarded(workplace), [noor.ticket] * DOORS)

    assert sold == 1
    with workplace.reading(DOOR) as work:
        budget = ledger.budget(work, noor.gent.id, work.today.year)
        assert budget is not None
        assert budget.spent == Euro(400)
        assert ledger.grand_total(work) == Euro(0)


def test_without_the_guard_more_than_one_wins(
    workplace: Workplace, noor: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(selling, "take_reduced_ticket", lambda *_, **__: True)

    sold = at_once(unguarded(workplace), [noor.ticket] * DOORS)

    assert sold > 1


@pytest.fixture
def families(workplace: Workplace) -> list[dict[str, str]]:
    """Eight holders who each want a ticket; what Gent has left is enough for one."""
    with workplace.begin(DOOR) as work:
        use(work)
        here = scene()
        BudgetFactory(organisation_id=here.gent.id, total=Euro(500), stops_when_empty=True)
        cards = [CardFactory(holder=HolderFactory(with_right=True)) for _ in range(DOORS)]
        return [
            {"activity_id": here.activity.id, "holder_id": card.membership.holder_id, "card_id": card.id}
            for card in cards
        ]


def test_the_last_euro_of_a_budget_that_stops_is_spent_once(
    workplace: Workplace, families: list[dict[str, str]]
) -> None:
    sold = at_once(guarded(workplace), families)

    assert sold == 1


def test_without_the_guard_the_last_euro_is_spent_more_than_once(
    workplace: Workplace, families: list[dict[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def spent_unseen(_work: Work, **_: Any) -> bool:
        return True

    monkeypatch.setattr(ledger_services, "spend", spent_unseen)

    sold = at_once(unguarded(workplace), families)

    assert sold > 1
