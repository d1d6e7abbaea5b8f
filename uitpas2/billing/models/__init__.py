"""Terms of organisers, bills with lines, payments, statements of the bank, tax certificates."""

from uitpas2.billing.models.bills import Bill, BillCounter, BillLine
from uitpas2.billing.models.certificates import Certificate, CertificateBatch, CertificatePeriod
from uitpas2.billing.models.payments import BankImport, BankLine, Payment
from uitpas2.billing.models.terms import BillingTerms, PaymentPlan

__all__ = [
    "BankImport",
    "BankLine",
    "Bill",
    "BillCounter",
    "BillLine",
    "BillingTerms",
    "Certificate",
    "CertificateBatch",
    "CertificatePeriod",
    "Payment",
    "PaymentPlan",
]
