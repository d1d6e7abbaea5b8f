"""Numbered points on a map that do not lie over each other: what is too close together becomes one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import hypot

from uitpas2.kernel.outlines import outlines


@dataclass(frozen=True, slots=True)
class Spot:
    """A municipality with so many activities, in the units of the outlines."""

    nis: str
    name: str
    count: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Cluster:
    """One point for one or more municipalities, the largest number first; it lies on that one."""

    spots: Sequence[Spot]

    @property
    def main(self) -> Spot:
        return self.spots[0]

    @property
    def count(self) -> int:
        return sum(spot.count for spot in self.spots)


def clusters(spots: Iterable[Spot], apart: float) -> list[Cluster]:
    """Points that lie at least so far apart. Where there is most goes first and takes its neighbours in."""
    groups: list[list[Spot]] = []
    for spot in sorted(spots, key=lambda one: (-one.count, one.nis)):
        near = [group for group in groups if hypot(group[0].x - spot.x, group[0].y - spot.y) < apart]
        if near:
            min(near, key=lambda group: hypot(group[0].x - spot.x, group[0].y - spot.y)).append(spot)
        else:
            groups.append([spot])
    return [Cluster(tuple(group)) for group in groups]


@lru_cache(maxsize=1)
def middles() -> dict[str, tuple[float, float]]:
    """The middle of each municipality's largest piece, by NIS code."""
    return {nis: _middle(path) for nis, path in outlines().paths.items()}


def _middle(path: str) -> tuple[float, float]:
    """The centre of gravity of the largest ring of an outline made of straight lines."""
    largest, middle = 0.0, (0.0, 0.0)
    for ring in re.findall(r"M[^M]+", path):
        numbers = [float(number) for number in re.findall(r"-?[\d.]+", ring)]
        points = list(zip(numbers[0::2], numbers[1::2], strict=True))
        crosses = [a[0] * b[1] - b[0] * a[1] for a, b in zip(points, [*points[1:], points[0]], strict=True)]
        area = sum(crosses) / 2
        if abs(area) <= largest:
            continue
        largest = abs(area)
        pairs = list(zip(points, [*points[1:], points[0]], crosses, strict=True))
        middle = (
            sum((a[0] + b[0]) * cross for a, b, cross in pairs) / (6 * area),
            sum((a[1] + b[1]) * cross for a, b, cross in pairs) / (6 * area),
        )
    return middle
