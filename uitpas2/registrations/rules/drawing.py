"""A draw that everybody can repeat: the order follows from a seed and the numbers of the registrations alone.

The seed is made when the draw is announced, and its SHA-256 is published then; the seed itself is published with the
result. So nobody can choose a seed that suits them afterwards, and nobody can know the order beforehand.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable

METHOD = "HMAC-SHA256(seed, number of the registration), lowest first"


def commitment(seed: str) -> str:
    """What is published when the draw is announced."""
    return hashlib.sha256(seed.encode()).hexdigest()


def ticket(seed: str, registration_id: str) -> str:
    """The number a registration draws. Where several register together, all go by the lowest of their numbers."""
    return hmac.new(seed.encode(), registration_id.encode(), hashlib.sha256).hexdigest()


def drawn_order(seed: str, registration_ids: Iterable[str]) -> list[str]:
    """The registrations in the order of the draw."""
    return sorted(registration_ids, key=lambda id: (ticket(seed, id), id))
