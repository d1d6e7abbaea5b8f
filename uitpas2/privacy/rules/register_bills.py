"""The register of bills, payments and tax certificates: no name stands in them, and they are kept as books are."""

from __future__ import annotations

from uitpas2.privacy.rules import processings as do
from uitpas2.privacy.rules import retentions as keep
from uitpas2.privacy.rules.declaring import Erasing, Table
from uitpas2.privacy.rules.declaring import declare as _table

PLAIN, BOOKS = keep.NOT_PERSONAL, keep.FISCAL

# A bill is its payer's alone: the download of a child, which a co-parent may fetch too, does not hold it. Whoever pays
# has their bills and certificates on their own pages.
BILLS: dict[str, Table] = {
    "billing_terms": _table(
        do.SELLING,
        {
            keep.STAFF: "changed_by",
            PLAIN: "organiser_id payee iban bic street postal_code city enterprise_number phone email billed prepaid "
            "bills_from due_days reminder_days certifier certifier_name certifier_number certifier_street "
            "certifier_postal_code certifier_city csv_columns changed_at",
        },
    ),
    "bill_counters": _table(do.SELLING, {PLAIN: "organiser_id year last"}),
    "bills": _table(
        do.SELLING,
        {
            BOOKS: "id organiser_id year number communication kind month account_id holder_id made_on due_on total "
            "payee iban bic reminders reminded_on",
            keep.STAFF: "made_by",
        },
        of_holder="holder_id",
        of_account="account_id",
    ),
    "bill_lines": _table(
        do.SELLING,
        {
            BOOKS: "id bill_id position kind subject holder_id activity_id activity_name is_care day until days amount "
            "sale_id registration_id corrects_id",
        },
        of_holder="holder_id",
    ),
    "bill_payments": _table(
        do.SELLING,
        {
            BOOKS: "id organiser_id bill_id amount day source statement_key note noted_at voided_at",
            keep.STAFF: "noted_by voided_by",
        },
    ),
    "payment_plans": _table(
        do.SELLING,
        {
            keep.TIES: "id account_id holder_id note since ended_at",
            keep.STAFF: "noted_by",
            PLAIN: "organiser_id",
        },
        of_holder="holder_id",
        of_account="account_id",
        erasing=Erasing.GOES,
    ),
    "bank_imports": _table(
        do.SELLING, {keep.STAFF: "made_by", PLAIN: "id organiser_id source status outgoing made_at booked_at"}
    ),
    "bank_lines": _table(
        do.SELLING,
        {
            keep.BANK_LINE: "day amount communication text payer statement_key bill_id",
            PLAIN: "id import_id organiser_id number state",
        },
    ),
    "tax_certificates": _table(
        do.SELLING,
        {
            BOOKS: "id organiser_id year number account_id holder_id total made_on replaced_by",
            keep.STAFF: "made_by",
        },
        of_holder="holder_id",
        of_account="account_id",
    ),
    "tax_certificate_periods": _table(do.SELLING, {BOOKS: "certificate_id position starts ends days tariff amount"}),
    "tax_certificate_batches": _table(
        do.SELLING,
        {
            keep.CERTIFICATE_FILE: "file",
            keep.STAFF: "ordered_by",
            PLAIN: "id organiser_id year ordered_at language status children made moved_at finished_at",
        },
    ),
}
