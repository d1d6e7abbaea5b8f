"""How many people would notice a draft, estimated from groups so that no draft can point at one of them.

Everybody belongs to one kind: municipality, with the right or without, younger than 18 or not, and the product classes
bought (those only where twenty people share them). Of a kind it is known how many people are in it, and for each cell
how many of them bought there, as far as they are five or more. Who would notice is a sum of those numbers, and never
more than the kind has people: exact for a draft about one price, and about right for a draft about many. Whoever
shares a kind or a cell with fewer than five notices nothing here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from uitpas2.discounts.rules.numbering import numbered
from uitpas2.discounts.rules.protecting import LEAST, MANY, Cells, Column, Sold
from uitpas2.discounts.rules.words import Payer

PEOPLE_STEP = 5


@dataclass(frozen=True)
class Decided:
    """Per cell what each payer pays for one ticket, and whether it was at a reduced price."""

    pays: Mapping[Payer, Column]
    is_reduced: Column


@dataclass(frozen=True)
class People:
    """Numbers of people, estimated from groups and rounded to fives. `children` are those reached who are under 18."""

    total: int
    winners: int
    losers: int
    reached_before: int
    reached_after: int
    children_before: int
    children_after: int

    @property
    def same(self) -> int:
        return max(0, self.total - self.winners - self.losers)


class Kinds:
    """The people behind the sales, in kinds; what they would notice of a draft."""

    def __init__(self, sold: Sold, cells: Cells, base: Decided, class_of: Column, alike: Column) -> None:
        import numpy as np

        self.base = base
        width = len(cells)
        pairs = np.unique(sold.holders * width + cells.of_sale)
        pairs = pairs[sold.is_person[pairs // width]]
        holder, cell = pairs // width, pairs % width
        person, where = np.unique(holder, return_inverse=True)
        right = np.zeros(len(person), np.int64)
        np.maximum.at(right, where, cells.facts.get("has_right", np.zeros(width, np.int64))[cell])
        kind = _kinds(where, cell, [right, sold.is_child[person]], cells, class_of)
        first = np.unique(where, return_index=True)[1]
        kinds = int(kind.max()) + 1 if len(kind) else 0
        self.members = np.bincount(kind, minlength=kinds)
        self.town, self.is_child = np.zeros(kinds, np.int64), np.zeros(kinds, bool)
        self.town[kind], self.is_child[kind] = cells.groups[cell[first]], sold.is_child[person]
        has_right = np.zeros(kinds, np.int64)
        has_right[kind] = right
        self.wider = numbered([alike[self.town], self.is_child, has_right]) if kinds else kind
        reached = np.bincount(where, weights=base.is_reduced[cell], minlength=len(person)) > 0
        self.reached = np.bincount(kind, weights=reached, minlength=kinds).astype(np.int64)
        both, self.bought = np.unique(kind[where] * width + cell, return_counts=True)
        counts = (self.bought >= LEAST) & ~cells.is_frozen[both % width]
        self.kind, self.cell, self.bought = (both // width)[counts], (both % width)[counts], self.bought[counts]
        is_counted = np.isin(kind[where] * width + cell, both[counts])
        self.counted = np.bincount(kind[np.unique(where[is_counted])], minlength=kinds)

    def people(self, tried: Decided, towns: Column) -> People:
        """The people of these municipalities, and what the draft would be to them."""
        import numpy as np

        here = np.isin(self.town, towns)
        change = tried.pays[Payer.HOLDER] - self.base.pays[Payer.HOLDER]
        winners, losers = self._with(change < 0), self._with(change > 0)
        both = np.maximum(winners + losers, 1)
        room = np.minimum(both, self.members)
        before, after = self._with(self.base.is_reduced), self._with(tried.is_reduced)
        reached = np.clip(self.reached + after - before, 0, self.members)
        child = here & self.is_child
        return People(
            total=fives(self.members[here].sum()),
            winners=fives((winners * room // both)[here].sum()),
            losers=fives((losers * room // both)[here].sum()),
            reached_before=fives(self.reached[here].sum()),
            reached_after=fives(reached[here].sum()),
            children_before=fives(self.reached[child].sum()),
            children_after=fives(reached[child].sum()),
        )

    def _with(self, is_so: Column) -> Column:
        """Per kind the people who bought in cells of which something is so; nobody is counted more than once.

        Those of whom no cell counts are taken to be as the others of their kind, or else as all people of their sort
        in municipalities with the same choices.
        """
        import numpy as np

        found = np.bincount(self.kind, weights=self.bought * is_so[self.cell], minlength=len(self.members))
        found = np.minimum(found, self.counted)
        known = np.bincount(self.wider, weights=self.counted)[self.wider]
        rate = np.bincount(self.wider, weights=found)[self.wider] / np.maximum(known, 1)
        rate = np.where(self.counted > 0, found / np.maximum(self.counted, 1), rate)
        return np.rint(self.members * rate).astype(np.int64)


def _kinds(where: Column, cell: Column, sorts: Sequence[Column], cells: Cells, class_of: Column) -> Column:
    """The kind of each person. `sorts` are with the right or not, and younger than 18 or not."""
    import numpy as np

    people = len(sorts[0])
    if not people:
        return np.zeros(0, np.int64)
    classes, town = np.zeros(people, np.int64), np.zeros(people, np.int64)
    np.bitwise_or.at(classes, where, 1 << class_of[cell])
    town[where] = cells.groups[cell]
    narrow = numbered([town, *sorts, classes])
    is_shared = np.bincount(narrow)[narrow] >= MANY
    return numbered([town, *sorts, np.where(is_shared, classes, 0)])


def fives(count: Any) -> int:
    """Rounded to fives."""
    return (int(count) + 2) // PEOPLE_STEP * PEOPLE_STEP
