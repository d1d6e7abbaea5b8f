"""Ages, open days, seats, matching and the words people search with."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from uitpas2.activities.rules import Availability, CalendarType, ProductClass, default_limits, fits_age, is_open_on
from uitpas2.activities.rules.ages import birth_dates_of_age
from uitpas2.activities.rules.calendar import unusual_days
from uitpas2.activities.rules.contact import contact_of
from uitpas2.activities.rules.matching import match_sessions
from uitpas2.activities.rules.reading.results import SessionRead, StatusRead
from uitpas2.activities.rules.searching import folded, search_words
from uitpas2.activities.rules.seats import seats_of
from uitpas2.kernel.period import PeriodKind, age_on

NOON = datetime(2026, 12, 2, 11, tzinfo=UTC)
GOES_ON = StatusRead(Availability.AVAILABLE, None)


@dataclass
class Someone:
    age_from: int | None = None
    age_to: int | None = None
    born_from: date | None = None
    born_to: date | None = None
    class_from: int | None = None
    class_to: int | None = None


@dataclass
class Moment:
    starts: datetime
    ends: datetime
    position: int = 0


@dataclass
class Offered:
    calendar_type: CalendarType = CalendarType.PERMANENT
    starts: datetime | None = None
    ends: datetime | None = None
    opening_hours: list[Any] = field(default_factory=list)
    closed_days: list[Any] = field(default_factory=list)
    adjusted_days: list[Any] = field(default_factory=list)
    sessions: list[Moment] = field(default_factory=list)


def hours(*days: str) -> dict[str, Any]:
    return {"dayOfWeek": list(days), "opens": "10:00", "closes": "17:00"}


def spell(first: str, last: str, **more: Any) -> dict[str, Any]:
    return {"startDate": first, "endDate": last, "description": {}, **more}


def session(**fields: Any) -> SessionRead:
    return SessionRead(**{"starts": NOON, "ends": NOON + timedelta(hours=1), "status": GOES_ON, **fields})


def test_the_age_counts_on_the_day_itself_with_both_ends_included() -> None:
    six_to_twelve = Someone(age_from=6, age_to=12)
    birthday = date(2020, 7, 5)

    fits = [
        fits_age(six_to_twelve, birthday, on)
        for on in (date(2026, 7, 4), date(2026, 7, 5), date(2033, 7, 4), date(2033, 7, 5))
    ]

    assert fits == [False, True, True, False]


def test_birth_dates_bound_on_their_own() -> None:
    toddlers = Someone(born_from=date(2023, 1, 1), born_to=date(2024, 6, 30))

    fits = [
        fits_age(toddlers, born, date(2026, 1, 1))
        for born in (date(2022, 12, 31), date(2023, 1, 1), date(2024, 6, 30), date(2024, 7, 1))
    ]

    assert fits == [False, True, True, False]


@pytest.mark.parametrize("on", [date(2026, 11, 25), date(2028, 2, 29), date(2027, 3, 1)])
def test_the_birth_dates_of_an_age_are_exactly_those_of_that_age(on: date) -> None:
    first, last = birth_dates_of_age(8, on)

    ages = [age_on(day, on) for day in (first - timedelta(days=1), first, last, last + timedelta(days=1))]

    assert ages == [9, 8, 8, 7]


def test_what_is_permanent_goes_by_its_hours_its_closed_and_its_adjusted_days() -> None:
    museum = Offered(
        opening_hours=[hours("tuesday", "thursday")],
        closed_days=[spell("2026-12-22", "2026-12-24")],
        adjusted_days=[spell("2026-12-07", "2026-12-13", openingHours=[hours("monday")])],
    )

    open_days = [day for day in range(1, 32) if is_open_on(museum, date(2026, 12, day))]

    assert open_days == [1, 3, 7, 15, 17, 29, 31]


def test_without_hours_it_is_open_on_every_day_that_is_not_closed() -> None:
    path = Offered(closed_days=[spell("2026-12-25", "2026-12-25")])

    assert is_open_on(path, date(2026, 12, 24))
    assert not is_open_on(path, date(2026, 12, 25))


def test_a_period_is_open_only_within_its_days() -> None:
    weeks = Offered(CalendarType.PERIODIC, NOON, NOON + timedelta(days=7), [hours("wednesday")])

    open_days = [
        day
        for day in (date(2026, 11, 25), date(2026, 12, 2), date(2026, 12, 9), date(2026, 12, 16))
        if is_open_on(weeks, day)
    ]

    assert open_days == [date(2026, 12, 2), date(2026, 12, 9)]


def test_dates_are_open_from_their_first_to_their_last_day() -> None:
    midnight = datetime(2026, 12, 4, 23, tzinfo=UTC)  # the clocks show 0:00 on 5 December
    camp = Offered(CalendarType.MULTIPLE, sessions=[Moment(NOON, midnight)])

    assert [day for day in range(1, 8) if is_open_on(camp, date(2026, 12, day))] == [2, 3, 4]


def test_unusual_days_say_the_same_as_the_rule() -> None:
    week, closed = [hours("tuesday")], [spell("2026-12-08", "2026-12-08")]
    adjusted = [spell("2026-12-07", "2026-12-09", openingHours=[hours("monday", "tuesday")])]

    assert unusual_days(week, closed, adjusted) == {"2026-12-07": True, "2026-12-08": False, "2026-12-09": False}


@pytest.mark.parametrize(
    ("calendar_type", "product_class", "limits"),
    [
        (CalendarType.SINGLE, ProductClass.LEISURE, (1, PeriodKind.ABSOLUTE, 1, PeriodKind.DAY)),
        (CalendarType.MULTIPLE, ProductClass.CAMP, (1, PeriodKind.ABSOLUTE, 1, PeriodKind.DAY)),
        (CalendarType.PERIODIC, ProductClass.LEISURE, (1, PeriodKind.ABSOLUTE, 1, PeriodKind.WEEK)),
        (CalendarType.PERMANENT, ProductClass.LEISURE, (1, PeriodKind.WEEK, 1, PeriodKind.WEEK)),
        (CalendarType.PERIODIC, ProductClass.CARE, (1, PeriodKind.DAY, 1, PeriodKind.DAY)),
    ],
)
def test_limits_go_by_the_calendar_and_care_by_the_day(
    calendar_type: CalendarType, product_class: ProductClass, limits: tuple[int, PeriodKind, int, PeriodKind]
) -> None:
    found = default_limits(calendar_type, product_class)

    assert (found.tickets, found.ticket_period, found.checkins, found.checkin_period) == limits


@pytest.mark.parametrize(
    ("source", "taken", "seats"),
    [
        ({}, 3, (None, 0)),
        ({"sold_out": True}, 3, (3, 0)),
        ({"capacity": 30}, 3, (30, 0)),
        ({"capacity": 30, "remaining": 12}, 0, (30, 18)),
        ({"capacity": 30, "remaining": 12}, 14, (30, 16)),
        ({"capacity": 5, "remaining": 5}, 8, (8, 0)),
        ({"remaining": 200}, 3, (200, 0)),
        ({"capacity": 40, "remaining": 8, "sold_out": True}, 2, (40, 38)),
    ],
)
def test_seats_never_go_below_what_was_taken_here(
    source: dict[str, Any], taken: int, seats: tuple[int | None, int]
) -> None:
    assert seats_of(session(**source), taken) == seats


def test_sessions_are_known_again_by_start_then_by_day_then_by_their_place_in_the_row() -> None:
    day = timedelta(days=1)
    known = [Moment(NOON + number * day, NOON + number * day, number) for number in range(4)]
    later_that_day, another_day = NOON + day + timedelta(hours=2), NOON + 9 * day
    new = [session(starts=start) for start in (NOON, later_that_day, another_day)]

    dated, weekly = (match_sessions(known, new, dated=is_dated) for is_dated in (True, False))

    assert [old and old.position for old, _ in dated.pairs] == [0, 1, 2]
    assert [old and old.position for old, _ in weekly.pairs] == [0, 1, None]
    assert ([old.position for old in dated.gone], [old.position for old in weekly.gone]) == ([3], [2, 3])


def test_search_words_know_no_accents_and_no_capitals() -> None:
    assert folded("  Théâtre  ÉÉN ") == "theatre een"
    assert search_words("Zwémmen, in het PARK! 100%") == ["zwemmen", "in", "het", "park", "100"]


def test_only_safe_addresses_become_links() -> None:
    evil = {"url": "javascript:alert(1)", "email": "a@b.be?bcc=x@y.be", "phone": "0800<script>"}

    assert not contact_of({"bookingInfo": evil, "contactPoint": "text"})
    assert contact_of({"bookingInfo": evil, "contactPoint": {"url": ["ftp://x", "https://voorbeeld.test/a"]}}).url == (
        "https://voorbeeld.test/a"
    )
