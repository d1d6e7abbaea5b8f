"""Budgets."""

from __future__ import annotations

from tests.factories.base import Factory, uuid
from uitpas2.kernel.money import ZERO, Euro
from uitpas2.ledger.models import Budget


class BudgetFactory(Factory):
    """€ 1.000,00 of a government for 2026: `BudgetFactory(organisation_id=gent.id, total=Euro(400))`."""

    class Meta:
        model = Budget

    id = uuid("budget")
    organisation_id = None
    year = 2026
    total = Euro(100_000)
    spent = ZERO
    stops_when_empty = False
