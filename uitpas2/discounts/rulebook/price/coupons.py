"""Coupons, which come in place of the reduced price or on top of it, and vouchers, which pay the own part."""

from __future__ import annotations

from uitpas2.discounts.engine import Cents, Code, Count, YesNo, half_up, rule
from uitpas2.discounts.rulebook.codes import COUPON_COMBINATION_ON_TOP, COUPON_NONE, COUPON_PERCENT, COUPON_PRICE
from uitpas2.kernel.text import TranslatedText


@rule(18)
def uses_coupon(coupon: Code) -> YesNo:
    """A coupon is shown."""
    return coupon != COUPON_NONE


@rule(18)
def coupon_on_top(right_holds: YesNo, coupon_combination: Code) -> YesNo:
    """A coupon comes on top of the reduced price instead of in its place."""
    return right_holds and coupon_combination == COUPON_COMBINATION_ON_TOP


@rule(18)
def coupon_on(coupon_on_top: YesNo, reduced_price: Cents, price_to_split: Cents) -> Cents:
    """The price that the coupon lowers."""
    return reduced_price if coupon_on_top else price_to_split


@rule(
    18,
    yes=TranslatedText(
        nl="Met je bon betaal je {outcome}.",
        fr="Avec votre bon, vous payez {outcome}.",
        en="With your coupon you pay {outcome}.",
    ),
    told_when="uses_coupon",
)
def price_by_coupon(coupon: Code, coupon_value: Count, coupon_on: Cents) -> Cents:
    """A price of its own, a percentage off or an amount off; a coupon never makes anything dearer or below nothing."""
    after_percentage = half_up(coupon_on * max(0, 100 - coupon_value), 100)
    after_amount = max(0, coupon_on - coupon_value)
    by_percentage_or_amount = after_percentage if coupon == COUPON_PERCENT else after_amount
    return min(coupon_value, coupon_on) if coupon == COUPON_PRICE else by_percentage_or_amount


@rule(18)
def chosen_price(uses_coupon: YesNo, price_by_coupon: Cents, reduced_price: Cents) -> Cents:
    """The price by the coupon that was shown, else the reduced price."""
    return price_by_coupon if uses_coupon else reduced_price


@rule(
    18,
    yes=TranslatedText(
        nl="Van je cheque gaat er {outcome} af.",
        fr="{outcome} sont déduits de votre chèque.",
        en="{outcome} comes off your voucher.",
    ),
    told_when="uses_voucher",
)
def voucher_pays(voucher_left: Cents, own_part_after_cap: Cents, vouchers_accepted: YesNo) -> Cents:
    """What is left on the voucher, and never more than the holder's own part."""
    return min(voucher_left, own_part_after_cap) if vouchers_accepted else 0


@rule(18)
def uses_voucher(voucher_pays: Cents) -> YesNo:
    """Part of the price comes off a voucher."""
    return voucher_pays > 0


@rule(
    18,
    yes=TranslatedText(
        nl="Zelf betaal je nog {outcome}.", fr="Vous payez encore {outcome}.", en="You still pay {outcome}."
    ),
    told_when="uses_voucher",
)
def holder_pays(own_part_after_cap: Cents, voucher_pays: Cents) -> Cents:
    """What the holder hands over."""
    return own_part_after_cap - voucher_pays
