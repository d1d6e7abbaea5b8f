"""Whatever the numbers are: what is published gives away nothing, and hides no more than the total of all."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as some

from tests.factories.monitoring import tree
from uitpas2.monitoring.rules.areas import AreaTree
from uitpas2.monitoring.rules.disclosure import find_leaks, possible_ranges, protect

FIGURES = some.one_of(some.integers(0, 9), some.integers(0, 60), some.just(0))


@some.composite
def tables(draw: some.DrawFn) -> tuple[AreaTree, dict[str, int]]:
    leaves = draw(some.dictionaries(some.from_regex(r"[a-e][1-7]", fullmatch=True), FIGURES, min_size=1))
    few = draw(some.lists(some.sampled_from(sorted(leaves)), max_size=2))
    made = tree(*leaves, few=few)
    return made, made.add_up(leaves)


@settings(max_examples=200, deadline=None)
@given(tables())
def test_no_protected_table_gives_a_figure_away(made: tuple[AreaTree, dict[str, int]]) -> None:
    areas, exact = made

    published = protect(areas, exact)

    assert not list(find_leaks(areas, published))
    for area, persons in published.items():
        assert persons in (None, exact[area])
        assert persons is None or persons == 0 or persons >= 5


@settings(max_examples=200, deadline=None)
@given(tables())
def test_the_attacker_never_rules_out_the_truth(made: tuple[AreaTree, dict[str, int]]) -> None:
    areas, exact = made

    ranges = possible_ranges(areas, protect(areas, exact))

    for area, persons in exact.items():
        possible = ranges[area]
        assert possible.low <= persons
        assert possible.high is None or persons <= possible.high


@settings(max_examples=100, deadline=None)
@given(tables())
def test_a_table_without_small_figures_is_shown_whole(made: tuple[AreaTree, dict[str, int]]) -> None:
    areas, exact = made
    large = areas.add_up({area: persons + 5 for area, persons in exact.items() if areas.is_leaf(area)})

    assert protect(areas, large) == large
