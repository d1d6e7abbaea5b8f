"""Bills of one side of the two tenants: one in advance, a part of it paid, a statement of the bank, a certificate."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Select, select

from uitpas2.activities.rules import ProductClass
from uitpas2.billing.models import BankImport, BankLine, Bill, Certificate, CertificateBatch, CertificatePeriod, Payment
from uitpas2.billing.rules import LineState
from uitpas2.billing.services import (
    book_statement,
    make_bills,
    note_payment,
    order_certificates,
    read_statement,
    set_terms,
)
from uitpas2.database.work import Work
from uitpas2.kernel.actor import Actor
from uitpas2.kernel.money import Euro
from uitpas2.kernel.period import PeriodKind, calendar_period

IBAN = "BE68539007547034"
PAID = Euro(100)


def make(work: Work, office: Actor, *, guardian_id: str, holder_id: str, canary: str) -> None:
    """All of it once. The registration of the workshop, made before, is what the bill is for."""
    mine = replace(work, actor=office)
    set_terms(
        mine,
        payee=f"Inrichter {canary}",
        iban=IBAN,
        billed=[ProductClass.CARE],
        prepaid=[ProductClass.LEISURE],
        bills_from=work.today,
        street=f"{canary}straat 3",
        postal_code="9000",
        city=f"{canary}dorp",
        enterprise_number="0123456749",
        phone="",
        email="",
    )
    month = calendar_period(PeriodKind.MONTH, work.today.replace(day=1) - timedelta(days=1))
    bill = make_bills(mine, month)[0]
    note_payment(mine, bill.id, amount=PAID, day=work.today, note=f"Cash {canary}")
    day = work.today.isoformat()
    lines = ["Datum;Bedrag;Mededeling;Naam tegenpartij", f"{day};12,00;voor {canary};Betaler {canary}"]
    book_statement(mine, read_statement(mine, "\n".join(lines).encode()).id)
    last_year = work.today.year - 1
    order_certificates(mine, last_year)
    _certificate(work, bill.organiser_id, last_year, guardian_id, holder_id)


def _certificate(work: Work, organiser_id: str, year: int, account_id: str, holder_id: str) -> None:
    """Of a year in which nothing was sold here: its names are what a tester looks for. No more than was paid."""
    certificate = Certificate(
        id=work.new_id(),
        organiser_id=organiser_id,
        year=year,
        number=1,
        account_id=account_id,
        holder_id=holder_id,
        total=PAID,
        made_on=work.today,
        made_by="seed",
    )
    work.session.add(certificate)
    work.session.flush()
    period = {"starts": date(year, 3, 1), "ends": date(year, 3, 2), "days": 2, "tariff": None, "amount": PAID}
    work.session.add(CertificatePeriod(certificate_id=certificate.id, position=1, **period))
    work.session.flush()


def wanted(organiser_id: str) -> dict[str, Select[Any]]:
    """How to find their ids again."""
    bills = select(Bill.id).where(Bill.organiser_id == organiser_id, Bill.number == 1)
    return {
        "bill_id": bills,
        "payment_id": select(Payment.id).where(Payment.bill_id.in_(bills)),
        "statement_id": select(BankImport.id).where(BankImport.organiser_id == organiser_id),
        "line_id": select(BankLine.id).where(
            BankLine.organiser_id == organiser_id, BankLine.state == LineState.UNMATCHED
        ),
        "certificate_id": select(Certificate.id).where(Certificate.organiser_id == organiser_id),
        "batch_id": select(CertificateBatch.id).where(CertificateBatch.organiser_id == organiser_id),
    }
