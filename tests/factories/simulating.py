"""A year of sales to lay a draft beside."""

from __future__ import annotations

from datetime import datetime

from tests.factories.cards import CardFactory, HolderFactory
from tests.factories.discounts import Scene, scene
from uitpas2.database.work import Work
from uitpas2.discounts import services
from uitpas2.kernel.clock import BRUSSELS

IN_OCTOBER = datetime(2026, 10, 20, 14, tzinfo=BRUSSELS)


def sell_to(work: Work, here: Scene, count: int, at: datetime = IN_OCTOBER, **holder: object) -> list[str]:
    """Sell a ticket of € 10 to so many new people; gives the sales."""
    now, work.now = work.now, at
    ids = []
    for _ in range(count):
        made = HolderFactory(**holder)
        ticket = here.ticket | {"holder_id": made.id, "card_id": CardFactory(holder=made).id}
        ids.append(services.sell(work, **ticket).id)
    work.now = now
    return ids


def sold_in_october(work: Work) -> Scene:
    """Twelve people with the right and twelve without bought a ticket of € 10 in October."""
    here = scene()
    sell_to(work, here, 12, with_right=True)
    sell_to(work, here, 12)
    return here
