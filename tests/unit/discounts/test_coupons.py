"""The pure part of coupons: the state table, ages, words that tell, and numbers that do not."""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest

from uitpas2.discounts.rules.coupons import (
    CHANGES,
    Audience,
    CouponChange,
    CouponState,
    birth_years,
    possible_changes,
    shown_count,
    shown_in_groups,
    telling_word,
    tells_uses,
    years_before,
)
from uitpas2.kernel.period import age_on

START, STOP, WITHDRAW = CouponChange
DRAFT, ACTIVE, STOPPED, WITHDRAWN = CouponState
ALLOWED = {
    (START, DRAFT): ACTIVE,
    (STOP, ACTIVE): STOPPED,
    (WITHDRAW, DRAFT): WITHDRAWN,
    (WITHDRAW, ACTIVE): WITHDRAWN,
    (WITHDRAW, STOPPED): WITHDRAWN,
}


@pytest.mark.parametrize(("change", "state"), list(product(CouponChange, CouponState)))
def test_every_change_from_every_state_is_allowed_or_refused(change: CouponChange, state: CouponState) -> None:
    expected = ALLOWED.get((change, state))

    assert CHANGES[change].get(state) == expected
    assert (change in possible_changes(state)) == (expected is not None)


def test_the_bounds_of_an_age_are_those_of_the_age_itself() -> None:
    days = [date(2027, 2, 28), date(2028, 2, 29), date(2028, 3, 1), date(2026, 12, 31)]

    for day, years in product(days, range(14)):
        last = years_before(day, years)
        assert age_on(last, day) == years
        assert age_on(last.fromordinal(last.toordinal() + 1), day) == years - 1


@pytest.mark.parametrize(
    "text",
    [
        "Kansenbon",
        "Bon voor gezinnen in armoede",
        "Bon MIA",
        "Leefloon-bon",
        "Sociaal tarief",
        "Sociaal-tarief",
        "sociaaltarief",
        "Bon  social\u00a0 _ rate",
        "Tarifs sociaux",
        "Bon précarité",
        "Pour les bas revenus",
        "Voor kwetsbare gezinnen",
        "Bon CPAS",
    ],
)
def test_a_word_that_tells_is_found(text: str) -> None:
    assert telling_word(text)


@pytest.mark.parametrize(
    "text",
    ["Cultuurbon", "Kampbon", "Voor miauwende poezen", "Bon sport", "Kansspelvrij", "Armbandje", "Sociale dansavond"],
)
def test_a_word_that_tells_nothing_may_stand(text: str) -> None:
    assert telling_word(text) == ""


def test_few_people_are_not_counted_and_people_with_the_right_only_roughly() -> None:
    assert {count: shown_count(count) for count in (4, 5, 7)} == {4: None, 5: 5, 7: 7}
    assert {count: shown_in_groups([count, 4]) for count in (4, 7, 8)} == {4: None, 7: 5, 8: 10}
    assert shown_in_groups([7, 7]) == 10, "each group by itself: together they would be fifteen"


def test_ages_are_counted_in_groups_that_cannot_be_shifted() -> None:
    assert birth_years(None, 11, 2026) == birth_years(10, 10, 2026) == [(2015, 2026)]
    assert birth_years(11, 12, 2026) == [(2015, 2026), (2009, 2014)]
    assert [last for _, last in birth_years(None, None, 2026)] == [2026, 2014, 2008, 2000, 1961]


def test_a_few_uses_by_people_with_the_right_are_not_told() -> None:
    assert [tells_uses(Audience.ENTITLED, used) for used in (0, 4, 5)] == [False, False, True]
    assert tells_uses(Audience.EVERYBODY, 1)
