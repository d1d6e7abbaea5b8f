"""The public offer for ticketing and registration systems."""

from __future__ import annotations

from typing import Any

from flask_smorest import Blueprint
from marshmallow import RAISE

from uitpas2.accounts.rules import Permission
from uitpas2.activities import queries
from uitpas2.activities.schemas import (
    MOST_SESSIONS,
    OfferAnswer,
    OfferQuery,
    WholeActivityAnswer,
)
from uitpas2.web.api import ProblemDocument
from uitpas2.web.context import reading
from uitpas2.web.guard import needs

blueprint = Blueprint(
    "activities_api", __name__, url_prefix="/api/v1", description="Activities, their sessions and prices"
)


@blueprint.get("/activities")
@needs(Permission.API_ACTIVITIES)
@blueprint.arguments(OfferQuery, location="query", unknown=RAISE)
@blueprint.response(200, OfferAnswer)
@blueprint.alt_response(401, schema=ProblemDocument, description="No valid access token")
@blueprint.alt_response(403, schema=ProblemDocument, description="The token does not include activities")
@blueprint.alt_response(422, schema=ProblemDocument, description="A filter that cannot be read")
def find_activities(query: dict[str, Any]) -> dict[str, Any]:
    """Find what people can still take part in.

    What fits best comes first: what takes place soonest and has a place, made for the asked age. Of what fits as well,
    every organiser has one activity before any has a second, by a lot that is drawn each day; see /activities/order.
    The order stays the same all day. Unknown filters are refused.
    """
    municipality_nis = query.pop("municipality", None)
    with reading() as work:
        offer = queries.find_offer(work, municipality_nis=municipality_nis, **query)
        return {"items": offer.items, "total": offer.total, "limit": query["limit"], "offset": query["offset"]}


@blueprint.get("/activities/<activity_id>")
@needs(Permission.API_ACTIVITIES)
@blueprint.response(200, WholeActivityAnswer)
@blueprint.alt_response(401, schema=ProblemDocument, description="No valid access token")
@blueprint.alt_response(403, schema=ProblemDocument, description="The token does not include activities")
@blueprint.alt_response(404, schema=ProblemDocument, description="No such published activity")
def show_activity(activity_id: str) -> dict[str, Any]:
    """Show one published activity with its prices and coming sessions."""
    with reading() as work:
        activity = queries.activity(work, activity_id)
        sessions = queries.sessions(work, activity.id, from_moment=work.now, limit=MOST_SESSIONS)
        own_prices = list(queries.own_prices(work, activity.id).values())
        more = {"sessions": sessions, "own_prices": own_prices}
        plain = {name: getattr(activity, name) for name in WholeActivityAnswer().fields if name not in more}
        return {**plain, **more}
