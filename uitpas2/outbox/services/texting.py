"""Text messages, where there is a gateway for them."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit, urlunsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from uitpas2.kernel.clock import Clock
from uitpas2.outbox.rules import FOLDER
from uitpas2.outbox.services.folders import keep_text

Texting = Callable[[str, str], None]
TIMEOUT_SECONDS = 10.0


def texting_of(address: str, *, folder: Path, clock: Clock) -> Texting | None:
    """`console` or `folder` for the demo, `https://:token@gateway/path` for a gateway, nothing where there is none.

    The gateway takes `POST {"to": number, "text": words}` with the token as bearer. Raises ValueError for an address
    that is not safe to send to.
    """
    if not address:
        return None
    if address == "console":
        return to_console
    if address == FOLDER:
        return partial(keep_text, folder, clock)
    parts = urlsplit(address)
    if parts.scheme != "https" or not parts.hostname:
        raise ValueError("UITPAS2_SMS takes console, folder or https://:token@gateway/path")
    port = f":{parts.port}" if parts.port else ""
    bare = urlunsplit(("https", f"{parts.hostname}{port}", parts.path or "/", parts.query, ""))
    headers = {"Content-Type": "application/json"}
    if parts.password:
        headers["Authorization"] = f"Bearer {unquote(parts.password)}"

    def send(phone: str, text: str) -> None:
        body = json.dumps({"to": phone, "text": text}).encode()
        with _OPENER.open(Request(bare, body, headers), timeout=TIMEOUT_SECONDS):  # noqa: S310
            return

    return send


class _StayThere(HTTPRedirectHandler):
    """A gateway that sends us on gets neither number nor token to anywhere else: what redirects has failed."""

    def redirect_request(self, *_: Any) -> None:
        return None


_OPENER = build_opener(_StayThere)


def to_console(phone: str, text: str) -> None:
    """Show it to whoever runs the demo: there everybody is made up. Not a log line, and nothing is kept."""
    print(f"\n--- text message to {phone}\n{text}\n---", file=sys.stdout, flush=True)  # noqa: T201
