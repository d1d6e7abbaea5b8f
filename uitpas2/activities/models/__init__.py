"""Activities, their places, series, sessions and prices."""

from uitpas2.activities.models.activities import Activity, Place
from uitpas2.activities.models.listing import OfferList, OfferListEntry, OfferReference
from uitpas2.activities.models.polling import OfferFault, OfferListing, OfferRun, OfferSource, OfferVanished
from uitpas2.activities.models.prices import Price
from uitpas2.activities.models.sessions import Series, Session

__all__ = [
    "Activity",
    "OfferFault",
    "OfferList",
    "OfferListEntry",
    "OfferListing",
    "OfferReference",
    "OfferRun",
    "OfferSource",
    "OfferVanished",
    "Place",
    "Price",
    "Series",
    "Session",
]
