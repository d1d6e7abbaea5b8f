"""How long things take, by the clock on the wall and by the processor's own, which other work on the machine spares."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T")
A = TypeVar("A")


@dataclass(frozen=True)
class Took:
    """Seconds of the best of several runs."""

    wall: float
    processor: float


def best(act: Callable[[], T], times: int = 5) -> tuple[T, Took]:
    """Do it several times; what came of the last, and the least it took."""
    walls, processors = [], []
    for _ in range(times):
        wall, processor = time.perf_counter(), time.process_time()
        result = act()
        walls.append(time.perf_counter() - wall)
        processors.append(time.process_time() - processor)
    return result, Took(min(walls), min(processors))


def spread(act: Callable[[A], object], items: Sequence[A], times: int = 3) -> tuple[float, float]:
    """Microseconds that half of the acts stay under, and 99 of a hundred; of the best of several rounds."""
    rounds = []
    for _ in range(times):
        took = []
        for item in items:
            start = time.perf_counter_ns()
            act(item)
            took.append((time.perf_counter_ns() - start) / 1000)
        cuts = statistics.quantiles(took, n=100)
        rounds.append((cuts[49], cuts[98]))
    return min(half for half, _ in rounds), min(most for _, most in rounds)
