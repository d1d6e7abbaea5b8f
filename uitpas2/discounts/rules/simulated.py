"""What is shown of a simulation: figures about groups of people only, rounded.

- Amounts are rounded to € 10, and to € 50 where fewer than twenty people bought something.
- Numbers of people and of tickets are rounded to fives; of fewer than twenty people nothing is shown.
- Municipalities and product classes with fewer than twenty people, or in which one or two people weigh too much, are
  shown together as one; if even they are too few, the smallest other one joins them, so that nothing can be subtracted.
- Winners, losers and people reached are estimated from groups of five people or more (`noticing`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from uitpas2.discounts.rules.noticing import Decided, Kinds, People, fives
from uitpas2.discounts.rules.protecting import LEAST, MANY, Cells, Column, Sold, weighed
from uitpas2.discounts.rules.words import Payer
from uitpas2.kernel.money import ZERO, Euro
from uitpas2.kernel.period import Period

STEP = 1_000
STEP_OF_FEW = 5_000


@dataclass(frozen=True)
class Amount:
    """An amount before and after, both rounded."""

    before: Euro
    after: Euro

    @property
    def difference(self) -> Euro:
        return self.after - self.before


@dataclass(frozen=True)
class Part:
    """The figures of some municipalities or product classes: one, or several that may only be shown together.

    `people` is None where they are too few.
    """

    names: tuple[str, ...]
    payers: Mapping[Payer, Amount]
    tickets: int
    reduced_before: int
    reduced_after: int
    people: People | None

    @property
    def change(self) -> Euro:
        """What the municipality would pay more, or less."""
        return self.payers[Payer.MUNICIPALITY].difference if Payer.MUNICIPALITY in self.payers else Euro(0)


@dataclass(frozen=True)
class Simulation:
    """What is shown of a draft. `less` and `more` are what holders together would pay less and more.

    `unplaced` is what municipalities would pay more for tickets too rare to say it by municipality. `idle` are the keys
    of the draft of which sales cannot show what they would do. About `frozen_pct` of the amount was too rare to be
    tried on, and is taken to change as the rest does.
    """

    period: Period
    total: Part
    less: Euro
    more: Euro
    rounded_to: Euro
    municipalities: Sequence[Part]
    classes: Sequence[Part]
    unplaced: Euro = ZERO
    idle: Sequence[str] = ()
    frozen_pct: int = 0

    @property
    def changes_nothing(self) -> bool:
        nobody = self.total.people is None or not (self.total.people.winners or self.total.people.losers)
        return (
            nobody and not self.less and not self.more and not any(one.difference for one in self.total.payers.values())
        )


class Figures:
    """Adds up what was decided, and shows what may be shown."""

    def __init__(
        self,
        classes: Sequence[str],
        sold: Sold,
        cells: Cells,
        base: Decided,
        tried: Decided,
        apart: Decided,
        alike: Column,
    ) -> None:
        import numpy as np

        self.sold, self.cells, self.base, self.tried, self.apart = sold, cells, base, tried, apart
        self.change = (tried.pays[Payer.HOLDER] - base.pays[Payer.HOLDER]) * cells.counts
        self.classes = classes
        self.class_of = cells.facts.get("product_class", np.zeros(len(cells), np.int64))
        self.kinds = Kinds(sold, cells, base, self.class_of, alike)

    def shown(self, period: Period, idle: Sequence[str]) -> Simulation:
        import numpy as np

        everywhere = np.zeros(len(self.cells), np.int64)
        is_many = self._stand_alone(everywhere, 1)[0]
        step = STEP if is_many else STEP_OF_FEW
        total = self._part((), np.ones(len(self.cells), bool), step, with_people=bool(is_many))
        holders = total.payers[Payer.HOLDER].difference
        less, more = (_euros(abs(self.change[way].sum()), step) for way in (self.change < 0, self.change > 0))
        if not (less and more):  # then it is the difference itself, and should round alike
            less, more = (Euro(max(0, way)) for way in (-holders.cents, holders.cents))
        town = Payer.MUNICIPALITY
        unplaced = (self.tried.pays[town] - self.apart.pays[town]) * self.cells.counts
        return Simulation(
            period=period,
            total=total,
            less=less,
            more=more,
            rounded_to=Euro(step),
            municipalities=self._parts(self.cells.groups, self.sold.municipalities, step, of_towns=True),
            unplaced=_euros(unplaced.sum(), step),
            classes=self._parts(self.class_of, self.classes, step),
            idle=idle,
            frozen_pct=self._frozen_pct(),
        )

    def _parts(self, part_of: Column, names: Sequence[str], step: int, *, of_towns: bool = False) -> list[Part]:
        """Each part that may stand alone, the largest first, and the others together as the last one."""
        import numpy as np

        alone = self._stand_alone(part_of, len(names))
        there = [part for part in range(len(names)) if (part_of == part).any()]
        tickets = np.bincount(part_of, weights=self.cells.counts, minlength=len(names))
        single = sorted((part for part in there if alone[part]), key=lambda part: -tickets[part])
        together = [part for part in there if not alone[part]]
        while together and single and not self._stand_alone(np.where(np.isin(part_of, together), 0, 1), 2)[0]:
            together.append(single.pop())
        if not single:
            return []
        parts = [self._part((names[part],), part_of == part, step, of_towns=of_towns) for part in single]
        if together:
            rest = tuple(names[part] for part in sorted(together))
            parts.append(self._part(rest, np.isin(part_of, together), step, of_towns=of_towns))
        return parts

    def _stand_alone(self, part_of: Column, parts: int) -> Column:
        """Whether enough people are in a part, with and without a reduced price, none of them weighing too much."""
        import numpy as np

        of_sale = part_of[self.cells.of_sale]
        reduced = self.base.is_reduced[self.cells.of_sale]
        people, fits = weighed(of_sale, self.sold, np.arange(len(of_sale)), parts)
        fits &= people >= MANY
        for rows in (np.flatnonzero(reduced), np.flatnonzero(~reduced)):
            people, is_balanced = weighed(of_sale[rows], self.sold, rows, parts)
            fits &= (people == 0) | ((people >= LEAST) & is_balanced)
        return fits

    def _part(
        self, names: tuple[str, ...], chosen: Column, step: int, *, of_towns: bool = False, with_people: bool = False
    ) -> Part:
        counts = self.cells.counts * chosen
        after = self.apart if of_towns else self.tried
        payers = {
            payer: Amount(_euros((before * counts).sum(), step), _euros((after.pays[payer] * counts).sum(), step))
            for payer, before in self.base.pays.items()
        }
        usual = (Payer.HOLDER, Payer.ORGANISER, Payer.MUNICIPALITY)
        return Part(
            names=names,
            payers={payer: one for payer, one in payers.items() if payer in usual or one.before or one.after},
            tickets=fives(counts.sum()),
            reduced_before=fives(counts[self.base.is_reduced].sum()),
            reduced_after=fives(counts[self.tried.is_reduced].sum()),
            people=self.kinds.people(self.tried, self.cells.groups[chosen]) if of_towns or with_people else None,
        )

    def _frozen_pct(self) -> int:
        amount = self.cells.counts * sum(self.base.pays.values())
        total = int(amount.sum())
        return fives(100 * int(amount[self.cells.is_frozen].sum()) // total) if total else 0


def _euros(cents: Any, step: int) -> Euro:
    whole = int(cents)
    return Euro((whole + step // 2) // step * step)
