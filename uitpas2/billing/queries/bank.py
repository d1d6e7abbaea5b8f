"""What was read of the bank's files, and which bills wait for money."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, select

from uitpas2.billing.errors import ImportUnknown
from uitpas2.billing.models import BankImport, BankLine, Bill, Payment
from uitpas2.billing.queries.scope import own_organiser
from uitpas2.billing.rules import LineState, bill_number
from uitpas2.billing.rules.matching import Waiting
from uitpas2.database.work import Work
from uitpas2.kernel.money import ZERO, Euro, total

AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A line of a statement with the number of the bill it is for."""

    line: BankLine
    bill: str


@dataclass(frozen=True, slots=True)
class ShownImport:
    """A file of the bank by what becomes of its lines."""

    read: BankImport
    lines: Sequence[ShownLine]

    def in_state(self, *states: LineState) -> list[ShownLine]:
        return [shown for shown in self.lines if shown.line.state in states]

    def amount(self, *states: LineState) -> Euro:
        return total(shown.line.amount for shown in self.in_state(*states))


def bank_import(work: Work, import_id: str) -> BankImport:
    """A file that the actor's organisation read. Raises ImportUnknown."""
    found = work.session.get(BankImport, import_id)
    if found is None or found.organiser_id != own_organiser(work):
        raise ImportUnknown
    return found


def shown_import(work: Work, import_id: str) -> ShownImport:
    """The same with its lines. Raises ImportUnknown."""
    read = bank_import(work, import_id)
    rows = work.session.execute(_with_bill().where(BankLine.import_id == read.id).order_by(BankLine.number))
    return ShownImport(read, [_shown(*row) for row in rows])


def bank_line(work: Work, line_id: str) -> BankLine:
    """A line of a file of the actor's organisation. Raises ImportUnknown."""
    found = work.session.get(BankLine, line_id)
    if found is None or found.organiser_id != own_organiser(work):
        raise ImportUnknown
    return found


def unplaced_lines(work: Work) -> Sequence[BankLine]:
    """Payments that were counted for no bill yet, oldest first."""
    return work.session.scalars(
        select(BankLine)
        .join(BankImport, BankImport.id == BankLine.import_id)
        .where(
            BankLine.organiser_id == own_organiser(work),
            BankLine.state == LineState.UNMATCHED,
            BankImport.booked_at.is_not(None),
        )
        .order_by(BankLine.day, BankLine.id)
    ).all()


def waiting_bills(work: Work, organiser_id: str) -> list[Waiting]:
    """All bills of an organiser that money could be for; what is paid twice is for somebody to see."""
    bills = work.session.execute(
        select(Bill.id, Bill.communication, Bill.total).where(Bill.organiser_id == organiser_id)
    ).all()
    paid: dict[str, set[tuple[date, Euro]]] = {}
    sums: dict[str, Euro] = {}
    payments = select(Payment.bill_id, Payment.day, Payment.amount).where(
        Payment.organiser_id == organiser_id, Payment.voided_at.is_(None)
    )
    for bill_id, day, amount in work.session.execute(payments):
        paid.setdefault(bill_id, set()).add((day, amount))
        sums[bill_id] = sums.get(bill_id, ZERO) + amount
    return [
        Waiting(row.id, row.communication, row.total - sums.get(row.id, ZERO), frozenset(paid.get(row.id, ())))
        for row in bills
    ]


def known_keys(work: Work, organiser_id: str, keys: Collection[str]) -> set[str]:
    """Which of these lines were counted before, or are known not to be for a bill, or wait for their place."""
    found: set[str] = set()
    wanted = sorted(keys)
    for first in range(0, len(wanted), AT_ONCE):
        some = wanted[first : first + AT_ONCE]
        found.update(
            key
            for key in work.session.scalars(
                select(Payment.statement_key).where(
                    Payment.organiser_id == organiser_id, Payment.statement_key.in_(some)
                )
            )
            if key is not None
        )
        found.update(
            work.session.scalars(
                select(BankLine.statement_key)
                .join(BankImport, BankImport.id == BankLine.import_id)
                .where(
                    BankLine.organiser_id == organiser_id,
                    BankLine.statement_key.in_(some),
                    BankLine.state.in_([LineState.UNMATCHED, LineState.DROPPED]),
                    BankImport.booked_at.is_not(None),
                )
            )
        )
    return found


def _with_bill() -> Select[BankLine, int, int]:
    return select(BankLine, Bill.year, Bill.number).outerjoin(Bill, Bill.id == BankLine.bill_id)


def _shown(line: BankLine, year: int | None, number: int | None) -> ShownLine:
    return ShownLine(line, bill_number(year, number) if year and number else "")
