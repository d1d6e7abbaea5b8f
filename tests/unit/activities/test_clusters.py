"""Numbered points on the map: none over another, and no activity lost."""

from __future__ import annotations

from math import hypot

from uitpas2.activities.rules.clusters import Spot, clusters, middles
from uitpas2.kernel.boxes import Point, km_between, municipalities_within, municipality_boxes
from uitpas2.kernel.outlines import outlines


def test_points_lie_apart_and_count_everything() -> None:
    spots = [Spot(nis, nis, 1 + number % 7, *middles()[nis]) for number, nis in enumerate(sorted(outlines().paths))]

    points = clusters(spots, 90)

    places = [(point.main.x, point.main.y) for point in points]
    assert sum(point.count for point in points) == sum(spot.count for spot in spots)
    assert all(hypot(a[0] - b[0], a[1] - b[1]) >= 90 for a in places for b in places if a != b)
    assert len(points) < len(spots)


def test_a_middle_lies_within_its_outline_s_frame() -> None:
    _, _, width, height = (float(number) for number in outlines().view_box.split())

    assert all(0 < x < width and 0 < y < height for x, y in middles().values())
    assert middles()["44021"][0] < middles()["11002"][0]  # Gent lies west of Antwerpen


def test_boxes_hold_what_may_be_within_reach() -> None:
    gent = Point(51.054, 3.725)

    assert set(municipality_boxes()) == set(outlines().paths)
    assert municipalities_within(gent, 1) == ["44021"]
    assert "44088" in municipalities_within(gent, 5)
    assert round(km_between(gent, Point(51.2194, 4.4025)), 1) == 50.7
