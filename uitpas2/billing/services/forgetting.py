"""What goes after its term: books after seven years, lines of the bank after 90 days, files with names after a day."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import CursorResult, Delete, Update, delete, or_, select, update

from uitpas2.billing.models import (
    BankImport,
    BankLine,
    Bill,
    BillLine,
    Certificate,
    CertificateBatch,
    CertificatePeriod,
    Payment,
)
from uitpas2.billing.rules import BatchStatus, ImportStatus
from uitpas2.database.work import Work

APART = {"synchronize_session": False}
FILE_KEPT = timedelta(days=1)
LINE_KEPT = timedelta(days=90)


def forget_bills(work: Work, before: date) -> int:
    """Bills and certificates of the years before this day, with all that hangs on them; tells how many."""
    old = select(Bill.id).where(Bill.made_on < before)
    lines = select(BillLine.id).where(BillLine.bill_id.in_(old))
    _done(work, update(BankLine).where(BankLine.bill_id.in_(old)).values(bill_id=None))
    _done(work, delete(Payment).where(Payment.bill_id.in_(old)))
    _done(work, update(BillLine).where(BillLine.corrects_id.in_(lines)).values(corrects_id=None))
    _done(work, delete(BillLine).where(BillLine.bill_id.in_(old)))
    forgotten = _done(work, delete(Bill).where(Bill.made_on < before))
    certificates = select(Certificate.id).where(Certificate.made_on < before)
    _done(work, delete(CertificatePeriod).where(CertificatePeriod.certificate_id.in_(certificates)))
    _done(work, update(Certificate).where(Certificate.made_on < before).values(replaced_by=None))
    return forgotten + _done(work, delete(Certificate).where(Certificate.made_on < before))


def forget_bank_lines(work: Work) -> int:
    """A file that nobody said yes to goes after a day, every line of the bank after three months; tells how many.

    What was counted stays as a payment, with the key of its line: it is not counted twice after that either.
    """
    idle = (BankImport.status == ImportStatus.SHOWN) & (BankImport.made_at < work.now - FILE_KEPT)
    old = select(BankImport.id).where(or_(idle, BankImport.made_at < work.now - LINE_KEPT))
    forgotten = _done(work, delete(BankLine).where(BankLine.import_id.in_(old)))
    return forgotten + _done(work, update(BankImport).where(idle).values(status=ImportStatus.DROPPED))


def forget_certificate_files(work: Work) -> int:
    """Drop the files with everybody's certificates a day after they were made; tells how many."""
    ready = (CertificateBatch.status == BatchStatus.READY) & (CertificateBatch.finished_at < work.now - FILE_KEPT)
    return _done(work, update(CertificateBatch).where(ready).values(status=BatchStatus.FORGOTTEN, file=None))


def forget_printed(work: Work, holder_id: str) -> None:
    """Somebody is erased: files with their certificate in them go now, and one being made is made again without it."""
    theirs = select(Certificate.organiser_id).where(Certificate.holder_id == holder_id)
    batches = update(CertificateBatch).where(CertificateBatch.organiser_id.in_(theirs))
    _done(work, batches.where(CertificateBatch.status == BatchStatus.MAKING).values(status=BatchStatus.WAITING))
    _done(work, batches.where(CertificateBatch.file.is_not(None)).values(status=BatchStatus.FORGOTTEN, file=None))


def _done(work: Work, statement: Update | Delete) -> int:
    result = work.session.execute(statement.execution_options(**APART))
    assert isinstance(result, CursorResult)
    return result.rowcount
