"""A made-up search service with a list of activities, for the demo and for tests: it can be slow, wrong and moody."""

from __future__ import annotations

import json
import time
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

_FURTHEST_START, _MOST_ON_PAGE = 10_000, 2_000
_SHOWN = "READY_FOR_VALIDATION,APPROVED"
Item = dict[str, Any]


class Mishap(StrEnum):
    """What can go wrong with one answer."""

    TIME_OUT = "time-out"
    CUT_OFF = "cut-off"  # less than was promised, then silence
    HALF_PAGE = "half-page"  # a sound answer with half of the items
    BROKEN = "broken"
    OUT_OF_ORDER = "out-of-order"
    ELSEWHERE = "elsewhere"  # a redirect to another host
    ENDLESS = "endless"


@dataclass
class Offering:
    """What the service lists and how it behaves now; `mishaps` befall the coming answers, one each, None for none.

    With `doubled`, each page also holds older versions of items of the page before; with `reordered`, the list is in
    another order at every other question. `between` is called before each answer: what happens meanwhile.
    """

    items: list[Item] = field(default_factory=list)
    latency: float = 0.0
    key: str = ""
    mishaps: deque[Mishap | None] = field(default_factory=deque)
    doubled: bool = False
    reordered: bool = False
    between: Callable[[int], None] | None = None
    hang: float = 1.0
    asked: list[str] = field(default_factory=list)

    def page(self, query: dict[str, str]) -> Item:
        """The answer to a question that was understood."""
        start, limit = int(query.get("start", "0")), int(query.get("limit", "30"))
        found = self._in_order(query)
        members = found[start : start + limit]
        if self.doubled and start:
            members = [_older(item) for item in found[max(0, start - 3) : start]] + members
        return {
            "@context": "http://www.w3.org/ns/hydra/context.jsonld",
            "@type": "PagedCollection",
            "itemsPerPage": limit,
            "totalItems": len(found),
            "member": members,
        }

    def _in_order(self, query: dict[str, str]) -> list[Item]:
        found = list(self._wanted(query))
        for by in ("created", "modified"):
            if f"sort[{by}]" in query:
                found.sort(key=lambda item: datetime.fromisoformat(item[by]))
        if self.reordered and len(self.asked) % 2:
            found = [item for first in range(0, len(found), 4) for item in reversed(found[first : first + 4])]
        return found

    def _wanted(self, query: dict[str, str]) -> Iterator[Item]:
        statuses = query.get("workflowStatus", _SHOWN).split(",")
        after = {
            name: datetime.fromisoformat(query[f"{name}From"])
            for name in ("created", "modified")
            if f"{name}From" in query
        }
        for item in self.items:
            if item.get("workflowStatus", "APPROVED") in statuses and all(
                datetime.fromisoformat(item[name]) >= moment for name, moment in after.items()
            ):
                yield item


def _older(item: Item) -> Item:
    name = {language: f"{text} (vroeger)" for language, text in item["name"].items()}
    return {**item, "modified": "2020-01-01T00:00:00+00:00", "name": name}


def simulated_search(port: int = 0, offering: Offering | None = None) -> ThreadingHTTPServer:
    """The service at `/events`, not yet serving; port 0 takes a free one."""
    offer = offering if offering is not None else Offering()

    class Search(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            query = {name: values[-1] for name, values in parse_qs(parts.query, keep_blank_values=True).items()}
            offer.asked.append(self.path)
            if offer.between is not None:
                offer.between(len(offer.asked))
            time.sleep(offer.latency)
            mishap = offer.mishaps.popleft() if offer.mishaps else None
            if parts.path.rstrip("/") != "/events":
                self._answer(404, {"title": "Not Found", "status": 404})
            elif offer.key and self.headers.get("X-Client-Id") != offer.key:
                self._answer(401, {"title": "Unauthorized", "status": 401})
            elif _is_out_of_bounds(query):
                self._answer(404, {"title": "Not Found", "status": 404, "detail": "start or limit is out of bounds"})
            else:
                self._befall(mishap, query)

        def _befall(self, mishap: Mishap | None, query: dict[str, str]) -> None:
            page = offer.page(query)
            match mishap:
                case Mishap.TIME_OUT:
                    time.sleep(offer.hang)
                case Mishap.CUT_OFF:
                    self._send(200, json.dumps(page).encode(), cut=True)
                case Mishap.HALF_PAGE:
                    self._answer(200, {**page, "member": page["member"][: len(page["member"]) // 2]})
                case Mishap.BROKEN:
                    self._send(200, b'{"totalItems": 3, "member": [{"@id": ')
                case Mishap.OUT_OF_ORDER:
                    self._answer(503, {"title": "Service Unavailable", "status": 503})
                case Mishap.ELSEWHERE:
                    self._send(302, b"", location="http://elsewhere.invalid/events")
                case Mishap.ENDLESS:
                    self._answer(200, {**page, "filling": "x" * 200_000})
                case None:
                    self._answer(200, page)

        def _answer(self, status: int, body: Item) -> None:
            self._send(status, json.dumps(body).encode())

        def _send(self, status: int, content: bytes, *, cut: bool = False, location: str = "") -> None:
            try:
                self.send_response(status)
                self.send_header("Content-Type", "application/ld+json")
                self.send_header("Content-Length", str(len(content)))
                if location:
                    self.send_header("Location", location)
                self.end_headers()
                self.wfile.write(content[: len(content) // 2] if cut else content)
            except OSError:
                return  # whoever asked has stopped waiting

        def log_message(self, format: str, *args: Any) -> None:
            """Nothing: `asked` keeps what was asked."""

    return ThreadingHTTPServer(("127.0.0.1", port), Search)


@dataclass(frozen=True, slots=True)
class DirectReader:
    """Reads from an offering without a network in between, for the demo and for tests of what comes after."""

    offering: Offering

    def read(self, address: str) -> bytes:
        query = parse_qs(urlsplit(address).query, keep_blank_values=True)
        self.offering.asked.append(address)
        return json.dumps(self.offering.page({name: values[-1] for name, values in query.items()})).encode()


def _is_out_of_bounds(query: dict[str, str]) -> bool:
    start, limit = query.get("start", "0"), query.get("limit", "30")
    if not (start.isdigit() and limit.isdigit()):
        return True
    return int(start) > _FURTHEST_START or int(limit) > _MOST_ON_PAGE
