"""The life of a registration, who fits, the order of a waiting list, and the draw."""

from uitpas2.registrations.rules.drawing import METHOD, commitment, drawn_order, ticket
from uitpas2.registrations.rules.fitting import age_band, why_age_does_not_fit
from uitpas2.registrations.rules.queueing import (
    OUTCOME_WORDS,
    PRIORITY_WORDS,
    Outcome,
    Priority,
    Terms,
    offer_ends,
    rank_of,
)
from uitpas2.registrations.rules.states import (
    BY_SOMEBODY,
    END_WORDS,
    FIRST,
    HOLDS_PLACES,
    LIFE,
    LIVE,
    STATUS_WORDS,
    Attendance,
    Change,
    EndReason,
    RegistrationStatus,
    Step,
    after,
)

__all__ = [
    "BY_SOMEBODY",
    "END_WORDS",
    "FIRST",
    "HOLDS_PLACES",
    "LIFE",
    "LIVE",
    "METHOD",
    "OUTCOME_WORDS",
    "PRIORITY_WORDS",
    "STATUS_WORDS",
    "Attendance",
    "Change",
    "EndReason",
    "Outcome",
    "Priority",
    "RegistrationStatus",
    "Step",
    "Terms",
    "after",
    "age_band",
    "commitment",
    "drawn_order",
    "offer_ends",
    "rank_of",
    "ticket",
    "why_age_does_not_fit",
]
