"""To which class of the rule book an imported activity belongs."""

from __future__ import annotations

from uitpas2.activities.rules.reading.results import ItemRead
from uitpas2.activities.rules.words import CalendarType, ProductClass


def product_class_of(item: ItemRead) -> ProductClass:
    """Camp, care or leisure, asked in that order.

    UiTdatabank has no field for it, so it follows from what an item says: see the named checks.
    """
    if is_camp(item):
        return ProductClass.CAMP
    if is_after_school_care(item):
        return ProductClass.CARE
    return ProductClass.LEISURE


def is_camp(item: ItemRead) -> bool:
    """Its organiser called it "Kamp of vakantie" (term 0.57.0.0.0)."""
    return item.is_camp


def is_after_school_care(item: ItemRead) -> bool:
    """For children only, week after week, and with care hours around the opening hours."""
    weekly = item.calendar.calendar_type is CalendarType.PERIODIC
    return item.audience.children_only and weekly and has_care_hours(item)


def has_care_hours(item: ItemRead) -> bool:
    """Some opening hour comes with childcare before or after it."""
    return any(entry.get("childcare") for entry in item.calendar.opening_hours)
