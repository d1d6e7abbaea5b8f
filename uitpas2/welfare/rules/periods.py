"""For how long a partner may vouch, when a right may be renewed, and how a new right follows on another."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from uitpas2.cards.rules import months_after
from uitpas2.kernel.period import Period

MOST_MONTHS = 12
RENEWABLE_DAYS = 60


@dataclass(frozen=True, slots=True)
class RightRuns:
    """The right runs too long to be renewed yet: its last day, and the first day on which renewing is possible."""

    last_day: date
    renewable_from: date


def months_are_allowed(months: int) -> bool:
    """A partner's decision holds for at most a year (rule book, partner_decision)."""
    return 1 <= months <= MOST_MONTHS


def vouched_until(today: date, months: int) -> date:
    """The last day of what a partner vouches for: whole months, this one included."""
    return months_after(today.replace(day=1), months) - timedelta(days=1)


def too_early_to_renew(latest: Period, today: date) -> RightRuns | None:
    """How long the latest right still lasts, if that is more than the renewal time."""
    assert latest.end is not None
    renewable_from = latest.end - timedelta(days=RENEWABLE_DAYS)
    return RightRuns(last_day(latest), renewable_from) if today < renewable_from else None


def following(decided: Period, latest: Period | None) -> Period | None:
    """What a decision adds to the latest right: no gap and no overlap; None when it adds nothing.

    A proof carries as far as the rule book says, counted from the proof: a renewal reaches no further than a first
    right on the same proof would.
    """
    assert decided.end is not None
    if latest is None or latest.end is None or latest.end <= decided.start:
        return decided
    return Period(latest.end, decided.end) if decided.end > latest.end else None


def last_day(right: Period) -> date:
    """The last day on which a right holds."""
    assert right.end is not None
    return right.end - timedelta(days=1)
