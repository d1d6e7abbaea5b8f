"""An organiser's list of activities: read into a preview, confirmed or thrown away, carried out, forgotten."""

from uitpas2.activities.services.listing.carrying_out import carry_out_list, carry_out_lists
from uitpas2.activities.services.listing.deciding import confirm_list, drop_list, forget_old_lists
from uitpas2.activities.services.listing.reading import MOST_LINES, read_list

__all__ = [
    "MOST_LINES",
    "carry_out_list",
    "carry_out_lists",
    "confirm_list",
    "drop_list",
    "forget_old_lists",
    "read_list",
]
