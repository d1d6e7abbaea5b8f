"""School holidays as published, and as the decisions say; classes by birth year."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from uitpas2.activities.errors.planning import SchoolYearUnknown
from uitpas2.activities.rules.ages import classes_of_age
from uitpas2.activities.rules.school_classes import CLASSES, class_in_words, classes_in_words, fits_class, usual_class
from uitpas2.activities.rules.school_years import (
    SCHOOL_YEARS,
    Days,
    Holiday,
    easter,
    public_holidays,
    school_year,
    school_year_of,
    why_no_school,
)
from uitpas2.kernel.period import age_on


def monday_from(day: date) -> date:
    return day + timedelta(days=-day.weekday() % 7)


def weeks_from(monday: date, weeks: int) -> Days:
    return Days(monday, monday + timedelta(days=7 * weeks - 1))


def by_decision(year: int) -> dict[Holiday, Days]:
    """The holidays as article 7 of the decision of 31 August 2001 works them out."""
    all_saints, christmas, sunday = date(year, 11, 1), date(year, 12, 25), easter(year + 1)
    in_autumn = all_saints + timedelta(days=1) if all_saints.weekday() == 6 else all_saints
    around_christmas = monday_from(christmas) if christmas.weekday() >= 5 else christmas
    spring = monday_from(date(year + 1, 4, 1))
    if sunday.month == 3:
        spring = sunday + timedelta(days=1)
    elif sunday > date(year + 1, 4, 15):
        spring = sunday - timedelta(days=13)
    easter_days = weeks_from(spring, 2)
    return {
        Holiday.AUTUMN: weeks_from(in_autumn - timedelta(days=in_autumn.weekday()), 1),
        Holiday.CHRISTMAS: weeks_from(around_christmas - timedelta(days=around_christmas.weekday()), 2),
        Holiday.CARNIVAL: weeks_from(sunday - timedelta(days=48), 1),
        Holiday.EASTER: Days(spring, max(easter_days.last, sunday + timedelta(days=1))),
        Holiday.SUMMER: Days(date(year + 1, 7, 1), date(year + 1, 8, 31)),
    }


@pytest.mark.parametrize("year", sorted(SCHOOL_YEARS))
def test_the_holidays_kept_here_are_those_of_the_decision(year):
    kept = SCHOOL_YEARS[year]

    free = [day for day in kept.free_days if kept.holiday_on(day) is None]

    assert kept.holidays == by_decision(year)
    assert easter(year + 1) + timedelta(days=39) in free
    assert easter(year + 1) + timedelta(days=50) in free


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        (date(2026, 9, 1), None),
        (date(2026, 11, 1), None),  # a Sunday: the holiday starts on the Monday after
        (date(2026, 11, 2), "herfstvakantie"),
        (date(2026, 11, 8), "herfstvakantie"),
        (date(2026, 11, 11), "Wapenstilstand"),
        (date(2026, 12, 20), None),
        (date(2027, 1, 3), "kerstvakantie"),
        (date(2027, 1, 4), None),
        (date(2027, 2, 10), "krokusvakantie"),
        (date(2027, 3, 28), None),
        (date(2027, 3, 29), "paasvakantie"),
        (date(2027, 4, 11), "paasvakantie"),
        (date(2027, 5, 7), "dag na Hemelvaart"),
        (date(2027, 5, 17), "pinkstermaandag"),
        (date(2027, 6, 30), None),
        (date(2027, 7, 1), "zomervakantie"),
        (date(2027, 8, 31), "zomervakantie"),
        (date(2028, 4, 17), "paasvakantie"),  # Easter Monday, the day after the two weeks
    ],
)
def test_on_which_days_there_is_no_school(day, reason):
    found = why_no_school(day)

    assert (found and found.nl) == reason


def test_a_year_that_is_not_known_is_said_to_be_unknown():
    with pytest.raises(SchoolYearUnknown) as refusal:
        school_year(2029)

    assert "2029-2030" in refusal.value.message.nl
    assert "2025 tot 2029" in refusal.value.message.nl


def test_there_are_ten_public_holidays_a_year():
    for year in range(2020, 2040):
        found = public_holidays(year)

        # In 2024 nothing coincides; Ascension can fall on 1 May (2008), which is then one day.
        assert len(found) == 10 or easter(year) + timedelta(days=39) == date(year, 5, 1)
    assert public_holidays(2027)[date(2027, 3, 29)].nl == "paasmaandag"


@pytest.mark.parametrize(
    ("birth_date", "day", "expected"),
    [
        (date(2020, 12, 31), date(2026, 9, 1), 1),
        (date(2021, 1, 1), date(2026, 9, 1), -1),
        (date(2020, 12, 31), date(2026, 8, 31), -1),  # until August it is the school year before
        (date(2023, 6, 1), date(2026, 9, 1), -3),
        (date(2024, 1, 1), date(2026, 9, 1), None),
        (date(2015, 1, 1), date(2026, 9, 1), 6),
        (date(2014, 12, 31), date(2026, 9, 1), 7),
        (date(2009, 1, 1), date(2026, 9, 1), 12),
        (date(2008, 12, 31), date(2026, 9, 1), None),
    ],
)
def test_the_usual_class_goes_by_the_birth_year(birth_date, day, expected):
    found = usual_class(birth_date, day)

    assert found == expected
    assert fits_class(None, None, birth_date, day)
    assert fits_class(-1, 6, birth_date, day) == (expected in {-1, 1, 2, 3, 4, 5, 6})


def test_the_classes_of_an_age_are_those_of_everybody_of_that_age():
    day = date(2026, 11, 22)
    born = [date(2008, 1, 1) + timedelta(days=number) for number in range(0, 16 * 365, 7)]

    for age in range(3, 17):
        own = {usual_class(one, day) for one in born if age_on(one, day) == age} - {None}
        assert set(classes_of_age(age, day)) == own
    assert school_year_of(day) == 2026


def test_classes_are_named_as_schools_name_them():
    words = [class_in_words(number).nl for number in CLASSES]

    assert words[0] == "1ste kleuterklas"
    assert words[5] == "3de leerjaar"
    assert words[-1] == "6de middelbaar"
    assert classes_in_words(None, -1).nl == "de 1ste kleuterklas tot en met de 3de kleuterklas"
