"""Deciding many cases at once, each with its own municipality, day and moment of knowledge.

What holds is laid out once as tables: a row for each stretch of time in each municipality, and where choices have
exceptions a place for each cell between their break points. A case finds its row by comparing its day with the few
days on which something changed. Then the program runs on whole columns, in chunks that fit the processor's cache.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from itertools import product
from math import prod
from typing import Any, TypeAlias

import numpy as np

from uitpas2.discounts.engine import columns
from uitpas2.discounts.engine.compiling import Compiled
from uitpas2.discounts.engine.folding import cut
from uitpas2.discounts.values.choosing import SEEN_AS, Choice, TooManyCells, break_points, conditions_of, tests_of
from uitpas2.discounts.values.kinds import Kind
from uitpas2.discounts.values.numbers import NOTHING, as_day
from uitpas2.discounts.values.parameters import Fact, Parameter
from uitpas2.discounts.values.timelines import change_days, held_on, known_moments

CHUNK = 16_384
MOST_CELLS = 50_000  # worked out for one parameter; the break points of all choices multiply
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
        asked = {key: parameters[key] for key in compiled.parameters}
        own = {one.key for group in choices for one in group if one.key in asked}
        dated = {key: one for key, one in asked.items() if key in own or len({held.default for held in one.values}) > 1}
        stretches = [_Stretches(dated, group) for group in choices]
        widths = np.array([len(one.days) for one in stretches], np.intp)
        self._widths = widths
        self._first = np.cumsum([0, *(len(one.held) for one in stretches)])[:-1].astype(np.intp)
        self._newest = self._first + widths * [len(one.moments) - 1 for one in stretches]
        self._changes = _padded([one.days for one in stretches])
        self._learned = _padded([one.moments for one in stretches])
        held = [row for one in stretches for row in one.held]
        self.lookups: dict[str, _Lookup] = {}
        for key, parameter in asked.items():
            used = [row[key] for row in held] if key in dated and held else [Choice(key, parameter.values[0].default)]
            self.lookups[key] = _Lookup(parameter, used, facts)

    def rows(self, cases: Cases) -> Column:
        """Per case the row of what held in its municipality on its day, as known at its moment."""
        groups = cases.groups.astype(np.intp, copy=False)
        row = (self._newest if cases.known is None else self._first).take(groups)
        for change in self._changes:
            row += cases.days >= change.take(groups)
        for moment in self._learned if cases.known is not None else ():
            row += self._widths.take(groups) * (cases.known >= moment.take(groups))
        return row


class _Stretches:
    """For one group: what holds in each stretch of days, for each state of knowledge, oldest knowledge first.

    Days on which nothing changed that the program asks for do not make a new stretch.
    """

    def __init__(self, parameters: Mapping[str, Parameter], choices: Sequence[Choice]) -> None:
        choices = [one for one in choices if one.key in parameters]
        days = change_days(parameters, choices)
        moments: list[datetime | None] = [None, *known_moments(choices)]
        known = [_known(choices, moment) for moment in moments]
        columns = [[_used(parameters, some, day) for some in known] for day in days]
        kept = [place for place in range(len(days)) if place == 0 or columns[place] != columns[place - 1]]
        self.days = [as_day(days[place]) for place in kept]
        self.moments = [0 if moment is None else round(moment.timestamp() * 1_000_000) for moment in moments]
        self.held = [columns[place][state] for state in range(len(moments)) for place in kept]


def _used(parameters: Mapping[str, Parameter], choices: Sequence[Choice], day: date) -> dict[str, Choice]:
    """What is used of each choice, without whose it was: the same value twice is one."""
    held = held_on(parameters, choices, day)
    return {key: Choice(key, one.used.value, one.used.lines) for key, one in held.items()}


def _known(choices: Sequence[Choice], moment: datetime | None) -> list[Choice]:
    return [one for one in choices if one.known_from is None or (moment is not None and one.known_from <= moment)]


def _padded(lists: Sequence[Sequence[int]]) -> list[Column]:
    """The second of each list, the third and so on; what a list does not have is never."""
    width, never = max((len(one) for one in lists), default=1), np.iinfo(np.int64).max
    return [np.array([one[n] if n < len(one) else never for one in lists], np.int64) for n in range(1, width)]


class _Lookup:
    """One parameter as a table: a row for each stretch, and a place for each cell of its exceptions.

    Where that would be too large, the row only has the value without exceptions, and `choices` are tried line by line.
    """

    def __init__(self, parameter: Parameter, used: Sequence[Choice], facts: Mapping[str, Fact]) -> None:
        numbers = {one: number for number, one in enumerate(dict.fromkeys(used))}
        lines = [line for one in numbers for line in one.lines]
        try:
            points = break_points(lines, facts)
            is_table = len(numbers) * prod(map(len, points.values())) <= MOST_CELLS
        except TooManyCells:
            is_table = False
        self.axes = [_Axis(facts[name], values, lines) for name, values in points.items()] if is_table else []
        self.choices = [] if is_table else list(numbers)
        self.chosen = np.array([numbers[one] for one in used], np.intp)
        cells = {one: list(self._cells(one)) for one in numbers}
        table = np.array([cells[one] for one in used], np.int64).reshape(-1)
        self.flat = table.astype(bool) if parameter.kind is Kind.YES_NO else table
        values = np.array([value for one in self.choices for value in one.values()], self.flat.dtype)
        self.part = columns.part_of(np.append(self.flat, values))
        if self.part.low == self.part.high:
            self.part = columns.part_of(self.flat[0].item())

    def _cells(self, choice: Choice) -> Iterator[int]:
        if not self.axes:
            return iter([choice.value])
        names = [axis.fact.name for axis in self.axes]
        cases = product(*(axis.representatives for axis in self.axes))
        return (choice.value_for(dict(zip(names, case, strict=True))) for case in cases)

    def find(self, flat: Column, rows: Column, fact: Callable[[str], Column], cells: dict[str, Column]) -> Column:
        place = rows
        for axis in self.axes:
            if axis.name not in cells:
                cells[axis.name] = axis.cell_of(fact(axis.fact.name))
            place = place * axis.size + cells[axis.name]
        found = flat.take(place)
        facts = {name: np.broadcast_to(fact(name), rows.shape) for choice in self.choices for name in choice.facts}
        chosen = self.chosen.take(rows) if self.choices else rows
        for number, choice in enumerate(self.choices):
            here = np.flatnonzero(chosen == number) if choice.lines else rows[:0]
            for line in reversed(choice.most_specific_first) if here.size else ():
                met = [one.holds_in(facts[one.fact][here].astype(np.int64)) for one in line.when]
                found[here[np.logical_and.reduce(met)]] = line.value
        return found


class _Axis:
    """How a fact is divided into cells: stretches of numbers, single codes, or outcomes of tests on a set of codes."""

    def __init__(self, fact: Fact, points: list[int], lines: Sequence[Any]) -> None:
        self.fact = fact
        self.representatives = points
        self.size = len(points)
        is_set = fact.kind is Kind.SET_OF
        self.tests = tests_of(conditions_of(lines)[fact.name]) if is_set else []
        self.name = f"{fact.name} {self.tests or points}"

    def cell_of(self, value: Column) -> Column:
        if self.tests:
            cell: Column = 0
            for codes in self.tests:
                cell = cell * 2 + (np.bitwise_and(value, np.int64(codes)) != 0)
            return cell
        if self.fact.kind in (Kind.ONE_OF, Kind.YES_NO):
            return value
        return np.searchsorted(self.representatives, value, side="right") - 1


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


def run(
    tables: Tables, cases: Cases, *, wanted: Sequence[str] | None = None, chunk: int = CHUNK
) -> Iterator[tuple[int, Decided]]:
    """Decide chunk by chunk; each comes with the number of its first case.

    The program is cut to these cases first: to the outputs that are wanted and to what differs among the cases.
    """
    names = tables.compiled.outputs if wanted is None else tuple(wanted)
    if not len(cases):
        return
    parts = {name: columns.part_of(_fact(tables, cases, name)) for name in tables.compiled.facts}
    parts |= {key: lookup.part for key, lookup in tables.lookups.items()}
    made = cut(tables.compiled.program, parts, names, trusting=True)
    whole = columns.whole(made.widest)
    lookups = tables.lookups
    widths = {name: whole if name in made.counted else None for name in made.given}
    flat = {key: columns.typed(lookups[key].flat, width) for key, width in widths.items() if key in lookups}
    for start in range(0, len(cases), chunk):
        part = cases.part(start, start + chunk)
        fact = partial(_fact, tables, part)
        given = {name: columns.typed(fact(name), width) for name, width in widths.items() if name not in flat}
        if flat:
            rows = tables.rows(part)
            cells: dict[str, Column] = {}
            seen = partial(_seen, tables, part)
            given |= {key: lookups[key].find(one, rows, seen, cells) for key, one in flat.items()}
        reason, outputs = made.run(given, columns, whole)
        yield start, Decided(reason, dict(zip(names, outputs, strict=True)))


def decide_all(tables: Tables, cases: Cases, *, wanted: Sequence[str] | None = None) -> Decided:
    """Decide all cases and keep the wanted outputs (all, unless told) as whole columns."""
    count = len(cases)
    reason = np.zeros(count, np.uint8)
    names = tables.compiled.outputs if wanted is None else wanted
    outputs: dict[str, Column] = {}
    for start, decided in run(tables, cases, wanted=wanted):
        stop = min(start + CHUNK, count)
        reason[start:stop] = decided.reason
        for name, column in decided.outputs.items():
            if name not in outputs:
                outputs[name] = np.empty(count, np.int32 if getattr(column, "dtype", None) == np.int32 else np.int64)
            outputs[name][start:stop] = column
    return Decided(reason, outputs or {name: np.zeros(0, np.int64) for name in names})


def _seen(tables: Tables, cases: Cases, name: str) -> Column:
    """A fact as exceptions see it."""
    value = _fact(tables, cases, name)
    if name not in SEEN_AS:
        return value
    return np.where(np.asarray(value) >= NOTHING, _fact(tables, cases, SEEN_AS[name]), value)


def _fact(tables: Tables, cases: Cases, name: str) -> Column:
    if name == "day":
        return cases.days
    fact = tables.facts[name]
    value = cases.facts.get(name, fact.default)
    if fact.kind is not Kind.YES_NO:
        return value
    return bool(value) if columns.is_single(value) else value.astype(bool, copy=False)
