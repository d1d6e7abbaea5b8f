"""What coming in costs, and the ticket one comes in with."""

from __future__ import annotations

from functools import partial

from uitpas2.activities.models import Activity, Price
from uitpas2.activities.queries import base_price
from uitpas2.activities.rules import PriceCategory
from uitpas2.cards.queries import CardAtDoor
from uitpas2.database.work import Work
from uitpas2.discounts.errors import PriceUnknown, ReducedRateRefused
from uitpas2.discounts.models import Sale
from uitpas2.discounts.services import quote, sell
from uitpas2.kernel.money import ZERO, Euro
from uitpas2.scanning import queries
from uitpas2.scanning.errors import PriceChanged
from uitpas2.scanning.rules import Door, PriceOption


def price_options(work: Work, activity: Activity, card: CardAtDoor, door: Door) -> list[PriceOption]:
    """What each price comes to for this holder. A reduced price that is used up is simply the ordinary one here."""
    options = []
    for price in _single_prices(activity):
        found = quote(
            work, activity_id=activity.id, holder_id=card.holder_id, price_id=price.id, session_id=door.session_id
        )
        options.append(PriceOption(price.id, price.name, found.full_price, found.holder_pays, found.remaining))
    return options


def ticket_to_come_in(
    work: Work, activity: Activity, card: CardAtDoor, door: Door, price_id: str | None, shown: Euro | None
) -> Sale | None:
    """A ticket sold before, else one sold now if there is a price.

    Raises PriceChanged when what is charged now is not what the volunteer was shown.
    """
    ticket, charged = queries.unused_ticket(work, holder_id=card.holder_id, activity_id=activity.id, door=door), ZERO
    if ticket is None and (price := _chosen_price(activity, price_id)):
        ticket = _sell(work, activity, card, door, price)
        charged = ticket.holder_pays
    if shown is not None and shown != charged:
        raise PriceChanged
    return ticket


def _sell(work: Work, activity: Activity, card: CardAtDoor, door: Door, price: Price) -> Sale:
    """One ticket: at the ordinary price when the reduced one cannot be had. A child is not sent away over a limit."""
    sell_one = partial(
        sell,
        work,
        activity_id=activity.id,
        holder_id=card.holder_id,
        card_id=card.card_id,
        price_id=price.id,
        session_id=door.session_id,
    )
    try:
        return sell_one()
    except ReducedRateRefused:
        return sell_one(at_full_price=True)


def _single_prices(activity: Activity) -> list[Price]:
    """What one person can be charged, the base price first. Group prices and published UiTPAS prices are not."""
    base = base_price(activity)
    further = [
        price
        for price in activity.prices
        if not price.for_group and price.category is not PriceCategory.UITPAS and price is not base
    ]
    return [base, *further] if base else []


def _chosen_price(activity: Activity, price_id: str | None) -> Price | None:
    """The price to charge, the base price unless another was chosen; nothing when that is free.

    Raises PriceUnknown for a price that is not one of this activity's.
    """
    prices = _single_prices(activity)
    chosen = [price for price in prices if price.id == price_id] if price_id else prices[:1]
    if price_id and not chosen:
        raise PriceUnknown(field="price_id")
    return next((price for price in chosen if price.amount), None)
