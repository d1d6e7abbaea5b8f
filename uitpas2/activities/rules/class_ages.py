"""How old the children of a school class are on a day, for what names ages and no classes."""

from __future__ import annotations

from datetime import date

from uitpas2.activities.rules.ages import birth_dates_of_age
from uitpas2.activities.rules.school_classes import usual_class
from uitpas2.activities.rules.school_years import school_year_of
from uitpas2.kernel.period import age_on


def ages_of_class(number: int, on: date) -> tuple[int, int]:
    """The age of the youngest and of the oldest of those who sit in their usual class; the inverse of `usual_class`."""
    turns = number + (5 if number > 0 else 6)
    year = school_year_of(on) - turns
    return age_on(date(year, 12, 31), on), age_on(date(year, 1, 1), on)


def classes_of_age(age: int, on: date) -> tuple[int, ...]:
    """The classes in which children of this age on that day usually sit."""
    first, last = birth_dates_of_age(age, on)
    found = {usual_class(date(year, 1, 1), on) for year in range(first.year, last.year + 1)}
    return tuple(sorted(number for number in found if number is not None))
