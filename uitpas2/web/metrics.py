"""How many requests there were and how long they took, in the format of Prometheus."""

from __future__ import annotations

import hmac
import os

from flask import Flask, Response, request
from prometheus_client import CollectorRegistry, Counter, Histogram, ProcessCollector, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from prometheus_client.multiprocess import MultiProcessCollector
from werkzeug.exceptions import Unauthorized

from uitpas2.kernel.errors import NotAllowed
from uitpas2.web.context import platform
from uitpas2.web.logs import seconds_since_start

_EXTENSION = "uitpas2.metrics"
_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"})
_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)


def install(app: Flask) -> None:
    registry = CollectorRegistry()
    ProcessCollector(registry=registry)
    requests = Counter("uitpas2_requests", "Requests answered", ["endpoint", "method", "status"], registry=registry)
    seconds = Histogram("uitpas2_request_seconds", "Time to answer", ["endpoint"], buckets=_SECONDS, registry=registry)
    app.extensions[_EXTENSION] = registry

    @app.after_request
    def _count(response: Response) -> Response:
        endpoint = request.endpoint or "none"
        # A made-up method would be a row of its own in memory, for each that somebody makes up.
        method = request.method if request.method in _METHODS else "other"
        requests.labels(endpoint, method, str(response.status_code)).inc()
        seconds.labels(endpoint).observe(seconds_since_start())
        return response


def refuse_strangers() -> None:
    """With a token in the settings, the token; without one, only this machine itself.

    Raises Unauthorized or NotAllowed.
    """
    token = platform().settings.metrics_token
    if token:
        if not hmac.compare_digest(request.headers.get("Authorization", "").encode(), f"Bearer {token}".encode()):
            raise Unauthorized
    elif request.remote_addr not in {"127.0.0.1", "::1"} or "X-Forwarded-For" in request.headers:
        raise NotAllowed


def answer(app: Flask) -> Response:
    """All figures of this process, or of all processes when PROMETHEUS_MULTIPROC_DIR is set (gunicorn)."""
    registry: CollectorRegistry = app.extensions[_EXTENSION]
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        registry = CollectorRegistry()
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    return Response(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)
