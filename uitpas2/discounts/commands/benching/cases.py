"""A made-up year: three hundred municipalities with choices of their own, and a million prices asked in them.

The same seed gives the same year. Half of the municipalities changed their choices in the year; a third has an
exception for camps and playgrounds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from random import Random
from typing import Any, TypeAlias

import numpy as np

from uitpas2.discounts.engine.bulk import Cases
from uitpas2.discounts.rulebook.codes import (
    CLASS_CAMP,
    CLASS_CARE,
    CLASS_LEISURE,
    CLASS_MEMBERSHIP,
    CLASS_PLAYGROUND,
    LABEL_CONSUMPTION,
    LABEL_MATERIAL,
)
from uitpas2.discounts.values.choosing import Choice, Condition, Line
from uitpas2.discounts.values.kinds import Kind
from uitpas2.discounts.values.numbers import as_day

Column: TypeAlias = Any

SEED = 20261122
MUNICIPALITIES = 300
YEAR = date(2026, 1, 1)
CLASSES = (
    CLASS_LEISURE,
    CLASS_LEISURE,
    CLASS_LEISURE,
    CLASS_CARE,
    CLASS_CARE,
    CLASS_CAMP,
    CLASS_PLAYGROUND,
    CLASS_MEMBERSHIP,
)
CAMPS = 1 << CLASS_CAMP | 1 << CLASS_PLAYGROUND


@dataclass(frozen=True)
class Dated:
    """What a municipality chose from a day on."""

    starts: date
    discount: int
    discount_for_camps: int | None
    organiser_share: int


def municipalities() -> list[list[Dated]]:
    """What each municipality chose, oldest first."""
    random = Random(SEED)  # noqa: S311  a made-up year keeps no secret
    return [[_dated(random, start) for start in _starts(random)] for _ in range(MUNICIPALITIES)]


def _starts(random: Random) -> list[date]:
    return [YEAR] if random.random() < 0.5 else [YEAR, date(2026, random.randint(2, 12), 1)]


def _dated(random: Random, starts: date) -> Dated:
    for_camps = random.randint(75, 100) if random.random() < 1 / 3 else None
    return Dated(starts, random.randint(75, 100), for_camps, random.randint(0, 40))


def choices(chosen: Sequence[Sequence[Dated]]) -> list[list[Choice]]:
    """The same as the engine takes it."""
    return [[one for dated in group for one in _choices(dated)] for group in chosen]


def _choices(dated: Dated) -> list[Choice]:
    lines: tuple[Line, ...] = ()
    if dated.discount_for_camps is not None:
        camps = Condition("product_class", Kind.ONE_OF, codes=CAMPS)
        lines = (Line((camps,), dated.discount_for_camps),)
    return [
        Choice("discount_leisure_pct", dated.discount, lines, dated.starts),
        Choice("organiser_share_pct", dated.organiser_share, starts=dated.starts),
    ]


def draft(chosen: Sequence[Sequence[Dated]]) -> list[list[Dated]]:
    """Ten points more discount everywhere from September, up to free; what was chosen for later goes."""
    september = date(2026, 9, 1)
    drafted = []
    for group in chosen:
        before = [dated for dated in group if dated.starts < september]
        last = before[-1]
        drafted.append([*before, replace(last, starts=september, discount=min(100, last.discount + 10))])
    return drafted


def year(rows: int) -> Cases:
    """Prices asked on days over the whole year, in columns as small as their values allow."""
    random = np.random.default_rng(SEED)
    labels = np.zeros(rows, np.int32)
    labels[random.random(rows) < 0.05] = 1 << LABEL_MATERIAL
    labels[random.random(rows) < 0.02] = 1 << LABEL_CONSUMPTION
    return Cases(
        groups=random.integers(0, MUNICIPALITIES, rows, np.int32),
        days=random.integers(as_day(YEAR), as_day(YEAR) + 365, rows, np.int32),
        facts={
            "has_right": random.random(rows) < 0.8,
            "product_class": random.choice(np.array(CLASSES, np.int8), rows),
            "price": random.integers(0, 20_000, rows, np.int32),
            "siblings": random.integers(1, 4, rows, np.int8),
            "tickets_used": (random.random(rows) < 0.1).astype(np.int8),
            "labels": labels,
        },
    )
