"""Reading bills, what was paid, statements of the bank and certificates, each in the actor's scope."""

from uitpas2.billing.queries.bank import ShownImport, bank_import, shown_import, unplaced_lines
from uitpas2.billing.queries.bills import (
    PER_PAGE,
    BillList,
    ShownBill,
    bill,
    bill_by_number,
    bills_of_family,
    bills_of_organiser,
    plan_of,
    shown_bill,
)
from uitpas2.billing.queries.certificates import (
    ShownCertificate,
    YearOfCare,
    batch,
    batch_file,
    batches,
    certificate,
    certificates_of_family,
    certificates_of_year,
    own_certificates,
    shown_certificate,
    year_of_care,
)
from uitpas2.billing.queries.collecting import drafts
from uitpas2.billing.queries.standing import Standing
from uitpas2.billing.queries.terms import own_terms, preview

__all__ = [
    "PER_PAGE",
    "BillList",
    "ShownBill",
    "ShownCertificate",
    "ShownImport",
    "Standing",
    "YearOfCare",
    "bank_import",
    "batch",
    "batch_file",
    "batches",
    "bill",
    "bill_by_number",
    "bills_of_family",
    "bills_of_organiser",
    "certificate",
    "certificates_of_family",
    "certificates_of_year",
    "drafts",
    "own_certificates",
    "own_terms",
    "plan_of",
    "preview",
    "shown_bill",
    "shown_certificate",
    "shown_import",
    "unplaced_lines",
    "year_of_care",
]
