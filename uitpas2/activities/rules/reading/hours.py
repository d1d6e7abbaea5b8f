"""Opening hours, closed days and adjusted days, tidied into the form `rules.calendar` works with."""

from __future__ import annotations

from typing import Any

from uitpas2.activities.rules.calendar import WEEKDAYS
from uitpas2.activities.rules.reading import faults as say
from uitpas2.activities.rules.reading.moments import day_at, time_at
from uitpas2.activities.rules.reading.spots import Spot, shown
from uitpas2.activities.rules.reading.texts import translated_at

LONGEST_SPELL = 10  # years
MOST_SPELLS = 400


def hours_at(spot: Spot) -> list[Any]:
    """The hours of a week."""
    return [_entry(entry) for entry in spot.each() if entry.is_object()]


def _entry(spot: Spot) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "dayOfWeek": _weekdays(spot.at("dayOfWeek").needed()),
        "opens": time_at(spot.at("opens").needed()) or "00:00",
        "closes": time_at(spot.at("closes").needed()) or "00:00",
    }
    care = spot.at("childcare")
    if care.is_object():
        hours = {"start": time_at(care.at("start")), "end": time_at(care.at("end"))}
        entry["childcare"] = {name: time for name, time in hours.items() if time}
    return entry


def _weekdays(spot: Spot) -> list[str]:
    if spot.value == []:
        spot.fault(say.EMPTY_LIST)
    days = []
    for day in spot.each():
        if day.value in WEEKDAYS:
            days.append(str(day.value))
        else:
            day.fault(say.UNKNOWN_WORD, value=shown(day.value), known=", ".join(WEEKDAYS))
    return days


def spells_at(spot: Spot, main_language: str, *, with_hours: bool = False) -> list[Any]:
    """Closed days, or with hours adjusted days: those may not overlap."""
    spots = [entry for entry in spot.each() if entry.is_object()]
    if len(spots) > MOST_SPELLS:
        spot.fault(say.TOO_MANY, most=MOST_SPELLS)
        return []
    spells: list[dict[str, Any]] = []
    for entry in spots:
        spell = _spell(entry, main_language)
        if spell is None:
            continue
        if with_hours:
            spell["openingHours"] = hours_at(entry.at("openingHours").needed())
            if any(
                other["startDate"] <= spell["endDate"] and spell["startDate"] <= other["endDate"] for other in spells
            ):
                entry.at("startDate").fault(say.OVERLAPPING)
        spells.append(spell)
    return [*spells]


def _spell(spot: Spot, main_language: str) -> dict[str, Any] | None:
    first, last = day_at(spot.at("startDate").needed()), day_at(spot.at("endDate").needed())
    description = translated_at(spot.at("description"), main_language, longest=500)
    if first is None or last is None:
        return None
    if last < first:
        spot.at("endDate").fault(say.ENDS_BEFORE_START)
        return None
    if (last - first).days > LONGEST_SPELL * 366:
        spot.at("endDate").fault(say.TOO_LONG_A_TIME, most=LONGEST_SPELL)
        return None
    return {"startDate": first.isoformat(), "endDate": last.isoformat(), "description": description.as_dict()}
