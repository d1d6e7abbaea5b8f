"""A card that a clerk is about to end."""

from __future__ import annotations

from dataclasses import dataclass

from uitpas2.cards import queries as cards
from uitpas2.cards.models import Card, Holder
from uitpas2.database.work import Work


@dataclass(frozen=True, slots=True)
class CardToEnd:
    """A working card that is about to stop working."""

    card: Card
    holder: Holder


def card_to_end(work: Work, card_id: str) -> CardToEnd:
    """Raises CardUnknown."""
    card = cards.card(work, card_id)
    assert card.membership is not None
    return CardToEnd(card, card.membership.holder)
