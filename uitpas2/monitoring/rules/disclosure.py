"""Which figures are shown, and an attacker who tries to work out the others.

What is hidden first (primary): a figure of 1 to threshold-1 persons. A zero is shown: nobody takes part, so there is
nobody to recognise, and a map full of hatching where nothing happens would hide the very thing policy must see. It is
hidden only where fewer than a hundred people live, because there "nobody" speaks about each of them.

What is hidden with it (complementary): a hidden figure that follows from the total around it is not hidden. So the
smallest shown figure beside it goes too, and the next, until nobody can place any hidden figure within a range
narrower than the threshold; where nothing beside it is left, the total itself goes.

The attacker knows everything published *and this method*: figures add up; a hidden municipality is not zero, since
zeros are shown; the smallest go first, so a hidden municipality is never larger than a shown one beside it. For sums in
a tree with such bounds, one pass up and one pass down gives each figure's exact lowest and highest possible value.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from uitpas2.monitoring.rules.areas import AreaTree

THRESHOLD = 5
"""Persons from which a figure may be shown, and the width a hidden figure must keep."""

Published = Mapping[str, int | None]
"""What everybody may read: per area the number of persons, or None when it is not shown, whatever the reason."""


@dataclass(frozen=True, slots=True)
class Range:
    """The lowest and highest value a figure can have; no `high` means that nothing bounds it."""

    low: int
    high: int | None

    @property
    def is_empty(self) -> bool:
        return self.high is not None and self.high < self.low

    def is_narrower_than(self, width: int) -> bool:
        return self.high is not None and self.high - self.low < width

    def meet(self, other: Range) -> Range:
        highs = [high for high in (self.high, other.high) if high is not None]
        return Range(max(self.low, other.low), min(highs) if highs else None)


@dataclass(frozen=True, slots=True)
class Leak:
    """A figure that says more than it may, with what an attacker can make of it."""

    area: str
    what: str
    range: Range


def hide_primary(tree: AreaTree, exact: Mapping[str, int], threshold: int = THRESHOLD) -> dict[str, int | None]:
    """Hide what is small in itself. On its own this protects little: most of it follows from the totals."""
    return {area: None if _is_small(tree, area, persons, threshold) else persons for area, persons in exact.items()}


def _is_small(tree: AreaTree, area: str, persons: int, threshold: int) -> bool:
    return 0 < persons < threshold or (persons == 0 and area in tree.few_inhabitants)


def protect(tree: AreaTree, exact: Mapping[str, int], threshold: int = THRESHOLD) -> dict[str, int | None]:
    """Hide what is small and whatever would give it away. `exact` holds every area and adds up."""
    published = hide_primary(tree, exact, threshold)
    while (giving_away := _gives_away(tree, published, threshold)) is not None:
        published[giving_away] = None
    return published


def _gives_away(tree: AreaTree, published: Published, threshold: int) -> str | None:
    """The next area to hide, or None when no hidden figure can be placed too precisely.

    A total first needs room below it: while its parts place it, the smallest shown part goes. Then, from the top
    down, a figure needs room beside it: the smallest shown figure beside it goes, or else the total around it. That
    total is still shown then: were it hidden, it would be wide enough already, and so would the figure.
    """
    below = _ranges_from_below(tree, published)
    for area in reversed(tree.top_down()):
        if not tree.is_leaf(area) and published[area] is None and below[area].is_narrower_than(threshold):
            return _smallest_shown(published, tree.within[area])
    ranges = _ranges_from_above(tree, below)
    for area in tree.top_down():
        if published[area] is None and ranges[area].is_narrower_than(threshold):
            return _smallest_shown(published, tree.siblings(area)) or tree.around[area]
    return None


def _smallest_shown(published: Published, areas: Iterable[str]) -> str | None:
    """The area with the smallest figure that is shown and not zero; among equals the first code."""
    shown = [(persons, area) for area in areas if (persons := published[area])]
    return min(shown)[1] if shown else None


def possible_ranges(tree: AreaTree, published: Published) -> dict[str, Range]:
    """Per area the lowest and highest value that fits everything published; exact, not an estimate."""
    return _ranges_from_above(tree, _ranges_from_below(tree, published))


def _ranges_from_below(tree: AreaTree, published: Published) -> dict[str, Range]:
    """What each area can be by its own figure and those within it."""
    ranges: dict[str, Range] = {}
    for area in reversed(tree.top_down()):
        parts = tree.within.get(area)
        if parts is None:
            continue
        smallest = _smallest_shown(published, [part for part in parts if tree.is_leaf(part)])
        most = published[smallest] if smallest else None
        for part in parts:
            if tree.is_leaf(part):
                ranges[part] = _own_range(tree, published, part, most)
        ranges[area] = _own_range(tree, published, area, None).meet(_sum_of(ranges[part] for part in parts))
    return ranges


def _own_range(tree: AreaTree, published: Published, area: str, most: int | None) -> Range:
    """What is known of one area without adding anything up: among shown zeros a hidden municipality is not zero."""
    persons = published[area]
    if persons is not None:
        return Range(persons, persons)
    may_be_zero = area in tree.few_inhabitants or not tree.is_leaf(area)
    return Range(0 if may_be_zero else 1, most)


def _sum_of(parts: Iterable[Range]) -> Range:
    low, high, bounded = 0, 0, True
    for part in parts:
        low += part.low
        high += part.high or 0
        bounded = bounded and part.high is not None
    return Range(low, high if bounded else None)


def _ranges_from_above(tree: AreaTree, below: Mapping[str, Range]) -> dict[str, Range]:
    """Each part is what its whole leaves when the other parts are as large, or as small, as they can be."""
    ranges = dict(below)
    for area in tree.top_down():
        parts = tree.within.get(area, ())
        lows = sum(below[part].low for part in parts)
        highs = sum(below[part].high or 0 for part in parts)
        unbounded = sum(below[part].high is None for part in parts)
        whole = ranges[area]
        for part in parts:
            own = below[part]
            low = own.low if unbounded - (own.high is None) else whole.low - (highs - (own.high or 0))
            high = None if whole.high is None else whole.high - (lows - own.low)
            ranges[part] = own.meet(Range(low, high))
    return ranges


def find_leaks(tree: AreaTree, published: Published, threshold: int = THRESHOLD) -> Iterator[Leak]:
    """Attack a table with everything it publishes; yields nothing when it may be released.

    Looks at the published figures only, so that a fault in `protect` cannot hide itself here.
    """
    if astray := set(tree.top_down()) ^ published.keys():
        yield from (Leak(area, "is missing or does not belong", Range(0, None)) for area in sorted(astray))
        return
    ranges = possible_ranges(tree, published)
    for area in tree.top_down():
        persons, possible = published[area], ranges[area]
        if possible.is_empty:
            yield Leak(area, "does not add up", possible)
        elif persons is not None and _is_small(tree, area, persons, threshold):
            yield Leak(area, "is shown though it is small", possible)
        elif persons is None and possible.low == possible.high:
            yield Leak(area, "is hidden but follows exactly", possible)
        elif persons is None and possible.is_narrower_than(threshold):
            yield Leak(area, "is hidden but can be placed too precisely", possible)
