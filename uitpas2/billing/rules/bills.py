"""What a bill amounts to, how it stands, and when it must be paid."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from uitpas2.billing.rules.words import BillState
from uitpas2.kernel.money import ZERO, Euro

LEAST_DAYS, MOST_DAYS = 7, 60  # to pay a bill
MOST_REMINDERS = 3
LEAST_BETWEEN = 7  # days between the day a bill is due and its first reminder, and between two of them


def state_of(total: Euro, paid: Euro) -> BillState:
    """How a bill of this total stands when so much was paid of it."""
    open_amount = total - paid
    if not open_amount:
        return BillState.PAID
    if total <= ZERO:
        return BillState.TO_GIVE_BACK if open_amount < ZERO else BillState.PARTLY
    if open_amount < ZERO:
        return BillState.TOO_MUCH
    return BillState.PARTLY if paid > ZERO else BillState.OPEN


def due_day(made_on: date, days: int, begins: date | None = None) -> date:
    """When a bill must be paid; one in advance not later than the day before it begins, and never before today."""
    due = made_on + timedelta(days=days)
    if begins is not None:
        due = min(due, begins - timedelta(days=1))
    return max(due, made_on)


def reminder_due(due_on: date, sent: int, days: Sequence[int]) -> date | None:
    """The day of the next reminder, when so many were sent; None when there is none (any more)."""
    return due_on + timedelta(days=days[sent]) if sent < len(days) else None


def bill_number(year: int, number: int) -> str:
    """2026-0014"""
    return f"{year}-{number:04d}"
