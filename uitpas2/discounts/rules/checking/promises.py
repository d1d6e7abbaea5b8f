"""Promises that hold for whatever a municipality may choose, looked at on every edge at once.

Nobody pays less than nothing; the shares add up; with the right nobody pays more than without; a higher discount
never makes anything dearer. Each is looked at for every combination of the edges of choices and facts that the amounts
rest on: the lowest, highest and usual value of every parameter somebody may choose, and prices and used amounts
around every point where something changes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from uitpas2.discounts.engine import columns
from uitpas2.discounts.engine.compiling import Compiled
from uitpas2.discounts.rules.checking.dates import days
from uitpas2.discounts.rules.checking.edges import grids, not_looked_at
from uitpas2.discounts.rules.checking.grids import Axis, Grid
from uitpas2.discounts.rules.rulebook import PRICE, RuleBook
from uitpas2.discounts.values.kinds import on_one_line

CHUNK = 65_536
SHARES = ("holder_pays", "organiser_pays", "municipality_pays", "flanders_pays", "fund_pays")


@dataclass(frozen=True)
class Promised:
    """How many cases were looked at, and the first that breaks each promise, if any does."""

    looked_at: int
    faults: list[str]


def check(book: RuleBook) -> Promised:
    """Look at all cases on the edges, for every day on which the rule book changes."""
    looked_at = 0
    faults: dict[str, str] = {}
    for day in days(book):
        for key in not_looked_at(book, day):
            faults.setdefault(key, f"checking/edges.py: nothing looks at the edges of {key}, which may be chosen")
        for grid in grids(book, day):
            looked_at += grid.size
            for promise, row in _broken(grid, book.compiled(PRICE, day)):
                faults.setdefault(promise, f"{promise}: {_in_words(book, grid, row, day)}")
    return Promised(looked_at, list(faults.values()))


def _broken(grid: Grid, compiled: Compiled) -> Iterator[tuple[str, int]]:
    """The promises that are broken on a grid, each with the number of the first case in a chunk that breaks it."""
    step = CHUNK - CHUNK % grid.block or grid.block
    for start in range(0, grid.size, step):
        stop = min(start + step, grid.size)
        outputs = _outputs(grid, compiled, start, stop)
        for promise, broken in _promises(grid, outputs):
            if broken.any():
                yield promise, start + int(np.argmax(broken))


def _outputs(grid: Grid, compiled: Compiled, start: int, stop: int) -> dict[str, Any]:
    given = grid.columns(start, stop)
    facts = tuple(given[name] for name in compiled.facts)
    values = tuple(given[name] for name in compiled.parameters)
    _, outputs = compiled.on_columns(facts, values, columns)
    count = stop - start
    return {
        name: np.broadcast_to(np.asarray(output, np.int64), count)
        for name, output in zip(compiled.outputs, outputs, strict=True)
    }


def _promises(grid: Grid, outputs: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for name, amounts in outputs.items():
        yield f"{name} is never below 0", amounts < 0
    total = sum(outputs[name] for name in SHARES)
    yield "the shares add up to the price", total != outputs["price_to_split"]
    paid = outputs["holder_pays"]
    for axis, promise in grid.never_dearer.items():
        yield promise, _dearer(grid, axis, paid)


def _dearer(grid: Grid, axis: Axis, paid: Any) -> Any:
    """The cases that cost more than their neighbour one place earlier on this axis."""
    width, size = grid.strides[axis.name], len(axis.points)
    blocks = paid.reshape(-1, size, width)
    dearer = np.zeros(blocks.shape, bool)
    dearer[:, 1:] = blocks[:, 1:] > blocks[:, :-1]
    return dearer.reshape(-1)


def _in_words(book: RuleBook, grid: Grid, row: int, day: date) -> str:
    given = {name: _one(column) for name, column in grid.columns(row, row + 1).items()}
    named = [name for axis in grid.axes for name in axis.names]
    return f"not on {day} for {', '.join(f'{name} {_shown(book, name, given[name])}' for name in named)}"


def _one(column: Any) -> int:
    return int(column if columns.is_single(column) else column[0])


def _shown(book: RuleBook, name: str, value: int) -> str:
    known = book.vocabulary.facts.get(name) or book.parameters[name]
    return on_one_line(known.kind, value, known.codes, between=" + ")
