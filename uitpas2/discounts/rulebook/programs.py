"""The two questions the rule book answers, as a policy reads: what is asked in which order, and what follows."""

from __future__ import annotations

from types import ModuleType

from uitpas2.discounts.engine import Program, Rule
from uitpas2.discounts.rulebook.cards import paragraphs as cards
from uitpas2.discounts.rulebook.limits import paragraphs as limits
from uitpas2.discounts.rulebook.price import coupons, telling
from uitpas2.discounts.rulebook.price import paragraphs as price
from uitpas2.discounts.rulebook.right import paragraphs as right
from uitpas2.discounts.rulebook.shares import paragraphs as shares


def rules_of(*folders: ModuleType) -> tuple[Rule, ...]:
    """Every rule that stands in these paragraphs."""
    return tuple(one for folder in folders for one in vars(folder).values() if isinstance(one, Rule))


RIGHT = Program(
    name="right",
    always=(right.right_starts, right.right_ends),
    conditions=(
        right.reach_holds,
        right.age_fits,
        right.asked_or_automatic,
        right.has_ground,
        right.no_excluding_situation,
        right.income_allowed,
        right.property_allowed,
        right.has_begun,
        right.has_not_ended,
    ),
    granted=(right.in_grace, right.last_day_of_grace),
    refused=(),
    outputs={"right_starts": ("right_starts", "right_starts"), "right_ends": ("right_ends", "right_ends")},
    helpers=rules_of(right),
)

PRICE = Program(
    name="price",
    always=(price.ordinary_price, limits.remaining, price.lives_here),
    conditions=(
        price.lives_in_flanders,
        price.has_right_or_coupon,
        price.class_covered,
        price.costs_covered,
        price.organiser_covered,
        price.offer_in_reach,
        price.price_in_range,
        price.no_other_scheme,
        limits.quota_allows,
        limits.tickets_left,
        limits.group_tickets_left,
        limits.own_part_left,
        limits.intervention_left,
        limits.budget_allows,
        price.reduction_wanted,
        price.reduction_helps,
    ),
    granted=(
        price.price_to_split,
        price.reduced_price,
        coupons.chosen_price,
        limits.intervention,
        limits.own_part_after_cap,
        coupons.voucher_pays,
        coupons.holder_pays,
        shares.organiser_percentage,
        shares.fund_pays,
        shares.flanders_pays,
        shares.organiser_pays,
        shares.municipality_pays,
        shares.municipality_part,
        shares.adds_up,
        limits.cap_left,
        cards.card_refund,
        # which sentences are told
        telling.sibling_percentage_decides,
        telling.sibling_amount_decides,
        telling.leisure_percentage_decides,
        telling.care_percentage_decides,
        telling.fixed_amount_decides,
        telling.unit_price_decides,
        telling.remainder_decides,
        telling.bounds_decide,
        limits.intervention_is_capped,
        limits.own_part_is_capped,
        coupons.uses_voucher,
        shares.organiser_pays_percentage,
        shares.organiser_pays_otherwise,
        shares.municipality_pays_rest,
        shares.municipality_pays_part,
        shares.flanders_contributes,
        shares.fund_contributes,
    ),
    refused=(price.holder_pays_all, limits.cap_left_before),
    outputs={
        "ordinary_price": ("ordinary_price", "ordinary_price"),
        "price_to_split": ("price_to_split", "ordinary_price"),
        "holder_pays": ("holder_pays", "holder_pays_all"),
        "organiser_pays": ("organiser_pays", 0),
        "municipality_pays": ("municipality_pays", 0),
        "flanders_pays": ("flanders_pays", 0),
        "fund_pays": ("fund_pays", 0),
        "intervention": ("intervention", 0),
        "remaining": ("remaining", "remaining"),
        "cap_left": ("cap_left", "cap_left_before"),
        "card_refund": ("card_refund", 0),
    },
    helpers=rules_of(price, coupons, telling, shares, limits, cards),
)
