"""Eight doors at the same moment: a ceiling of the year, and a group's tickets of the year, are never passed."""

from __future__ import annotations

import threading
import time
from datetime import date

import pytest
from sqlalchemy import func, select

from tests.factories.base import use
from tests.factories.cards import CardFactory, HolderFactory
from tests.factories.discounts import ChoiceFactory, ChoiceProposalFactory, Scene, scene
from tests.together.test_last_ticket import DOOR, DOORS, Selling, at_once, guarded
from uitpas2.cards.rules import HolderKind
from uitpas2.database.work import Work, Workplace
from uitpas2.discounts import queries
from uitpas2.discounts.errors import ReducedRateRefused
from uitpas2.discounts.models import Sale
from uitpas2.discounts.services import quote, quoting, sell
from uitpas2.kernel.money import Euro

CEILING = 20_000


@pytest.fixture
def noor(workplace: Workplace) -> Scene:
    """An activity of € 80,00: others would pay € 64,00 each time, and Gent pays at most € 200,00 a year."""
    with workplace.begin(DOOR) as work:
        use(work)
        here = scene(ticket_limit=99, price__amount=Euro(8000))
        ChoiceProposalFactory(choices={"intervention_cap": CEILING})
        return here


def paid_by_others(workplace: Workplace, holder_id: str) -> int:
    with workplace.reading(DOOR) as work:
        return queries.reduced_this_year(work, holder_id).intervention.cents


def unguarded(workplace: Workplace, noor: Scene, monkeypatch: pytest.MonkeyPatch) -> Selling:
    """How it should not be done: look what was used, think for a moment, and go by that."""
    seen = threading.local()
    look = quoting.queries.reduced_this_year
    monkeypatch.setattr(quoting.queries, "reduced_this_year", lambda *_: seen.year)

    def sell_one(ticket: dict[str, str]) -> Sale | None:
        with workplace.reading(DOOR) as work:
            seen.year = look(work, noor.holder.id)
        time.sleep(0.1)
        with workplace.begin(DOOR) as work:
            return sell(work, **ticket)

    return sell_one


def test_eight_simultaneous_sales_stay_under_the_ceiling_to_the_cent(workplace: Workplace, noor: Scene) -> None:
    at_once(guarded(workplace), [noor.ticket] * DOORS)

    assert paid_by_others(workplace, noor.holder.id) == CEILING


def test_going_by_what_was_seen_before_the_write_passes_the_ceiling(
    workplace: Workplace, noor: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    sell_one = unguarded(workplace, noor, monkeypatch)

    at_once(sell_one, [noor.ticket] * DOORS)

    monkeypatch.undo()
    assert paid_by_others(workplace, noor.holder.id) > CEILING


def test_a_ceiling_that_only_some_have_is_not_passed_either(workplace: Workplace) -> None:
    with workplace.begin(DOOR) as work:
        use(work)
        noor = scene(ticket_limit=99, price__amount=Euro(8000))
        proposal = ChoiceProposalFactory(choices={})
        for_children = [{"when": {"age": {"to": 11}}, "value": CEILING}]
        ChoiceFactory(proposal=proposal, key="intervention_cap", value=None, exceptions=for_children)

    at_once(guarded(workplace), [noor.ticket] * DOORS)

    assert paid_by_others(workplace, noor.holder.id) == CEILING


def test_a_used_up_year_is_said_and_can_be_sold_at_the_ordinary_price(workplace: Workplace, noor: Scene) -> None:
    at_once(guarded(workplace), [noor.ticket] * DOORS)

    with workplace.begin(DOOR) as work:
        seen = quote(work, activity_id=noor.activity.id, holder_id=noor.holder.id)
        with pytest.raises(ReducedRateRefused) as refused:
            sell(work, **noor.ticket)
        sale = sell(work, **noor.ticket, at_full_price=True)

    assert seen.refused is not None
    assert (seen.refused.code, refused.value.code) == ("year-used-up", "year-used-up")
    assert sale.holder_pays == Euro(8000)


def test_a_group_has_its_tickets_of_the_year_and_no_more(workplace: Workplace) -> None:
    with workplace.begin(DOOR) as work:
        use(work)
        here = scene(ticket_limit=1)
        group = HolderFactory(kind=HolderKind.GROUP, with_right=True)
        card = CardFactory(holder=group)
        ChoiceProposalFactory(choices={"group_tickets_year": 3}, starts=date(2026, 1, 1))
        ticket = {"activity_id": here.activity.id, "holder_id": group.id, "card_id": card.id}

    with workplace.reading(DOOR) as work:
        before = quote(work, activity_id=ticket["activity_id"], holder_id=ticket["holder_id"])
    at_once(guarded(workplace), [ticket] * DOORS)

    assert (before.remaining, before.holder_pays) == (3, Euro(200))
    with workplace.reading(DOOR) as work:
        assert _sold(work) == 3


def _sold(work: Work) -> int:
    return work.session.scalar(select(func.count()).select_from(Sale)) or 0
