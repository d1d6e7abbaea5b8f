"""The drawer of the counter, as the clerk sees it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from uitpas2.cards import queries as cards
from uitpas2.cards.errors import ParcelReceived
from uitpas2.cards.models import Card, CardParcel
from uitpas2.cards.rules import LOW_STOCK
from uitpas2.database.work import Work


@dataclass(frozen=True, slots=True)
class StockOnDesk:
    """How many cards lie in the drawer and which, what is under way, what came last and what was taken out."""

    in_drawer: int
    cards: Sequence[Card]
    under_way: Sequence[CardParcel]
    received: Sequence[CardParcel]
    taken_out: Sequence[Card]

    @property
    def coming(self) -> int:
        return sum(parcel.cards for parcel in self.under_way)

    @property
    def is_low(self) -> bool:
        return self.in_drawer <= LOW_STOCK


def stock_on_desk(work: Work) -> StockOnDesk:
    return StockOnDesk(
        in_drawer=cards.own_stock(work),
        cards=cards.drawer(work),
        under_way=cards.parcels_under_way(work),
        received=cards.parcels_received(work),
        taken_out=cards.taken_out(work),
    )


def parcel_on_desk(work: Work, parcel_id: str) -> CardParcel:
    """A parcel that can still be told to be there. Raises ParcelUnknown or ParcelReceived."""
    parcel = cards.parcel(work, parcel_id)
    if parcel.received_at is not None:
        raise ParcelReceived
    return parcel
