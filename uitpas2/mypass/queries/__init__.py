"""Cards to show, and what was done with them."""

from uitpas2.mypass.queries.cards import FamilyCard, card_to_show, family_cards, instead_of, kept_cards
from uitpas2.mypass.queries.history import Happening, History, What, history

__all__ = [
    "FamilyCard",
    "Happening",
    "History",
    "What",
    "card_to_show",
    "family_cards",
    "history",
    "instead_of",
    "kept_cards",
]
