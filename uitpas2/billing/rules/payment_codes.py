"""The payment code that a banking application reads from a bill, and the account numbers in it.

Source: European Payments Council, EPC069-12, "Quick Response Code: Guidelines to Enable Data Capture for the Initiation
of a SEPA Credit Transfer": version 002 (the BIC may be left out), UTF-8, at most 331 bytes, correction level M.
"""

from __future__ import annotations

import re

from stdnum import bic as bics
from stdnum import iban as ibans
from stdnum.exceptions import ValidationError

from uitpas2.billing.errors import AccountMistyped, BankCodeMistyped
from uitpas2.kernel.money import Euro

MOST_BYTES = 331
NAME_MOST, TEXT_MOST = 70, 140
LEAST, MOST = Euro(1), Euro(999_999_999_99)


def tidy_iban(text: str, *, field: str = "iban") -> str:
    """An account number as it is kept: capitals without blanks. Raises AccountMistyped for `field`.

    Which banks there are is not asked: a new one would be refused.
    """
    try:
        return str(ibans.validate(text.upper(), check_country=False))
    except ValidationError:
        raise AccountMistyped(field=field) from None


def shown_iban(iban: str) -> str:
    """BE68 5390 0754 7034"""
    return " ".join(iban[start : start + 4] for start in range(0, len(iban), 4))


def tidy_bic(text: str, *, field: str = "bic") -> str:
    """A bank's code, or nothing. Raises BankCodeMistyped for `field`."""
    if not text.strip():
        return ""
    try:
        return str(bics.validate(text.upper()))
    except ValidationError:
        raise BankCodeMistyped(field=field) from None


def payment_code(*, payee: str, iban: str, bic: str, amount: Euro, text: str) -> str:
    """What stands in the payment code. `text` is what the payer's bank sends along.

    Raises ValueError for an amount that cannot be transferred.
    """
    if not LEAST <= amount <= MOST:
        raise ValueError(f"cannot be transferred: {amount}")
    lines = [
        "BCD",
        "002",
        "1",
        "SCT",
        bic,
        _one_line(payee, NAME_MOST),
        iban,
        f"EUR{amount}",
        "",
        "",
        _one_line(text, TEXT_MOST),
    ]
    code = "\n".join(lines)
    while len(code.encode()) > MOST_BYTES:  # a name with many accents takes two bytes a letter
        lines[5] = lines[5][:-1]
        code = "\n".join(lines)
    return code


def _one_line(text: str, most: int) -> str:
    return re.sub(r"\s+", " ", text).strip()[:most].strip()
