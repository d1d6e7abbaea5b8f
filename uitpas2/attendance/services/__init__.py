"""What can be done about who came: mark, take in and hand over, close, mend; and what keeps a child safe."""

from uitpas2.attendance.services.arriving import Arrival, arrived, arriving, into_care
from uitpas2.attendance.services.by_card import mark_by_card
from uitpas2.attendance.services.care import drop_stay, hand_over, put_right, take_in
from uitpas2.attendance.services.closing import close, close_past, sessions_to_close
from uitpas2.attendance.services.mending import Mending, mend_day, mend_place
from uitpas2.attendance.services.noting import Noted, mark
from uitpas2.attendance.services.safety import add_collector, read_notes, remove_collector, write_needs
from uitpas2.attendance.services.tariffs import set_tariff

__all__ = [
    "Arrival",
    "Mending",
    "Noted",
    "add_collector",
    "arrived",
    "arriving",
    "close",
    "close_past",
    "drop_stay",
    "hand_over",
    "into_care",
    "mark",
    "mark_by_card",
    "mend_day",
    "mend_place",
    "put_right",
    "read_notes",
    "remove_collector",
    "sessions_to_close",
    "set_tariff",
    "take_in",
    "write_needs",
]
