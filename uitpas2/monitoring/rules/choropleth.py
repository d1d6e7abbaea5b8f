"""A map of a release: each municipality in the class of its shown figure, or hatched."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from uitpas2.kernel.outlines import Outlines, frame_around
from uitpas2.monitoring.rules.bands import Band, band_of, make_bands
from uitpas2.monitoring.rules.figures import Figure

HATCHES_ACROSS = 130
"""How many stripes of the hatching fit in the width of the map, so that they look alike however far it is zoomed."""


class Measure(StrEnum):
    """What a reader looks at; both follow from the same shown figure."""

    RATE = "rate"
    PERSONS = "persons"


@dataclass(frozen=True, slots=True)
class Piece:
    """A municipality on the map. `band` 0 is a shown zero; hidden ones have none."""

    figure: Figure
    path: str
    band: int | None


@dataclass(frozen=True, slots=True)
class Choropleth:
    view_box: str
    hatch: str
    bands: Sequence[Band]
    shown: Sequence[Piece]
    hidden: Sequence[Piece]
    elsewhere: Sequence[str]

    @property
    def has_zeros(self) -> bool:
        return any(piece.band == 0 for piece in self.shown)


def value_of(figure: Figure, measure: Measure) -> Decimal | None:
    if measure is Measure.RATE or figure.persons is None:
        return figure.per_thousand
    return Decimal(figure.persons)


def draw(municipalities: Sequence[Figure], measure: Measure, shapes: Outlines, province: str = "") -> Choropleth:
    """The map of Flanders, or of one province with the rest faint around it.

    The classes are those of the whole of Flanders, so that a colour means the same on every map of a release.
    """
    values = [value_of(figure, measure) for figure in municipalities]
    bands = make_bands(value for value in values if value is not None)
    pieces, elsewhere = [], []
    for figure, value in zip(municipalities, values, strict=True):
        path = shapes.paths.get(figure.area.code, "")
        if province and figure.area.within != province:
            elsewhere.append(path)
        elif path:
            pieces.append(Piece(figure, path, None if value is None else band_of(bands, value)))
    view_box = frame_around(piece.path for piece in pieces) if province and pieces else shapes.view_box
    return Choropleth(
        view_box=view_box,
        hatch=f"{float(view_box.split()[2]) / HATCHES_ACROSS:.2f}",
        bands=bands,
        shown=[piece for piece in pieces if piece.band is not None],
        hidden=[piece for piece in pieces if piece.band is None],
        elsewhere=elsewhere,
    )
