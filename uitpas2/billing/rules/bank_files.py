"""A file of a bank, in whatever letters and form it comes."""

from __future__ import annotations

from collections.abc import Mapping

from uitpas2.billing.errors import BankFileForOtherAccount, BankFileTooLong, BankFileUnreadable
from uitpas2.billing.rules.bank_csv import read_bank_csv
from uitpas2.billing.rules.coda import is_coda, read_coda
from uitpas2.billing.rules.payment_codes import shown_iban
from uitpas2.billing.rules.statements import MOST_LINES, Statement

MOST_BYTES = 4_000_000


def read_bank_file(content: bytes, *, own_iban: str, columns: Mapping[str, str] | None = None) -> Statement:
    """A CODA or a CSV. `columns` says what this bank calls its columns.

    Raises BankFileUnreadable, BankFileTooLong, BankFileBroken, ColumnsUnknown, or BankFileForOtherAccount.
    """
    text = _decoded(content)
    if text.count("\n") > MOST_LINES:
        raise BankFileTooLong(field="file", most=MOST_LINES)
    statement = read_coda(text) if is_coda(text) else read_bank_csv(text, columns)
    if statement.account and statement.account != own_iban and not own_iban.endswith(statement.account):
        raise BankFileForOtherAccount(field="file", account=shown_iban(statement.account), own=shown_iban(own_iban))
    return statement


def _decoded(content: bytes) -> str:
    if not content.strip() or b"\x00" in content:
        raise BankFileUnreadable(field="file")
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding).replace("\r\n", "\n").replace("\r", "\n")
        except UnicodeDecodeError:
            continue
    return content.decode("latin-1").replace("\r\n", "\n").replace("\r", "\n")
