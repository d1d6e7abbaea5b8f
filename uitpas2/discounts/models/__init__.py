"""Municipal choices, sales with their shares, counters of reduced tickets, and coupons."""

from uitpas2.discounts.models.choices import ChoiceProposal, MunicipalChoice
from uitpas2.discounts.models.coupons import Coupon, CouponCount, CouponHolder, CouponUse
from uitpas2.discounts.models.organisers import OrganiserTraits
from uitpas2.discounts.models.sales import ReducedTickets, Sale, SaleShare

__all__ = [
    "ChoiceProposal",
    "Coupon",
    "CouponCount",
    "CouponHolder",
    "CouponUse",
    "MunicipalChoice",
    "OrganiserTraits",
    "ReducedTickets",
    "Sale",
    "SaleShare",
]
