"""Following a source of offer: what is asked page by page, what its answers mean, and when nothing may be withdrawn."""

from uitpas2.activities.rules.polling.words import (
    KEY_HEADERS,
    KEY_VARIABLE,
    KIND_WORDS,
    STATUS_WORDS,
    STOP_WORDS,
    ListingStatus,
    RunKind,
    RunStatus,
    StopReason,
)

__all__ = [
    "KEY_HEADERS",
    "KEY_VARIABLE",
    "KIND_WORDS",
    "STATUS_WORDS",
    "STOP_WORDS",
    "ListingStatus",
    "RunKind",
    "RunStatus",
    "StopReason",
]
