"""What the card itself costs, and what is given back for a card that is replaced."""

from __future__ import annotations

from uitpas2.discounts.engine import Cents, Code, Codes, YesNo, has, rule
from uitpas2.discounts.rulebook.codes import CLASS_CARD, LABEL_CONVERSION
from uitpas2.kernel.text import TranslatedText


@rule(24)
def is_card(product_class: Code) -> YesNo:
    """The card itself is bought."""
    return product_class == CLASS_CARD


@rule(
    24,
    yes=TranslatedText(
        nl="Jouw prijs voor de pas zelf is {outcome}.",
        fr="Votre prix pour le pass lui-même est de {outcome}.",
        en="Your price for the card itself is {outcome}.",
    ),
    told_when="is_card",
)
def holder_pays_card(price_to_split: Cents, card_price_reduced: Cents) -> Cents:
    """The reduced price of the card, and never more than its ordinary price."""
    return min(card_price_reduced, price_to_split)


@rule(24)
def gets_card_refund(labels: Codes, refund_on_conversion: YesNo) -> YesNo:
    """A card bought at the ordinary price is replaced, and the rules give that price back."""
    return refund_on_conversion and has(labels, LABEL_CONVERSION)


@rule(
    24,
    yes=TranslatedText(
        nl="Je krijgt terug wat je voor je vorige pas betaalde: {outcome}.",
        fr="Vous récupérez ce que vous avez payé pour votre pass précédent : {outcome}.",
        en="You get back what you paid for your former card: {outcome}.",
    ),
    told_when="gets_card_refund",
)
def card_refund(already_paid: Cents, gets_card_refund: YesNo) -> Cents:
    """What was paid before, where it is given back."""
    return already_paid if gets_card_refund else 0
