"""Choices of municipalities: exceptions that decide nothing, and stretches of time for which nothing was chosen.

Contradictions and overlapping dates are refused already where choices are read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from uitpas2.discounts.rules.rulebook import RuleBook
from uitpas2.discounts.rules.schemes import Scheme, refused_today
from uitpas2.discounts.values.choosing import Choice, Line, TooManyCells, unreachable


def faults(scheme: Scheme) -> Iterator[str]:
    """Exceptions that decide no case, because more specific ones always do."""
    for place, choice in _every(scheme):
        for line in _unreachable(choice, scheme) or ():
            number = next(at for at, one in enumerate(choice.lines, start=1) if one is line)
            yield f"{scheme.file}: {place} › {choice.key} › except › {number}: no case can reach this line"


def _unreachable(choice: Choice, scheme: Scheme) -> list[Line] | None:
    """None where there are too many cells to look at them all."""
    try:
        return unreachable(choice.lines, scheme.facts)
    except TooManyCells:
        return None


def warnings(book: RuleBook, scheme: Scheme, today: date) -> Iterator[str]:
    """Gaps in time between choices for one key, what was not looked at, and what the bounds of today would refuse."""
    by_key: dict[str, list[Choice]] = {}
    for choice in scheme.choices:
        by_key.setdefault(choice.key, []).append(choice)
    for key, same in by_key.items():
        for one, following in _neighbours(same):
            if one.ends is not None and one.ends < following.starts:
                yield (
                    f"{scheme.file}: {key}: nothing is chosen from {one.ends} up to {following.starts}; "
                    "the Flemish default holds"
                )
    for place, choice in _every(scheme):
        if _unreachable(choice, scheme) is None:
            yield f"{scheme.file}: {place} › {choice.key} › except: too many facts to look whether each line is reached"
    for choice, why in refused_today(book, scheme, today):
        yield f"{scheme.file}: choices › {choice.id} › {choice.key}: {why}"


def _neighbours(same: Sequence[Choice]) -> Iterator[tuple[Choice, Choice]]:
    ordered = sorted(same, key=lambda one: one.starts)
    return pairwise(ordered)


def _every(scheme: Scheme) -> Iterator[tuple[str, Choice]]:
    for choice in scheme.choices:
        yield f"choices › {choice.id}", choice
    for case in scheme.cases:
        for choice in case.choices:
            yield f"cases › {case.name} › choices › {choice.id}", choice
