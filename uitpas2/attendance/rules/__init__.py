"""What can be noted, what time in care costs, and what is sealed."""

from uitpas2.attendance.rules.needs import KEY_PURPOSE, LONGEST, MOST_COLLECTORS, Needs, opened, sealed, tidy_phone
from uitpas2.attendance.rules.noting import (
    ATTENDANCE_WORDS,
    BELIEVED,
    STAYED_AWAY,
    STEPS,
    Heard,
    How,
    MarkReason,
    moment_of,
    reason_of,
)
from uitpas2.attendance.rules.states import CLOSED_WORDS, ClosedBecause, Paid
from uitpas2.attendance.rules.tariffs import (
    BILLED_WORDS,
    UNIT_WORDS,
    Bill,
    CareUnit,
    Stretch,
    Tariff,
    bill_of,
    billed_minutes,
)

__all__ = [
    "ATTENDANCE_WORDS",
    "BELIEVED",
    "BILLED_WORDS",
    "CLOSED_WORDS",
    "KEY_PURPOSE",
    "LONGEST",
    "MOST_COLLECTORS",
    "STAYED_AWAY",
    "STEPS",
    "UNIT_WORDS",
    "Bill",
    "CareUnit",
    "ClosedBecause",
    "Heard",
    "How",
    "MarkReason",
    "Needs",
    "Paid",
    "Stretch",
    "Tariff",
    "bill_of",
    "billed_minutes",
    "moment_of",
    "opened",
    "reason_of",
    "sealed",
    "tidy_phone",
]
