"""From when and until when a partner's decision holds."""

from datetime import date

import pytest

from uitpas2.cards.rules import Ground
from uitpas2.kernel.period import Period
from uitpas2.welfare import rules

TODAY = date(2026, 11, 25)


def test_a_right_counts_from_the_first_of_the_month_for_whole_months() -> None:
    assert rules.vouched_period(TODAY, 12) == Period(date(2026, 11, 1), date(2027, 11, 1))
    assert rules.vouched_period(date(2027, 12, 31), 1) == Period(date(2027, 12, 1), date(2028, 1, 1))


@pytest.mark.parametrize(("months", "allowed"), [(0, False), (1, True), (12, True), (13, False), (-3, False)])
def test_a_partner_decides_for_a_year_at_most(months: int, allowed: bool) -> None:
    assert rules.months_are_allowed(months) is allowed


def test_a_right_can_be_renewed_in_its_last_sixty_days() -> None:
    running = Period(date(2026, 2, 1), date(2027, 2, 1))

    too_early = rules.too_early_to_renew(running, date(2026, 12, 2))

    assert too_early == rules.RightRuns(last_day=date(2027, 1, 31), renewable_from=date(2026, 12, 3))
    assert rules.too_early_to_renew(running, date(2026, 12, 3)) is None


def test_a_renewal_continues_without_a_gap_and_never_shortens() -> None:
    running = Period(date(2026, 1, 1), date(2027, 1, 1))

    assert rules.renewed_period(running, rules.vouched_period(TODAY, 12)) == Period(date(2027, 1, 1), date(2027, 11, 1))
    assert rules.renewed_period(running, rules.vouched_period(TODAY, 2)) is None


def test_only_months_that_add_something_can_be_chosen() -> None:
    running = Period(date(2026, 1, 1), date(2027, 1, 1))

    offered = rules.possible_ends(TODAY, running)

    assert [months for months, _ in offered] == [12, 11, 10, 9, 8, 7, 6, 5, 4, 3]
    assert offered[-1] == (3, date(2027, 1, 31))


def test_each_ground_says_what_a_partner_has_seen_in_three_languages() -> None:
    assert set(rules.SEEN) == set(Ground)
    assert all(text.is_complete() for text in rules.SEEN.values())
