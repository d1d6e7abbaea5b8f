"""What can go wrong with bills, payments and certificates."""

from uitpas2.billing.errors.bank_files import (
    BankFileAlreadyBooked,
    BankFileBroken,
    BankFileEmpty,
    BankFileForOtherAccount,
    BankFileTooLong,
    BankFileUnreadable,
    ColumnsUnknown,
    ImportUnknown,
    LineNotWaiting,
)
from uitpas2.billing.errors.bills import (
    AccountMistyped,
    BankCodeMistyped,
    BillUnknown,
    MonthNotOver,
    NoBillingTerms,
    NothingToBill,
    PlanAlreadyThere,
    TermsNotPossible,
)
from uitpas2.billing.errors.certificates import (
    AddressNeeded,
    CertificateUnknown,
    YearNotOver,
)
from uitpas2.billing.errors.payments import (
    AmountNotPossible,
    NothingPaid,
    PaidInTheFuture,
    PaymentAlreadyVoided,
    PaymentUnknown,
)

__all__ = [
    "AccountMistyped",
    "AddressNeeded",
    "AmountNotPossible",
    "BankCodeMistyped",
    "BankFileAlreadyBooked",
    "BankFileBroken",
    "BankFileEmpty",
    "BankFileForOtherAccount",
    "BankFileTooLong",
    "BankFileUnreadable",
    "BillUnknown",
    "CertificateUnknown",
    "ColumnsUnknown",
    "ImportUnknown",
    "LineNotWaiting",
    "MonthNotOver",
    "NoBillingTerms",
    "NothingPaid",
    "NothingToBill",
    "PaidInTheFuture",
    "PaymentAlreadyVoided",
    "PaymentUnknown",
    "PlanAlreadyThere",
    "TermsNotPossible",
    "YearNotOver",
]
