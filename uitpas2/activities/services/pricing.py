"""Prices: written down, never changed once somebody used them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select, update
from sqlalchemy.orm.attributes import set_committed_value

from uitpas2.activities.errors.planning import PriceChanged
from uitpas2.activities.models import Activity, Price
from uitpas2.activities.rules import PriceCategory
from uitpas2.database.work import Work
from uitpas2.database.writes import happened
from uitpas2.kernel.money import Euro
from uitpas2.kernel.text import TranslatedText

BASE_PRICE_NAME = TranslatedText(nl="Basistarief", fr="Tarif de base", en="Base price")


@dataclass(frozen=True, slots=True)
class NewPrice:
    category: PriceCategory
    name: TranslatedText
    amount: Euro
    for_group: bool = False


def use_price(work: Work, price_id: str) -> None:
    """Somebody buys or registers at a price: from now on it never changes.

    Raises PriceChanged when it was changed or taken away a moment ago, so that it is not the price that was shown.
    """
    price = work.session.get_one(Price, price_id)
    if price.frozen_at is not None:
        return
    as_shown = update(Price).where(Price.id == price.id, Price.amount == price.amount, Price.ended_at.is_(None))
    if not happened(work.session, as_shown.values(frozen_at=work.now)):
        raise PriceChanged(field="price_id")
    set_committed_value(price, "frozen_at", work.now)


def keep_prices(
    work: Work,
    activity: Activity,
    wanted: Sequence[NewPrice],
    *,
    series_id: str | None = None,
    session_id: str | None = None,
) -> bool:
    """Make these the prices of an activity, or of one series or session of it; tells whether one that was used ended.

    A price that keeps its category and name keeps its id. One that was used and now costs something else, or is no
    longer asked, ends and stays: sales and registrations go on naming it.
    """
    known = _known(work, activity.id, series_id, session_id)
    ended = False
    for number, new in enumerate(wanted):
        same = next((old for old in known if _is_same(old, new)), None)
        if same is not None:
            known.remove(same)
        if same is not None and same.amount != new.amount and not _change(work, same, new):
            ended, same = True, None
        if same is None:
            same = Price(id=work.new_id(), activity_id=activity.id, series_id=series_id, session_id=session_id)
            same.category, same.name, same.amount, same.for_group = new.category, new.name, new.amount, new.for_group
            same.position = number
            work.session.add(same)
        same.position, same.name = number, new.name
    for old in known:
        ended |= _take_away(work, old)
    work.session.flush()
    work.session.expire(activity, ["prices"])
    return ended


def _known(work: Work, activity_id: str, series_id: str | None, session_id: str | None) -> list[Price]:
    """The prices that hold now, kept from others until this transaction ends."""
    rows = (
        select(Price)
        .where(Price.activity_id == activity_id, Price.ended_at.is_(None))
        .where(Price.series_id == series_id if series_id else Price.series_id.is_(None))
        .where(Price.session_id == session_id if session_id else Price.session_id.is_(None))
        .order_by(Price.position, Price.id)
    )
    return list(work.session.scalars(rows.with_for_update().execution_options(populate_existing=True)))


def _is_same(old: Price, new: NewPrice) -> bool:
    return (old.category, old.name.nl, old.for_group) == (new.category, new.name.nl, new.for_group)


def _change(work: Work, price: Price, new: NewPrice) -> bool:
    """Change the amount of a price nobody used yet; False when it was used, and then it has ended."""
    if price.frozen_at is None:
        price.amount = new.amount
        return True
    price.ended_at = work.now
    return False


def _take_away(work: Work, price: Price) -> bool:
    """Remove a price nobody used; tells whether it was used, and then it ends."""
    if price.frozen_at is None:
        work.session.delete(price)
        return False
    price.ended_at = work.now
    return True
