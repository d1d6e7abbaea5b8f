"""A release as people and machines read it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from uitpas2.monitoring.rules.areas import Area, Level
from uitpas2.monitoring.rules.bands import per_thousand


@dataclass(frozen=True, slots=True)
class Figure:
    """One area of a release; `persons` is None when the figure is not shown, whatever the reason."""

    area: Area
    persons: int | None

    @property
    def per_thousand(self) -> Decimal | None:
        """Per 1,000 inhabitants; follows the figure itself, so it is hidden with it."""
        return None if self.persons is None else per_thousand(self.persons, self.area.inhabitants)


@dataclass(frozen=True, slots=True)
class Table:
    """The figures of one release: Flanders, its provinces and its municipalities, both by name."""

    flanders: Figure
    provinces: Sequence[Figure]
    municipalities: Sequence[Figure]

    def __iter__(self) -> Iterator[Figure]:
        yield self.flanders
        yield from self.provinces
        yield from self.municipalities


def arrange(figures: Iterable[Figure]) -> Table:
    """The figures of a release in their order."""
    by_level: dict[Level, list[Figure]] = {level: [] for level in Level}
    for figure in sort_figures(figures, SortBy.NAME):
        by_level[figure.area.level].append(figure)
    (flanders,) = by_level[Level.FLANDERS]
    return Table(flanders, by_level[Level.PROVINCE], by_level[Level.MUNICIPALITY])


class SortBy(StrEnum):
    NAME = "name"
    PERSONS = "persons"
    RATE = "rate"


def sort_figures(figures: Iterable[Figure], by: SortBy) -> list[Figure]:
    """By name, or largest first. Hidden ones come last by name: their order must not tell their size."""
    named = sorted(figures, key=lambda figure: (figure.area.name, figure.area.code))
    if by is SortBy.NAME:
        return named
    return sorted(named, key=lambda figure: _size(figure, by), reverse=True)


def _size(figure: Figure, by: SortBy) -> Decimal:
    size = figure.persons if by is SortBy.PERSONS else figure.per_thousand
    return Decimal(-1) if size is None else Decimal(size)


COLUMNS = ("period", "geo_code", "geo_level", "geo_name", "measure", "value", "status")
MEASURE = "persons"
HIDDEN = "c"
"""The status of a figure that is not shown. There is one for every reason: two would tell which figures are small."""


def long_format(table: Table, quarter: str) -> list[tuple[str, str, str, str, str, int | None, str]]:
    """The release as rows of `COLUMNS`, the same for every reader."""
    return [
        (
            quarter,
            figure.area.code,
            figure.area.level.value,
            figure.area.name,
            MEASURE,
            figure.persons,
            HIDDEN if figure.persons is None else "",
        )
        for figure in table
    ]
