"""Check-ins by ticketing and registration systems."""

from __future__ import annotations

from typing import Any

from flask import Response, jsonify
from flask_smorest import Blueprint

from uitpas2.accounts.rules import Permission
from uitpas2.database.work import Work
from uitpas2.scanning import queries, services
from uitpas2.scanning.schemas import CheckInBody, CheckInPage, CheckInQuery, CheckInView
from uitpas2.web.api import ProblemDocument
from uitpas2.web.context import begin, reading
from uitpas2.web.guard import needs
from uitpas2.web.idempotency import HEADER, once, request_key
from uitpas2.web.limits import guess_limit

blueprint = Blueprint(
    "scanning_api", __name__, url_prefix="/api/v1", description="Check-ins at the activities of your organisation"
)

_KEY: dict[str, Any] = {
    "in": "header",
    "name": HEADER,
    "required": True,
    "schema": {"type": "string", "minLength": 8, "maxLength": 80},
    "description": "Names this check-in: sent again, it gets the same answer and counts once.",
}
_PROBLEM: dict[str, Any] = {"schema": ProblemDocument, "content_type": "application/problem+json"}


@blueprint.post("/checkins")
@needs(Permission.API_CHECKINS)
@blueprint.doc(parameters=[_KEY])
@blueprint.arguments(CheckInBody)
@blueprint.response(201, CheckInView)
@blueprint.alt_response(401, **_PROBLEM, description="No token, or one that has expired")
@blueprint.alt_response(403, **_PROBLEM, description="The client was not given this scope")
@blueprint.alt_response(404, **_PROBLEM, description="No such activity of yours, or no such card")
@blueprint.alt_response(409, **_PROBLEM, description="Checked in before, as often as counts in this period")
@blueprint.alt_response(422, **_PROBLEM, description="Mistyped, blocked, a group card, not open now, or no key")
@guess_limit
def check_in(body: dict[str, str]) -> Response:
    """Check a card in at an activity.

    Sells nothing. A ticket that was sold to the holder for this time is used, and points are earned.
    """
    with begin() as work:
        answer, status, _is_replay = once(work, lambda: (_checked_in(work, body), 201))
    response = jsonify(answer)
    response.status_code = status
    return response


def _checked_in(work: Work, body: dict[str, str]) -> dict[str, Any]:
    key = body.get("client_reference") or request_key()
    checkin = services.check_in(work, activity_id=body["activity_id"], scanned=body["card"], key=key)
    answer: dict[str, Any] = CheckInView().dump(checkin)
    return answer


@blueprint.get("/checkins")
@needs(Permission.API_CHECKINS)
@blueprint.arguments(CheckInQuery, location="query")
@blueprint.response(200, CheckInPage)
@blueprint.alt_response(401, **_PROBLEM, description="No token, or one that has expired")
@blueprint.alt_response(403, **_PROBLEM, description="The client was not given this scope")
@blueprint.alt_response(422, **_PROBLEM, description="A filter that cannot be read")
def list_checkins(query: dict[str, Any]) -> dict[str, Any]:
    """The check-ins at your activities, newest first; also those scanned at the door."""
    with reading() as work:
        found = queries.checkins_of_organiser(work, **query)
        return {"items": found.items, "total": found.total, "limit": query["limit"], "offset": query["offset"]}
