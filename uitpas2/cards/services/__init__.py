"""What can be done with holders, cards and rights."""

from uitpas2.cards.services.cards import block_card, issue_card, qr_token, replace_card
from uitpas2.cards.services.holders import (
    Registered,
    add_guardian,
    register_holder,
    register_with_guardian,
    renew_guardian_code,
)
from uitpas2.cards.services.printing import CARDS_PER_SHEET, card_pdf, letter_pdf, sheet_pdf
from uitpas2.cards.services.regions import ensure_card_systems
from uitpas2.cards.services.rights import end_right, read_ground, record_right, record_right_at_counter

__all__ = [
    "CARDS_PER_SHEET",
    "Registered",
    "add_guardian",
    "block_card",
    "card_pdf",
    "end_right",
    "ensure_card_systems",
    "issue_card",
    "letter_pdf",
    "qr_token",
    "read_ground",
    "record_right",
    "record_right_at_counter",
    "register_holder",
    "register_with_guardian",
    "renew_guardian_code",
    "replace_card",
    "sheet_pdf",
]
