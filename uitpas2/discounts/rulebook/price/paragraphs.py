"""What the holder pays: when a lower price holds, and how much it is.

Sentences speak to the family. A rule with `told_when` is told only where it made the price.
"""

from __future__ import annotations

from uitpas2.discounts.engine import (
    NOTHING,
    Cents,
    Change,
    Code,
    Codes,
    Count,
    Percent,
    YesNo,
    half_up,
    has,
    overlaps,
    rounded,
    rule,
)
from uitpas2.discounts.rulebook.codes import (
    CLASS_CARE,
    COUPON_NONE,
    HOLDER_FORMULA_FIXED,
    HOLDER_FORMULA_LESSER,
    HOLDER_FORMULA_REMAINDER,
    HOLDER_FORMULA_UNIT,
    PLACE_MUNICIPALITY,
    SECOND_SCHEME_ALLOWED,
    SIBLING_WITH_REDUCED_MULTIPLIED,
    SIBLING_WITH_REDUCED_NOT_COMBINED,
)
from uitpas2.kernel.text import TranslatedText

# The price for everybody.


@rule(17)
def sibling_applies(
    siblings: Count,
    siblings_from: Count,
    product_class: Code,
    sibling_classes: Codes,
    sibling_discount_pct: Percent,
    sibling_unit_price: Cents,
    labels: Codes,
    excluded_labels: Codes,
) -> YesNo:
    """Enough children of the family are there that day, and this kind of offer is cheaper for them.

    Never for what is never reduced, such as a fine.
    """
    is_cheaper = sibling_discount_pct > 0 or sibling_unit_price < NOTHING
    enough = siblings >= siblings_from and is_cheaper
    return enough and has(sibling_classes, product_class) and not overlaps(labels, excluded_labels)


@rule(
    17,
    yes=TranslatedText(
        nl="Er zijn die dag meer kinderen van je gezin. Daarom gaat er eerst {sibling_discount_pct} % af: {outcome}.",
        fr="D’autres enfants du ménage sont là ce jour. {sibling_discount_pct} % sont d’abord déduits : {outcome}.",
        en="More children of your family are there that day. So first {sibling_discount_pct}% comes off: {outcome}.",
    ),
    told_when="sibling_percentage_decides",
)
def siblings_pay_percentage(price: Cents, sibling_discount_pct: Percent) -> Cents:
    """What is left of the price after the percentage for brothers and sisters."""
    return half_up(price * (100 - sibling_discount_pct), 100)


@rule(
    17,
    yes=TranslatedText(
        nl="Er zijn die dag meer kinderen van je gezin. Dan is het {sibling_unit_price} per {unit}: samen {outcome}.",
        fr="D’autres enfants du ménage sont là ce jour. C’est alors {sibling_unit_price} par {unit} : {outcome}.",
        en="More children of your family are there that day. Then it is {sibling_unit_price} per {unit}: {outcome}.",
    ),
    told_when="sibling_amount_decides",
)
def siblings_pay_units(price: Cents, sibling_unit_price: Cents, units: Count) -> Cents:
    """An amount for each unit in place of the percentage; brothers and sisters never make it dearer."""
    return min(price, min(price, sibling_unit_price) * units)


@rule(17)
def price_with_siblings(
    price: Cents,
    sibling_applies: YesNo,
    sibling_unit_price: Cents,
    siblings_pay_percentage: Cents,
    siblings_pay_units: Cents,
) -> Cents:
    """The price after the reduction for brothers and sisters, which has nothing to do with the right."""
    together = siblings_pay_percentage if sibling_unit_price == NOTHING else siblings_pay_units
    return together if sibling_applies else price


@rule(17)
def siblings_come_first(sibling_applies: YesNo, sibling_with_reduced: Code) -> YesNo:
    """Both reductions together: first the one for brothers and sisters."""
    return sibling_applies and sibling_with_reduced == SIBLING_WITH_REDUCED_MULTIPLIED


@rule(1)
def ordinary_price(price_with_siblings: Cents, is_card: YesNo, card_price: Cents) -> Cents:
    """What anybody pays; for the card itself what the municipality asks."""
    return card_price if is_card else price_with_siblings


# When a lower price holds.


@rule(2)
def lives_here(lives: Code) -> YesNo:
    """These are the rules of the own municipality: not where a coupon of a neighbour is used, which chooses for it."""
    return lives == PLACE_MUNICIPALITY


@rule(
    2,
    yes=TranslatedText(
        nl="Je woont in {municipality}. Die gemeente kiest de regels die voor jou gelden.",
        fr="Vous habitez à {municipality}. Cette commune choisit les règles qui valent pour vous.",
        en="You live in {municipality}. That municipality chooses the rules that hold for you.",
    ),
    no=TranslatedText(
        nl="Je woont niet in Vlaanderen. Dan geldt de gewone prijs.",
        fr="Vous n’habitez pas en Flandre. Le prix ordinaire s’applique donc.",
        en="You do not live in Flanders. Then the ordinary price holds.",
    ),
    told_when="lives_here",
)
def lives_in_flanders(lives_in_flanders: YesNo) -> YesNo:
    """A municipality pays its part, wherever the activity is."""
    return lives_in_flanders


@rule(
    3,
    yes=TranslatedText(
        nl="Je verlaagde prijs gold op {day}.",
        fr="Votre prix réduit était valable le {day}.",
        en="Your reduced price held on {day}.",
    ),
)
def right_holds(has_right: YesNo) -> YesNo:
    """The right was found to hold on this day."""
    return has_right


@rule(
    3,
    no=TranslatedText(
        nl="Op {day} gold voor jou de gewone prijs.",
        fr="Le {day}, le prix ordinaire s’appliquait à vous.",
        en="On {day} the ordinary price held for you.",
    ),
    change=(
        Change(
            "has_right",
            "yes",
            TranslatedText(
                nl="Kan jouw prijs lager zijn? De balie van {municipality} kijkt het met je na.",
                fr="Votre prix peut-il être plus bas ? Le guichet de {municipality} le vérifie avec vous.",
                en="Can your price be lower? The desk of {municipality} will look at it with you.",
            ),
        ),
    ),
)
def has_right_or_coupon(right_holds: YesNo, coupon: Code) -> YesNo:
    """Whoever has a coupon needs no right for it."""
    return right_holds or coupon != COUPON_NONE


@rule(
    1,
    no=TranslatedText(
        nl="Dit soort aanbod ({product_class}) valt in {municipality} niet onder de verlaagde prijs.",
        fr="À {municipality}, ce type d’offre ({product_class}) n’est pas concerné par le prix réduit.",
        en="In {municipality} this kind of offer ({product_class}) has no reduced price.",
    ),
)
def class_covered(product_class: Code, covered_classes: Codes) -> YesNo:
    """The municipality covers this kind of offer."""
    return has(covered_classes, product_class)


@rule(
    22,
    no=TranslatedText(
        nl="De verlaagde prijs geldt niet voor deze kosten: {excluded_labels}.",
        fr="Le prix réduit ne vaut pas pour ces frais : {excluded_labels}.",
        en="The reduced price does not hold for these costs: {excluded_labels}.",
    ),
)
def costs_covered(labels: Codes, excluded_labels: Codes) -> YesNo:
    """Nothing in this price is a cost that stays outside."""
    return not overlaps(labels, excluded_labels)


@rule(
    22,
    no=TranslatedText(
        nl="Bij deze organisator geldt de gewone prijs.",
        fr="Chez cet organisateur, le prix ordinaire s’applique.",
        en="With this organiser the ordinary price holds.",
    ),
)
def organiser_covered(organiser_is: Codes, organisers_covered: Codes) -> YesNo:
    """No kind of organiser is named, or this one is of a kind that is."""
    return organisers_covered == 0 or overlaps(organiser_is, organisers_covered)


@rule(
    26,
    no=TranslatedText(
        nl="Deze activiteit is buiten het gebied waar je verlaagde prijs geldt.",
        fr="Cette activité est hors de la zone où votre prix réduit est valable.",
        en="This activity is outside the area where your reduced price holds.",
    ),
    change=(
        Change(
            "organiser_in",
            "municipality",
            TranslatedText(
                nl="Bij een organisator in {municipality} geldt je verlaagde prijs wel.",
                fr="Chez un organisateur de {municipality}, votre prix réduit est valable.",
                en="With an organiser in {municipality} your reduced price does hold.",
            ),
        ),
    ),
)
def offer_in_reach(organiser_in: Code, offer_reach: Code) -> YesNo:
    """The organiser is near enough to the holder's home."""
    return organiser_in <= offer_reach


@rule(
    22,
    no=TranslatedText(
        nl="Bij een prijs van {price} geldt geen verlaagde prijs.",
        fr="Pour un prix de {price}, il n’y a pas de prix réduit.",
        en="For a price of {price} there is no reduced price.",
    ),
)
def price_in_range(price: Cents, price_from: Cents, price_to: Cents) -> YesNo:
    """Both amounts count as inside."""
    return price_from <= price <= price_to


@rule(
    23,
    no=TranslatedText(
        nl="Je krijgt hiervoor al een andere korting van een overheid. Twee samen kan niet.",
        fr="Vous recevez déjà pour cela une autre réduction publique. Les deux ensemble ne sont pas possibles.",
        en="You already get another public discount for this. Two together is not possible.",
    ),
    change=(
        Change(
            "other_public_discount",
            "no",
            TranslatedText(
                nl="Zonder die andere korting geldt je verlaagde prijs wel.",
                fr="Sans cette autre réduction, votre prix réduit est valable.",
                en="Without that other discount your reduced price does hold.",
            ),
        ),
    ),
)
def no_other_scheme(other_public_discount: YesNo, second_scheme: Code) -> YesNo:
    """No second scheme lowers this price, where that is excluded."""
    return second_scheme == SECOND_SCHEME_ALLOWED or not other_public_discount


@rule(
    7,
    no=TranslatedText(
        nl="Dit ticket werd aan de gewone prijs gevraagd.",
        fr="Ce billet a été demandé au prix ordinaire.",
        en="This ticket was asked for at the ordinary price.",
    ),
    change=(
        Change(
            "reduction_wanted",
            "yes",
            TranslatedText(
                nl="Je kunt ook een ticket aan jouw prijs vragen.",
                fr="Vous pouvez aussi demander un billet à votre prix.",
                en="You can ask for a ticket at your price too.",
            ),
        ),
    ),
)
def reduction_wanted(reduction_wanted: YesNo) -> YesNo:
    """Somebody may buy more tickets than they get a lower price for."""
    return reduction_wanted


@rule(
    17,
    no=TranslatedText(
        nl="Met de korting voor broers en zussen betaal je minder dan met je verlaagde prijs. Die krijg je dus.",
        fr="La réduction pour frères et sœurs vous fait payer moins que votre prix réduit. Vous recevez donc celle-là.",
        en="The reduction for brothers and sisters makes you pay less than your reduced price. So that one is yours.",
    ),
)
def reduction_helps(
    own_part_after_cap: Cents, ordinary_price: Cents, sibling_applies: YesNo, sibling_with_reduced: Code
) -> YesNo:
    """Where the two reductions do not go together, the family gets the better one."""
    one_of_two = sibling_applies and sibling_with_reduced == SIBLING_WITH_REDUCED_NOT_COMBINED
    return not one_of_two or own_part_after_cap <= ordinary_price


# The lower price.


@rule(
    1,
    yes=TranslatedText(
        nl="De gewone prijs is {outcome}.",
        fr="Le prix ordinaire est de {outcome}.",
        en="The ordinary price is {outcome}.",
    ),
)
def price_to_split(ordinary_price: Cents, price: Cents, sibling_applies: YesNo, sibling_with_reduced: Code) -> Cents:
    """The ordinary price; the one before the reduction for brothers and sisters where the two do not go together."""
    before_siblings = sibling_applies and sibling_with_reduced == SIBLING_WITH_REDUCED_NOT_COMBINED
    return price if before_siblings else ordinary_price


@rule(
    4,
    yes=TranslatedText(
        nl="In de vrije tijd krijg je {discount_leisure_pct} % korting: je betaalt {outcome}.",
        fr="Pour les loisirs, vous recevez {discount_leisure_pct} % de réduction : vous payez {outcome}.",
        en="In leisure you get {discount_leisure_pct}% off: you pay {outcome}.",
    ),
    told_when="leisure_percentage_decides",
)
def holder_pays_leisure(
    price_to_split: Cents, discount_leisure_pct: Percent, round_to: Cents, round_direction: Code
) -> Cents:
    """What is left of the price after the discount for leisure."""
    return rounded(price_to_split * (100 - discount_leisure_pct), 100, round_to, round_direction)


@rule(
    5,
    yes=TranslatedText(
        nl="In de buitenschoolse opvang krijg je {discount_care_pct} % korting: je betaalt {outcome}.",
        fr="Pour l’accueil extrascolaire, vous recevez {discount_care_pct} % de réduction : vous payez {outcome}.",
        en="In out-of-school care you get {discount_care_pct}% off: you pay {outcome}.",
    ),
    told_when="care_percentage_decides",
)
def holder_pays_care(
    price_to_split: Cents, discount_care_pct: Percent, round_to: Cents, round_direction: Code
) -> Cents:
    """What is left of the price after the discount for care."""
    return rounded(price_to_split * (100 - discount_care_pct), 100, round_to, round_direction)


@rule(1)
def is_care(product_class: Code) -> YesNo:
    """Care has rules of its own; camps, playgrounds and all the rest follow those of leisure."""
    return product_class == CLASS_CARE


@rule(16)
def by_percentage(is_care: YesNo, holder_pays_care: Cents, holder_pays_leisure: Cents) -> Cents:
    """The price after the discount for this kind of offer."""
    return holder_pays_care if is_care else holder_pays_leisure


@rule(
    16,
    yes=TranslatedText(
        nl="Je betaalt een vast bedrag: {outcome}.",
        fr="Vous payez un montant fixe : {outcome}.",
        en="You pay a fixed amount: {outcome}.",
    ),
    told_when="fixed_amount_decides",
)
def holder_pays_fixed(holder_fixed: Cents) -> Cents:
    """The same amount for everybody with the right."""
    return holder_fixed


@rule(16)
def fixed_decides(holder_formula: Code, holder_pays_fixed: Cents, by_percentage: Cents) -> YesNo:
    """The fixed amount is the formula, or it is the lesser of the two."""
    is_lesser = holder_formula == HOLDER_FORMULA_LESSER and holder_pays_fixed < by_percentage
    return holder_formula == HOLDER_FORMULA_FIXED or is_lesser


@rule(
    16,
    yes=TranslatedText(
        nl="Je betaalt {unit_price} per {unit}: samen {outcome}.",
        fr="Vous payez {unit_price} par {unit} : {outcome} au total.",
        en="You pay {unit_price} per {unit}: {outcome} in all.",
    ),
    told_when="unit_price_decides",
)
def holder_pays_units(unit_price: Cents, units: Count) -> Cents:
    """A price for each unit that was started."""
    return unit_price * units


@rule(
    16,
    yes=TranslatedText(
        nl="De anderen nemen elk hun deel van de prijs. Jij betaalt wat overblijft: {outcome}.",
        fr="Les autres prennent chacun leur part du prix. Vous payez ce qui reste : {outcome}.",
        en="The others each take their part of the price. You pay what is left: {outcome}.",
    ),
    told_when="remainder_decides",
)
def holder_pays_remainder(price_to_split: Cents, others_give: Cents) -> Cents:
    """What the others leave of the price."""
    return max(0, price_to_split - others_give)


@rule(16)
def by_formula(
    holder_formula: Code,
    fixed_decides: YesNo,
    holder_pays_fixed: Cents,
    holder_pays_units: Cents,
    holder_pays_remainder: Cents,
    by_percentage: Cents,
) -> Cents:
    """What the chosen formula asks of the holder, before floor and ceiling."""
    by_units = holder_formula == HOLDER_FORMULA_UNIT
    others = holder_pays_remainder if holder_formula == HOLDER_FORMULA_REMAINDER else by_percentage
    return holder_pays_fixed if fixed_decides else holder_pays_units if by_units else others


@rule(16)
def own_part_ceiling(
    price_to_split: Cents, is_care: YesNo, holder_at_most_leisure_pct: Percent, holder_at_most_care_pct: Percent
) -> Cents:
    """Whatever the formula, the holder never pays a larger part of the price than this."""
    highest_pct = holder_at_most_care_pct if is_care else holder_at_most_leisure_pct
    return half_up(price_to_split * highest_pct, 100)


@rule(
    16,
    yes=TranslatedText(
        nl="De regels leggen vast wat je minstens en hoogstens betaalt. Hier is dat {outcome}.",
        fr="Les règles fixent ce que vous payez au moins et au plus. Ici, c’est {outcome}.",
        en="The rules lay down the least and the most you pay. Here that is {outcome}.",
    ),
    told_when="bounds_decide",
)
def within_bounds(price_to_split: Cents, by_formula: Cents, own_part_ceiling: Cents, holder_at_least: Cents) -> Cents:
    """What the formula asks, not below the floor, and above all not over the ceiling or the price."""
    return min(max(by_formula, holder_at_least), own_part_ceiling, price_to_split)


@rule(16)
def reduced_price(is_card: YesNo, holder_pays_card: Cents, within_bounds: Cents) -> Cents:
    """What whoever has the right pays, without coupons and ceilings for the year."""
    return holder_pays_card if is_card else within_bounds


# Without it.


@rule(
    1,
    yes=TranslatedText(
        nl="Je betaalt de gewone prijs: {ordinary_price}.",
        fr="Vous payez le prix ordinaire : {ordinary_price}.",
        en="You pay the ordinary price: {ordinary_price}.",
    ),
)
def holder_pays_all(ordinary_price: Cents) -> Cents:
    """Without a lower price the holder pays all of it."""
    return ordinary_price
