"""The words of the ledger."""

from __future__ import annotations

from enum import StrEnum


class AccountKind(StrEnum):
    """What a ledger account counts. Plus is a debit, minus a credit; all accounts together are zero."""

    SALES = "sales"  # organiser: full price of what was sold (credit)
    TILL = "till"  # organiser: what holders paid at the door (debit)
    OWN_SHARE = "own-share"  # organiser: the part it bears itself (debit)
    CLAIM = "claim"  # organiser on a government: what it gets back (debit)
    BUDGET = "budget"  # government, per year: granted (credit), then spent (debit)
    SPENT = "spent"  # government, per year: what its discounts cost (credit mirror of the budget's debits)
    FUNDING = "funding"  # government, per year: where the budget came from (debit)
