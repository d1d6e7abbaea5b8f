"""The map of Flanders coloured by what municipalities chose for one parameter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from uitpas2.discounts.rules import ChoicesInForce, Parameter
from uitpas2.discounts.values.kinds import Kind
from uitpas2.discounts.values.numbers import NOTHING
from uitpas2.discounts.values.timelines import Held
from uitpas2.kernel.outlines import outlines

MOST_BANDS = 5
# Which of the five colours of the map are used, so that few values stand out from each other and from the default.
COLOURS = ((), (4,), (2, 5), (1, 3, 5), (1, 2, 4, 5), (1, 2, 3, 4, 5))


@dataclass(frozen=True)
class Band:
    """One colour (`number` of css/map.css): chosen values from `lowest` up to `highest`, both included."""

    number: int
    lowest: int
    highest: int
    municipalities: int


@dataclass(frozen=True)
class Piece:
    name: str
    path: str
    band: int
    held: Held


@dataclass(frozen=True)
class Coloured:
    """`own` holds the municipalities that chose themselves, `default` the others. A set is coloured by its size."""

    view_box: str
    bands: Sequence[Band]
    own: Sequence[Piece]
    default: Sequence[Piece]


def coloured(parameter: Parameter, everywhere: Sequence[ChoicesInForce]) -> Coloured:
    """At most five colours with about as many municipalities each; equal values share one."""
    shapes = outlines()
    chosen = [one for one in everywhere if one.held[parameter.key].choice is not None]
    bands = _bands([_weight(one.held[parameter.key]) for one in chosen])
    own, default = [], []
    for one in everywhere:
        held = one.held[parameter.key]
        path = shapes.paths.get(one.municipality_nis, "")
        if not path:
            continue
        if held.choice is None:
            default.append(Piece(one.municipality, path, 0, held))
        else:
            number = next(band.number for band in bands if band.lowest <= _weight(held) <= band.highest)
            own.append(Piece(one.municipality, path, number, held))
    return Coloured(shapes.view_box, bands, own, default)


def _weight(held: Held) -> int:
    """What a colour stands for: the value, and for a set how many it holds."""
    return held.value.bit_count() if held.parameter.kind is Kind.SET_OF else min(held.value, NOTHING)


def _bands(weights: Sequence[int]) -> list[Band]:
    ordered = sorted(weights)
    different = sorted(set(ordered))
    if len(different) <= MOST_BANDS:
        starts = different
    else:
        starts = sorted({ordered[len(ordered) * part // MOST_BANDS] for part in range(MOST_BANDS)})
    bands = []
    for place, lowest in enumerate(starts):
        after = starts[place + 1] if place + 1 < len(starts) else None
        inside = [one for one in ordered if lowest <= one and (after is None or one < after)]
        bands.append(Band(COLOURS[len(starts)][place], lowest, inside[-1], len(inside)))
    return bands
