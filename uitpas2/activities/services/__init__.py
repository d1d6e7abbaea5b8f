"""What can be done with the offer: import it, enter and change it, take a place and give it back."""

from uitpas2.activities.services.entering import (
    Edited,
    discard_draft,
    edit_activity,
    enter_activity,
    plan_of,
    publish_activity,
    withdraw_activity,
)
from uitpas2.activities.services.importing import ImportReport, RejectedItem, import_events
from uitpas2.activities.services.moments import call_off_activity, call_off_moment, change_moment, keep_for_partners
from uitpas2.activities.services.offering import NewPlace, NewSession, add_activity
from uitpas2.activities.services.places import free_place, one_at_a_time, take_place
from uitpas2.activities.services.pricing import use_price

__all__ = [
    "Edited",
    "ImportReport",
    "NewPlace",
    "NewSession",
    "RejectedItem",
    "add_activity",
    "call_off_activity",
    "call_off_moment",
    "change_moment",
    "discard_draft",
    "edit_activity",
    "enter_activity",
    "free_place",
    "import_events",
    "keep_for_partners",
    "one_at_a_time",
    "plan_of",
    "publish_activity",
    "take_place",
    "use_price",
    "withdraw_activity",
]
