"""What can be done with holders, cards and rights."""

from uitpas2.cards.services.cards import block_card, issue_card, qr_token, replace_card
from uitpas2.cards.services.holders import add_guardian, register_holder
from uitpas2.cards.services.regions import ensure_card_systems
from uitpas2.cards.services.rights import read_ground, record_right

__all__ = [
    "add_guardian",
    "block_card",
    "ensure_card_systems",
    "issue_card",
    "qr_token",
    "read_ground",
    "record_right",
    "register_holder",
    "replace_card",
]
