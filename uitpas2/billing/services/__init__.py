"""Making bills, noting payments, reminding, certifying, and forgetting in time."""

from uitpas2.billing.services.forgetting import (
    forget_bank_lines,
    forget_bills,
    forget_certificate_files,
    forget_printed,
)

__all__ = ["forget_bank_lines", "forget_bills", "forget_certificate_files", "forget_printed"]
