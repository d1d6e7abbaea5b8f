"""How lines of the trail are tied together."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

START = "0" * 64
# Canonical JSON; made once, as every line of the trail goes through it.
_in_order = json.JSONEncoder(sort_keys=True, ensure_ascii=True, separators=(",", ":")).encode


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the trail as it is hashed; `details` are plain JSON values."""

    number: int
    at: datetime
    actor_id: str
    actor_role: str
    organisation_id: str | None
    action: str
    subject_kind: str
    subject_id: str
    details: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with the trail, and at which line."""

    number: int
    what: str


def line_hash(line: Line, previous: str) -> str:
    """Ties a line to the one before: SHA-256 over the previous hash and the line's canonical JSON."""
    content = _in_order(
        [
            line.number,
            line.at.astimezone(UTC).isoformat(timespec="microseconds"),
            line.actor_id,
            line.actor_role,
            line.organisation_id,
            line.action,
            line.subject_kind,
            line.subject_id,
            line.details,
        ]
    )
    return hashlib.sha256(f"{previous}\n{content}".encode()).hexdigest()


def seal(key: bytes, number: int, last_hash: str) -> str:
    """The head's seal: without the key nobody can cut the tail and make a new head that fits."""
    return hmac.new(key, f"{number}:{last_hash}".encode(), hashlib.sha256).hexdigest()


def faults(lines: Iterable[tuple[Line, str, str]], head: tuple[int, str, str], key: bytes) -> Iterator[Fault]:
    """Walk the trail: each line is (line, previous hash as kept, hash as kept); the head is (number, hash, seal)."""
    previous, expected = START, 1
    for line, kept_previous, kept_hash in lines:
        if line.number != expected:
            yield Fault(expected, f"line {expected} is missing: the next one there is, is {line.number}")
        elif kept_previous != previous:
            yield Fault(line.number, "is not tied to the line before it")
        if line_hash(line, kept_previous) != kept_hash:
            yield Fault(line.number, "was changed after it was written")
        previous, expected = kept_hash, line.number + 1
    number, last_hash, kept_seal = head
    if not hmac.compare_digest(kept_seal, seal(key, number, last_hash)):
        yield Fault(number, "the head's seal does not fit: head or secret was replaced")
    if number >= expected:
        yield Fault(expected, f"the tail is cut: lines {expected} to {number} are gone")
    elif (number, last_hash) != (expected - 1, previous):
        yield Fault(expected - 1, "the last line is not the one the head was sealed for")
