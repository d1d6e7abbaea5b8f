"""Reading one page of a source over HTTP: bounded in time and size, never led to another host or a closed network."""

from __future__ import annotations

import os
import socket
import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPResponse, IncompleteRead
from typing import Protocol
from urllib.parse import urljoin, urlsplit, urlunsplit

from uitpas2.activities.rules.polling import KEY_VARIABLE, StopReason, is_public, origin
from uitpas2.settings import Settings

TIMEOUT_SECONDS = 15.0  # for each step: finding the host, connecting, each piece of the answer
WHOLE_SECONDS = 60.0
MOST_BYTES = 25_000_000
LONGEST_WAIT = 60.0  # seconds, however long a source asks us to wait
_MOST_REDIRECTS = 2
_PIECE = 65_536
_REDIRECTS = {301, 302, 303, 307, 308}


class SourceSilent(Exception):
    """No page came. `may_help` tells whether asking again may, after `wait` seconds if the source said so."""

    def __init__(
        self, reason: StopReason, *, status_code: int | None = None, may_help: bool = True, wait: float | None = None
    ) -> None:
        super().__init__(reason.value)
        self.reason, self.status_code, self.may_help, self.wait = reason, status_code, may_help, wait


class Reader(Protocol):
    """Gives what an address answers. Raises SourceSilent."""

    def read(self, address: str) -> bytes: ...


@dataclass(frozen=True, slots=True)
class HttpReader:
    """Reads addresses of one source. `local` also reads from this machine and closed networks.

    The name of the host is looked up once for each question, and the address that was judged is the one connected to:
    a name that points elsewhere a moment later leads nowhere.
    """

    source: str
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    local: bool = False
    timeout: float = TIMEOUT_SECONDS
    whole: float = WHOLE_SECONDS
    most_bytes: int = MOST_BYTES

    def read(self, address: str) -> bytes:
        """The body of the answer. Raises SourceSilent, also for a redirect that leaves the source's host."""
        for _ in range(1 + _MOST_REDIRECTS):
            try:
                if origin(address) != origin(self.source):
                    raise SourceSilent(StopReason.ELSEWHERE, may_help=False)
            except ValueError:
                raise SourceSilent(StopReason.ELSEWHERE, may_help=False) from None
            body, further = self._answer(address)
            if not further:
                return body
            address = urljoin(address, further)
        raise SourceSilent(StopReason.ELSEWHERE, may_help=False)

    def _answer(self, address: str) -> tuple[bytes, str]:
        """The body, or the address to which the source points instead."""
        until = time.monotonic() + self.whole
        connection = self._connection(address)
        try:
            parts = urlsplit(address)
            target = urlunsplit(("", "", parts.path or "/", parts.query, ""))
            connection.request("GET", target, headers={"Accept": "application/json", **self.headers})
            with connection.getresponse() as response:
                if response.status in _REDIRECTS and response.headers.get("Location"):
                    return b"", str(response.headers["Location"])
                _refuse_bad_status(response)
                return self._body(response, until), ""
        except TimeoutError:
            raise SourceSilent(StopReason.TIME_OUT) from None
        except IncompleteRead:
            raise SourceSilent(StopReason.HALF_PAGE) from None
        except (HTTPException, ValueError):
            raise SourceSilent(StopReason.BROKEN) from None
        except OSError:
            raise SourceSilent(StopReason.UNREACHABLE) from None
        finally:
            connection.close()

    def _body(self, response: HTTPResponse, until: float) -> bytes:
        pieces, size = [], 0
        while piece := response.read1(_PIECE):
            pieces.append(piece)
            size += len(piece)
            if size > self.most_bytes:
                raise SourceSilent(StopReason.TOO_LARGE, may_help=False)
            if time.monotonic() > until:
                raise SourceSilent(StopReason.TIME_OUT)
        if response.length:  # it promised more
            raise SourceSilent(StopReason.HALF_PAGE)
        return b"".join(pieces)

    def _connection(self, address: str) -> HTTPConnection:
        """A connection to the very address that was judged."""
        scheme, host, port = origin(address)
        try:
            found = [entry[4][0] for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
        except (OSError, UnicodeError):
            raise SourceSilent(StopReason.UNREACHABLE) from None
        if not found or not (self.local or all(is_public(str(ip)) for ip in found)):
            raise SourceSilent(StopReason.ELSEWHERE, may_help=False)
        connection = HTTPConnection(host, port, timeout=self.timeout)
        try:
            plain = socket.create_connection((str(found[0]), port), timeout=self.timeout)
            if scheme == "https":
                connection.sock = ssl.create_default_context().wrap_socket(plain, server_hostname=host)
            else:
                connection.sock = plain
        except TimeoutError:
            raise SourceSilent(StopReason.TIME_OUT) from None
        except OSError:
            raise SourceSilent(StopReason.UNREACHABLE) from None
        return connection


def _refuse_bad_status(response: HTTPResponse) -> None:
    status = response.status
    if status == 200:
        return
    if status == 429 or status >= 500:
        asked = response.headers.get("Retry-After", "")
        wait = min(float(asked), LONGEST_WAIT) if asked.isascii() and asked.isdigit() else None
        raise SourceSilent(StopReason.OUT_OF_ORDER, status_code=status, wait=wait)
    reason = StopReason.REFUSED if 400 <= status < 500 else StopReason.BROKEN
    raise SourceSilent(reason, status_code=status, may_help=False)


def reader_of(
    address: str,
    *,
    key_variable: str,
    key_header: str,
    settings: Settings,
    environment: Mapping[str, str] = os.environ,
) -> HttpReader:
    """The reader of a source, with its key from the environment. Raises SourceSilent when the key is not there."""
    headers = {}
    if key_variable:
        key = environment.get(key_variable, "") if KEY_VARIABLE.fullmatch(key_variable) else ""
        if not key.isprintable() or not key.strip():
            raise SourceSilent(StopReason.KEY_MISSING, may_help=False)
        headers[key_header] = f"Bearer {key.strip()}" if key_header == "authorization" else key.strip()
    return HttpReader(address, headers, local=settings.local_sources)
