"""Coupons and vouchers of the demo: what Gent gives, so that its family and its officer have something to see."""

from __future__ import annotations

from datetime import date, timedelta

from uitpas2.database.work import Work
from uitpas2.discounts.rules.coupons import Audience, CouponKind
from uitpas2.discounts.services import NewCoupon, make_coupon, start_coupon
from uitpas2.kernel.text import TranslatedText
from uitpas2.seeds import people
from uitpas2.seeds.household import as_somebody


def make(work: Work) -> None:
    """One coupon for children, one voucher, and a draft that waits for who signs in."""
    officer = as_somebody(work, people.OFFICER)
    ends = date(work.today.year + 1, 9, 1)
    for wanted in (_culture(work.today, ends), _voucher(work.today, ends)):
        start_coupon(officer, make_coupon(officer, wanted).id)
    make_coupon(officer, _camps(work.today, ends))


def _culture(today: date, ends: date) -> NewCoupon:
    return NewCoupon(
        kind=CouponKind.AMOUNT,
        value=400,
        name=TranslatedText(nl="Cultuurbon", fr="Bon culture", en="Culture coupon"),
        description=TranslatedText(
            nl="Twee keer vier euro korting op iets wat je nog niet kent.",
            fr="Deux fois quatre euros de réduction pour découvrir autre chose.",
            en="Twice four euros off something you do not know yet.",
        ),
        starts=today - timedelta(days=30),
        ends=ends,
        age_from=4,
        age_to=17,
        uses=2,
    )


def _voucher(today: date, ends: date) -> NewCoupon:
    return NewCoupon(
        kind=CouponKind.VOUCHER,
        value=1500,
        name=TranslatedText(nl="Vrijetijdscheque", fr="Chèque-loisirs", en="Leisure voucher"),
        description=TranslatedText(
            nl="Betaal er jouw prijs mee, in één keer of in stukjes.",
            fr="Payez votre prix avec ce chèque, en une ou plusieurs fois.",
            en="Pay your price with it, at once or bit by bit.",
        ),
        starts=today - timedelta(days=30),
        ends=ends,
        audience=Audience.ENTITLED,
    )


def _camps(today: date, ends: date) -> NewCoupon:
    return NewCoupon(
        kind=CouponKind.PERCENT,
        value=50,
        name=TranslatedText(nl="Kampbon", fr="Bon camps", en="Camp coupon"),
        starts=today + timedelta(days=60),
        ends=ends,
        age_from=6,
        age_to=12,
    )
