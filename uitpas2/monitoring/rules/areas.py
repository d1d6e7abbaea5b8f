"""The areas of a published table: municipality < province < Flanders."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

FLANDERS = "02000"
"""Statbel's NIS code of the Flemish Region."""

FEW_INHABITANTS = 100
"""Below this many inhabitants even "nobody takes part" says something about somebody."""


class Level(StrEnum):
    FLANDERS = "flanders"
    PROVINCE = "province"
    MUNICIPALITY = "municipality"


@dataclass(frozen=True)
class AreaTree:
    """Which area lies in which, as code → code of the one around it.

    `few_inhabitants` are the municipalities whose zero is treated like any other small number.
    """

    around: Mapping[str, str]
    few_inhabitants: frozenset[str] = frozenset()
    within: Mapping[str, tuple[str, ...]] = field(init=False)
    root: str = field(init=False)

    def __post_init__(self) -> None:
        within: dict[str, list[str]] = {}
        for area in sorted(self.around):
            within.setdefault(self.around[area], []).append(area)
        roots = within.keys() - self.around.keys()
        if len(roots) != 1:
            raise ValueError(f"areas need one area around them all, not {sorted(roots)}")
        object.__setattr__(self, "within", {area: tuple(parts) for area, parts in within.items()})
        object.__setattr__(self, "root", roots.pop())

    def top_down(self) -> list[str]:
        """Every area, each after the one around it."""
        order = [self.root]
        for area in order:
            order += self.within.get(area, ())
        return order

    def siblings(self, area: str) -> tuple[str, ...]:
        """The other areas within the same one: together they add up to it."""
        return tuple(other for other in self.within.get(self.around.get(area, ""), ()) if other != area)

    def is_leaf(self, area: str) -> bool:
        return area not in self.within

    def add_up(self, leaves: Mapping[str, int]) -> dict[str, int]:
        """The figures of all areas from those of the smallest ones; what is not given counts as zero."""
        sums: dict[str, int] = {}
        for area in reversed(self.top_down()):
            parts = self.within.get(area)
            sums[area] = leaves.get(area, 0) if parts is None else sum(sums[part] for part in parts)
        return sums


@dataclass(frozen=True, slots=True)
class Area:
    """One area with what is publicly known of it; `within` is the code of the area around it, empty for Flanders."""

    code: str
    level: Level
    name: str
    within: str
    inhabitants: int


def flemish_areas(municipalities: Sequence[tuple[str, str, int, str, str]]) -> list[Area]:
    """Flanders, its provinces and its municipalities, each group by name.

    From rows of (code, name, inhabitants, province's code, province's name).
    """
    leaves = [Area(code, Level.MUNICIPALITY, name, within, count) for code, name, count, within, _ in municipalities]
    names = {within: province for _, _, _, within, province in municipalities}
    provinces = [
        Area(code, Level.PROVINCE, name, FLANDERS, sum(leaf.inhabitants for leaf in leaves if leaf.within == code))
        for code, name in names.items()
    ]
    flanders = Area(FLANDERS, Level.FLANDERS, "Vlaanderen", "", sum(leaf.inhabitants for leaf in leaves))
    return [flanders, *sorted(provinces, key=_by_name), *sorted(leaves, key=_by_name)]


def _by_name(area: Area) -> tuple[str, str]:
    return area.name, area.code


def tree_of(areas: Iterable[Area]) -> AreaTree:
    """Which area lies in which."""
    found = list(areas)
    few = {area.code for area in found if area.level is Level.MUNICIPALITY and area.inhabitants < FEW_INHABITANTS}
    return AreaTree({area.code: area.within for area in found if area.within}, frozenset(few))
