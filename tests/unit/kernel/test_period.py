"""Periods are half-open and go by the calendar in Brussels."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from uitpas2.kernel.clock import brussels_day, brussels_moment
from uitpas2.kernel.period import Period, PeriodKind, age_on, calendar_period

DAYS = st.dates(date(2020, 1, 1), date(2040, 12, 31))


@given(day=DAYS, kind=st.sampled_from(PeriodKind))
def test_each_day_is_in_exactly_the_period_around_it(day: date, kind: PeriodKind) -> None:
    period = calendar_period(kind, day)

    assert day in period
    if period.end is not None:
        assert period.end not in period
        assert calendar_period(kind, period.end).start == period.end
        assert calendar_period(kind, period.end - timedelta(days=1)) == period


def test_a_week_starts_on_monday_also_around_new_year() -> None:
    week = calendar_period(PeriodKind.WEEK, date(2027, 1, 1))

    assert week == Period(date(2026, 12, 28), date(2027, 1, 4))


def test_just_after_midnight_in_flanders_is_already_the_next_day() -> None:
    assert brussels_day(datetime(2026, 6, 30, 22, 30, tzinfo=UTC)) == date(2026, 7, 1)


def test_noon_is_noon_in_winter_and_in_summer() -> None:
    assert brussels_moment(date(2026, 1, 15), 12).hour == 11
    assert brussels_moment(date(2026, 7, 15), 12).hour == 10


def test_somebody_born_on_29_february_is_a_year_older_on_1_march() -> None:
    assert age_on(date(2016, 2, 29), date(2026, 2, 28)) == 9
    assert age_on(date(2016, 2, 29), date(2026, 3, 1)) == 10


def test_periods_that_touch_do_not_overlap() -> None:
    autumn = Period(date(2026, 9, 1), date(2026, 12, 1))

    assert not autumn.overlaps(Period(date(2026, 12, 1)))
    assert autumn.overlaps(Period(date(2026, 11, 30)))
