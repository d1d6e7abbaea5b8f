"""From when and until when a partner's decision holds, and how rights follow each other."""

from datetime import date

import pytest

from uitpas2.kernel.period import Period
from uitpas2.welfare import rules

TODAY = date(2026, 11, 25)
RUNNING = Period(date(2026, 1, 1), date(2027, 1, 1))


def test_a_partner_vouches_for_whole_months_this_one_included() -> None:
    assert rules.vouched_until(TODAY, 12) == date(2027, 10, 31)
    assert rules.vouched_until(date(2027, 12, 31), 1) == date(2027, 12, 31)


@pytest.mark.parametrize(("months", "allowed"), [(0, False), (1, True), (12, True), (13, False), (-3, False)])
def test_a_partner_decides_for_a_year_at_most(months: int, allowed: bool) -> None:
    assert rules.months_are_allowed(months) is allowed


def test_a_right_can_be_renewed_in_its_last_sixty_days() -> None:
    running = Period(date(2026, 2, 1), date(2027, 2, 1))

    too_early = rules.too_early_to_renew(running, date(2026, 12, 2))

    assert too_early == rules.RightRuns(last_day=date(2027, 1, 31), renewable_from=date(2026, 12, 3))
    assert rules.too_early_to_renew(running, date(2026, 12, 3)) is None


@pytest.mark.parametrize(
    ("latest", "expected"),
    [
        (None, Period(date(2026, 11, 1), date(2027, 11, 1))),
        (Period(date(2026, 1, 1), date(2026, 11, 1)), Period(date(2026, 11, 1), date(2027, 11, 1))),
        (RUNNING, Period(date(2027, 1, 1), date(2027, 11, 1))),
        (Period(date(2026, 1, 1), date(2027, 11, 1)), None),
    ],
)
def test_a_renewal_follows_without_a_gap_and_reaches_no_further_than_its_proof(
    latest: Period | None, expected: Period | None
) -> None:
    decided = Period(date(2026, 11, 1), date(2027, 11, 1))

    assert rules.following(decided, latest) == expected


def test_partners_meet_the_grounds_in_their_own_order_their_own_decision_last() -> None:
    grounds = ["partner_decision", "rent_subsidy", "living_wage", "increased_reimbursement"]

    assert rules.as_partners_meet_them(grounds) == [
        "increased_reimbursement",
        "living_wage",
        "rent_subsidy",
        "partner_decision",
    ]
    assert all(rules.seen_in(ground).is_complete() for ground in grounds)


ENDS = date(2027, 3, 1)


@pytest.mark.parametrize(
    ("today", "milestone"),
    [
        (date(2026, 12, 30), None),
        (date(2026, 12, 31), 60),
        (date(2027, 1, 29), 60),
        (date(2027, 1, 30), 30),
        (date(2027, 2, 21), 30),
        (date(2027, 2, 22), 7),
        (date(2027, 2, 28), 7),
        (date(2027, 3, 1), None),
    ],
)
def test_a_family_hears_of_the_end_sixty_thirty_and_seven_days_before(today: date, milestone: int | None) -> None:
    assert rules.milestone_on(today, ends=ENDS, granted_on=date(2026, 3, 1)) == milestone


def test_who_was_at_the_counter_after_a_milestone_hears_of_the_next_one() -> None:
    granted_on = date(2027, 2, 3)

    assert rules.milestone_on(date(2027, 2, 4), ends=ENDS, granted_on=granted_on) is None
    assert rules.milestone_on(date(2027, 2, 22), ends=ENDS, granted_on=granted_on) == 7
