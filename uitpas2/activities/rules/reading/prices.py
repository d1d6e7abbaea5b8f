"""What it costs."""

from __future__ import annotations

from uitpas2.activities.rules.reading import faults as say
from uitpas2.activities.rules.reading.results import PriceRead
from uitpas2.activities.rules.reading.spots import Spot, shown, text_at, truth_at, word_at
from uitpas2.activities.rules.reading.texts import translated_at
from uitpas2.activities.rules.words import PriceCategory
from uitpas2.kernel.money import ZERO, Euro
from uitpas2.kernel.text import TranslatedText

HIGHEST = Euro(10_000_000)
BASE_NAME = TranslatedText(nl="Basistarief", fr="Tarif de base", en="Base price")
_CATEGORIES = {category.value: category for category in PriceCategory}


def prices_of(item: Spot, main_language: str) -> tuple[PriceRead, ...]:
    """All prices of an item in its own order."""
    return tuple(_price(spot, main_language) for spot in item.at("priceInfo").each() if spot.is_object())


def _price(spot: Spot, main_language: str) -> PriceRead:
    category = word_at(spot.at("category").needed(), _CATEGORIES, PriceCategory.TARIFF)
    currency = text_at(spot.at("priceCurrency"))
    if currency not in {"", "EUR"}:
        spot.at("priceCurrency").fault(say.OTHER_CURRENCY, value=shown(currency))
    return PriceRead(
        category=category,
        name=_name(spot.at("name"), main_language, category),
        amount=_amount(spot.at("price").needed()),
        for_group=truth_at(spot.at("groupPrice")),
    )


def _name(spot: Spot, main_language: str, category: PriceCategory) -> TranslatedText:
    """Only the base price may go without a name."""
    name = translated_at(spot, main_language)
    if name.nl or category is not PriceCategory.BASE:
        if not name.nl:
            spot.needed()
        return name
    return BASE_NAME


def _amount(spot: Spot) -> Euro:
    if spot.is_missing:
        return ZERO
    if isinstance(spot.value, bool) or not isinstance(spot.value, int | float):
        spot.fault(say.NO_CENTS, value=shown(spot.value))
        return ZERO
    try:
        amount = Euro.from_json_number(spot.value)
    except ValueError:
        spot.fault(say.NO_CENTS, value=shown(spot.value))
        return ZERO
    if amount < ZERO:
        spot.fault(say.NEGATIVE_PRICE)
    elif amount > HIGHEST:
        spot.fault(say.OUT_OF_RANGE, least=0, most=HIGHEST)
    return amount
