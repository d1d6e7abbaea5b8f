"""Looking up a card, and what others need to check cards without us: the keys of codes and the revoked cards."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import Any

from flask import Response, jsonify, request
from flask_smorest import Blueprint

from uitpas2.accounts.rules import Permission
from uitpas2.cards import queries, services
from uitpas2.cards.schemas import CardAnswer, CardKeysAnswer, StatusAnswer, StatusQuery
from uitpas2.web.api import ProblemDocument
from uitpas2.web.context import reading
from uitpas2.web.guard import needs, open_to_all
from uitpas2.web.limits import LOOK_UP, guess_limit, limiter

blueprint = Blueprint("cards_api", __name__, url_prefix="/api/v1", description="Cards, and how to check their QR codes")

KEYS_KEPT = timedelta(hours=1)
STATUS_KEPT = timedelta(minutes=1)


@blueprint.get("/cards/<number>")
@needs(Permission.API_CARDS)
@blueprint.response(200, CardAnswer)
@blueprint.alt_response(401, schema=ProblemDocument, description="No valid token")
@blueprint.alt_response(403, schema=ProblemDocument, description="The client may not look up cards")
@blueprint.alt_response(404, schema=ProblemDocument, description="Not a working card of the client's region")
@blueprint.alt_response(429, schema=ProblemDocument, description="Too many look-ups in a minute")
@limiter.limit(LOOK_UP)
@guess_limit
def card(number: str) -> dict[str, Any]:
    """For whom a working card of the own region is; the number of its chip will do as well.

    A mistyped number, one that does not exist, a card that was blocked or is too old and one of another region are
    answered alike. Nothing here depends on any right of the holder: ask a quote for a price.
    """
    with reading() as work:
        found, holder = queries.card_of_region(work, number)
        return {
            "number": found.number,
            "status": "active",
            "holder": {"first_name": holder.first_name, "initial": holder.last_name[:1]},
        }


@blueprint.get("/card-keys")
@open_to_all("public keys, for whoever checks cards without asking us")
@blueprint.doc(security=[])
@blueprint.response(200, CardKeysAnswer)
def card_keys() -> Response:
    """The public keys that sign codes, in a signed list.

    A QR code `UP1:…` is base45 of a version byte, a CBOR array and an Ed25519 signature of 64 bytes over the text `UP1`
    followed by everything before the signature. A printed code has version byte 1 and [kid, serial, version, last day];
    the last day counts from 1 January 1970. A code on a screen has version byte 2 and a fifth number, the half minutes
    since 1970: it is good in its own half minute and the next one.

    The list is signed over these lines in UTF-8: `UP1 keys`, then `as_of`, then for each key by kid: kid, public_key,
    signs_from, signs_until and state, with spaces between. Keep the key of lists from an answer you trust.
    """
    with reading() as work:
        return _kept(services.key_answer(work), KEYS_KEPT)


@blueprint.get("/card-status")
@open_to_all("which codes no longer count, for whoever checks cards without asking us; it names nobody")
@blueprint.doc(security=[])
@blueprint.arguments(StatusQuery, location="query")
@blueprint.response(200, StatusAnswer)
@blueprint.alt_response(422, schema=ProblemDocument, description="A version that cannot be one")
def card_status(query: dict[str, int]) -> Response:
    """Which cards are revoked: one bit per serial, or with `since` the serials that came after a version.

    Signed with the key of lists over these lines in UTF-8: `UP1 status`, version, `as_of`, size, and the SHA-256 of the
    unpacked list in lower-case hexadecimal. A change is signed like the whole list to which it leads. A serial beyond
    the list belongs to a newer card.
    """
    with reading() as work:
        return _kept(services.status_answer(work, query.get("since")), STATUS_KEPT)


def _kept(answer: dict[str, Any], time: timedelta) -> Response:
    """The same for everybody, to be kept for a while: who has it already gets 304."""
    response = jsonify(answer)
    response.set_etag(hashlib.sha256(response.get_data()).hexdigest()[:32])
    response.cache_control.public = True
    response.cache_control.max_age = int(time.total_seconds())
    response.make_conditional(request)  # changes the response itself
    return response
