"""School years of the Flemish Community and the public holidays of Belgium, as dated data.

Source of the holidays: decisions of the Flemish Government of 17 April 1991 (nursery and primary schools) and 31 August
2001 (secondary schools, article 7), and the dates the Department of Education publishes by them. Each school may add
days of its own: those are not known here. Source of the public holidays: law of 4 January 1974 and royal decree of 18
April 1974, article 1.

A school year runs from 1 September up to and including 31 August; 2026 is the school year 2026-2027.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from uitpas2.activities.errors.planning import SchoolYearUnknown
from uitpas2.kernel.text import TranslatedText


class Holiday(StrEnum):
    AUTUMN = "autumn"
    CHRISTMAS = "christmas"
    CARNIVAL = "carnival"
    EASTER = "easter"
    SUMMER = "summer"


HOLIDAY_WORDS: Mapping[Holiday, TranslatedText] = {
    Holiday.AUTUMN: TranslatedText(nl="herfstvakantie", fr="vacances d’automne", en="autumn holiday"),
    Holiday.CHRISTMAS: TranslatedText(nl="kerstvakantie", fr="vacances de Noël", en="Christmas holiday"),
    Holiday.CARNIVAL: TranslatedText(nl="krokusvakantie", fr="vacances de carnaval", en="February half-term"),
    Holiday.EASTER: TranslatedText(nl="paasvakantie", fr="vacances de Pâques", en="Easter holiday"),
    Holiday.SUMMER: TranslatedText(nl="zomervakantie", fr="vacances d’été", en="summer holiday"),
}

NEW_YEAR = TranslatedText(nl="nieuwjaar", fr="Nouvel An", en="New Year’s Day")
EASTER_MONDAY = TranslatedText(nl="paasmaandag", fr="lundi de Pâques", en="Easter Monday")
LABOUR_DAY = TranslatedText(nl="Dag van de Arbeid", fr="fête du Travail", en="Labour Day")
ASCENSION = TranslatedText(nl="Hemelvaart", fr="Ascension", en="Ascension Day")
AFTER_ASCENSION = TranslatedText(nl="dag na Hemelvaart", fr="lendemain de l’Ascension", en="day after Ascension Day")
WHIT_MONDAY = TranslatedText(nl="pinkstermaandag", fr="lundi de Pentecôte", en="Whit Monday")
NATIONAL_DAY = TranslatedText(nl="nationale feestdag", fr="fête nationale", en="National Day")
ASSUMPTION = TranslatedText(nl="Maria-Tenhemelopneming", fr="Assomption", en="Assumption Day")
ALL_SAINTS = TranslatedText(nl="Allerheiligen", fr="Toussaint", en="All Saints’ Day")
ARMISTICE = TranslatedText(nl="Wapenstilstand", fr="Armistice", en="Armistice Day")
CHRISTMAS_DAY = TranslatedText(nl="Kerstmis", fr="Noël", en="Christmas Day")


@dataclass(frozen=True, slots=True)
class Days:
    """Days from the first up to and including the last."""

    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class SchoolYear:
    """The holidays of a school year, and the single days without school outside them."""

    starts_in: int
    holidays: Mapping[Holiday, Days]
    free_days: Mapping[date, TranslatedText]

    def holiday_on(self, day: date) -> Holiday | None:
        return next((holiday for holiday, days in self.holidays.items() if day in days), None)


def _year(
    starts_in: int,
    autumn: tuple[date, date],
    christmas: tuple[date, date],
    carnival: tuple[date, date],
    easter: tuple[date, date],
    ascension: date,
    whit_monday: date,
) -> SchoolYear:
    holidays = {
        Holiday.AUTUMN: Days(*autumn),
        Holiday.CHRISTMAS: Days(*christmas),
        Holiday.CARNIVAL: Days(*carnival),
        Holiday.EASTER: Days(*easter),
        Holiday.SUMMER: Days(date(starts_in + 1, 7, 1), date(starts_in + 1, 8, 31)),
    }
    free_days = {
        date(starts_in, 11, 11): ARMISTICE,
        date(starts_in + 1, 5, 1): LABOUR_DAY,
        ascension: ASCENSION,
        ascension + timedelta(days=1): AFTER_ASCENSION,
        whit_monday: WHIT_MONDAY,
    }
    return SchoolYear(starts_in, holidays, free_days)


# As published; a test computes them from the decisions as well.
_YEARS = (
    _year(
        2025,
        (date(2025, 10, 27), date(2025, 11, 2)),
        (date(2025, 12, 22), date(2026, 1, 4)),
        (date(2026, 2, 16), date(2026, 2, 22)),
        (date(2026, 4, 6), date(2026, 4, 19)),
        date(2026, 5, 14),
        date(2026, 5, 25),
    ),
    _year(
        2026,
        (date(2026, 11, 2), date(2026, 11, 8)),
        (date(2026, 12, 21), date(2027, 1, 3)),
        (date(2027, 2, 8), date(2027, 2, 14)),
        (date(2027, 3, 29), date(2027, 4, 11)),
        date(2027, 5, 6),
        date(2027, 5, 17),
    ),
    _year(
        2027,
        (date(2027, 11, 1), date(2027, 11, 7)),
        (date(2027, 12, 27), date(2028, 1, 9)),
        (date(2028, 2, 28), date(2028, 3, 5)),
        (date(2028, 4, 3), date(2028, 4, 17)),  # one day longer: Easter Monday comes after the two weeks
        date(2028, 5, 25),
        date(2028, 6, 5),
    ),
    _year(
        2028,
        (date(2028, 10, 30), date(2028, 11, 5)),
        (date(2028, 12, 25), date(2029, 1, 7)),
        (date(2029, 2, 12), date(2029, 2, 18)),
        (date(2029, 4, 2), date(2029, 4, 15)),
        date(2029, 5, 10),
        date(2029, 5, 21),
    ),
)
SCHOOL_YEARS: Mapping[int, SchoolYear] = {year.starts_in: year for year in _YEARS}


def school_year_of(day: date) -> int:
    """The year in which its school year starts."""
    return day.year if day.month >= 9 else day.year - 1


def school_year(starts_in: int) -> SchoolYear:
    """Raises SchoolYearUnknown for a year whose holidays are not kept here."""
    if starts_in not in SCHOOL_YEARS:
        raise SchoolYearUnknown(
            year=f"{starts_in}-{starts_in + 1}", first=min(SCHOOL_YEARS), last=max(SCHOOL_YEARS) + 1
        )
    return SCHOOL_YEARS[starts_in]


def why_no_school(day: date) -> TranslatedText | None:
    """The holiday or free day on which no school is open; None on a day in the week with school.

    Raises SchoolYearUnknown. A weekend outside the holidays has no reason of its own here.
    """
    year = school_year(school_year_of(day))
    holiday = year.holiday_on(day)
    return HOLIDAY_WORDS[holiday] if holiday else year.free_days.get(day)


def easter(year: int) -> date:
    """Easter Sunday, by the Gregorian computus (Meeus, Jones and Butcher)."""
    golden = year % 19
    century, rest = divmod(year, 100)
    leaps, century_rest = divmod(century, 4)
    moon = (19 * golden + century - leaps - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * century_rest + 2 * (rest // 4) - moon - rest % 4) % 7
    correction = (golden + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * correction + 114, 31)
    return date(year, month, day + 1)


def public_holidays(year: int) -> Mapping[date, TranslatedText]:
    """The ten public holidays of a calendar year."""
    sunday = easter(year)
    return {
        date(year, 1, 1): NEW_YEAR,
        sunday + timedelta(days=1): EASTER_MONDAY,
        date(year, 5, 1): LABOUR_DAY,
        sunday + timedelta(days=39): ASCENSION,
        sunday + timedelta(days=50): WHIT_MONDAY,
        date(year, 7, 21): NATIONAL_DAY,
        date(year, 8, 15): ASSUMPTION,
        date(year, 11, 1): ALL_SAINTS,
        date(year, 11, 11): ARMISTICE,
        date(year, 12, 25): CHRISTMAS_DAY,
    }
