"""How often somebody may knock. Switched off by UITPAS2_RATE_LIMITS=off, for load tests on loopback."""

from __future__ import annotations

from flask import Flask, Response, g, request
from flask_limiter import Limiter

from uitpas2.settings import Settings
from uitpas2.web.context import current_actor

SIGN_IN = "10 per minute; 60 per hour"
LOOK_UP = "60 per minute"
# A region may have a card for each ninth number: nobody meets so many cards that do not exist, but who guesses does.
GUESSES = "20 per 10 minutes; 60 per hour"
# A try-out reads what was sold in a year: somebody who compares a few values does no more than this.
TRY_OUT = "20 per minute; 200 per hour"
API_SIGN_IN = "30 per minute"


def _caller() -> str:
    actor = current_actor()
    return actor.id if actor.id != "anonymous" else (request.remote_addr or "unknown")


# A moving window: at the turn of a fixed one, twice as many would get through.
limiter = Limiter(key_func=_caller, headers_enabled=True, strategy="moving-window")


def count_guess() -> None:
    """The present request asked for a card that is not there, although its answer is an ordinary one."""
    g.guessed = True


def _is_guess(response: Response) -> bool:
    return response.status_code == 404 or g.get("guessed", False)


# Counts what was not found, over all routes that carry it together; who finds cards is not held up.
guess_limit = limiter.shared_limit(GUESSES, scope="guesses", deduct_when=_is_guess)


def install(app: Flask, settings: Settings) -> None:
    app.config.update(RATELIMIT_ENABLED=settings.rate_limits, RATELIMIT_STORAGE_URI=settings.rate_limit_storage)
    limiter.init_app(app)
