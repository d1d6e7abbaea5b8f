"""Last year's sales made coarse enough to try drafts on, however many, without learning about one person.

Whoever may try drafts as often as he likes asks as many questions as he likes: a draft for tickets of € 12,35 only, or
two that differ by one cent, would point at the one child that bought such a ticket and tell whether it pays less.
Hiding small answers does not help against that, for the differences between answers speak. So the protection comes
first: drafts run on cells that each stand for enough people, and never see a single sale. Whatever is then made of
them, by one draft or by a thousand, is about whole cells.

A sale goes into the finest cell that is safe: all facts that play a part, with ages and what was used of a
yearly ceiling in bands; else without the age; else with the amounts and counts of its kind averaged. What is not safe
even so is frozen: no draft is tried on it. It is taken to change as the rest of its municipality, product class and
right does on the whole, and where there is no such rest it counts as it was sold. The frozen ones of a municipality,
class and right are five people or more, or nobody: else the smallest cell beside them is frozen too.

A cell is safe when
- at least five people with the right are in it, and five without: who is known to be in it is not known to have it;
  an averaged cell may be of one sort when at least twenty people are in it;
- no person has more than half of its tickets or euros, no two have more than four fifths (somebody who knows the
  largest could subtract it).

Prevented: aiming a draft at one person; drafts that differ by little; subtracting classes or municipalities (the rest
is shown together, see `simulated`); the difference between today and tomorrow (twelve whole months, cancelled or not
as it was known at their end). Not prevented: that a municipality knows its own books, that five people who tell each
other everything learn about a sixth in their cell, and what the month after can tell about a whole new month.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from uitpas2.discounts.rules.numbering import numbered
from uitpas2.discounts.values.kinds import Kind
from uitpas2.discounts.values.numbers import NOTHING
from uitpas2.discounts.values.parameters import Fact

Column: TypeAlias = Any

LEAST = 5
"""People of each sort in a cell."""
MANY = 20
"""People from which a group of one sort is shown, and a municipality or a product class by itself."""
AGES = (0, 3, 6, 12, 18, 65)
CEILING_STEP = 5_000
"""What was used of a yearly ceiling counts in whole € 50."""


@dataclass(frozen=True)
class Sold:
    """Sales as columns, one row each. Who bought is a number, and stays inside.

    `groups` numbers the municipality of the holder in `municipalities`; `is_person` and `is_child` go by holder.
    A fact that is not there has its default in every sale.
    """

    municipalities: Sequence[str]
    groups: Column
    days: Column
    holders: Column
    is_person: Column
    is_child: Column
    facts: Mapping[str, Column]

    def __len__(self) -> int:
        return len(self.groups)


@dataclass(frozen=True)
class Cells:
    """What drafts run on: the cells with their facts, how many sales each stands for, and the cell of each sale.

    Frozen cells hold the sales that are too rare to be tried on. After the cells of sales stand pooled ones, which no
    sale is in and which count for nothing: they only tell how the frozen sales of several municipalities with the same
    choices would change together. `weights` is what cells count for in that.
    """

    groups: Column
    days: Column
    facts: Mapping[str, Column]
    counts: Column
    is_frozen: Column
    of_sale: Column
    weights: Column

    def __len__(self) -> int:
        return len(self.groups)


@dataclass(frozen=True)
class _Level:
    """How fine cells are: which facts tell them apart. `one_sort` people of one sort are enough; 0 means never."""

    names: Sequence[str]
    one_sort: int = 0


def protected(
    sold: Sold, stretches: Column, alike: Column, vocabulary: Mapping[str, Fact], kept_apart: Collection[str] = ()
) -> Cells:
    """Put every sale in its cell. `stretches` is, per sale, the first day of the time in which the same rules held.

    `alike` numbers the municipalities so that those with the same choices have the same number. `kept_apart` are facts
    that are never averaged, because exceptions that held look at them.
    """
    import numpy as np

    coarse = _in_bands(sold.facts)
    varied = [name for name, column in coarse.items() if (column != column[:1]).any()]
    right = coarse.get("has_right", np.zeros(len(sold), np.int64)).astype(bool)
    told_apart = [name for name in varied if name != "has_right"]
    by_code = [name for name in told_apart if vocabulary[name].kind in (Kind.ONE_OF, Kind.SET_OF, Kind.YES_NO)]
    levels = [
        _Level(told_apart),
        _Level([name for name in told_apart if name != "age" or name in kept_apart]),
        _Level([name for name in told_apart if name in {*by_code, "tickets_used", *kept_apart}], one_sort=MANY),
    ]
    final = {name: column.copy() for name, column in coarse.items()}
    is_open = np.ones(len(sold), bool)
    for level in levels:
        if not is_open.any():
            break
        rows = np.flatnonzero(is_open)
        names = [sold.groups[rows], stretches[rows], *(coarse[name][rows] for name in level.names)]
        cell = numbered(names)
        fits = _are_safe(cell, right[rows], sold, rows, level.one_sort)
        averaged = [name for name in varied if name not in level.names and name != "has_right"]
        _average(final, averaged, rows[fits], cell[fits] * 2 + right[rows][fits])
        is_open[rows[fits]] = False
    part = numbered([sold.groups, coarse.get("product_class", right), right])
    is_open = _with_company(is_open, numbered([part, stretches, *final.values()]), part, sold)
    cells = _gathered(sold.groups, stretches, final, is_open)
    rows = np.flatnonzero(is_open)
    if not len(rows):
        return cells
    home = np.unique(alike, return_index=True)[1][alike[sold.groups[rows]]]  # one municipality stands for all like it
    cell = numbered([home, stretches[rows], *(coarse[name][rows] for name in levels[-1].names)])
    fits = _are_safe(cell, right[rows], sold, rows, MANY)
    chosen = rows[fits]
    averaged = [name for name in varied if name not in levels[-1].names and name != "has_right"]
    _average(final, averaged, chosen, cell[fits] * 2 + right[chosen])
    facts = {name: column[chosen] for name, column in final.items()}
    return _followed_by(cells, _gathered(home[fits], stretches[chosen], facts, np.zeros(len(chosen), bool)))


def _followed_by(cells: Cells, pooled: Cells) -> Cells:
    import numpy as np

    return Cells(
        groups=np.append(cells.groups, pooled.groups),
        days=np.append(cells.days, pooled.days),
        facts={name: np.append(column, pooled.facts[name]) for name, column in cells.facts.items()},
        counts=np.append(cells.counts, np.zeros_like(pooled.counts)),
        is_frozen=np.append(cells.is_frozen, pooled.is_frozen),
        of_sale=cells.of_sale,
        weights=np.append(cells.weights, pooled.counts),
    )


def _with_company(is_frozen: Column, cell: Column, part: Column, sold: Sold) -> Column:
    """Freeze the smallest cells beside a few frozen people: nobody can be what is left of a total."""
    import numpy as np

    def few(frozen: Column, rows: Column) -> Column:
        left = weighed(part[rows[frozen]], sold, rows[frozen], int(part.max()) + 1)[0]
        return ((left > 0) & (left < LEAST))[part[rows]]

    is_frozen = is_frozen.copy()
    rows = np.flatnonzero(few(is_frozen, np.arange(len(part))))
    while (beside := rows[~is_frozen[rows] & few(is_frozen[rows], rows)]).size:
        cells, first, counts = np.unique(cell[beside], return_index=True, return_counts=True)
        owner = part[beside][first]
        order = np.lexsort((counts, owner))
        smallest = order[np.unique(owner[order], return_index=True)[1]]
        is_frozen[rows] |= np.isin(cell[rows], cells[smallest])
    return is_frozen


def _in_bands(facts: Mapping[str, Column]) -> dict[str, Column]:
    """Facts that count by the person, as coarse as the rules can bear: a ticket is left or not, ages in bands."""
    import numpy as np

    coarse = dict(facts)
    if "age" in coarse:
        coarse["age"] = np.array(AGES)[np.searchsorted(AGES, coarse["age"], side="right") - 1]
    for name in ("own_part_used", "intervention_used"):
        if name in coarse:
            coarse[name] = coarse[name] // CEILING_STEP * CEILING_STEP
    if "activity_ticket_limit" in coarse:
        limit = coarse["activity_ticket_limit"]
        used = coarse.get("tickets_used", np.zeros(len(limit), np.int64))
        has_limit = limit < NOTHING
        coarse["tickets_used"] = np.where(has_limit, used >= limit, used).astype(np.int64)
        coarse["activity_ticket_limit"] = np.where(has_limit, np.minimum(limit, 1), limit)
    return coarse


def _are_safe(cell: Column, right: Column, sold: Sold, rows: Column, one_sort: int) -> Column:
    """Per sale, whether its cell may be tried on."""
    part = cell * 2 + right
    people, is_balanced = weighed(part, sold, rows, int(cell.max()) * 2 + 2)
    others = people[part ^ 1]
    enough = people[part] >= LEAST
    both = ~right | (others >= LEAST)
    if one_sort:
        both |= people[part] >= one_sort
    return enough & both & is_balanced[part]


def weighed(part: Column, sold: Sold, rows: Column, parts: int) -> tuple[Column, Column]:
    """Per part of these sales how many people are in it, and whether no one or two have too much of it.

    Too much of the tickets, or of the euros.
    """
    import numpy as np

    if not len(rows):
        return np.zeros(parts, np.int64), np.ones(parts, bool)
    pairs = part.astype(np.int64) * len(sold.is_person) + sold.holders[rows]
    order = np.argsort(pairs)
    pairs = pairs[order]
    first = np.flatnonzero(np.append(True, pairs[1:] != pairs[:-1]))
    owner = pairs[first] // len(sold.is_person)
    people = np.bincount(owner, minlength=parts)
    is_balanced = _is_balanced(owner, np.diff(np.append(first, len(pairs))), parts)
    if "price" in sold.facts:
        is_balanced &= _is_balanced(owner, np.add.reduceat(sold.facts["price"][rows][order], first), parts)
    return people, is_balanced


def _is_balanced(owner: Column, amounts: Column, parts: int) -> Column:
    """Whether nobody has more than half of a part, and no two more than four fifths."""
    import numpy as np

    total = np.bincount(owner, weights=amounts, minlength=parts)
    order = np.lexsort((-amounts, owner))
    owner, amounts = np.append(owner[order], [parts, parts]), np.append(amounts[order], [0, 0])
    first = np.searchsorted(owner, np.arange(parts))
    largest = np.where(owner[first] == np.arange(parts), amounts[first], 0)
    second = np.where(owner[first + 1] == np.arange(parts), amounts[first + 1], 0) if len(owner) > 2 else largest
    return (2 * largest <= total) & (10 * (largest + second) <= 8 * total)


def _average(final: dict[str, Column], names: Sequence[str], rows: Column, part: Column) -> None:
    """Give the sales of a part one value for what no longer tells them apart: the mean, so that sums stay."""
    import numpy as np

    if not len(rows):
        return
    counts = np.bincount(part)
    for name in names:
        values = final[name][rows]
        unknown = np.bincount(part, weights=values >= NOTHING) > 0
        sums = np.bincount(part, weights=np.where(values >= NOTHING, 0, values))
        means = np.floor(sums / np.maximum(counts, 1) + 0.5).astype(np.int64)
        final[name][rows] = np.where(unknown, NOTHING, means)[part]


def _gathered(groups: Column, stretches: Column, facts: Mapping[str, Column], is_frozen: Column) -> Cells:
    import numpy as np

    cell = numbered([groups, stretches, is_frozen, *facts.values()])
    _, first, counts = np.unique(cell, return_index=True, return_counts=True)
    return Cells(
        groups=groups[first],
        days=stretches[first],
        facts={name: column[first] for name, column in facts.items()},
        counts=counts.astype(np.int64),
        is_frozen=is_frozen[first],
        of_sale=cell,
        weights=counts * ~is_frozen[first],
    )
