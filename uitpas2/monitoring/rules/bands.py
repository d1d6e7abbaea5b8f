"""Classes of a map, made from shown figures only: a limit taken from a hidden figure would tell about it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

BANDS = 5


@dataclass(frozen=True, slots=True)
class Band:
    """Figures from `low` up to and including `high`; both occur."""

    low: Decimal
    high: Decimal


def make_bands(values: Iterable[Decimal], count: int = BANDS) -> tuple[Band, ...]:
    """At most `count` classes with about as many areas each; zeros have no class. Equal figures share one."""
    ordered = sorted(value for value in values if value > 0)
    starts = sorted({ordered[len(ordered) * part // count] for part in range(count)}) if ordered else []
    bands = []
    for number, low in enumerate(starts):
        following = starts[number + 1] if number + 1 < len(starts) else None
        high = max(value for value in ordered if following is None or value < following)
        bands.append(Band(low, high))
    return tuple(bands)


def band_of(bands: Sequence[Band], value: Decimal) -> int:
    """The number of the class a figure falls in, from 1; 0 for zero."""
    return sum(value >= band.low for band in bands)


def per_thousand(persons: int, inhabitants: int) -> Decimal:
    """Persons per 1,000 inhabitants, to two decimals: participation is often below one."""
    return (Decimal(persons) * 1000 / Decimal(inhabitants)).quantize(Decimal("0.01"), ROUND_HALF_UP)
