"""A draw that everybody can repeat: the order follows from a seed and the numbers of the registrations alone.

The seed is made when the draw is announced, and its SHA-256 is published then; the seed itself is published with the
result. So nobody can choose a seed that suits them afterwards, and nobody can know the order beforehand.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable
from dataclasses import dataclass


def commitment(seed: str) -> str:
    """What is published when the draw is announced."""
    return hashlib.sha256(seed.encode()).hexdigest()


def ticket(seed: str, registration_id: str) -> str:
    """The number a registration draws. Where several register together, all go by the lowest of their numbers."""
    return hmac.new(seed.encode(), registration_id.encode(), hashlib.sha256).hexdigest()


@dataclass(frozen=True, slots=True)
class Entry:
    """Who takes part: the code of a registration, its priority group, and what those share who only come together."""

    code: str
    group: int = 0
    together: str = ""


def drawn_turns(seed: str, entries: Iterable[Entry]) -> list[list[str]]:
    """The codes in the order of the draw, those who only come together as one: lowest group, then lowest ticket.

    This is the whole of a draw: whoever has the seed and the entries finds the same.
    """
    turns: dict[str, list[Entry]] = {}
    for entry in sorted(entries, key=lambda entry: entry.code):
        turns.setdefault(entry.together or entry.code, []).append(entry)
    in_order = sorted(
        turns.values(),
        key=lambda turn: (min(one.group for one in turn), min(ticket(seed, one.code) for one in turn)),
    )
    return [[one.code for one in turn] for turn in in_order]
