"""Whether an item can be kept as it is, on both databases: not too deep, no NUL, no half characters, no infinity."""

from __future__ import annotations

import math
from collections.abc import Iterator

from uitpas2.activities.rules.reading import faults as say
from uitpas2.activities.rules.reading.faults import Fault
from uitpas2.activities.rules.reading.spots import Spot

DEEPEST = 30


def check_storable(spot: Spot) -> bool:
    """Note a fault at the first place that cannot be kept; tells whether there was none. Never recurses."""
    waiting: list[tuple[Spot, int]] = [(spot, 0)]
    while waiting:
        here, depth = waiting.pop()
        if depth > DEEPEST:
            here.fault(say.TOO_DEEP, most=DEEPEST)
            return False
        if not _is_storable(here.value):
            here.faults.append(Fault(_printable(here.pointer), say.UNSTORABLE))
            return False
        waiting.extend((inside, depth + 1) for inside in _inside(here))
    return True


def _inside(spot: Spot) -> Iterator[Spot]:
    if isinstance(spot.value, dict):
        for key in spot.value:
            yield Spot(key, f"{spot.pointer}/{key}", spot.faults)
            yield spot.at(key)
    elif isinstance(spot.value, list):
        for number, entry in enumerate(spot.value):
            yield Spot(entry, f"{spot.pointer}/{number}", spot.faults)


def _is_storable(value: object) -> bool:
    if isinstance(value, float):
        return math.isfinite(value)
    if isinstance(value, str):
        return "\x00" not in value and not any("\ud800" <= letter <= "\udfff" for letter in value)
    return True


def _printable(pointer: str) -> str:
    return pointer.encode("ascii", "backslashreplace").decode().replace("\x00", "\\x00")
