"""A government source that tells whether somebody is entitled: what it is to us, and the one that is asked by HTTP."""

from __future__ import annotations

import json
from collections.abc import Sequence
from http.client import HTTPException
from typing import Protocol
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from uitpas2.welfare.errors import SourceUnavailable
from uitpas2.welfare.rules import AnswerUnreadable, Asked, SourceAnswer, question, read_answer

TIMEOUT_SECONDS = 3.0
_LONGEST_ANSWER = 1_000_000  # bytes


class EntitlementSource(Protocol):
    """Says yes or no for each adult and child it is asked about. Raises SourceUnavailable."""

    def ask(self, people: Sequence[Asked]) -> SourceAnswer: ...


class HttpSource:
    """A source that takes `POST {address}/entitlements`. Numbers stand in the body, never in an address or a log."""

    def __init__(self, address: str, *, timeout: float = TIMEOUT_SECONDS) -> None:
        parts = urlsplit(address)
        local = parts.hostname in {"127.0.0.1", "localhost", "::1"}
        if parts.scheme != "https" and not (parts.scheme == "http" and local):
            raise ValueError("a government source is asked over https, or over http on this machine")
        self.address = f"{address.rstrip('/')}/entitlements"
        self.timeout = timeout

    def ask(self, people: Sequence[Asked]) -> SourceAnswer:
        """Raises SourceUnavailable when no readable answer comes in time."""
        body = json.dumps(question(people)).encode()
        request = Request(self.address, body, {"Content-Type": "application/json", "Accept": "application/json"})  # noqa: S310
        try:
            with urlopen(request, timeout=self.timeout) as response:  # noqa: S310
                answer = json.loads(response.read(_LONGEST_ANSWER))
            return read_answer(answer, people)
        except (URLError, HTTPException, OSError, ValueError, AnswerUnreadable):
            raise SourceUnavailable from None


def source_of(address: str) -> EntitlementSource | None:
    """The source at an address; none for no address. Raises ValueError for an address that is not safe to ask."""
    return HttpSource(address) if address else None
