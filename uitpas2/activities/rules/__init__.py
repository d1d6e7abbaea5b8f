"""The rules of the offer: its words, ages, opening days and the reading of UiTdatabank items."""

from uitpas2.activities.rules.ages import Audience, fits_age
from uitpas2.activities.rules.calendar import Calendar, hours_on, is_open_on
from uitpas2.activities.rules.limits import Limits, default_limits
from uitpas2.activities.rules.words import (
    Availability,
    CalendarType,
    Origin,
    PriceCategory,
    ProductClass,
    Publication,
    SeriesKind,
)

__all__ = [
    "Audience",
    "Availability",
    "Calendar",
    "CalendarType",
    "Limits",
    "Origin",
    "PriceCategory",
    "ProductClass",
    "Publication",
    "SeriesKind",
    "default_limits",
    "fits_age",
    "hours_on",
    "is_open_on",
]
