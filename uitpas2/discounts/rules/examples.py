"""What a choice comes to for an example of € 10, so that a council sees what it decides."""

from __future__ import annotations

from uitpas2.activities.rules import ProductClass
from uitpas2.discounts.rules.choices import ChoicesInForce
from uitpas2.discounts.rules.deciding import Decision, Facts, decide
from uitpas2.kernel.money import Euro

EXAMPLE_PRICE = Euro(1000)
EXAMPLES = (ProductClass.LEISURE, ProductClass.CARE)


def examples(choices: ChoicesInForce) -> dict[ProductClass, Decision]:
    """Who pays what of € 10 in leisure and in care, for somebody with the right to the reduced price."""
    return {
        product_class: decide(
            Facts(product_class=product_class, full_price=EXAMPLE_PRICE, day=choices.on, has_right=True), choices
        )
        for product_class in EXAMPLES
    }
