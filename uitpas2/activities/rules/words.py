"""The words of the offer."""

from __future__ import annotations

from enum import StrEnum


class CalendarType(StrEnum):
    """As in UiTdatabank."""

    SINGLE = "single"
    MULTIPLE = "multiple"
    PERIODIC = "periodic"
    PERMANENT = "permanent"


class SeriesKind(StrEnum):
    """A course is one thing in several parts; a period is days that follow each other, like a camp."""

    COURSE = "course"
    PERIOD = "period"


class Availability(StrEnum):
    AVAILABLE = "available"
    TEMPORARILY_UNAVAILABLE = "temporarily-unavailable"
    UNAVAILABLE = "unavailable"


class Publication(StrEnum):
    PUBLISHED = "published"
    DRAFT = "draft"
    DELETED = "deleted"


class ProductClass(StrEnum):
    """What the rule book calls a class of products."""

    LEISURE = "leisure"
    CARE = "care"
    CAMP = "camp"


class PriceCategory(StrEnum):
    BASE = "base"
    TARIFF = "tariff"
    UITPAS = "uitpas"


class Origin(StrEnum):
    """How an activity came here: from UiTdatabank, typed in by its organiser, or from an organiser's list."""

    IMPORTED = "imported"
    ENTERED = "entered"
    LISTED = "listed"
