"""What is printed of bills and certificates. The drawing is loaded when something is drawn, not when the web starts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from uitpas2.accounts.models import Account
from uitpas2.billing.queries.bills import shown_bill
from uitpas2.billing.queries.certificates import ShownCertificate, shown_certificate
from uitpas2.cards.models import Holder
from uitpas2.database.work import Work


def bill_pdf(work: Work, bill_id: str) -> tuple[str, bytes]:
    """A bill as a file: its number, and the pages in the language of the family. Raises BillUnknown."""
    shown = shown_bill(work, bill_id)
    account = work.session.get(Account, shown.bill.account_id) if shown.bill.account_id else None
    language = account.language if account else work.session.get_one(Holder, shown.bill.holder_id).language
    from uitpas2.billing.services import paper

    return shown.standing.number, paper.bill_pdf(shown, language=language, made_at=work.now)


def certificate_pdf(work: Work, certificate_id: str) -> tuple[str, bytes]:
    """A certificate as a file: its year with its number, and the page. Raises CertificateUnknown."""
    shown = shown_certificate(work, certificate_id)
    number = f"{shown.certificate.year}-{shown.certificate.number:04d}"
    return number, certificates_pdf([shown], made_at=work.now)


def certificates_pdf(shown: Sequence[ShownCertificate], *, made_at: datetime) -> bytes:
    """Certificates in one file, each in the language of its family. Needs no database while it draws."""
    from uitpas2.billing.services import paper

    return paper.certificates_pdf(shown, made_at=made_at)
