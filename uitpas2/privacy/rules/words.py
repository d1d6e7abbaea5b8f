"""The words around requests."""

from __future__ import annotations

from enum import StrEnum


class RequestKind(StrEnum):
    CORRECTION = "correction"
    ERASURE = "erasure"


class RequestStatus(StrEnum):
    OPEN = "open"
    DONE = "done"
    REFUSED = "refused"
