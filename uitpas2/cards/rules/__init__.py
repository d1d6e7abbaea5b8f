"""The rules of the card: numbers, QR tokens, national numbers, rights. Pure functions and words."""

from uitpas2.cards.rules.names import is_same_name, name_fits
from uitpas2.cards.rules.national_number import NationalNumber
from uitpas2.cards.rules.numbers import bare_number, check_digit, is_card_number, new_number
from uitpas2.cards.rules.qr import qr_matrix, qr_svg
from uitpas2.cards.rules.rights import (
    GROUND_LABELS,
    LONGEST_MONTHS,
    Ground,
    is_allowed_period,
    months_after,
    start_after,
    usual_end,
    usual_start,
)
from uitpas2.cards.rules.tokens import (
    FIRST_KEY_YEAR,
    ScannedNumber,
    ScannedToken,
    is_ours,
    key_purpose,
    make_token,
    read_scan,
    signing_key,
)
from uitpas2.cards.rules.words import CardFace, CardKind, CardStatus, HolderKind, MembershipStatus

__all__ = [
    "FIRST_KEY_YEAR",
    "GROUND_LABELS",
    "LONGEST_MONTHS",
    "CardFace",
    "CardKind",
    "CardStatus",
    "Ground",
    "HolderKind",
    "MembershipStatus",
    "NationalNumber",
    "ScannedNumber",
    "ScannedToken",
    "bare_number",
    "check_digit",
    "is_allowed_period",
    "is_card_number",
    "is_ours",
    "is_same_name",
    "key_purpose",
    "make_token",
    "months_after",
    "name_fits",
    "new_number",
    "qr_matrix",
    "qr_svg",
    "read_scan",
    "signing_key",
    "start_after",
    "usual_end",
    "usual_start",
]
