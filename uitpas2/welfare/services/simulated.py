"""A government source that is made up, as a small HTTP service of its own: for the demo and for tests."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

SIMULATED = "simulated register"
_LONGEST_QUESTION = 1_000_000  # bytes


@dataclass
class Behaviour:
    """How the source behaves now; `nobody` says no to all, `answered` counts the questions that got an answer.

    `garbage` is what it answers instead of an answer.
    """

    latency: float = 0.0
    outage: bool = False
    nobody: bool = False
    garbage: bytes | None = None
    until: date | None = None
    answered: int = 0


def answer_for(number: str, how: Behaviour) -> dict[str, Any]:
    """What the register says of a number: 97 minus its check digits decides, so that anybody can predict it.

    A multiple of five is unknown; of the others an even one is entitled. The reason is told to nobody.
    """
    luck = 97 - int(number[-2:])
    if luck % 5 == 0:
        return {"known": False}
    entitled = luck % 2 == 0 and not how.nobody
    return {"known": True, "entitled": entitled, "valid_until": str(how.until) if entitled and how.until else None}


def simulated_source(port: int = 0, behaviour: Behaviour | None = None) -> ThreadingHTTPServer:
    """The service, not yet serving; port 0 takes a free one."""
    how = behaviour or Behaviour()

    class Register(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            time.sleep(how.latency)
            if how.outage or self.path != "/entitlements":
                self._answer(503 if how.outage else 404, {"title": "not now" if how.outage else "not here"})
                return
            try:
                length = min(int(self.headers.get("Content-Length", 0)), _LONGEST_QUESTION)
                asked = json.loads(self.rfile.read(length))["people"]
                people = [{"reference": one["reference"], **answer_for(one["national_number"], how)} for one in asked]
            except (KeyError, TypeError, ValueError):
                self._answer(400, {"title": "no question"})
                return
            how.answered += 1
            self._answer(200, {"source": SIMULATED, "people": people})

        def _answer(self, status: int, body: dict[str, Any]) -> None:
            content = json.dumps(body).encode() if how.garbage is None else how.garbage
            try:
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)
            except OSError:
                return  # whoever asked has stopped waiting

        def log_message(self, format: str, *args: Any) -> None:
            """Nothing is logged: a question is about people."""

    return ThreadingHTTPServer(("127.0.0.1", port), Register)
