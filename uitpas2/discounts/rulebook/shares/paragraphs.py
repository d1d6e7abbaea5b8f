"""Who pays the rest of the price.

Shares are taken in a fixed order, so that the order of payers in a file cannot matter: the fund, Flanders (out of the
municipality's part), the municipality, the organiser. One payer takes the remainder, with the cent of rounding.
"""

from __future__ import annotations

from uitpas2.discounts.engine import Cents, Code, Codes, Percent, TenthsPct, YesNo, half_up, has, rule
from uitpas2.discounts.rulebook.codes import (
    CLASS_CARD,
    ORGANISER_RECOGNISED_ASSOCIATION,
    REMAINDER_PAYER_FLANDERS,
    REMAINDER_PAYER_FUND,
    REMAINDER_PAYER_MUNICIPALITY,
    REMAINDER_PAYER_ORGANISER,
)
from uitpas2.kernel.text import TranslatedText


@rule(8)
def rest(price_to_split: Cents, own_part_after_cap: Cents) -> Cents:
    """What the holder leaves of the price; what a voucher pays is still part of the holder's own part."""
    return price_to_split - own_part_after_cap


# What each payer may be asked.


@rule(25)
def relieved(organiser_is: Codes, entitled_members: TenthsPct, relief_threshold: TenthsPct) -> YesNo:
    """A recognised association with many members at the reduced price pays no share of its own."""
    return has(organiser_is, ORGANISER_RECOGNISED_ASSOCIATION) and entitled_members >= relief_threshold


@rule(
    6,
    yes=TranslatedText(
        nl="De organisator neemt {organiser_share_pct} % van de gewone prijs op zich: {outcome}.",
        fr="L’organisateur prend à sa charge {organiser_share_pct} % du prix ordinaire : {outcome}.",
        en="The organiser bears {organiser_share_pct}% of the ordinary price: {outcome}.",
    ),
    told_when="organiser_pays_percentage",
)
def organiser_percentage(price_to_split: Cents, organiser_share_pct: Percent) -> Cents:
    """A percentage of the whole price, to the nearest cent."""
    return half_up(price_to_split * organiser_share_pct, 100)


@rule(6)
def organiser_gives(organiser_percentage: Cents, organiser_fixed: Cents) -> Cents:
    """What does not hang on the own part of the holder: a percentage of the price and a fixed amount."""
    return organiser_percentage + organiser_fixed


@rule(25)
def fund_gives(price_to_split: Cents, fund_share_pct: Percent, fund_fixed: Cents) -> Cents:
    """A percentage of the price and a fixed amount."""
    return half_up(price_to_split * fund_share_pct, 100) + fund_fixed


@rule(25)
def flanders_gives(price_to_split: Cents, flanders_share_pct: Percent, flanders_fixed: Cents) -> Cents:
    """A percentage of the price and a fixed amount."""
    return half_up(price_to_split * flanders_share_pct, 100) + flanders_fixed


@rule(8)
def municipality_gives(price_to_split: Cents, municipality_share_pct: Percent, municipality_fixed: Cents) -> Cents:
    """A percentage of the price and a fixed amount."""
    return half_up(price_to_split * municipality_share_pct, 100) + municipality_fixed


@rule(16)
def others_give(organiser_gives: Cents, fund_gives: Cents, flanders_gives: Cents, municipality_gives: Cents) -> Cents:
    """All of them together, where the holder pays what they leave. Flanders pays out of the municipality's part.

    An association that is relieved counts as if it paid: its relief is for the others to bear, not for the holder."""
    return organiser_gives + fund_gives + max(flanders_gives, municipality_gives)


@rule(6)
def organiser_claim(
    product_class: Code, rest: Cents, organiser_gives: Cents, relieved: YesNo, organiser_rest_pct: Percent
) -> Cents:
    """With a percentage of the rest on top; never for the card, and not when relieved."""
    asked = organiser_gives + half_up(rest * organiser_rest_pct, 100)
    return 0 if relieved or product_class == CLASS_CARD else asked


@rule(25)
def fund_claim(rest: Cents, fund_gives: Cents, fund_rest_pct: Percent) -> Cents:
    """With a percentage of the rest on top."""
    return fund_gives + half_up(rest * fund_rest_pct, 100)


@rule(25)
def flanders_claim(rest: Cents, flanders_gives: Cents, flanders_rest_pct: Percent) -> Cents:
    """With a percentage of the rest on top."""
    return flanders_gives + half_up(rest * flanders_rest_pct, 100)


@rule(8)
def municipality_claim(rest: Cents, municipality_gives: Cents, municipality_rest_pct: Percent) -> Cents:
    """With a percentage of the rest on top; Flanders pays out of this part."""
    return municipality_gives + half_up(rest * municipality_rest_pct, 100)


# Taken in a fixed order, never more than there is.


@rule(25)
def fund_first(rest: Cents, fund_claim: Cents) -> Cents:
    return min(rest, fund_claim)


@rule(25)
def flanders_first(rest: Cents, fund_first: Cents, flanders_claim: Cents) -> Cents:
    return min(rest - fund_first, flanders_claim)


@rule(8)
def municipality_first(rest: Cents, fund_first: Cents, flanders_first: Cents, municipality_claim: Cents) -> Cents:
    """The municipality's part without what Flanders takes over from it."""
    own = max(0, municipality_claim - flanders_first)
    return min(rest - fund_first - flanders_first, own)


@rule(6)
def organiser_first(
    rest: Cents, fund_first: Cents, flanders_first: Cents, municipality_first: Cents, organiser_claim: Cents
) -> Cents:
    return min(rest - fund_first - flanders_first - municipality_first, organiser_claim)


@rule(8)
def remainder(
    rest: Cents, fund_first: Cents, flanders_first: Cents, municipality_first: Cents, organiser_first: Cents
) -> Cents:
    """What nobody was asked, with the cent that rounding may leave."""
    return rest - fund_first - flanders_first - municipality_first - organiser_first


@rule(25)
def remainder_taker(remainder_payer: Code, relieved: YesNo) -> Code:
    """Who takes the remainder: the municipality in the place of an association that is relieved."""
    return (
        REMAINDER_PAYER_MUNICIPALITY if relieved and remainder_payer == REMAINDER_PAYER_ORGANISER else remainder_payer
    )


# What each payer pays.


@rule(
    25,
    yes=TranslatedText(
        nl="Een fonds van partners betaalt {outcome}.",
        fr="Un fonds de partenaires paie {outcome}.",
        en="A fund of partners pays {outcome}.",
    ),
    told_when="fund_contributes",
)
def fund_pays(fund_first: Cents, remainder: Cents, remainder_taker: Code) -> Cents:
    return fund_first + (remainder if remainder_taker == REMAINDER_PAYER_FUND else 0)


@rule(
    25,
    yes=TranslatedText(
        nl="Vlaanderen betaalt {outcome}.", fr="La Flandre paie {outcome}.", en="Flanders pays {outcome}."
    ),
    told_when="flanders_contributes",
)
def flanders_pays(flanders_first: Cents, remainder: Cents, remainder_taker: Code) -> Cents:
    return flanders_first + (remainder if remainder_taker == REMAINDER_PAYER_FLANDERS else 0)


@rule(
    6,
    yes=TranslatedText(
        nl="De organisator neemt {outcome} op zich.",
        fr="L’organisateur prend {outcome} à sa charge.",
        en="The organiser bears {outcome}.",
    ),
    told_when="organiser_pays_otherwise",
)
def organiser_pays(organiser_first: Cents, remainder: Cents, remainder_taker: Code) -> Cents:
    return organiser_first + (remainder if remainder_taker == REMAINDER_PAYER_ORGANISER else 0)


@rule(
    8,
    yes=TranslatedText(
        nl="{municipality} betaalt de rest: {outcome}.",
        fr="{municipality} paie le reste : {outcome}.",
        en="{municipality} pays the rest: {outcome}.",
    ),
    told_when="municipality_pays_rest",
)
def municipality_pays(municipality_first: Cents, remainder: Cents, remainder_taker: Code, voucher_pays: Cents) -> Cents:
    """Its part, the remainder where that is the municipality's, and what its voucher pays."""
    more = remainder if remainder_taker == REMAINDER_PAYER_MUNICIPALITY else 0
    return municipality_first + more + voucher_pays


@rule(
    8,
    yes=TranslatedText(
        nl="{municipality} betaalt {outcome}.", fr="{municipality} paie {outcome}.", en="{municipality} pays {outcome}."
    ),
    told_when="municipality_pays_part",
)
def municipality_part(municipality_pays: Cents) -> Cents:
    """The same amount, told where somebody else pays the remainder."""
    return municipality_pays


@rule(
    8,
    yes=TranslatedText(
        nl="Samen is dat precies de gewone prijs: {price_to_split}.",
        fr="Ensemble, cela fait exactement le prix ordinaire : {price_to_split}.",
        en="Together that is exactly the ordinary price: {price_to_split}.",
    ),
)
def adds_up(
    price_to_split: Cents,
    holder_pays: Cents,
    organiser_pays: Cents,
    municipality_pays: Cents,
    flanders_pays: Cents,
    fund_pays: Cents,
) -> YesNo:
    return price_to_split == holder_pays + organiser_pays + municipality_pays + flanders_pays + fund_pays


# Which of these sentences is worth telling.


@rule(6)
def organiser_pays_percentage(organiser_pays: Cents, organiser_percentage: Cents) -> YesNo:
    return organiser_pays > 0 and organiser_pays == organiser_percentage


@rule(6)
def organiser_pays_otherwise(organiser_pays: Cents, organiser_percentage: Cents) -> YesNo:
    return organiser_pays > 0 and organiser_pays != organiser_percentage


@rule(8)
def municipality_pays_rest(municipality_pays: Cents, remainder_taker: Code) -> YesNo:
    return municipality_pays > 0 and remainder_taker == REMAINDER_PAYER_MUNICIPALITY


@rule(8)
def municipality_pays_part(municipality_pays: Cents, remainder_taker: Code) -> YesNo:
    return municipality_pays > 0 and remainder_taker != REMAINDER_PAYER_MUNICIPALITY


@rule(25)
def flanders_contributes(flanders_pays: Cents) -> YesNo:
    return flanders_pays > 0


@rule(25)
def fund_contributes(fund_pays: Cents) -> YesNo:
    return fund_pays > 0
