"""The national number (INSZ: rijksregisternummer or bisnummer): checked, kept encrypted, never shown.

The check digits of everybody born from 2000 on count with a 2 in front; a checker that forgets it refuses nearly
every child.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import re
from datetime import date
from typing import NoReturn

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from uitpas2.cards.errors import NationalNumberMistyped

HIDDEN = "***"
_NONCE_BYTES = 12
_PURPOSE = b"uitpas2 national number"


class NationalNumber:
    """Eleven digits that fit. Prints as *** wherever it turns up: logs, errors, traces.

    Only `encrypted` and `blind_index` let it out, both under a key, and `for_government`.
    """

    __slots__ = ("_digits",)

    def __init__(self, text: str) -> None:
        digits = re.sub(r"[\s.\-]", "", text)
        if not re.fullmatch(r"[0-9]{11}", digits) or not _fits(digits):
            raise NationalNumberMistyped(field="national_number")
        self._digits = digits

    def __repr__(self) -> str:
        return HIDDEN

    __str__ = __repr__

    def __eq__(self, other: object) -> bool:
        return isinstance(other, NationalNumber) and hmac.compare_digest(self._digits, other._digits)

    def __hash__(self) -> int:
        return hash(("NationalNumber", self._digits))

    def __reduce__(self) -> NoReturn:
        raise TypeError("a national number is not written down without a key")

    def may_belong_to(self, birth_date: date) -> bool:
        """Whether the number's date is this one; an unknown month or day in the number fits every date."""
        year, month, day = int(self._digits[:2]), int(self._digits[2:4]) % 20, int(self._digits[4:6])
        if year != birth_date.year % 100 or (birth_date.year >= 2000) not in _centuries(self._digits):
            return False
        return month in {0, birth_date.month} and day in {0, birth_date.day}

    def born_between(self) -> list[tuple[date, date]]:
        """The first and the last day on which its owner may be born, for each century in which the number fits.

        Mostly one day; the whole year when month or day is unknown.
        """
        year, month, day = int(self._digits[:2]), int(self._digits[2:4]) % 20, int(self._digits[4:6])
        years = [year + (2000 if later else 1900) for later in sorted(_centuries(self._digits))]
        try:
            return [(date(one, month, day), date(one, month, day)) for one in years]
        except ValueError:
            return [(date(one, 1, 1), date(one, 12, 31)) for one in years]

    def blind_index(self, key: bytes) -> str:
        """A keyed fingerprint to find the same number again without knowing it."""
        return hmac.new(key, self._digits.encode(), hashlib.sha256).hexdigest()

    def encrypted(self, key: bytes) -> bytes:
        nonce = os.urandom(_NONCE_BYTES)
        return nonce + AESGCM(key).encrypt(nonce, self._digits.encode(), _PURPOSE)

    def for_government(self) -> str:
        """The digits, for the body of a question to a government source and for nothing else."""
        return self._digits

    @classmethod
    def decrypted(cls, key: bytes, kept: bytes) -> NationalNumber:
        """Raises cryptography's InvalidTag when it was changed or belongs to another secret."""
        return cls(AESGCM(key).decrypt(kept[:_NONCE_BYTES], kept[_NONCE_BYTES:], _PURPOSE).decode())


# Eleven digits by themselves, together or in the groups in which people write a national number.
_WRITTEN = re.compile(r"(?<![0-9])[0-9]{2}[\s.]?[0-9]{2}[\s.]?[0-9]{2}[\s.\-]?[0-9]{3}[\s.]?[0-9]{2}(?![0-9])")


def without_national_numbers(text: str) -> str:
    """A text in which each national number that somebody wrote into it prints as ***."""
    return _WRITTEN.sub(lambda found: HIDDEN if _fits(re.sub(r"[^0-9]", "", found[0])) else found[0], text)


def _fits(digits: str) -> bool:
    month, day = int(digits[2:4]) % 20, int(digits[4:6])
    # Month 00, 20 or 40 and day 00 stand for unknown; bis numbers add 20 or 40 to the month.
    return int(digits[2:4]) <= 52 and month <= 12 and day <= 31 and bool(_centuries(digits))


def _centuries(digits: str) -> set[bool]:
    """In which centuries the check digits fit: False for births before 2000, True from 2000 on."""
    check = int(digits[9:])
    return {later for later in (False, True) if check == 97 - int(("2" if later else "") + digits[:9]) % 97}
