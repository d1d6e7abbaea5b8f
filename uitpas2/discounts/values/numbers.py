"""Days and limits as the whole numbers everything here counts with."""

from __future__ import annotations

from datetime import date

# "No limit" or "not known": above every amount and day, and small enough to be multiplied by a thousand in 64 bits.
NOTHING = 10**12

EPOCH = date(1970, 1, 1).toordinal()


def as_day(day: date) -> int:
    """A date as the engine counts it."""
    return day.toordinal() - EPOCH


def as_date(day: int) -> date:
    return date.fromordinal(day + EPOCH)
