"""What can be done with holders, cards and rights."""

from uitpas2.cards.services.cards import (
    LiveCode,
    block_card,
    delete_card,
    issue_card,
    live_code,
    qr_token,
    replace_card,
)
from uitpas2.cards.services.changing import next_serial
from uitpas2.cards.services.consents import choose_channels, choose_consents, give_consent, withdraw_consent
from uitpas2.cards.services.families import ask_to_join, join_with_code
from uitpas2.cards.services.holders import (
    Registered,
    add_guardian,
    register_holder,
    register_with_guardian,
    renew_guardian_code,
)
from uitpas2.cards.services.households import end_at_eighteen, end_guardianship, stop_deciding
from uitpas2.cards.services.keys import distrust_key, key_answer, list_signer, new_key, rotate_keys, sign_list
from uitpas2.cards.services.looking import note_look
from uitpas2.cards.services.national_numbers import Rotated, forget_numbers, keep_national_numbers, rotate_number_keys
from uitpas2.cards.services.printing import CARDS_PER_SHEET, card_pdf, letter_pdf, sheet_pdf
from uitpas2.cards.services.regions import ensure_card_systems
from uitpas2.cards.services.rights import end_right, read_ground, record_right, record_right_at_counter
from uitpas2.cards.services.status_list import status_answer, status_list

__all__ = [
    "CARDS_PER_SHEET",
    "LiveCode",
    "Registered",
    "Rotated",
    "add_guardian",
    "ask_to_join",
    "block_card",
    "card_pdf",
    "choose_channels",
    "choose_consents",
    "delete_card",
    "distrust_key",
    "end_at_eighteen",
    "end_guardianship",
    "end_right",
    "ensure_card_systems",
    "forget_numbers",
    "give_consent",
    "issue_card",
    "join_with_code",
    "keep_national_numbers",
    "key_answer",
    "letter_pdf",
    "list_signer",
    "live_code",
    "new_key",
    "next_serial",
    "note_look",
    "qr_token",
    "read_ground",
    "record_right",
    "record_right_at_counter",
    "register_holder",
    "register_with_guardian",
    "renew_guardian_code",
    "replace_card",
    "rotate_keys",
    "rotate_number_keys",
    "sheet_pdf",
    "sign_list",
    "status_answer",
    "status_list",
    "stop_deciding",
    "withdraw_consent",
]
