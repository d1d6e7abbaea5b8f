"""Whole months of days, and the same weekday through a month: to choose the care days of a month at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

LEAST_OF_MONTH = 4  # fewer are chosen one by one as fast
LEAST_OF_WEEKDAY = 2


@dataclass(frozen=True, slots=True)
class Period:
    """The days of a month, or those of a month on one weekday (1 is Monday). `key` is "2026-12" or "2026-12-3"."""

    month: date
    weekday: int | None
    days: frozenset[date]

    @property
    def key(self) -> str:
        return f"{self.month:%Y-%m}" + (f"-{self.weekday}" if self.weekday else "")


def periods_of(days: Iterable[date]) -> list[Period]:
    """The periods in which there are enough days, by month; the whole month first, then its weekdays."""
    found = []
    for month, in_month in groupby(sorted(set(days)), key=lambda day: day.replace(day=1)):
        own = list(in_month)
        if len(own) < LEAST_OF_MONTH:
            continue
        found.append(Period(month, None, frozenset(own)))
        by_weekday = {number: frozenset(day for day in own if day.isoweekday() == number) for number in range(1, 8)}
        several = {number: same for number, same in by_weekday.items() if len(same) >= LEAST_OF_WEEKDAY}
        if sum(map(bool, by_weekday.values())) > 1:
            found += [Period(month, number, same) for number, same in several.items()]
    return found
