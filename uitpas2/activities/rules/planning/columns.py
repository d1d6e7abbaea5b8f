"""A plan in the columns of an activity: its calendar type, span, hours, closed and adjusted days."""

from __future__ import annotations

from datetime import date
from typing import Any

from uitpas2.activities.rules.calendar import WEEKDAYS, open_weekdays, unusual_days
from uitpas2.activities.rules.planning.plans import Plan, Planned, Rhythm, WeekHours
from uitpas2.activities.rules.words import CalendarType
from uitpas2.kernel.text import TranslatedText


def columns_of(plan: Plan, planned: Planned) -> dict[str, Any]:
    """What the finder, the door and the public page look days up by; the same columns an import fills."""
    hours = [_entry(one) for one in plan.hours] if plan.rhythm in {Rhythm.WEEKLY, Rhythm.ALWAYS} else []
    closed, adjusted = _closed(plan, planned), _adjusted(plan)
    return {
        "calendar_type": calendar_type_of(plan, planned),
        "starts": min((one.starts for one in planned.sessions), default=None),
        "ends": max((one.ends for one in planned.sessions), default=None),
        "opening_hours": hours,
        "closed_days": closed,
        "adjusted_days": adjusted,
        "open_weekdays": open_weekdays(hours),
        "unusual_days": unusual_days(hours, closed, adjusted),
    }


def calendar_type_of(plan: Plan, planned: Planned) -> CalendarType:
    match plan.rhythm:
        case Rhythm.ALWAYS:
            return CalendarType.PERMANENT
        case Rhythm.WEEKLY:
            return CalendarType.PERIODIC
        case _:
            return CalendarType.SINGLE if len(planned.sessions) == 1 else CalendarType.MULTIPLE


def _entry(hours: WeekHours) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "dayOfWeek": [WEEKDAYS[number] for number in hours.weekdays],
        "opens": hours.opens,
        "closes": hours.closes,
    }
    care = {"start": hours.care_from, "end": hours.care_to}
    if any(care.values()):
        entry["childcare"] = {name: time for name, time in care.items() if time}
    return entry


def _closed(plan: Plan, planned: Planned) -> list[dict[str, Any]]:
    if plan.rhythm is Rhythm.WEEKLY:
        return [_spell(one.first, one.last, one.reason) for one in planned.left_out]
    if plan.rhythm is Rhythm.ALWAYS:
        return [_spell(one.first, one.last, TranslatedText(nl=one.reason)) for one in plan.closed]
    return []


def _adjusted(plan: Plan) -> list[dict[str, Any]]:
    if plan.rhythm not in {Rhythm.WEEKLY, Rhythm.ALWAYS}:
        return []
    weekdays = sorted({number for one in plan.hours for number in one.weekdays})
    return [
        _spell(one.first, one.last, TranslatedText(nl=one.reason))
        | {"openingHours": [_entry(WeekHours(tuple(weekdays), one.opens, one.closes))]}
        for one in plan.adjusted
    ]


def _spell(first: date, last: date, reason: TranslatedText) -> dict[str, Any]:
    return {"startDate": first.isoformat(), "endDate": last.isoformat(), "description": reason.as_dict()}
