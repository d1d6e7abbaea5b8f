"""The colours of the map: few values stand out, many share a colour, and the default has none."""

from __future__ import annotations

from datetime import date

import pytest

from uitpas2.discounts.pages.coloured import Coloured, coloured
from uitpas2.discounts.rules import in_force, rule_book
from uitpas2.discounts.values.choosing import Choice
from uitpas2.kernel.outlines import outlines

BOOK = rule_book()
CODES = sorted(outlines().paths)


def drawn(key: str, values: list[int | None]) -> Coloured:
    """A map on which the first municipalities chose these values, None for nothing."""
    everywhere = [
        in_force(
            BOOK,
            nis=nis,
            name=nis,
            on=date(2026, 12, 1),
            choices=[] if value is None else [Choice(key, value, id=nis)],
        )
        for nis, value in zip(CODES, values, strict=False)
    ]
    return coloured(BOOK.parameters[key], everywhere)


@pytest.mark.parametrize(
    ("values", "colours"),
    [
        ([None, None], []),
        ([80, 80, None], [(4, 80, 80, 2)]),
        ([75, 100], [(2, 75, 75, 1), (5, 100, 100, 1)]),
        ([75, 80, 85, 90, 100], [(1, 75, 75, 1), (2, 80, 80, 1), (3, 85, 85, 1), (4, 90, 90, 1), (5, 100, 100, 1)]),
    ],
)
def test_each_value_has_a_colour_of_its_own_as_long_as_there_are_five(
    values: list[int | None], colours: list[tuple[int, ...]]
) -> None:
    found = drawn("discount_leisure_pct", values)

    assert [(band.number, band.lowest, band.highest, band.municipalities) for band in found.bands] == colours
    assert len(found.own) == sum(value is not None for value in values)
    assert len(found.default) == sum(value is None for value in values)


def test_more_values_share_five_colours_and_every_municipality_is_in_the_colour_of_its_value() -> None:
    found = drawn("discount_leisure_pct", [75 + place % 26 for place in range(78)])

    assert len(found.bands) == 5
    assert sum(band.municipalities for band in found.bands) == 78
    for piece in found.own:
        (band,) = [band for band in found.bands if band.lowest <= piece.held.value <= band.highest]
        assert piece.band == band.number


def test_a_set_is_coloured_by_how_many_it_holds() -> None:
    most = BOOK.parameters["covered_classes"].values[-1].at_most
    least = BOOK.parameters["covered_classes"].values[-1].at_least

    found = drawn("covered_classes", [most, least])

    assert [(band.lowest, band.municipalities) for band in found.bands] == [(6, 1), (7, 1)]
