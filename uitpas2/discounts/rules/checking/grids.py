"""Grids of cases: every combination of the points of some axes, never laid out whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from math import prod
from typing import Any

import numpy as np


@dataclass(frozen=True)
class Axis:
    """Facts and parameters that change together: each point has a value for each name."""

    names: tuple[str, ...]
    points: tuple[tuple[int, ...], ...]

    @property
    def name(self) -> str:
        return self.names[0]


@dataclass(frozen=True)
class Grid:
    """Every combination of the points of some axes; the rest is as usual. A case is the number of its combination.

    The axes of `never_dearer` come last, so that neighbours on them stand close together.
    """

    axes: tuple[Axis, ...]
    usual: Mapping[str, int | bool]
    never_dearer: Mapping[Axis, str] = field(default_factory=dict)

    @property
    def size(self) -> int:
        return prod(len(axis.points) for axis in self.axes)

    @property
    def block(self) -> int:
        """So many cases in a row are neighbours on the axes that are compared; never split them."""
        return prod(len(axis.points) for axis in self.axes if axis in self.never_dearer)

    @cached_property
    def strides(self) -> dict[str, int]:
        """How far apart neighbours on an axis stand."""
        strides, stride = {}, 1
        for axis in reversed(self.axes):
            strides[axis.name] = stride
            stride *= len(axis.points)
        return strides

    @cached_property
    def _tables(self) -> list[tuple[Axis, list[Any]]]:
        return [
            (
                axis,
                [_column(name, [point[at] for point in axis.points], self.usual) for at, name in enumerate(axis.names)],
            )
            for axis in self.axes
        ]

    def columns(self, start: int, stop: int) -> dict[str, Any]:
        """The cases from one number up to another."""
        given: dict[str, Any] = dict(self.usual)
        numbers = np.arange(start, stop)
        for axis, tables in self._tables:
            place = numbers // self.strides[axis.name] % len(axis.points)
            for name, table in zip(axis.names, tables, strict=True):
                given[name] = table[place]
        return given


def _column(name: str, values: Sequence[int], usual: Mapping[str, int | bool]) -> Any:
    return np.array(values, bool if type(usual[name]) is bool else np.int64)
