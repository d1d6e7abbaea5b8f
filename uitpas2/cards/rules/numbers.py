"""Card numbers: thirteen digits of which the last one catches typing errors.

How a new number is made: five digits for the card system (2000 + its id, so that it starts with 0 as publiq's do
and with none of the prefixes seen in them), seven digits, and a check digit (Luhn, as in publiq's numbers).

The seven digits are the card's serial after a keyed permutation. A plain counter would tell how many cards a region
has and let anybody write down the neighbours' numbers; chance would need a search for free numbers. A permutation
meets each number once, in an order that only the platform's secret can foretell.

The twelfth digit of publiq's older numbers told whether the holder had a right to a lower price, and some readers
still take a 1 there for it. In new numbers it is any digit but 1, the same way for everybody: it says nothing, and
an old reader can conclude nothing.
"""

from __future__ import annotations

import hmac
import re

LENGTH = 13
MOST_SYSTEMS = 6_000
_FIRST_PREFIX = 2_000
_TWELFTH_DIGITS = "023456789"
NUMBERS_PER_SYSTEM = 10**6 * len(_TWELFTH_DIGITS)

_HALF_BITS = 12  # two halves of 12 bits: 16.7 million, the smallest even split that holds them all
_ROUNDS = 8


def check_digit(first12: str) -> str:
    """The Luhn digit that belongs behind twelve digits."""
    if not re.fullmatch(r"[0-9]{12}", first12):
        raise ValueError("a check digit goes behind twelve digits")
    return str(-_luhn_sum(first12 + "0") % 10)


def is_card_number(text: str) -> bool:
    """Thirteen digits, nothing else, with the right check digit."""
    return re.fullmatch(r"[0-9]{13}", text) is not None and _luhn_sum(text) % 10 == 0


def bare_number(text: str) -> str:
    """A number as people type it, without the spaces, dots and dashes that group it."""
    return re.sub(r"[\s\u00a0\u202f.\-]", "", text)


def is_from_elsewhere(number: str) -> bool:
    """Whether a card number cannot be one that this platform makes: an older card, brought along from before."""
    return not _FIRST_PREFIX < int(number[:5]) < _FIRST_PREFIX + MOST_SYSTEMS


def is_chip_number(text: str) -> bool:
    """Fourteen hexadecimal digits, as a contactless reader types the number of a chip, grouped or not."""
    return re.fullmatch(r"[0-9a-f]{14}", bare_chip(text)) is not None


def bare_chip(text: str) -> str:
    """A chip number as it is kept: lower case, without what readers put between the digits."""
    return re.sub(r"[\s:.\-]", "", text).lower()


def _luhn_sum(digits: str) -> int:
    doubled = (int(digit) * 2 for digit in digits[-2::-2])
    return sum(int(digit) for digit in digits[-1::-2]) + sum(value - 9 if value > 9 else value for value in doubled)


def new_number(key: bytes, card_system_id: int, serial: int) -> str:
    """The number of the card with this serial in this card system; `key` is the platform's key for numbers."""
    if not 0 < card_system_id < MOST_SYSTEMS:
        raise ValueError(f"a card system has an id below {MOST_SYSTEMS}")
    place = _permuted(key, card_system_id, serial % NUMBERS_PER_SYSTEM)
    sequence, twelfth = divmod(place, len(_TWELFTH_DIGITS))
    first12 = f"{_FIRST_PREFIX + card_system_id:05d}{sequence:06d}{_TWELFTH_DIGITS[twelfth]}"
    return first12 + check_digit(first12)


def _permuted(key: bytes, card_system_id: int, value: int) -> int:
    """A keyed permutation of 0 … NUMBERS_PER_SYSTEM − 1: a Feistel network, walked on while it lands outside."""
    mask = (1 << _HALF_BITS) - 1
    while True:
        left, right = value >> _HALF_BITS, value & mask
        for turn in range(_ROUNDS):
            seen = f"{card_system_id}/{turn}/{right}".encode()
            noise = hmac.digest(key, seen, "sha256")
            left, right = right, left ^ (int.from_bytes(noise[:2], "big") & mask)
        value = left << _HALF_BITS | right
        if value < NUMBERS_PER_SYSTEM:
            return value
