"""The roll call, what those on duty must know, and who came and how long."""

from uitpas2.attendance.queries.reports import (
    AttendedLine,
    StayLine,
    ToMend,
    attended,
    kept_price,
    place_is_paid,
    registered_price,
    stays,
    tariffs,
    to_mend,
)
from uitpas2.attendance.queries.rolls import (
    Child,
    Duty,
    Notes,
    RollCall,
    WhoCollects,
    roll_call,
    rolls_of_today,
    rolls_to_close,
)
from uitpas2.attendance.queries.safety import own_collectors, own_needs, who_collects
from uitpas2.attendance.queries.scope import is_by_stay, is_office, open_hours, own_session, tariff_of

__all__ = [
    "AttendedLine",
    "Child",
    "Duty",
    "Notes",
    "RollCall",
    "StayLine",
    "ToMend",
    "WhoCollects",
    "attended",
    "is_by_stay",
    "is_office",
    "kept_price",
    "open_hours",
    "own_collectors",
    "own_needs",
    "own_session",
    "place_is_paid",
    "registered_price",
    "roll_call",
    "rolls_of_today",
    "rolls_to_close",
    "stays",
    "tariff_of",
    "tariffs",
    "to_mend",
    "who_collects",
]
