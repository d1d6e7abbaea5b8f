"""Reading the offer: one activity, an organiser's own, and what everybody can find."""

from uitpas2.activities.queries.lookup import (
    activities_of_organiser,
    activity,
    base_of,
    base_price,
    count_sessions,
    departure_places,
    own_activity,
    sessions,
    themes,
)
from uitpas2.activities.queries.offer import Offer, OfferLine, find_offer, search
from uitpas2.activities.queries.pricing import own_prices, price_for, prices_for
from uitpas2.activities.queries.spread import spread
from uitpas2.activities.queries.week import Week, week
from uitpas2.activities.queries.wishes import Near, Wishes

__all__ = [
    "Near",
    "Offer",
    "OfferLine",
    "Week",
    "Wishes",
    "activities_of_organiser",
    "activity",
    "base_of",
    "base_price",
    "count_sessions",
    "departure_places",
    "find_offer",
    "own_activity",
    "own_prices",
    "price_for",
    "prices_for",
    "search",
    "sessions",
    "spread",
    "themes",
    "week",
]
