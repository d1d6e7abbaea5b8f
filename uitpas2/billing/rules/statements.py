"""A statement of a bank, however its file was written: what came in, and for which account."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass
from datetime import date

from uitpas2.billing.rules.communication import find_communications, is_communication
from uitpas2.billing.rules.words import PaymentSource
from uitpas2.kernel.money import Euro

MOST_LINES = 20_000
TEXT_MOST, PAYER_MOST = 160, 70


@dataclass(frozen=True, slots=True)
class Incoming:
    """Money that came in. `number` is its line in the file, `mark` what makes it this line of the bank and no other.

    `communication` is the structured one, where the payer's bank gave it as such; `text` is what people wrote.
    """

    number: int
    day: date
    amount: Euro
    communication: str
    text: str
    payer: str
    mark: str

    @property
    def named(self) -> list[str]:
        """Every communication in it that could be of a bill, the structured one first."""
        structured = [self.communication] if is_communication(self.communication) else []
        return list(dict.fromkeys([*structured, *find_communications(self.text)]))


@dataclass(frozen=True, slots=True)
class Statement:
    """`account` is empty where the file does not say of which account it is; `outgoing` counts what is left out."""

    source: PaymentSource
    account: str
    lines: tuple[Incoming, ...]
    outgoing: int


def statement_key(account: str, line: Incoming, same_before: int) -> str:
    """What one line of a bank is known by, however often its file is read.

    Banks give CODA lines a reference of their own. A CSV has none: there the content counts, and how many lines just
    like it stand before it in the file.
    """
    content = "|".join((account, line.mark, line.day.isoformat(), str(line.amount.cents), str(same_before)))
    return hashlib.sha256(content.encode()).hexdigest()


def keyed(statement: Statement) -> list[tuple[str, Incoming]]:
    """The lines with what each is known by."""
    seen: Counter[tuple[str, date, int]] = Counter()
    found = []
    for line in statement.lines:
        alike = (line.mark, line.day, line.amount.cents)
        found.append((statement_key(statement.account, line, seen[alike]), line))
        seen[alike] += 1
    return found


def clipped(text: str, most: int) -> str:
    return " ".join(text.split())[:most]
