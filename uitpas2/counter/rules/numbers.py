"""A card number with a typing error: what is wrong with it, where, and which numbers may be meant."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from uitpas2.cards.errors import NumberMistyped
from uitpas2.cards.rules import is_card_number
from uitpas2.counter.errors import LetterInNumber, NotThirteenDigits
from uitpas2.kernel.errors import Rejected

LENGTH = 13


class Slip(StrEnum):
    """What fingers do to a number."""

    WRONG = "wrong"
    SWAPPED = "swapped"
    MISSING = "missing"
    EXTRA = "extra"


@dataclass(frozen=True, slots=True)
class Near:
    """A right number next to a mistyped one. `place` counts the digits of the mistyped one from 1.

    For SWAPPED it is the first of the two, for MISSING the digit before which one is missing.
    """

    number: str
    slip: Slip
    place: int


def why_no_number(text: str) -> Rejected | None:
    """What is wrong with a typed card number; None when it can be one."""
    signs = re.sub(r"[\s.\-]", "", text)
    for place, sign in enumerate(signs, start=1):
        if not sign.isdigit():
            return LetterInNumber(field="text", place=place, letter=sign)
    if len(signs) != LENGTH:
        return NotThirteenDigits(field="text", count=len(signs))
    return None if is_card_number(signs) else NumberMistyped(field="text")


def near_numbers(text: str) -> list[Near]:
    """The right numbers that are one slip of a finger away from this one, each once; none for anything else."""
    digits = re.sub(r"\D", "", text)
    found: dict[str, Near] = {}
    for near in _slips(digits):
        if is_card_number(near.number):
            found.setdefault(near.number, near)
    return list(found.values())


def _slips(digits: str) -> list[Near]:
    places = range(len(digits))
    match len(digits) - LENGTH:
        case 0:
            swapped = [
                Near(_put(digits, at, digits[at + 1] + digits[at], over=2), Slip.SWAPPED, at + 1) for at in places[:-1]
            ]
            return swapped + [Near(_put(digits, at, other), Slip.WRONG, at + 1) for at in places for other in _DIGITS]
        case -1:
            gaps = range(LENGTH)
            return [Near(_put(digits, at, one, over=0), Slip.MISSING, at + 1) for at in gaps for one in _DIGITS]
        case 1:
            return [Near(_put(digits, at, ""), Slip.EXTRA, at + 1) for at in places]
        case _:
            return []


_DIGITS = "0123456789"


def _put(digits: str, at: int, new: str, over: int = 1) -> str:
    return digits[:at] + new + digits[at + over :]
