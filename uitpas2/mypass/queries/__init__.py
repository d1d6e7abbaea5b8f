"""Cards to show, and what was done with them."""

from uitpas2.mypass.queries.cards import FamilyCard, OnScreen, family_cards, kept_cards, on_screen
from uitpas2.mypass.queries.history import Happening, History, What, history

__all__ = [
    "FamilyCard",
    "Happening",
    "History",
    "OnScreen",
    "What",
    "family_cards",
    "history",
    "kept_cards",
    "on_screen",
]
