"""Deciding many cases at once, each with its own municipality, day and moment of knowledge.

What holds is laid out once as tables: a row for each stretch of time in each municipality, and where choices have
exceptions a place for each cell between their break points. A case finds its row by comparing its day with the few
days on which something changed. Then the program runs on whole columns, in chunks that fit the processor's cache.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import product
from typing import Any, TypeAlias

import numpy as np

from uitpas2.discounts.engine import columns
from uitpas2.discounts.engine.choosing import Choice, Condition, break_points
from uitpas2.discounts.engine.compiling import Compiled
from uitpas2.discounts.engine.functions import as_day
from uitpas2.discounts.engine.kinds import Kind
from uitpas2.discounts.engine.parameters import Fact, Parameter
from uitpas2.discounts.engine.timelines import Held, change_days, held_on, known_moments

CHUNK = 16_384
Column: TypeAlias = Any


class Tables:
    """Everything that holds anywhere, ready to be looked up for columns of cases.

    `choices` has one list for each group (a municipality); a case names its group by its place in that list.
    """

    def __init__(
        self,
        compiled: Compiled,
        parameters: Mapping[str, Parameter],
        choices: Sequence[Sequence[Choice]],
        facts: Mapping[str, Fact],
    ) -> None:
        self.compiled = compiled
        self.facts = facts
        stretches = [_Stretches(parameters, group) for group in choices]
        self._offsets = np.cumsum([0, *(len(one.held) for one in stretches)])[:-1].astype(np.int32)
        self._days = _padded([one.days for one in stretches])
        self._moments = _padded([one.moments for one in stretches])
        self._widths = np.array([len(one.days) for one in stretches], np.int32)
        held = [row for one in stretches for row in one.held]
        self._lookups = [_Lookup(parameters[key], [row[key] for row in held], facts) for key in compiled.parameters]

    def values(self, given: Mapping[str, Column], groups: Column, days: Column, known: Column | None) -> list[Column]:
        """The value of each parameter of the program, per case."""
        rows: Column | None = None
        found = []
        cells: dict[str, Column] = {}
        for lookup in self._lookups:
            if rows is None and not lookup.is_single:
                rows = self._rows(groups, days, known)
            found.append(lookup.find(rows, given, cells))
        return found

    def _rows(self, groups: Column, days: Column, known: Column | None) -> Column:
        row = self._offsets[groups]
        for change in self._days.T[1:]:
            row = row + (days >= change[groups])
        moments = self._moments.T[1:]
        if known is None:
            return row + self._widths[groups] * (np.sum(self._moments < _NEVER, axis=1)[groups] - 1)
        for moment in moments:
            row = row + self._widths[groups] * (known >= moment[groups])
        return row


_NEVER = np.iinfo(np.int64).max


class _Stretches:
    """For one group: what holds in each stretch of days, for each state of knowledge, oldest knowledge first."""

    def __init__(self, parameters: Mapping[str, Parameter], choices: Sequence[Choice]) -> None:
        days = change_days(parameters, choices)
        moments: list[datetime | None] = [None, *known_moments(choices)]
        self.days = [as_day(day) for day in days]
        self.moments = [0 if moment is None else _micros(moment) for moment in moments]
        self.held: list[dict[str, Held]] = [
            held_on(parameters, _known(choices, moment), day) for moment in moments for day in days
        ]


def _known(choices: Sequence[Choice], moment: datetime | None) -> list[Choice]:
    return [one for one in choices if one.known_from is None or (moment is not None and one.known_from <= moment)]


def _micros(moment: datetime) -> int:
    return round(moment.timestamp() * 1_000_000)


def _padded(lists: Sequence[Sequence[int]]) -> Column:
    width = max((len(one) for one in lists), default=1)
    return np.array([[*one, *[_NEVER] * (width - len(one))] for one in lists], np.int64).reshape(len(lists), width)


class _Lookup:
    """One parameter as a table: a row for each stretch, and a place for each cell of its exceptions."""

    def __init__(self, parameter: Parameter, held: Sequence[Held], facts: Mapping[str, Fact]) -> None:
        self.kind = parameter.kind
        lines = [line for one in held for line in one.used.lines]
        points = break_points(lines, facts)
        self.axes = [_Axis(facts[name], values, lines) for name, values in points.items()]
        self.shape = tuple(axis.size for axis in self.axes)
        known: dict[Choice, list[int]] = {}
        table = []
        for one in held:
            if one.used not in known:
                known[one.used] = list(self._cells(one.used))
            table.append(known[one.used])
        self.table = np.array(table, np.int64)
        if self.kind is Kind.YES_NO:
            self.table = self.table.astype(bool)
        first = self.table.flat[0]
        self.single: Any = first.item() if (self.table == first).all() else None
        self.is_single = self.single is not None
        self.flat = np.ascontiguousarray(self.table.reshape(-1))

    def _cells(self, choice: Choice) -> Iterator[int]:
        if not self.axes:
            return iter([choice.value])
        names = [axis.fact.name for axis in self.axes]
        cases = product(*(axis.representatives for axis in self.axes))
        return (choice.value_for(dict(zip(names, case, strict=True))) for case in cases)

    def find(self, rows: Column, given: Mapping[str, Column], cells: dict[str, Column]) -> Column:
        if self.is_single:
            return self.single
        place = rows
        for axis in self.axes:
            place = place * axis.size + axis.cell_of(given[axis.fact.name], cells)
        return self.flat.take(place)


class _Axis:
    """How a fact is divided into cells: stretches of numbers, single codes, or combinations of codes."""

    def __init__(self, fact: Fact, points: list[int], lines: Sequence[Any]) -> None:
        self.fact = fact
        self.representatives = points
        self.size = len(points)
        self.bits: list[int] = []
        if fact.kind is Kind.SET_OF:
            used = 0
            for condition in _conditions(lines, fact.name):
                used |= condition.codes
            self.bits = [place for place in range(len(fact.codes)) if used >> place & 1]
        self.name = f"{fact.name} {points}"

    def cell_of(self, value: Column, cells: dict[str, Column]) -> Column:
        if self.name not in cells:
            cells[self.name] = self._cell_of(value)
        return cells[self.name]

    def _cell_of(self, value: Column) -> Column:
        if self.bits:
            cell: Column = 0
            for bit in self.bits:
                cell = cell * 2 + (value >> bit & 1)
            return cell
        if self.fact.kind in (Kind.ONE_OF, Kind.YES_NO):
            return value
        return np.searchsorted(self.representatives, value, side="right") - 1


def _conditions(lines: Sequence[Any], fact: str) -> Iterator[Condition]:
    return (condition for line in lines for condition in line.when if condition.fact == fact)


@dataclass(frozen=True)
class Cases:
    """Columns of cases. A fact that is not given has its default; one value holds for all.

    `groups` numbers the municipality, `days` counts from 1970, `known` is in microseconds since then (None: all that
    is known now).
    """

    groups: Column
    days: Column
    facts: Mapping[str, Column]
    known: Column | None = None

    def __len__(self) -> int:
        return len(self.groups)

    def part(self, start: int, stop: int) -> Cases:
        def cut(column: Column) -> Column:
            return column if columns.is_single(column) else column[start:stop]

        facts = {name: cut(column) for name, column in self.facts.items()}
        known = None if self.known is None else cut(self.known)
        return Cases(cut(self.groups), cut(self.days), facts, known)


@dataclass(frozen=True)
class Decided:
    """Columns of outcomes: `reason` 0 is yes, n that the nth condition failed."""

    reason: Column
    outputs: Mapping[str, Column]


def run(tables: Tables, cases: Cases, *, chunk: int = CHUNK) -> Iterator[tuple[int, Decided]]:
    """Decide chunk by chunk; each comes with the number of its first case."""
    compiled = tables.compiled
    for start in range(0, len(cases), chunk):
        part = cases.part(start, start + chunk)
        given = {name: _typed(tables.facts[name], part.facts) for name in tables.facts}
        given["day"] = part.days
        values = tables.values(given, part.groups, part.days, part.known)
        reason, outputs = compiled.on_columns(tuple(given[name] for name in compiled.facts), tuple(values), columns)
        yield start, Decided(reason, dict(zip(compiled.outputs, outputs, strict=True)))


def decide_all(tables: Tables, cases: Cases, *, wanted: Sequence[str] | None = None) -> Decided:
    """Decide all cases and keep the wanted outputs (all, unless told) as whole columns."""
    count = len(cases)
    reason = np.zeros(count, np.uint8)
    names = tables.compiled.outputs if wanted is None else wanted
    outputs = {name: np.zeros(count, np.int64) for name in names}
    for start, decided in run(tables, cases):
        stop = min(start + CHUNK, count)
        reason[start:stop] = decided.reason
        for name in names:
            outputs[name][start:stop] = decided.outputs[name]
    return Decided(reason, outputs)


def _typed(fact: Fact, given: Mapping[str, Column]) -> Column:
    value = given.get(fact.name, fact.default)
    if fact.kind is not Kind.YES_NO:
        return value
    return bool(value) if columns.is_single(value) else value.astype(bool, copy=False)
