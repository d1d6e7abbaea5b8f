"""Figures about guidance, attacked by somebody who knows the method, all reports, and every child but one."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from itertools import pairwise

import pytest

from uitpas2.monitoring.rules.disclosure import THRESHOLD
from uitpas2.monitoring.rules.guidance import AGE_GROUPS, BASE, age_group, noise, rounded, shown

KEY, OTHER = b"k" * 32, b"o" * 32
WIDE = 60


def children(count: int, since: int = 0) -> set[str]:
    return {f"child-{number}" for number in range(since, since + count)}


def chance_of(size: int) -> Fraction:
    return Fraction(1, 3) * Fraction(1, 2 ** abs(size))


def likely(count: int) -> dict[int, Fraction]:
    """Every figure that can stand for a number of children, with its chance, by exact arithmetic."""
    found: dict[int, Fraction] = {}
    for size in range(-WIDE, WIDE + 1):
        figure = max(BASE, rounded(count + size))
        found[figure] = found.get(figure, Fraction(0)) + chance_of(size)
    return found


def test_fewer_than_five_are_never_shown_and_everything_else_is_a_multiple_of_five() -> None:
    for count in range(60):
        figure = shown(children(count), KEY)

        assert (figure is None) == (count < THRESHOLD)
        assert figure is None or (figure >= BASE and figure % BASE == 0)


def test_the_noise_is_drawn_as_it_is_described() -> None:
    draws = Counter(noise(draw) for draw in range(3 * 2**14))

    for size in range(-6, 7):
        assert abs(Fraction(draws[size], 3 * 2**14) - chance_of(size)) < Fraction(1, 1000)


@pytest.mark.parametrize("count", range(THRESHOLD, 40))
def test_one_child_more_makes_no_figure_more_than_twice_as_likely_or_unlikely(count: int) -> None:
    """Whoever knows all children but one, and reads the figure, cannot tell whether that one is counted."""
    without, with_it = likely(count), likely(count + 1)

    reachable = [figure for figure in without if BASE < figure < count + WIDE // 2]
    for figure in [BASE, *reachable]:
        assert Fraction(499, 1000) < with_it[figure] / without[figure] < Fraction(2001, 1000)  # the last tail is cut


def test_without_noise_one_child_would_be_seen() -> None:
    """The negative control: plain rounding shows where the seventh child becomes the eighth."""
    assert rounded(7) != rounded(8)
    plain = {count: {rounded(count): Fraction(1)} for count in (7, 8)}
    assert plain[8].get(rounded(7), Fraction(0)) == 0


def test_the_same_children_give_the_same_figure_in_every_report_and_quarter() -> None:
    reports = {shown(list(order), KEY) for order in (sorted(children(17)), sorted(children(17), reverse=True))}

    assert len(reports) == 1
    assert len({shown(children(17, since), KEY) for since in range(200)}) > 1
    assert [shown(children(17, since), KEY) for since in range(50)] != [
        shown(children(17, since), OTHER) for since in range(50)
    ]


def test_laying_two_quarters_or_two_reports_side_by_side_singles_nobody_out() -> None:
    """A child leaves between two quarters, or is one partner's only one beside another's: the difference of the two
    figures is the same often enough when nobody left, that seeing it tells nothing.
    """
    left, nobody = Counter[int](), Counter[int]()
    for turn in range(600):
        group = children(23, 1000 * turn)
        other = children(23, 1000 * turn + 500)
        first = shown(group, KEY) or 0
        left[(shown(set(sorted(group)[1:]), KEY) or 0) - first] += 1
        nobody[(shown(other, KEY) or 0) - first] += 1

    for difference in (-5, 0, 5):
        assert nobody[difference] / 3 < left[difference] < nobody[difference] * 3


def test_every_age_has_its_group() -> None:
    assert [age_group(age) for age in (0, 5, 6, 8, 9, 11, 12, 17, 18, 99)] == [
        "0-5", "0-5", "6-8", "6-8", "9-11", "9-11", "12-17", "12-17", "18+", "18+",
    ]  # fmt: skip
    assert all(after == following for (_, _, after), (_, following, _) in pairwise(AGE_GROUPS))
