"""Looking up a card, and the keys with which QR codes are checked, for other systems."""

from __future__ import annotations

import base64
from typing import Any

from flask_smorest import Blueprint

from uitpas2.accounts.rules import Permission
from uitpas2.cards import queries
from uitpas2.cards.schemas import CardAnswer, CardKeysAnswer
from uitpas2.web.api import ProblemDocument
from uitpas2.web.context import reading
from uitpas2.web.guard import needs, open_to_all
from uitpas2.web.limits import LOOK_UP, guess_limit, limiter

blueprint = Blueprint("cards_api", __name__, url_prefix="/api/v1", description="Cards and the keys of their QR codes")


@blueprint.get("/cards/<number>")
@needs(Permission.API_CARDS)
@blueprint.response(200, CardAnswer)
@blueprint.alt_response(401, schema=ProblemDocument, description="No valid token")
@blueprint.alt_response(403, schema=ProblemDocument, description="The client may not look up cards")
@blueprint.alt_response(404, schema=ProblemDocument, description="Not a card of the client's region")
@blueprint.alt_response(429, schema=ProblemDocument, description="Too many look-ups in a minute")
@limiter.limit(LOOK_UP)
@guess_limit
def card(number: str) -> dict[str, Any]:
    """Whether a card of the own region works, and for whom it is.

    A mistyped number, one that does not exist and a card of another region are answered alike. Nothing here depends
    on any right of the holder: ask a quote for a price.
    """
    with reading() as work:
        found, holder = queries.card_of_region(work, number)
        return {
            "number": found.number,
            "status": "active" if queries.is_usable(work, found) else "blocked",
            "holder": {"first_name": holder.first_name, "initial": holder.last_name[:1]},
        }


@blueprint.get("/card-keys")
@open_to_all("public keys, for whoever checks cards without asking us")
@blueprint.doc(security=[])
@blueprint.response(200, CardKeysAnswer)
def card_keys() -> dict[str, Any]:
    """The public keys of all years in which cards were issued.

    A QR code `UP1:…` is base45 of a version byte (1), a CBOR array [kid, serial, version, last day] and an Ed25519
    signature of 64 bytes over the text `UP1` followed by everything before the signature. The last day counts from
    1 January 1970.
    """
    with reading() as work:
        keys = queries.card_keys(work)
        return {
            "as_of": work.now,
            "keys": [
                {"kid": key.kid, "algorithm": "Ed25519", "public_key": _base64url(key.public_key)} for key in keys
            ],
        }


def _base64url(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()
