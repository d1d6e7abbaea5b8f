"""Registrations by an organiser's own system, for the cards that are shown to it."""

from __future__ import annotations

from typing import Any

from flask import Response, jsonify
from flask_smorest import Blueprint

from uitpas2.accounts.rules import Permission
from uitpas2.database.work import Work
from uitpas2.registrations import queries, services
from uitpas2.registrations.rules import Wish
from uitpas2.registrations.schemas.machines import (
    RegistrationAnswer,
    RegistrationBody,
    RegistrationsAnswer,
    RegistrationsQuery,
    RegistrationView,
)
from uitpas2.web.api import ProblemDocument
from uitpas2.web.context import begin, reading
from uitpas2.web.guard import needs
from uitpas2.web.idempotency import HEADER, once
from uitpas2.web.limits import guess_limit

blueprint = Blueprint(
    "registrations_api", __name__, url_prefix="/api/v1", description="Registrations for your organisation’s activities"
)

_KEY: dict[str, Any] = {
    "in": "header",
    "name": HEADER,
    "required": True,
    "schema": {"type": "string", "minLength": 8, "maxLength": 80},
    "description": "Names this registration: sent again, it gets the same answer and is made once.",
}
_PROBLEM: dict[str, Any] = {"schema": ProblemDocument, "content_type": "application/problem+json"}


@blueprint.post("/registrations")
@needs(Permission.API_REGISTRATIONS)
@blueprint.doc(parameters=[_KEY])
@blueprint.arguments(RegistrationBody)
@blueprint.response(201, RegistrationAnswer)
@blueprint.alt_response(401, **_PROBLEM, description="No token, or one that has expired")
@blueprint.alt_response(403, **_PROBLEM, description="The client was not given this scope")
@blueprint.alt_response(404, **_PROBLEM, description="No such activity or session of yours, or no such card")
@blueprint.alt_response(409, **_PROBLEM, description="Full, there already, called off, or another price")
@blueprint.alt_response(422, **_PROBLEM, description="A condition that is not met, a mistyped or blocked card, no key")
@guess_limit
def register(body: dict[str, Any]) -> Response:
    """Register the holder of a card for a session or a series of one of your activities.

    Send the code of the card, or its number with the birth date of its holder. With `or_wait` somebody stands on the
    waiting list when it is full; without it you hear so, and nothing is kept. The family gets a confirmation from us.
    `expected_cents` is the price you quoted: when it is another one by now, nothing is kept.
    """
    with begin() as work:
        answer, status, _is_replay = once(work, lambda: (_registered(work, body), 201))
    response = jsonify(answer)
    response.status_code = status
    return response


@blueprint.get("/registrations")
@needs(Permission.API_REGISTRATIONS)
@blueprint.arguments(RegistrationsQuery, location="query")
@blueprint.response(200, RegistrationsAnswer)
@blueprint.alt_response(401, **_PROBLEM, description="No token, or one that has expired")
@blueprint.alt_response(403, **_PROBLEM, description="The client was not given this scope")
@blueprint.alt_response(422, **_PROBLEM, description="A filter that cannot be read")
def list_registrations(query: dict[str, Any]) -> dict[str, Any]:
    """The registrations for your activities, newest first, whoever made them; cancelled ones without a name."""
    with reading() as work:
        found = queries.registrations_of_organiser(work, **query)
        return {"items": found.items, "total": found.total, "limit": query["limit"], "offset": query["offset"]}


@blueprint.get("/registrations/<registration_id>")
@needs(Permission.API_REGISTRATIONS)
@blueprint.response(200, RegistrationView)
@blueprint.alt_response(401, **_PROBLEM, description="No token, or one that has expired")
@blueprint.alt_response(403, **_PROBLEM, description="The client was not given this scope")
@blueprint.alt_response(404, **_PROBLEM, description="No such registration of yours")
def show_registration(registration_id: str) -> queries.OwnRegistration:
    """Show one registration."""
    with reading() as work:
        return queries.own_registration_shown(work, registration_id)


@blueprint.post("/registrations/<registration_id>/cancel")
@needs(Permission.API_REGISTRATIONS)
@blueprint.response(200, RegistrationView)
@blueprint.alt_response(401, **_PROBLEM, description="No token, or one that has expired")
@blueprint.alt_response(403, **_PROBLEM, description="The client was not given this scope")
@blueprint.alt_response(404, **_PROBLEM, description="No such registration of yours")
@blueprint.alt_response(422, **_PROBLEM, description="It has started already")
def cancel_registration(registration_id: str) -> queries.OwnRegistration:
    """Take somebody off the list. The place goes to the next child at once, and the family hears of it from us.

    Sent again it does nothing more.
    """
    with begin() as work:
        activity_id = queries.registration_of_organiser(work, registration_id).activity_id
        services.cancel_own(work, activity_id, registration_id)
        return queries.own_registration_shown(work, registration_id)


def _registered(work: Work, body: dict[str, Any]) -> dict[str, Any]:
    wish = Wish("", body.get("session_id", ""), body.get("series_id", ""))
    (made,) = services.register_card(
        work,
        body["activity_id"],
        [wish.key],
        card=body["card"],
        birth_date=body.get("birth_date"),
        or_wait=body["or_wait"],
        expected=body.get("expected_cents"),
    )
    answer: dict[str, Any] = RegistrationAnswer().dump(made)
    return answer
