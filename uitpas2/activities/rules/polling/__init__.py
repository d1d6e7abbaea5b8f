"""Following a source of offer: what is asked page by page, what its answers mean, and when nothing may be withdrawn."""

from uitpas2.activities.rules.polling.addresses import Ask, is_public, origin, page_address, source_address
from uitpas2.activities.rules.polling.pages import Listed, PageBroken, PageRead, is_older, listed, newest, read_page
from uitpas2.activities.rules.polling.vanishing import HANDFUL, MOST_PERCENT, is_wave
from uitpas2.activities.rules.polling.walking import LOOK_BACK, Walk, WalkStopped
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
    "HANDFUL",
    "KEY_HEADERS",
    "KEY_VARIABLE",
    "KIND_WORDS",
    "LOOK_BACK",
    "MOST_PERCENT",
    "STATUS_WORDS",
    "STOP_WORDS",
    "Ask",
    "Listed",
    "ListingStatus",
    "PageBroken",
    "PageRead",
    "RunKind",
    "RunStatus",
    "StopReason",
    "Walk",
    "WalkStopped",
    "is_older",
    "is_public",
    "is_wave",
    "listed",
    "newest",
    "origin",
    "page_address",
    "read_page",
    "source_address",
]
