"""The boxes in which the municipalities lie, in degrees: enough to know which ones to look at around a point.

Source: Statbel, statistical sectors of 1 January 2025, made into municipalities by Provincies in Cijfers.
"""

from __future__ import annotations

import csv
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

KM_PER_DEGREE = 111.195  # of latitude, on a sphere of 6371 km
_RADIUS = 6371.0088


@dataclass(frozen=True, slots=True)
class Point:
    """A place on earth in degrees (WGS84)."""

    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Box:
    west: float
    south: float
    east: float
    north: float

    def meets(self, other: Box) -> bool:
        across = self.west <= other.east and other.west <= self.east
        return across and self.south <= other.north and other.south <= self.north


def around(point: Point, km: float) -> Box:
    """The box that holds everything within so many kilometres."""
    up = km / KM_PER_DEGREE
    across = up / math.cos(math.radians(point.latitude))
    return Box(point.longitude - across, point.latitude - up, point.longitude + across, point.latitude + up)


def km_between(one: Point, other: Point) -> float:
    """Kilometres as the crow flies, along the great circle."""
    up = math.radians(other.latitude - one.latitude) / 2
    across = math.radians(other.longitude - one.longitude) / 2
    flat = math.cos(math.radians(one.latitude)) * math.cos(math.radians(other.latitude))
    return 2 * _RADIUS * math.asin(math.sqrt(math.sin(up) ** 2 + flat * math.sin(across) ** 2))


@lru_cache(maxsize=1)
def municipality_boxes() -> Mapping[str, Box]:
    """By NIS code."""
    source = files("uitpas2.kernel") / "data" / "flemish_municipality_boxes.csv"
    rows = csv.DictReader(source.read_text(encoding="utf-8").splitlines())
    return {row["nis"]: Box(*(float(row[side]) for side in ("west", "south", "east", "north"))) for row in rows}


def municipalities_within(point: Point, km: float) -> list[str]:
    """The NIS codes of those that may lie, partly, within so many kilometres: their box meets the one around it."""
    near = around(point, km)
    return [nis for nis, box in municipality_boxes().items() if box.meets(near)]
