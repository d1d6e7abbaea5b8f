"""Looking up holders, cards and rights. Each look at a holder goes through the actor's scope (`people.scope`)."""

from uitpas2.cards.queries.cards import (
    active_card,
    card,
    card_of_region,
    cards_of,
    cards_to_print,
    is_usable,
)
from uitpas2.cards.queries.door import CardAtDoor, CardKey, card_at_door, card_keys
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

__all__ = [
    "CardAtDoor",
    "CardKey",
    "active_card",
    "card",
    "card_at_door",
    "card_keys",
    "card_of_region",
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
    "is_usable",
    "lookalikes",
    "opens_more",
    "own_card_system",
    "region_municipalities",
    "right",
    "rights_of",
]
