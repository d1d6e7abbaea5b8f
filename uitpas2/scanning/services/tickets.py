"""What coming in costs, and the ticket one comes in with."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from uitpas2.activities.models import Activity, Price, Session
from uitpas2.activities.queries import base_of, prices_for
from uitpas2.activities.rules import PriceCategory
from uitpas2.attendance.queries import kept_price, place_is_paid, registered_price
from uitpas2.cards.queries import CardAtDoor
from uitpas2.database.work import Work
from uitpas2.discounts.errors import BudgetUsedUp, CouponRefused, CouponUnknown, PriceUnknown, ReducedRateRefused
from uitpas2.discounts.models import Coupon, Sale
from uitpas2.discounts.queries.coupons import coupons_held
from uitpas2.discounts.services import coupon_tariffs, quote, sell
from uitpas2.kernel.money import ZERO, Euro
from uitpas2.kernel.text import LANGUAGES, TranslatedText
from uitpas2.registrations.queries.prices import children_there
from uitpas2.scanning import queries
from uitpas2.scanning.errors import PriceChanged
from uitpas2.scanning.rules import Door, PriceOption

COUPONS_SHOWN = 2  # for each price: a volunteer has to take it in at a glance


def price_options(work: Work, activity: Activity, card: CardAtDoor, door: Door) -> list[PriceOption]:
    """What each price comes to for this holder. A reduced price that is used up is simply the ordinary one here."""
    options = []
    siblings = _siblings(work, activity, card, door)
    for price in _single_prices(work, activity, card, door):
        found = quote(
            work,
            activity_id=activity.id,
            holder_id=card.holder_id,
            price_id=price.id,
            session_id=door.session_id,
            siblings=siblings,
        )
        to_pay = found.holder_pays
        if isinstance(found.refused, BudgetUsedUp):  # unless that budget is kept for this very child
            to_pay = kept_price(work, holder_id=card.holder_id, session_id=door.session_id) or to_pay
        own = PriceOption(price.id, price.name, found.full_price, to_pay, found.remaining)
        options += [own, *_with_coupons(work, activity, card, door, own)]
    return options


def _with_coupons(
    work: Work, activity: Activity, card: CardAtDoor, door: Door, own: PriceOption
) -> Iterator[PriceOption]:
    """The cheapest coupons and vouchers, where they make it cheaper than the holder's own price: that one comes first.

    None is ever used by itself: whoever stands there says so.
    """
    if not own.to_pay or not coupons_held(work, card.holder_id):
        return
    found = coupon_tariffs(
        work,
        activity_id=activity.id,
        holder_id=card.holder_id,
        price_id=own.price_id,
        session_id=door.session_id,
        siblings=_siblings(work, activity, card, door),
    )
    several = len(_single_prices(work, activity, card, door)) > 1
    for tariff in [one for one in found if one.holder_pays < own.to_pay][:COUPONS_SHOWN]:
        name = _both(own.name, tariff.coupon.name) if several else tariff.coupon.name
        yield PriceOption(own.price_id, name, own.full_price, tariff.holder_pays, tariff.remaining, tariff.coupon.id)


def _both(price: TranslatedText, coupon: TranslatedText) -> TranslatedText:
    return TranslatedText(*(f"{price.in_language(one)}, {coupon.in_language(one)}" for one in LANGUAGES))


def ticket_to_come_in(
    work: Work,
    activity: Activity,
    card: CardAtDoor,
    door: Door,
    price_id: str | None,
    coupon_id: str | None,
    shown: Euro | None,
) -> Sale | None:
    """A ticket sold before, else one sold now if there is a price and the place is not paid with its series.

    Raises PriceChanged when what is charged now is not what the volunteer was shown, or the coupon has gone.
    """
    ticket, charged = queries.unused_ticket(work, holder_id=card.holder_id, activity_id=activity.id, door=door), ZERO
    is_paid = place_is_paid(work, holder_id=card.holder_id, session_id=door.session_id)
    if ticket is None and not is_paid and (price := _chosen_price(work, activity, card, door, price_id)):
        try:
            ticket = _sell(work, activity, card, door, price, coupon_id)
        except (CouponRefused, CouponUnknown):
            raise PriceChanged from None
        charged = ticket.holder_pays
    if shown is not None and shown != charged:
        raise PriceChanged
    return ticket


def _sell(work: Work, activity: Activity, card: CardAtDoor, door: Door, price: Price, coupon_id: str | None) -> Sale:
    """One ticket: at the ordinary price when the reduced one cannot be had. A child is not sent away over a limit."""
    sell_one = partial(
        sell,
        work,
        activity_id=activity.id,
        holder_id=card.holder_id,
        card_id=card.card_id,
        price_id=price.id,
        session_id=door.session_id,
        siblings=_siblings(work, activity, card, door),
    )
    try:
        return sell_one(**_shown(work, coupon_id))
    except ReducedRateRefused:
        return sell_one(at_full_price=True)


def _shown(work: Work, coupon_id: str | None) -> dict[str, Any]:
    """What the holder shows, by the name under which it is sold with."""
    if coupon_id is None:
        return {}
    coupon = work.session.get(Coupon, coupon_id)
    return {"voucher_id" if coupon is not None and coupon.is_voucher else "coupon_id": coupon_id}


def _siblings(work: Work, activity: Activity, card: CardAtDoor, door: Door) -> int:
    """How many children of the family have a place that day, as when the price was shown; this one included."""
    session = work.session.get(Session, door.session_id) if door.session_id else None
    return children_there(work, activity, session.day, card.holder_id) if session else 1


def _single_prices(work: Work, activity: Activity, card: CardAtDoor, door: Door) -> list[Price]:
    """What one person can be charged here, the base price first. Group prices and published UiTPAS prices are not.

    Who is registered keeps the base price that was shown, also when the organiser changed it since.
    """
    prices = prices_for(work, activity, door.session_id)
    base = base_of(prices)
    further = [
        price
        for price in prices
        if not price.for_group and price.category is not PriceCategory.UITPAS and price is not base
    ]
    first = _shown_price(work, card, door) or base
    return [first, *further] if first else []


def _shown_price(work: Work, card: CardAtDoor, door: Door) -> Price | None:
    """The price at which a child is registered, where it has ended since."""
    price_id = registered_price(work, holder_id=card.holder_id, session_id=door.session_id)
    price = work.session.get(Price, price_id) if price_id else None
    return price if price is not None and price.ended_at is not None else None


def _chosen_price(work: Work, activity: Activity, card: CardAtDoor, door: Door, price_id: str | None) -> Price | None:
    """The price to charge, the base price unless another was chosen; nothing when that is free.

    Raises PriceUnknown for a price that is not one of this activity's.
    """
    prices = _single_prices(work, activity, card, door)
    chosen = [price for price in prices if price.id == price_id] if price_id else prices[:1]
    if price_id and not chosen:
        raise PriceUnknown(field="price_id")
    return next((price for price in chosen if price.amount), None)
