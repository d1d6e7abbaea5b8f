"""What time in care comes to, and which steps the roll call knows."""

from datetime import datetime, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from uitpas2.attendance.rules import (
    BELIEVED,
    STEPS,
    CareUnit,
    How,
    Tariff,
    bill_of,
    moment_of,
    reason_of,
)
from uitpas2.kernel.clock import BRUSSELS
from uitpas2.kernel.money import ZERO, Euro
from uitpas2.registrations.rules import Attendance

QUARTERS = Tariff(CareUnit.QUARTER, Euro(50))
HALF_HOURS = Tariff(CareUnit.HALF_HOUR, Euro(110))
DAYS = Tariff(CareUnit.DAY, Euro(1400), half_day_price=Euro(750), half_day_minutes=180)
NOON = datetime(2026, 11, 25, 12, tzinfo=BRUSSELS)


def at(clock: str, day: str = "2026-11-25") -> datetime:
    """A time on the clocks of Flanders; as an instant, so that differences are what really passed."""
    return datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=BRUSSELS).astimezone(tz=None)


OPEN = (at("12:00"), at("18:00"))


@pytest.mark.parametrize(
    ("came", "left", "units"),
    [
        ("15:30", "15:30", 0),
        ("15:30", "15:31", 1),
        ("15:30", "15:45", 1),
        ("15:30:59", "15:45:59", 1),
        ("15:30", "15:46", 2),
        ("15:30", "17:00", 6),
        ("11:00", "12:10", 1),
        ("17:50", "19:30", 1),
        ("18:20", "18:40", 0),
    ],
)
def test_a_quarter_counts_once_it_has_begun_and_only_while_care_is_open(came: str, left: str, units: int) -> None:
    bill = bill_of(QUARTERS, [(at(came), at(left))], OPEN)

    assert (bill.unit, bill.units, bill.amount) == ("quarter", units, Euro(50 * units))


def test_two_stays_on_one_day_each_begin_their_own_half_hours() -> None:
    bill = bill_of(HALF_HOURS, [(at("12:00"), at("12:31")), (at("16:00"), at("16:20"))], OPEN)

    assert (bill.units, bill.minutes, bill.amount) == (3, 51, Euro(330))


@pytest.mark.parametrize(("hours", "unit", "price"), [(0, "day", 0), (3, "half_day", 750), (4, "day", 1400)])
def test_by_the_day_all_stays_count_together(hours: int, unit: str, price: int) -> None:
    half = timedelta(hours=hours) / 2
    stays = [(at("12:00"), at("12:00") + half), (at("15:00"), at("15:00") + half)]

    bill = bill_of(DAYS, stays, OPEN)

    assert (bill.unit, bill.amount) == (unit, Euro(price))


def test_when_summer_time_ends_the_hour_that_comes_twice_counts_twice() -> None:
    night = (at("01:00", "2026-10-25"), at("04:00", "2026-10-25"))

    autumn = bill_of(QUARTERS, [night], night)
    spring = bill_of(
        QUARTERS, [(at("01:00", "2026-03-29"), at("04:00", "2026-03-29"))], (at("00:00", "2026-03-29"), OPEN[0])
    )

    assert (autumn.units, spring.units) == (16, 8)


@given(
    st.lists(st.tuples(st.integers(0, 700), st.integers(0, 300)), max_size=4), st.sampled_from([QUARTERS, HALF_HOURS])
)
def test_nobody_pays_for_more_than_a_unit_beyond_the_time_there(spells: list[tuple[int, int]], tariff: Tariff) -> None:
    minute = timedelta(minutes=1)
    stays = [(at("08:00") + came * minute, at("08:00") + (came + long) * minute) for came, long in spells]
    size = 15 if tariff is QUARTERS else 30

    bill = bill_of(tariff, stays, OPEN)

    assert bill.minutes <= bill.units * size < bill.minutes + size * (len(stays) + 1)
    assert bill.amount == Euro(bill.units * tariff.price.cents)
    assert bill_of(tariff, [], OPEN).amount == ZERO


def test_every_step_has_its_reasons_and_no_way_leads_outside_the_table() -> None:
    for before, after, how in product(Attendance, Attendance, How):
        reason = reason_of(before, after, how)
        assert reason is None or reason in STEPS[before, after]
    assert all(STEPS.values())
    assert reason_of(Attendance.EXCUSED, Attendance.ABSENT, How.LIST) is None


def test_a_telephone_is_believed_about_the_past_and_never_about_the_future() -> None:
    hour = timedelta(hours=1)

    assert moment_of(None, NOON) == NOON
    assert moment_of(NOON + hour, NOON) == NOON
    assert moment_of(NOON - hour, NOON) == NOON - hour
    assert moment_of(NOON - 99 * hour, NOON) == NOON - BELIEVED
