"""What can be done with prices: choose, quote, sell, cancel, and give coupons."""

from uitpas2.discounts.services.choices import approve, decline, propose_choices
from uitpas2.discounts.services.entitlement import Checked, check_right
from uitpas2.discounts.services.giving import (
    NewCoupon,
    Preview,
    make_coupon,
    preview,
    preview_of,
    start_coupon,
    stop_coupon,
    withdraw_coupon,
)
from uitpas2.discounts.services.measuring import Measured
from uitpas2.discounts.services.organisers import describe_organiser
from uitpas2.discounts.services.quoting import Quote, quote
from uitpas2.discounts.services.reserving import keep_budget
from uitpas2.discounts.services.selling import cancel_sale, sell
from uitpas2.discounts.services.using import Tariff, coupon_tariffs, forget_uses

__all__ = [
    "Checked",
    "Measured",
    "NewCoupon",
    "Preview",
    "Quote",
    "Tariff",
    "approve",
    "cancel_sale",
    "check_right",
    "coupon_tariffs",
    "decline",
    "describe_organiser",
    "forget_uses",
    "keep_budget",
    "make_coupon",
    "preview",
    "preview_of",
    "propose_choices",
    "quote",
    "sell",
    "start_coupon",
    "stop_coupon",
    "withdraw_coupon",
]
