"""What can be done with the offer: import it, add to it, take a place and give it back."""

from uitpas2.activities.services.offering import NewPlace, NewSession, add_activity
from uitpas2.activities.services.places import free_place, take_place

__all__ = ["NewPlace", "NewSession", "add_activity", "free_place", "take_place"]
