"""One structured line for each request, on stderr, without anything personal.

A line names the endpoint and never the address, the query, the body, the actor or the browser. Of an error of ours it
tells the way through the code and the kind: the words of an error quote what somebody typed, or what a database holds.
"""

from __future__ import annotations

import logging
import secrets
import sys
import traceback
from collections.abc import Iterator
from time import perf_counter
from typing import Any

import structlog
from flask import Flask, Response, g, has_request_context, request

# Asked every few seconds by machines that watch the platform: only worth a line when they fail.
QUIET = frozenset({"static", "web.healthz", "web.readyz", "web.metrics"})
_READABLE = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # no letters that look like digits

log = structlog.get_logger()


def new_reference() -> str:
    """Four characters that can be read out over the telephone."""
    return "".join(secrets.choice(_READABLE) for _ in range(4))


def reference() -> str:
    """The reference of the present request: in its log lines, and on the page when something went wrong."""
    if not has_request_context():
        return new_reference()
    if "reference" not in g:
        g.reference = new_reference()
    return str(g.reference)


def seconds_since_start() -> float:
    """How long the present request has taken so far."""
    started: float = g.get("started", perf_counter())
    return perf_counter() - started


def without_words(error: BaseException | None) -> str:
    """Where an error came from, and what led to it: places in the code and kinds of errors only."""
    return "".join(reversed(list(_ways(error)))).rstrip()


def _ways(error: BaseException | None) -> Iterator[str]:
    while error is not None:
        kind = type(error)
        yield "".join([*traceback.format_tb(error.__traceback__), f"{kind.__module__}.{kind.__qualname__}\n"])
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)


class _OfLibraries(logging.Formatter):
    """What a library tells, such as the timetable about a job that broke down."""

    def formatException(self, ei: Any) -> str:
        return without_words(ei[1])


def configure() -> None:
    """JSON lines on stderr; stdout is for what a command answers."""
    if logging.lastResort is not None:
        logging.lastResort.setFormatter(_OfLibraries())

    def to_stderr(*_: Any) -> structlog.PrintLogger:
        return structlog.PrintLogger(sys.stderr)

    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.ExceptionRenderer(lambda exc_info: without_words(exc_info[1])),
            structlog.processors.JSONRenderer(),
        ],
        logger_factory=to_stderr,
        cache_logger_on_first_use=False,
    )


def install(app: Flask) -> None:
    """Must come first: what it starts to measure includes all other hooks."""
    configure()

    @app.before_request
    def _start() -> None:
        g.started = perf_counter()

    @app.after_request
    def _line(response: Response) -> Response:
        if request.endpoint not in QUIET or response.status_code >= 500:
            log.info(
                "request",
                method=request.method,
                endpoint=request.endpoint or "none",
                status=response.status_code,
                ms=round(seconds_since_start() * 1000, 1),
                reference=reference(),
            )
        return response
