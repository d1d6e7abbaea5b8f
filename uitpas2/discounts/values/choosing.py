"""Choices: a value for a parameter, with exceptions for some cases. The most specific line wins, as among laws.

Whether two exceptions contradict each other is decided exactly: every condition compares a fact with finitely many
break points, so looking at one case in each cell between them looks at all cases there are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from itertools import product
from math import prod
from typing import Any

from uitpas2.discounts.values.kinds import Kind
from uitpas2.discounts.values.numbers import NOTHING
from uitpas2.discounts.values.parameters import Fact

MOST_CELLS = 200_000
# What an exception sees of a fact that is not known: a proof of which no day is told was shown on the day itself.
SEEN_AS = {"proof_day": "day"}


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition on one fact: a range with both ends included, or a set of codes.

    `codes` is a mask: the fact is one of these; for a fact that is a set itself, it holds any of these.
    """

    fact: str
    kind: Kind
    lowest: int = 0
    highest: int = NOTHING
    codes: int = 0

    def holds(self, value: int) -> bool:
        if self.kind is Kind.SET_OF:
            return self.codes & value != 0
        if self.kind in (Kind.ONE_OF, Kind.YES_NO):
            return bool(self.codes >> value & 1)
        return self.lowest <= value <= self.highest

    def holds_in(self, column: Any) -> Any:
        """The same for a whole column of values."""
        if self.kind is Kind.SET_OF:
            return column & self.codes != 0
        if self.kind in (Kind.ONE_OF, Kind.YES_NO):
            return self.codes >> column & 1 != 0
        return (self.lowest <= column) & (column <= self.highest)

    def is_inside(self, other: Condition) -> bool:
        """Whether everything that meets this condition meets the other one."""
        if self.kind in (Kind.SET_OF, Kind.ONE_OF, Kind.YES_NO):
            return self.codes | other.codes == other.codes
        return other.lowest <= self.lowest and self.highest <= other.highest


def _seen(name: str, facts: Mapping[str, int]) -> int:
    value = facts[name]
    return facts.get(SEEN_AS[name], value) if value >= NOTHING and name in SEEN_AS else value


@dataclass(frozen=True)
class Line:
    """An exception: where all conditions hold, this value."""

    when: tuple[Condition, ...]
    value: int

    def holds(self, facts: Mapping[str, int]) -> bool:
        return all(condition.holds(_seen(condition.fact, facts)) for condition in self.when)

    def is_inside(self, other: Line) -> bool:
        own = {condition.fact: condition for condition in self.when}
        return all(wider.fact in own and own[wider.fact].is_inside(wider) for wider in other.when)


@dataclass(frozen=True)
class Choice:
    """A value for a parameter during a period, with its exceptions, whose decision it was, and since when known."""

    key: str
    value: int
    lines: tuple[Line, ...] = ()
    starts: date = date.min
    ends: date | None = None
    decision: str = ""
    id: str = ""
    known_from: datetime | None = None

    @cached_property
    def most_specific_first(self) -> tuple[Line, ...]:
        """A line inside another stands before it, so that the first that holds is the most specific one."""
        around = {line: sum(line.is_inside(other) for other in self.lines) for line in self.lines}
        return tuple(sorted(self.lines, key=lambda line: -around[line]))

    def value_for(self, facts: Mapping[str, int]) -> int:
        for line in self.most_specific_first:
            if line.holds(facts):
                return line.value
        return self.value

    @property
    def facts(self) -> tuple[str, ...]:
        """The facts its exceptions look at."""
        return tuple(dict.fromkeys(condition.fact for line in self.lines for condition in line.when))

    def values(self) -> Iterator[int]:
        yield self.value
        yield from (line.value for line in self.lines)


class TooManyCells(ValueError):
    """Exceptions that look at so many facts that they cannot be checked against each other."""


def contradiction(lines: Sequence[Line], facts: Mapping[str, Fact]) -> dict[str, int] | None:
    """A case for which two lines say something else and neither is the more specific one; None when there is none.

    Raises TooManyCells.
    """
    return _Search(lines, facts).from_here(frozenset(range(len(lines))), 0)


class _Search:
    """Looks for a contradiction fact by fact, and each set of lines that is left only once.

    So a dozen lines on any number of facts are checked at once, though the cells between their break points are many.
    """

    def __init__(self, lines: Sequence[Line], facts: Mapping[str, Fact]) -> None:
        self.lines = lines
        points = _one_of_each(lines, facts)
        if len(lines) * sum(map(len, points.values())) > 10 * MOST_CELLS:
            raise TooManyCells
        self.facts = [(name, self.left_by(name, values)) for name, values in points.items()]
        self.done: set[tuple[int, frozenset[int]]] = set()
        self.tried = 0

    def left_by(self, name: str, values: Sequence[int]) -> dict[frozenset[int], int]:
        """The lines that can still hold by the value of a fact, each set of lines with the first such value."""
        left: dict[frozenset[int], int] = {}
        for value in values:
            holding = (
                n for n, line in enumerate(self.lines) if all(c.holds(value) for c in line.when if c.fact == name)
            )
            left.setdefault(frozenset(holding), value)
        return left

    def from_here(self, left: frozenset[int], depth: int) -> dict[str, int] | None:
        """A case for which lines out of these contradict each other, looking at the facts from the one at `depth`."""
        if len({self.lines[n].value for n in left}) < 2 or (depth, left) in self.done:
            return None
        self.done.add((depth, left))
        if depth == len(self.facts):
            return {} if _disagree([self.lines[n] for n in left]) else None
        name, possible = self.facts[depth]
        for holding, value in possible.items():
            self.tried += 1 + len(left)  # what it costs to see which of these are left
            if self.tried > 10 * MOST_CELLS:
                raise TooManyCells
            found = self.from_here(left & holding, depth + 1)
            if found is not None:
                return {name: value, **found}
        return None


def _disagree(holding: Sequence[Line]) -> bool:
    """Whether lines that hold together say something else, and none is the more specific one."""
    decisive = [
        line for line in holding if not any(other.is_inside(line) and not line.is_inside(other) for other in holding)
    ]
    return len({line.value for line in decisive}) > 1


def unreachable(lines: Sequence[Line], facts: Mapping[str, Fact]) -> list[Line]:
    """The lines that decide no case, because more specific ones always do. Raises TooManyCells."""
    first = Choice("", 0, tuple(lines)).most_specific_first
    met = {id(next((line for line in first if line.holds(case)), None)) for case in cells(lines, facts)}
    return [line for line in lines if id(line) not in met]


def cells(lines: Sequence[Line], facts: Mapping[str, Fact]) -> Iterator[dict[str, int]]:
    """One case for each cell that the break points of these lines make."""
    points = _one_of_each(lines, facts)
    if prod(len(values) for values in points.values()) > MOST_CELLS:
        raise TooManyCells
    for values in product(*points.values()):
        yield dict(zip(points, values, strict=True))


def _one_of_each(lines: Sequence[Line], facts: Mapping[str, Fact]) -> dict[str, list[int]]:
    return {
        name: _sets(used) if facts[name].kind is Kind.SET_OF else _points(facts[name], used)
        for name, used in conditions_of(lines).items()
    }


def break_points(lines: Sequence[Line], facts: Mapping[str, Fact]) -> dict[str, list[int]]:
    """Per fact one value of each stretch between two break points; for sets one for each outcome of their tests."""
    return {name: _points(facts[name], used) for name, used in conditions_of(lines).items()}


def conditions_of(lines: Sequence[Line]) -> dict[str, list[Condition]]:
    """The conditions of these lines by the fact they look at."""
    conditions: dict[str, list[Condition]] = {}
    for line in lines:
        for condition in line.when:
            conditions.setdefault(condition.fact, []).append(condition)
    return conditions


def _sets(used: list[Condition]) -> list[int]:
    """One set of codes for each combination of these conditions that can hold together."""
    return list(_by_outcome(list(dict.fromkeys(condition.codes for condition in used))).values())


def _by_outcome(tests: Sequence[int]) -> dict[tuple[bool, ...], int]:
    """For each combination of outcomes that there can be, a set of codes with which these tests come out so."""
    sets = {(False,) * len(tests): 0}
    for place in range(max(codes.bit_length() for codes in tests)):
        for held, codes in list(sets.items()):
            more = tuple(was or bool(one >> place & 1) for was, one in zip(held, tests, strict=True))
            sets.setdefault(more, codes | 1 << place)
        if len(sets) > MOST_CELLS:
            raise TooManyCells
    return sets


def tests_of(used: Sequence[Condition]) -> list[int]:
    """What to ask of a set of codes to know which of these conditions it meets: whether it holds any of these.

    Each code that is named by itself, or each condition where those are fewer. Raises TooManyCells above 16.
    """
    conditions = list(dict.fromkeys(condition.codes for condition in used))
    named = 0
    for codes in conditions:
        named |= codes
    single = [1 << place for place in range(named.bit_length()) if named >> place & 1]
    tests = single if len(single) <= len(conditions) else conditions
    if len(tests) > 16:
        raise TooManyCells
    return tests


def _points(fact: Fact, used: list[Condition]) -> list[int]:
    if fact.kind is Kind.YES_NO:
        return [0, 1]
    if fact.kind is Kind.ONE_OF:
        return list(range(len(fact.codes)))
    if fact.kind is Kind.SET_OF:
        tests = tests_of(used)
        sets = _by_outcome(tests)
        return [sets.get(outcome, 0) for outcome in product((False, True), repeat=len(tests))]
    edges = {0, *(one.lowest for one in used), *(one.highest + 1 for one in used if one.highest < NOTHING)}
    return sorted(edges)
