"""Which days a plan takes, and which it leaves out for which reason."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from uitpas2.activities.rules.planning.plans import LeftOut, OtherHours, Plan, Season
from uitpas2.activities.rules.school_years import public_holidays, why_no_school
from uitpas2.kernel.text import TranslatedText

CLOSED = TranslatedText(nl="gesloten", fr="fermé", en="closed")
SCHOOL = TranslatedText(nl="schoolweken", fr="semaines d’école", en="school weeks")


def why_left_out(plan: Plan, day: date) -> TranslatedText | None:
    """The reason why a plan skips a day that its weekdays would take; None when it takes place.

    What the organiser closes itself goes first, then public holidays, then school. Raises SchoolYearUnknown when the
    plan looks at school holidays of a year that is not known.
    """
    for spell in plan.closed:
        if spell.first <= day <= spell.last:
            return TranslatedText(nl=spell.reason) if spell.reason else CLOSED
    if not plan.on_public_holidays and (holiday := public_holidays(day.year).get(day)):
        return holiday
    match plan.season:
        case Season.SCHOOL_DAYS:
            return why_no_school(day)
        case Season.HOLIDAYS:
            return None if why_no_school(day) else SCHOOL
        case Season.ALL_YEAR:
            return None


def other_hours_on(plan: Plan, day: date) -> OtherHours | None:
    """The other hours that hold on a day."""
    return next((spell for spell in plan.adjusted if spell.first <= day <= spell.last), None)


def in_spells(days: Iterable[tuple[date, TranslatedText]], weekdays: frozenset[int]) -> tuple[LeftOut, ...]:
    """Days with their reasons, put together: days of one reason with nothing of the plan in between are one spell.

    A holiday of two weeks that costs two Wednesdays is one spell from the first Wednesday to the last.
    """
    spells: list[LeftOut] = []
    for day, reason in sorted(days, key=lambda one: one[0]):
        before = spells[-1] if spells else None
        if before is not None and before.reason == reason and not _is_between(before.last, day, weekdays):
            spells[-1] = LeftOut(before.first, day, reason)
        else:
            spells.append(LeftOut(day, day, reason))
    return tuple(spells)


def _is_between(first: date, last: date, weekdays: frozenset[int]) -> bool:
    """Whether one of the weekdays lies between two days."""
    gap = (last - first).days
    return any((first + timedelta(days=number)).weekday() in weekdays for number in range(1, min(gap, 8)))
