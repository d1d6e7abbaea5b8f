"""Making bills, noting payments, reminding, certifying, and forgetting in time."""

from uitpas2.billing.services.belcotax import belcotax_xml
from uitpas2.billing.services.certifying import (
    claim_batch,
    fail_batch,
    finish_batch,
    make_certificates,
    order_certificates,
)
from uitpas2.billing.services.forgetting import (
    forget_bank_lines,
    forget_bills,
    forget_certificate_files,
    forget_printed,
)
from uitpas2.billing.services.making import make_bills
from uitpas2.billing.services.paying import (
    book_statement,
    dismiss_line,
    drop_statement,
    note_payment,
    place_line,
    read_statement,
    void_payment,
)
from uitpas2.billing.services.printing import bill_pdf, certificate_pdf, certificates_pdf
from uitpas2.billing.services.telling import remind
from uitpas2.billing.services.terms import agree_plan, end_plan, set_terms

__all__ = [
    "agree_plan",
    "belcotax_xml",
    "bill_pdf",
    "book_statement",
    "certificate_pdf",
    "certificates_pdf",
    "claim_batch",
    "dismiss_line",
    "drop_statement",
    "end_plan",
    "fail_batch",
    "finish_batch",
    "forget_bank_lines",
    "forget_bills",
    "forget_certificate_files",
    "forget_printed",
    "make_bills",
    "make_certificates",
    "note_payment",
    "order_certificates",
    "place_line",
    "read_statement",
    "remind",
    "set_terms",
    "void_payment",
]
