"""Activities, their places, series, sessions and prices."""

from uitpas2.activities.models.activities import Activity, Place
from uitpas2.activities.models.prices import Price
from uitpas2.activities.models.sessions import Series, Session

__all__ = ["Activity", "Place", "Price", "Series", "Session"]
