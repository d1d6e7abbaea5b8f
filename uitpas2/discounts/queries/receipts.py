"""Looking up the receipt that was frozen on a sale."""

from __future__ import annotations

from typing import Any

from uitpas2.database.work import Work
from uitpas2.discounts.errors import SaleUnknown
from uitpas2.discounts.models import Sale


def receipt_of_sale(work: Work, sale_id: str) -> dict[str, Any]:
    """The receipt of any sale, for who audits on the machine itself. Raises SaleUnknown."""
    sale = work.session.get(Sale, sale_id)
    if sale is None:
        raise SaleUnknown
    return sale.receipt
