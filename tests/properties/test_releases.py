"""Whatever the numbers are: what is published gives away nothing, and hides no more than the total of all."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as some

from uitpas2.monitoring.rules.areas import AreaTree, flemish_tree
from uitpas2.monitoring.rules.disclosure import find_leaks, possible_ranges, protect

FIGURES = some.one_of(some.integers(0, 9), some.integers(0, 60), some.just(0))


@some.composite
def tables(draw: some.DrawFn) -> tuple[AreaTree, dict[str, int]]:
    provinces = draw(some.lists(some.lists(FIGURES, min_size=1, max_size=7), min_size=1, max_size=5))
    inhabitants = some.sampled_from([79, 9000, 9000, 9000])
    rows = [
        (f"{p}{m}", f"P{p}", draw(inhabitants))
        for p, municipalities in enumerate(provinces)
        for m in range(len(municipalities))
    ]
    tree = flemish_tree(rows)
    leaves = {f"{p}{m}": figure for p, figures in enumerate(provinces) for m, figure in enumerate(figures)}
    return tree, tree.add_up(leaves)


@settings(max_examples=400, deadline=None)
@given(tables())
def test_no_protected_table_gives_a_figure_away(made: tuple[AreaTree, dict[str, int]]) -> None:
    tree, exact = made

    published = protect(tree, exact)

    assert not list(find_leaks(tree, published))
    for area, persons in published.items():
        assert persons in (None, exact[area])
        assert persons is None or persons == 0 or persons >= 5


@settings(max_examples=200, deadline=None)
@given(tables())
def test_the_attacker_never_rules_out_the_truth(made: tuple[AreaTree, dict[str, int]]) -> None:
    tree, exact = made

    ranges = possible_ranges(tree, protect(tree, exact))

    for area, persons in exact.items():
        possible = ranges[area]
        assert possible.low <= persons
        assert possible.high is None or persons <= possible.high


@settings(max_examples=200, deadline=None)
@given(tables())
def test_a_table_without_small_figures_is_shown_whole(made: tuple[AreaTree, dict[str, int]]) -> None:
    tree, exact = made
    large = tree.add_up({area: persons + 5 for area, persons in exact.items() if tree.is_leaf(area)})

    assert protect(tree, large) == large
