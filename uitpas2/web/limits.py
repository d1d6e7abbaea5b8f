"""How often somebody may knock. Switched off by UITPAS2_RATE_LIMITS=off, for load tests on loopback."""

from __future__ import annotations

from flask import Flask, request
from flask_limiter import Limiter

from uitpas2.settings import Settings
from uitpas2.web.context import current_actor

SIGN_IN = "10 per minute; 60 per hour"
LOOK_UP = "60 per minute"
API_SIGN_IN = "30 per minute"


def _caller() -> str:
    actor = current_actor()
    return actor.id if actor.id != "anonymous" else (request.remote_addr or "unknown")


limiter = Limiter(key_func=_caller, headers_enabled=True)


def install(app: Flask, settings: Settings) -> None:
    app.config.update(RATELIMIT_ENABLED=settings.rate_limits, RATELIMIT_STORAGE_URI=settings.rate_limit_storage)
    limiter.init_app(app)
