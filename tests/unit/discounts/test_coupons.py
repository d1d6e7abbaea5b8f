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
    possible_changes,
    shown_count,
    telling_word,
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
        "Bon précarité",
        "Bon CPAS",
    ],
)
def test_a_word_that_tells_is_found(text: str) -> None:
    assert telling_word(text)


@pytest.mark.parametrize("text", ["Cultuurbon", "Kampbon", "Voor miauwende poezen", "Bon sport", "Kansspelvrij"])
def test_a_word_that_tells_nothing_may_stand(text: str) -> None:
    assert telling_word(text) == ""


def test_few_people_are_not_counted_and_people_with_the_right_only_roughly() -> None:
    shown = {
        count: (shown_count(count, Audience.EVERYBODY), shown_count(count, Audience.ENTITLED)) for count in (4, 7, 8)
    }

    assert shown == {4: (None, None), 7: (7, 5), 8: (8, 10)}
