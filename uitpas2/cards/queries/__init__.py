"""Looking up holders, cards and rights. Each look at a holder goes through the actor's scope (`people.scope`)."""

from uitpas2.cards.queries.cards import (
    active_card,
    card,
    card_of_region,
    cards_of,
    cards_to_print,
    is_usable,
)
from uitpas2.cards.queries.door import CardAtDoor, card_at_door
from uitpas2.cards.queries.keys import card_keys, key_that_signs
from uitpas2.cards.queries.people import (
    find_holders,
    guardian_of,
    guardians_of,
    holder,
    holder_by_card_and_birth_date,
    holder_of_card,
    holders_of_guardian,
    is_guardian_of,
    lookalikes,
    opens_more,
)
from uitpas2.cards.queries.regions import card_system_of, own_card_system, region_municipalities
from uitpas2.cards.queries.rights import covers, has_right_on, right, rights_of
from uitpas2.cards.queries.stock import (
    Stock,
    card_or_stock,
    is_handed_out_here,
    own_stock,
    parcel,
    parcels_under_way,
    provisioned,
    stock,
    stock_at_desk,
)

__all__ = [
    "CardAtDoor",
    "Stock",
    "active_card",
    "card",
    "card_at_door",
    "card_keys",
    "card_of_region",
    "card_or_stock",
    "card_system_of",
    "cards_of",
    "cards_to_print",
    "covers",
    "find_holders",
    "guardian_of",
    "guardians_of",
    "has_right_on",
    "holder",
    "holder_by_card_and_birth_date",
    "holder_of_card",
    "holders_of_guardian",
    "is_guardian_of",
    "is_handed_out_here",
    "is_usable",
    "key_that_signs",
    "lookalikes",
    "opens_more",
    "own_card_system",
    "own_stock",
    "parcel",
    "parcels_under_way",
    "provisioned",
    "region_municipalities",
    "right",
    "rights_of",
    "stock",
    "stock_at_desk",
]
