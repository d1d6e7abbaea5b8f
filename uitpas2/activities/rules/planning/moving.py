"""The same plan one school year later: each day on the same weekday, a holiday for a holiday, a school week for one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TypeVar

from uitpas2.activities.rules.planning.plans import ClosedDays, OtherHours, Plan, Stay
from uitpas2.activities.rules.school_years import (
    SCHOOL_YEARS,
    Holiday,
    SchoolYear,
    public_holidays,
    school_year,
    school_year_of,
)

WEEK = timedelta(days=7)
S = TypeVar("S", ClosedDays, OtherHours)


def next_year(plan: Plan) -> Plan:
    """The plan with every day moved. Raises SchoolYearUnknown when the year to move to is not known."""
    return replace(
        plan,
        first=plan.first and _edge(plan.first),
        last=plan.last and _edge(plan.last),
        dates=tuple(replace(one, day=moved(one.day)) for one in plan.dates),
        stays=tuple(_stay(one) for one in plan.stays),
        closed=tuple(_spell(one) for one in plan.closed if not _is_public(one)),
        adjusted=tuple(_spell(one) for one in plan.adjusted),
    )


def moved(day: date) -> date:
    """The same weekday one school year later.

    In a holiday: in the same week of that holiday, or the nearest week of it. In school weeks: in the school week with
    the same number. Of a year whose holidays are not known: 52 weeks later. Raises SchoolYearUnknown.
    """
    old = SCHOOL_YEARS.get(school_year_of(day))
    new = school_year(school_year_of(day) + 1)
    if old is None:
        return day + 52 * WEEK
    holiday = old.holiday_on(day)
    return _in_holiday(day, old, new, holiday) if holiday else _in_school_weeks(day, old, new)


def _in_holiday(day: date, old: SchoolYear, new: SchoolYear, holiday: Holiday) -> date:
    before, after = old.holidays[holiday], new.holidays[holiday]
    target = _first_monday(after.first) + (day - _first_monday(before.first))
    while target < after.first:
        target += WEEK
    while target > after.last:
        target -= WEEK
    return target


def _first_monday(day: date) -> date:
    """The first Monday from a day on."""
    return day + timedelta(days=-day.weekday() % 7)


def _in_school_weeks(day: date, old: SchoolYear, new: SchoolYear) -> date:
    mondays, others = _school_weeks(old), _school_weeks(new)
    monday = day - timedelta(days=day.weekday())
    number = mondays.index(monday) if monday in mondays else 0
    target = others[min(number, len(others) - 1)] + timedelta(days=day.weekday())
    at_the_end = target.month in {6, 7}
    while new.holiday_on(target) or school_year_of(target) != new.starts_in:  # a week can be cut by a holiday
        target += -WEEK if at_the_end else WEEK
    return target


def _school_weeks(year: SchoolYear) -> list[date]:
    """The Mondays of the weeks in which there is school on some weekday."""
    first, last = date(year.starts_in, 9, 1), date(year.starts_in + 1, 6, 30)
    monday = first - timedelta(days=first.weekday())
    found = []
    while monday <= last:
        week = [monday + timedelta(days=number) for number in range(5)]
        if any(first <= day <= last and not year.holiday_on(day) and day not in year.free_days for day in week):
            found.append(monday)
        monday += WEEK
    return found


def _edge(day: date) -> date:
    """The first or last day of a plan: an edge of the school year stays one, whatever its weekday."""
    if (day.month, day.day) in {(9, 1), (6, 30), (7, 1), (8, 31)}:
        school_year(school_year_of(day) + 1)
        return day.replace(year=day.year + 1)
    return moved(day)


def _stay(stay: Stay) -> Stay:
    first = moved(stay.first)
    return replace(stay, first=first, last=first + (stay.last - stay.first))


def _spell(spell: S) -> S:
    first = moved(spell.first)
    return replace(spell, first=first, last=first + (spell.last - spell.first))


def _is_public(spell: ClosedDays) -> bool:
    """One public holiday comes by itself, on its own date."""
    return spell.first == spell.last and spell.first in public_holidays(spell.first.year)
