"""Coupons and vouchers of Gent that can be used now."""

from __future__ import annotations

from datetime import date

from tests.factories.accounts import LONG_AGO
from tests.factories.base import Factory, uuid
from uitpas2.discounts.models import Coupon
from uitpas2.discounts.rules.coupons import Audience, CouponKind, CouponState, Reach
from uitpas2.kernel.period import PeriodKind
from uitpas2.kernel.text import TranslatedText


class CouponFactory(Factory):
    """Once in all for € 1,00, for everybody in Gent: `CouponFactory(kind=CouponKind.AMOUNT, value=300, uses=2)`."""

    class Meta:
        model = Coupon

    id = uuid("coupon")
    municipality_nis = "44021"
    card_system_id = 5
    kind = CouponKind.PRICE
    value = 100
    name = TranslatedText(nl="Cultuurbon", fr="Bon culture", en="Culture coupon")
    description = TranslatedText(nl="")
    starts = date(2026, 11, 1)
    ends = date(2027, 1, 1)
    organiser_ids: list[str] = []
    activity_ids: list[str] = []
    themes: list[str] = []
    price_from = None
    audience = Audience.EVERYBODY
    reach = Reach.MUNICIPALITY
    age_from = None
    age_to = None
    includes_new = True
    uses = 1
    uses_period = PeriodKind.ABSOLUTE
    uses_in_all = None
    used = 0
    state = CouponState.ACTIVE
    counts_until = None
    made_by = "test"
    made_at = LONG_AGO


class VoucherFactory(CouponFactory):
    """A voucher of € 5,00."""

    kind = CouponKind.VOUCHER
    value = 500
    name = TranslatedText(nl="Vrijetijdscheque", fr="Chèque-loisirs", en="Leisure voucher")
