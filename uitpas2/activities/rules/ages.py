"""For whom something is: by age in completed years, by birth date, or both."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Protocol

from uitpas2.kernel.period import age_on


class Audience(Protocol):
    """The ages and birth dates of an activity; both ends included, None is an open end."""

    @property
    def age_from(self) -> int | None: ...
    @property
    def age_to(self) -> int | None: ...
    @property
    def born_from(self) -> date | None: ...
    @property
    def born_to(self) -> date | None: ...


def fits_age(activity: Audience, birth_date: date, on: date) -> bool:
    """Whether somebody born on that date may take part on that day.

    The age counts on the day itself, not today: a child that turns six before the camp may register for it now.
    """
    age = age_on(birth_date, on)
    old_enough = activity.age_from is None or age >= activity.age_from
    young_enough = activity.age_to is None or age <= activity.age_to
    born_late_enough = activity.born_from is None or birth_date >= activity.born_from
    born_early_enough = activity.born_to is None or birth_date <= activity.born_to
    return old_enough and young_enough and born_late_enough and born_early_enough


def birth_dates_of_age(age: int, on: date) -> tuple[date, date]:
    """The first and the last day on which people of this age on that day were born."""
    return _years_before(on, age + 1) + timedelta(days=1), _years_before(on, age)


def _years_before(day: date, years: int) -> date:
    year = max(date.min.year, day.year - years)
    try:
        return day.replace(year=year)
    except ValueError:  # 29 February in another year
        return date(year, 2, 28)
