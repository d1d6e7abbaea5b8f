"""The words of the ledger, and what makes an entry whole."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from uitpas2.kernel.money import Euro, total


class AccountKind(StrEnum):
    """What a ledger account counts. Plus is a debit, minus a credit; all accounts together are zero."""

    SALES = "sales"  # organiser: full price of what was sold (credit)
    TILL = "till"  # organiser: what holders paid at the door (debit)
    OWN_SHARE = "own-share"  # organiser: the part it bears itself (debit)
    CLAIM = "claim"  # organiser on a government: what it gets back (debit)
    BUDGET = "budget"  # government, per year: granted (credit), then spent (debit)
    SPENT = "spent"  # government, per year: what its discounts cost (credit mirror of the budget's debits)
    FUNDING = "funding"  # government, per year: where the budget came from (debit)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a booking: which account it moves, by how much. Plus is a debit, minus a credit."""

    account_kind: AccountKind
    organisation_id: str
    amount: Euro
    counterparty_id: str = ""
    year: int = 0

    @property
    def account(self) -> AccountKey:
        return (self.account_kind, self.organisation_id, self.counterparty_id, self.year)


AccountKey = tuple[AccountKind, str, str, int]


def imbalance(lines: Iterable[Line]) -> Euro:
    """How far the lines are from zero; an entry is whole when this is nothing."""
    return total(line.amount for line in lines)


def year_at_this_pace(spent: Euro, day: date) -> Euro:
    """What a calendar year comes to if it goes on as it went until the end of this day, rounded up to the cent."""
    gone = day.timetuple().tm_yday
    whole = date(day.year, 12, 31).timetuple().tm_yday
    return Euro(-(-spent.cents * whole // gone))
