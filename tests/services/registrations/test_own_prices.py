"""What is booked has its own price, and who registered keeps the one that was shown."""

from __future__ import annotations

from datetime import timedelta

from tests.factories.accounts import OrganisationFactory
from tests.factories.registrations import family, swimming
from uitpas2.activities.models import Price
from uitpas2.activities.rules import PriceCategory
from uitpas2.activities.services.pricing import NewPrice, keep_prices
from uitpas2.cards.queries import active_card
from uitpas2.database.work import Work
from uitpas2.discounts.services import quote, sell
from uitpas2.kernel.money import Euro
from uitpas2.kernel.text import TranslatedText
from uitpas2.registrations import services

BASE = TranslatedText(nl="Basistarief")


def test_who_registers_for_a_session_with_its_own_price_keeps_that_price(work: Work) -> None:
    OrganisationFactory(of_municipality=True)
    home = family(with_right=True)
    activity, session = swimming(session__starts=work.now + timedelta(days=9))
    keep_prices(work, activity, [NewPrice(PriceCategory.BASE, BASE, Euro(2000))], session_id=session.id)

    made = services.register(work, session_id=session.id, holder_id=home.child.id)
    ended = keep_prices(work, activity, [NewPrice(PriceCategory.BASE, BASE, Euro(3000))], session_id=session.id)

    now = quote(work, activity_id=activity.id, holder_id=home.child.id, session_id=session.id)
    then = quote(work, activity_id=activity.id, holder_id=home.child.id, session_id=session.id, price_id=made.price_id)
    whole = quote(work, activity_id=activity.id, holder_id=home.child.id)
    assert ended
    assert made.price_shown == Euro(400)  # 20 % of € 20,00
    assert (now.holder_pays, then.holder_pays, whole.full_price) == (Euro(600), Euro(400), Euro(1000))


def test_what_is_sold_once_is_never_changed(work: Work) -> None:
    OrganisationFactory(of_municipality=True)
    home = family()
    activity, _ = swimming()
    base = activity.prices[0]
    assert base.frozen_at is None

    sold = sell(work, activity_id=activity.id, holder_id=home.child.id, card_id=_card(work, home.child.id))
    keep_prices(work, activity, [NewPrice(base.category, base.name, Euro(1500))])

    kept = work.session.get_one(Price, base.id, populate_existing=True)
    assert sold.receipt["price_id"] == base.id
    assert (kept.amount, kept.frozen_at, kept.ended_at) == (Euro(1000), work.now, work.now)
    assert [price.amount for price in activity.prices] == [Euro(1500)]


def _card(work: Work, holder_id: str) -> str:
    card = active_card(work, holder_id)
    assert card is not None
    return card.id
