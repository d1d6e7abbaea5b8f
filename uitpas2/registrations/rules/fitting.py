"""Who fits, and how old somebody is said to be."""

from __future__ import annotations

from datetime import date

from uitpas2.activities.rules import Audience, fits_age
from uitpas2.activities.rules.school_classes import fits_class
from uitpas2.kernel.period import age_on
from uitpas2.registrations.errors import AgeDoesNotFit, TooOld, TooYoung
from uitpas2.registrations.errors.registering import BornTooEarly, BornTooLate, ClassDoesNotFit

_BANDS = ((0, 2), (3, 5), (6, 8), (9, 11), (12, 14), (15, 17))


def why_age_does_not_fit(activity: Audience, birth_date: date | None, on: date) -> AgeDoesNotFit | None:
    """The reason why somebody cannot take part on a day; None when they can. A group has no age, and fits nowhere."""
    if birth_date is None:
        return AgeDoesNotFit()
    if fits_age(activity, birth_date, on):
        return None
    age = age_on(birth_date, on)
    if activity.age_from is not None and age < activity.age_from:
        return TooYoung(age=activity.age_from)
    if activity.age_to is not None and age > activity.age_to:
        return TooOld(age=activity.age_to)
    if activity.born_from is not None and birth_date < activity.born_from:
        return BornTooEarly(day=f"{activity.born_from:%d/%m/%Y}")
    if activity.born_to is not None and birth_date > activity.born_to:
        return BornTooLate(day=f"{activity.born_to:%d/%m/%Y}")
    if not fits_class(activity.class_from, activity.class_to, birth_date, on):
        return ClassDoesNotFit(class_from=activity.class_from, class_to=activity.class_to)
    return AgeDoesNotFit()


def age_band(birth_date: date | None, on: date) -> str:
    """A span of three years around an age, "6–8": enough to prepare a group, too little to know a birthday."""
    if birth_date is None:
        return ""
    age = age_on(birth_date, on)
    return next((f"{low}–{high}" for low, high in _BANDS if low <= age <= high), "18+")
