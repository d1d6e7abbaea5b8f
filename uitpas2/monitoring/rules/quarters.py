"""Figures cover whole calendar quarters and nothing else.

Periods that overlap or grow (a year to date) can be subtracted from each other, and the difference is a few children.
Quarters do not overlap, so no two releases have a difference that means anything.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from uitpas2.kernel.period import Period, PeriodKind, calendar_period
from uitpas2.monitoring.errors import NotAQuarter


def quarter_of(day: date) -> Period:
    return calendar_period(PeriodKind.QUARTER, day)


def last_closed_quarter(today: date) -> Period:
    """The latest quarter that is over on this day."""
    return quarter_of(quarter_of(today).start - timedelta(days=1))


def quarter_name(starts: date) -> str:
    """2026Q3 for the quarter that starts on 1 July 2026."""
    return f"{starts.year}Q{(starts.month + 2) // 3}"


def read_quarter(text: str) -> Period:
    """The quarter somebody names: "2026Q3". Raises NotAQuarter for anything else."""
    found = re.fullmatch(r"(20\d\d)-?[Qq]([1-4])", text.strip())
    if found is None:
        raise NotAQuarter(field="quarter")
    return quarter_of(date(int(found[1]), 3 * int(found[2]) - 2, 1))
