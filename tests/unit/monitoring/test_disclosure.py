"""What is hidden stays hidden, also from somebody who knows the method."""

from __future__ import annotations

import itertools
import time

import pytest

from tests.factories.monitoring import tree
from uitpas2.monitoring.rules.areas import AreaTree
from uitpas2.monitoring.rules.disclosure import (
    Published,
    Range,
    find_leaks,
    hide_primary,
    possible_ranges,
    protect,
)

TREE = tree("a1", "a2", "a3", "a4", "b1", "b2", "b3")


def table(**municipalities: int) -> dict[str, int]:
    return TREE.add_up(municipalities)


def hidden(published: Published) -> set[str]:
    return {area for area, persons in published.items() if persons is None}


def what(tree: AreaTree, published: Published) -> set[tuple[str, str]]:
    return {(leak.area, leak.what) for leak in find_leaks(tree, published)}


def test_a_figure_under_five_takes_the_smallest_one_beside_it_along() -> None:
    exact = table(a1=3, a2=40, a3=12, a4=200, b1=30, b2=31, b3=32)

    published = protect(TREE, exact)

    assert hidden(published) == {"a1", "a3"}
    assert published["A"] == 255


def test_hiding_only_what_is_small_lets_the_attacker_subtract() -> None:
    """The negative control: without complementary suppression the audit recovers the figure exactly."""
    exact = table(a1=3, a2=40, a3=12, a4=200, b1=30, b2=31, b3=32)

    published = hide_primary(TREE, exact)

    assert what(TREE, published) == {("a1", "is hidden but follows exactly")}
    assert possible_ranges(TREE, published)["a1"] == Range(3, 3)


def test_two_small_figures_that_share_a_small_rest_are_not_hidden_enough() -> None:
    exact = table(a1=2, a2=2, a3=12, a4=200, b1=30, b2=31, b3=32)

    published = hide_primary(TREE, exact)

    assert possible_ranges(TREE, published)["a1"] == Range(1, 3)
    assert what(TREE, published) == {
        ("a1", "is hidden but can be placed too precisely"),
        ("a2", "is hidden but can be placed too precisely"),
    }
    assert hidden(protect(TREE, exact)) == {"a1", "a2", "a3"}


def test_the_attacker_knows_that_the_smallest_figures_go_first() -> None:
    exact = table(a1=4, a2=5, a3=6, a4=200, b1=30, b2=31, b3=32)
    two_hidden = {**exact, "a1": None, "a2": None}

    possible = possible_ranges(TREE, two_hidden)

    assert possible["a1"] == Range(3, 6)
    assert hidden(protect(TREE, exact)) == {"a1", "a2", "a3"}


def test_zero_is_shown_because_nobody_can_be_recognised_in_it() -> None:
    exact = table(a1=0, a2=40, a3=12, a4=200, b1=30, b2=31, b3=32)

    assert protect(TREE, exact) == exact
    assert not list(find_leaks(TREE, exact))


def test_zero_is_hidden_where_so_few_people_live_that_nobody_means_each_of_them() -> None:
    limburg = tree("l1", "l2", "l3", few=["l1"])
    exact = limburg.add_up({"l1": 0, "l2": 30, "l3": 40})

    assert hidden(protect(limburg, exact)) == {"l1", "l2"}
    assert ("l1", "is shown though it is small") in what(limburg, exact)


def test_a_total_that_is_hidden_around_a_hidden_zero_may_be_zero_itself() -> None:
    two_provinces = tree("a1", "b1", few=["b1"])
    exact = two_provinces.add_up({"a1": 9, "b1": 0})

    published = protect(two_provinces, exact)

    assert hidden(published) == {"A", "a1", "B", "b1"}
    assert possible_ranges(two_provinces, published)["b1"] == Range(0, 8)


def test_where_nothing_is_left_beside_it_the_total_goes_too() -> None:
    exact = table(a1=3, b1=300, b2=31, b3=32)

    published = protect(TREE, exact)

    assert hidden(published) == {"A", "a1", "B", "b2"}
    assert published["02000"] == 366


def test_with_three_people_in_all_of_flanders_nothing_but_zeros_is_shown() -> None:
    exact = table(a1=3)

    published = protect(TREE, exact)

    assert hidden(published) == {"02000", "A", "a1"}
    assert possible_ranges(TREE, published)["a1"] == Range(1, None)


@pytest.mark.parametrize("hide", ["a3", "A"])
def test_showing_one_complementary_figure_again_is_caught(hide: str) -> None:
    exact = table(a1=3, a2=0, a3=2, b1=300, b2=31, b3=32)
    published = protect(TREE, exact)
    assert published[hide] is None

    tampered = {**published, hide: exact[hide]}

    assert list(find_leaks(TREE, tampered))


def test_a_table_that_does_not_add_up_is_caught() -> None:
    exact = table(a1=30, a2=40, a3=12, a4=200, b1=30, b2=31, b3=32)

    assert ("02000", "does not add up") in what(TREE, {**exact, "02000": 1})


def test_a_table_that_lacks_an_area_or_has_a_strange_one_is_caught() -> None:
    exact = table(a1=30, b1=30)
    published: dict[str, int | None] = {**exact, "x9": 7}
    del published["a2"]

    assert {area for area, _ in what(TREE, published)} == {"a2", "x9"}


@pytest.mark.parametrize(
    "municipalities",
    [
        {"a1": 3, "a2": 4, "a3": 6, "b1": 7, "b2": 2},
        {"a1": 1, "a2": 8, "b1": 5, "b2": 4, "b3": 1},
        {"a1": 2, "a2": 2, "a3": 2, "b1": 6},
    ],
)
def test_the_ranges_are_those_found_by_trying_every_table(municipalities: dict[str, int]) -> None:
    """Every way to hide areas that makes sense, against brute force over all whole-number tables."""
    exact = table(**municipalities)
    positive = [area for area in exact if exact[area] and area != "02000"]

    for count in range(1, 4):
        for areas in itertools.combinations(positive, count):
            published = {area: None if area in areas else persons for area, persons in exact.items()}
            if _fits_the_method(published, exact):
                assert possible_ranges(TREE, published) == _by_trying(published), published


def _fits_the_method(published: Published, exact: dict[str, int]) -> bool:
    """Only tables where no hidden municipality is larger than a shown one beside it."""
    return all(
        exact[area] <= (published[other] or exact[area])
        for area in hidden(published)
        if TREE.is_leaf(area)
        for other in TREE.siblings(area)
    )


def _by_trying(published: Published) -> dict[str, Range]:
    leaves = [area for area in published if TREE.is_leaf(area)]
    whole = published["02000"] or 0
    seen: dict[str, set[int]] = {area: set() for area in published}
    for values in itertools.product(*(_choices(published, leaf, whole) for leaf in leaves)):
        candidate = TREE.add_up(dict(zip(leaves, values, strict=True)))
        if all(persons in (None, candidate[area]) for area, persons in published.items()):
            for area, persons in candidate.items():
                seen[area].add(persons)
    return {area: Range(min(values), max(values)) for area, values in seen.items()}


def _choices(published: Published, leaf: str, whole: int) -> range:
    persons = published[leaf]
    if persons is not None:
        return range(persons, persons + 1)
    beside = [value for other in TREE.siblings(leaf) if (value := published[other])]
    return range(1, min(beside, default=whole) + 1)


def test_the_whole_of_flanders_is_protected_and_audited_within_a_moment() -> None:
    codes = [f"{'abcde'[index % 5]}{index:03}" for index in range(285)]
    flanders = tree(*codes)
    exact = flanders.add_up({code: (index * 7919) % 23 for index, code in enumerate(codes)})
    begun = time.process_time()

    published = protect(flanders, exact)

    assert not list(find_leaks(flanders, published))
    assert hidden(published)
    assert time.process_time() - begun < 1.5
