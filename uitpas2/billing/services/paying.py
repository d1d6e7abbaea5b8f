"""Noting what was paid: by hand, or from a file of the bank that somebody looked at first."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from sqlalchemy import select, update

from uitpas2.billing.errors import (
    AmountNotPossible,
    BankFileAlreadyBooked,
    BankFileEmpty,
    LineNotWaiting,
    NothingPaid,
    PaidInTheFuture,
    PaymentAlreadyVoided,
    PaymentUnknown,
)
from uitpas2.billing.models import BankImport, BankLine, Payment
from uitpas2.billing.queries.bank import bank_import, bank_line, known_keys, waiting_bills
from uitpas2.billing.queries.bills import bill, bill_by_number
from uitpas2.billing.rules import ImportStatus, LineState, PaymentSource
from uitpas2.billing.rules.bank_files import read_bank_file
from uitpas2.billing.rules.matching import match_all
from uitpas2.billing.rules.statements import keyed
from uitpas2.billing.services.making import own_terms_in_turn
from uitpas2.cards.rules import without_national_numbers
from uitpas2.database.work import Work
from uitpas2.database.writes import happened, insert_many, insert_unless_there
from uitpas2.kernel.money import ZERO, Euro
from uitpas2.trail.services import note as note_in_trail

MOST_BY_HAND = Euro(1_000_000_00)  # more is a slip of the finger


def note_payment(work: Work, bill_id: str, *, amount: Euro, day: date, note: str = "") -> str:
    """Note money that came in for a bill, or went back (below zero); answers the id of the payment.

    Raises BillUnknown, NothingPaid, AmountNotPossible or PaidInTheFuture.
    """
    found = bill(work, bill_id)
    if amount == ZERO:
        raise NothingPaid(field="amount")
    if not -MOST_BY_HAND <= amount <= MOST_BY_HAND:
        raise AmountNotPossible(field="amount", most=MOST_BY_HAND.cents // 100)
    if day > work.today:
        raise PaidInTheFuture(field="day")
    payment_id = work.new_id()
    values = _values(work, found.organiser_id, found.id, amount, day, PaymentSource.HAND)
    work.session.add(Payment(id=payment_id, **values, statement_key=None, note=without_national_numbers(note)))
    work.session.flush()
    note_in_trail(work, "bill.paid", "bill", found.id, by="hand")
    return payment_id


def void_payment(work: Work, bill_id: str, payment_id: str) -> None:
    """Take a payment back that was noted by mistake; its line of the bank waits for a place again.

    Raises BillUnknown, PaymentUnknown or PaymentAlreadyVoided.
    """
    found = bill(work, bill_id)
    payment = work.session.get(Payment, payment_id)
    if payment is None or payment.bill_id != found.id:
        raise PaymentUnknown
    key = payment.statement_key
    voiding = update(Payment).where(Payment.id == payment_id, Payment.voided_at.is_(None))
    voided = {"voided_at": work.now, "voided_by": work.actor.id[:80], "statement_key": None}
    if not happened(work.session, voiding.values(**voided)):
        raise PaymentAlreadyVoided
    if key is not None:
        line = update(BankLine).where(
            BankLine.organiser_id == found.organiser_id,
            BankLine.statement_key == key,
            BankLine.state == LineState.BOOKED,
        )
        happened(work.session, line.values(state=LineState.UNMATCHED, bill_id=None))
    work.session.expire_all()
    note_in_trail(work, "bill.payment-taken-back", "bill", found.id)


def read_statement(work: Work, content: bytes, columns: Mapping[str, str] | None = None) -> BankImport:
    """Read a file of the bank and say what each line is for; nothing is counted yet. What went out is not kept.

    Raises NoBillingTerms, BankFileEmpty, or what `read_bank_file` raises.
    """
    terms = own_terms_in_turn(work)
    statement = read_bank_file(content, own_iban=terms.iban, columns={**terms.csv_columns, **(columns or {})})
    if not statement.lines:
        raise BankFileEmpty(field="file")
    if columns:
        terms.csv_columns = {**terms.csv_columns, **columns}
    lines = keyed(statement)
    known = known_keys(work, terms.organiser_id, [key for key, _ in lines])
    made = BankImport(
        id=work.new_id(),
        organiser_id=terms.organiser_id,
        source=statement.source,
        status=ImportStatus.SHOWN,
        outgoing=statement.outgoing,
        made_at=work.now,
        made_by=work.actor.id[:80],
    )
    work.session.add(made)
    work.session.flush()
    rows: list[dict[str, Any]] = [
        {
            "id": work.new_id(),
            "import_id": made.id,
            "organiser_id": terms.organiser_id,
            "number": match.line.number,
            "day": match.line.day,
            "amount": match.line.amount,
            "communication": match.line.communication,
            "text": without_national_numbers(match.line.text),
            "payer": without_national_numbers(match.line.payer),
            "statement_key": match.key,
            "state": match.state,
            "bill_id": match.bill_id,
        }
        for match in match_all(lines, waiting_bills(work, terms.organiser_id), known)
    ]
    insert_many(work.session, BankLine, rows)
    note_in_trail(work, "bank-statement.read", "bank-import", made.id, lines=len(rows))
    return made


def book_statement(work: Work, import_id: str, accepted: Collection[str] = ()) -> int:
    """Count the payments of a file: those that named their bill, and the suggested ones that were ticked.

    A line that was counted meanwhile, from another reading of the same statement, is not counted again. Tells how
    many were. Raises ImportUnknown or BankFileAlreadyBooked.
    """
    found = bank_import(work, import_id)
    shown = update(BankImport).where(BankImport.id == found.id, BankImport.status == ImportStatus.SHOWN)
    if not happened(work.session, shown.values(status=ImportStatus.BOOKED, booked_at=work.now)):
        raise BankFileAlreadyBooked
    lines = work.session.scalars(select(BankLine).where(BankLine.import_id == found.id).order_by(BankLine.number)).all()
    counted = 0
    for line in lines:
        if line.state is LineState.MATCHED or (line.state is LineState.SUGGESTED and line.id in accepted):
            counted += _book(work, line, found.source)
        elif line.state is LineState.SUGGESTED:
            line.state, line.bill_id = LineState.UNMATCHED, None
        elif line.state is LineState.DUPLICATE:
            line.payer = line.text = ""
    work.session.flush()
    work.session.expire_all()
    note_in_trail(work, "bank-statement.booked", "bank-import", found.id, payments=counted)
    return counted


def drop_statement(work: Work, import_id: str) -> None:
    """Throw a file away that was only looked at. Raises ImportUnknown or BankFileAlreadyBooked."""
    found = bank_import(work, import_id)
    shown = update(BankImport).where(BankImport.id == found.id, BankImport.status == ImportStatus.SHOWN)
    if not happened(work.session, shown.values(status=ImportStatus.DROPPED)):
        raise BankFileAlreadyBooked
    for line in work.session.scalars(select(BankLine).where(BankLine.import_id == found.id)):
        work.session.delete(line)
    work.session.flush()


def place_line(work: Work, line_id: str, number: str) -> str:
    """Give a payment that found no bill its place, by the number of a bill; answers the bill's id.

    Raises LineNotWaiting or BillUnknown.
    """
    line = bank_line(work, line_id)
    target = bill_by_number(work, number)
    line.bill_id = target.id
    if line.state is not LineState.UNMATCHED or not _book(work, line, bank_import(work, line.import_id).source):
        raise LineNotWaiting
    work.session.flush()
    note_in_trail(work, "bill.paid", "bill", target.id, by="bank, placed by hand")
    return target.id


def dismiss_line(work: Work, line_id: str) -> None:
    """This money was for something else. Raises ImportUnknown or LineNotWaiting."""
    line = bank_line(work, line_id)
    if line.state is not LineState.UNMATCHED:
        raise LineNotWaiting
    line.state, line.payer, line.text = LineState.DROPPED, "", ""
    work.session.flush()


def _book(work: Work, line: BankLine, source: PaymentSource) -> bool:
    """Make a payment of a line, unless this very line of the bank is one already: the database decides."""
    assert line.bill_id is not None
    values = _values(work, line.organiser_id, line.bill_id, line.amount, line.day, source)
    key = line.statement_key
    booked = insert_unless_there(
        work.session, Payment, id=work.new_id(), **values, statement_key=key, note="", voided_at=None, voided_by=None
    )
    line.state = LineState.BOOKED if booked else LineState.DUPLICATE
    line.payer = line.text = ""
    return booked


def _values(
    work: Work, organiser_id: str, bill_id: str, amount: Euro, day: date, source: PaymentSource
) -> dict[str, Any]:
    return {
        "organiser_id": organiser_id,
        "bill_id": bill_id,
        "amount": amount,
        "day": day,
        "source": source,
        "noted_at": work.now,
        "noted_by": work.actor.id[:80],
    }
