"""What can be done with holders, cards and rights."""

from uitpas2.cards.services.barring import bar, lift_bar
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
from uitpas2.cards.services.groups import register_group
from uitpas2.cards.services.handing_out import NewCard, end_card, hand_out
from uitpas2.cards.services.holders import (
    add_guardian,
    register_holder,
    renew_guardian_code,
)
from uitpas2.cards.services.households import end_at_eighteen, end_guardianship, stop_deciding
from uitpas2.cards.services.import_reading import read_holders, read_list
from uitpas2.cards.services.import_running import carry_out_import, counter_actor
from uitpas2.cards.services.importing import (
    choose_for_all_lines,
    choose_lines,
    confirm_import,
    drop_import,
    forget_old_imports,
)
from uitpas2.cards.services.keys import distrust_key, key_answer, list_signer, new_key, rotate_keys, sign_list
from uitpas2.cards.services.looking import note_look, note_looks
from uitpas2.cards.services.moving import move_holder, receive_holder
from uitpas2.cards.services.national_numbers import Rotated, forget_numbers, keep_national_numbers, rotate_number_keys
from uitpas2.cards.services.pictures import forget_picture, keep_picture
from uitpas2.cards.services.printing import (
    CARDS_PER_SHEET,
    card_pdf,
    code_side_mm,
    draw_sheet,
    faces_of,
    letter_pdf,
    sheet_pdf,
)
from uitpas2.cards.services.regions import ensure_card_systems
from uitpas2.cards.services.registering import Registered, look_alikes, register_with_guardian
from uitpas2.cards.services.revoking import status_answer, status_list
from uitpas2.cards.services.rights import (
    decided_from,
    end_because_of_move,
    end_right,
    read_ground,
    record_right,
    resume_right,
    suspend_right,
    take_over_right,
)
from uitpas2.cards.services.sheets import (
    claim_sheet,
    fail_sheet,
    finish_sheet,
    forget_old_sheets,
    order_sheet,
    tell_progress,
)
from uitpas2.cards.services.stock import (
    batch_codes,
    provision_cards,
    receive_parcel,
    set_chip_number,
    ship_cards,
    take_out,
)
from uitpas2.cards.services.telling import Extras, take_letters, tell, tell_decision, tell_family

__all__ = [
    "CARDS_PER_SHEET",
    "Extras",
    "LiveCode",
    "NewCard",
    "Registered",
    "Rotated",
    "add_guardian",
    "ask_to_join",
    "bar",
    "batch_codes",
    "block_card",
    "card_pdf",
    "carry_out_import",
    "choose_channels",
    "choose_consents",
    "choose_for_all_lines",
    "choose_lines",
    "claim_sheet",
    "code_side_mm",
    "confirm_import",
    "counter_actor",
    "decided_from",
    "delete_card",
    "distrust_key",
    "draw_sheet",
    "drop_import",
    "end_at_eighteen",
    "end_because_of_move",
    "end_card",
    "end_guardianship",
    "end_right",
    "ensure_card_systems",
    "faces_of",
    "fail_sheet",
    "finish_sheet",
    "forget_numbers",
    "forget_old_imports",
    "forget_old_sheets",
    "forget_picture",
    "give_consent",
    "hand_out",
    "issue_card",
    "join_with_code",
    "keep_national_numbers",
    "keep_picture",
    "key_answer",
    "letter_pdf",
    "lift_bar",
    "list_signer",
    "live_code",
    "look_alikes",
    "move_holder",
    "new_key",
    "next_serial",
    "note_look",
    "note_looks",
    "order_sheet",
    "provision_cards",
    "qr_token",
    "read_ground",
    "read_holders",
    "read_list",
    "receive_holder",
    "receive_parcel",
    "record_right",
    "register_group",
    "register_holder",
    "register_with_guardian",
    "renew_guardian_code",
    "replace_card",
    "resume_right",
    "rotate_keys",
    "rotate_number_keys",
    "set_chip_number",
    "sheet_pdf",
    "ship_cards",
    "sign_list",
    "status_answer",
    "status_list",
    "stop_deciding",
    "suspend_right",
    "take_letters",
    "take_out",
    "take_over_right",
    "tell",
    "tell_decision",
    "tell_family",
    "tell_progress",
    "withdraw_consent",
]
