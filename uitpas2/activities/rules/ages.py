"""For whom something is: by age in completed years, by birth date, by school class, or by more of these at once."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Protocol

from uitpas2.activities.rules.school_classes import fits_class, usual_class
from uitpas2.kernel.period import age_on


class Audience(Protocol):
    """The ages, birth dates and school classes of an activity; both ends included, None is an open end."""

    @property
    def age_from(self) -> int | None: ...
    @property
    def age_to(self) -> int | None: ...
    @property
    def born_from(self) -> date | None: ...
    @property
    def born_to(self) -> date | None: ...
    @property
    def class_from(self) -> int | None: ...
    @property
    def class_to(self) -> int | None: ...


def fits_age(activity: Audience, birth_date: date, on: date) -> bool:
    """Whether somebody born on that date may take part on that day.

    The age counts on the day itself, not today: a child that turns six before the camp may register for it now.
    """
    age = age_on(birth_date, on)
    old_enough = activity.age_from is None or age >= activity.age_from
    young_enough = activity.age_to is None or age <= activity.age_to
    born_late_enough = activity.born_from is None or birth_date >= activity.born_from
    born_early_enough = activity.born_to is None or birth_date <= activity.born_to
    in_its_class = fits_class(activity.class_from, activity.class_to, birth_date, on)
    return old_enough and young_enough and born_late_enough and born_early_enough and in_its_class


def birth_dates_of_age(age: int, on: date) -> tuple[date, date]:
    """The first and the last day on which people of this age on that day were born."""
    return _years_before(on, age + 1) + timedelta(days=1), _years_before(on, age)


def classes_of_age(age: int, on: date) -> tuple[int, ...]:
    """The classes in which children of this age on that day usually sit."""
    first, last = birth_dates_of_age(age, on)
    found = {usual_class(date(year, 1, 1), on) for year in range(first.year, last.year + 1)}
    return tuple(sorted(number for number in found if number is not None))


def _years_before(day: date, years: int) -> date:
    year = max(date.min.year, day.year - years)
    try:
        return day.replace(year=year)
    except ValueError:  # 29 February in another year
        return date(year, 2, 28)
