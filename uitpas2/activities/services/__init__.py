"""What can be done with the offer: import it, add to it, take a place and give it back."""

from uitpas2.activities.services.importing import ImportReport, RejectedItem, import_events
from uitpas2.activities.services.offering import NewPlace, NewSession, add_activity
from uitpas2.activities.services.places import free_place, one_at_a_time, take_place
from uitpas2.activities.services.pricing import use_price

__all__ = [
    "ImportReport",
    "NewPlace",
    "NewSession",
    "RejectedItem",
    "add_activity",
    "free_place",
    "import_events",
    "one_at_a_time",
    "take_place",
    "use_price",
]
