"""Booking entries, and moving budgets."""

from uitpas2.ledger.services.booking import book, reverse
from uitpas2.ledger.services.budgets import hold, keep_count, release, set_budget, spend, take_in_order, unspend

__all__ = ["book", "hold", "keep_count", "release", "reverse", "set_budget", "spend", "take_in_order", "unspend"]
