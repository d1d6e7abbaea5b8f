"""Prices and sales for ticketing systems. They hear what to charge, never why."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import Response, jsonify
from flask_smorest import Blueprint

from uitpas2.accounts.rules import Permission
from uitpas2.activities.queries import own_activity
from uitpas2.cards.queries import card_at_door
from uitpas2.database.work import Work
from uitpas2.discounts import queries, services
from uitpas2.discounts.errors import (
    CouponNotYet,
    CouponRefused,
    CouponUnknown,
    CouponUsedForNow,
    LimitReached,
    ReducedRateRefused,
)
from uitpas2.discounts.models import Sale
from uitpas2.discounts.rules import RIGHT, rule_book
from uitpas2.discounts.rules.as_data import articles_as_data, choices_as_data, parameters_as_data
from uitpas2.discounts.schemas import (
    EntitlementAnswer,
    PriceQuestion,
    QuoteAnswer,
    RuleBookAnswer,
    RuleBookQuery,
    SaleAnswer,
    SaleOrder,
    SalesAnswer,
    SalesQuery,
    entitlement_question,
)
from uitpas2.discounts.values.parameters import Fact
from uitpas2.web.api import ProblemDocument
from uitpas2.web.context import begin, reading
from uitpas2.web.guard import needs, open_to_all
from uitpas2.web.idempotency import HEADER, once
from uitpas2.web.language import in_words, reader_language
from uitpas2.web.limits import LOOK_UP, guess_limit, limiter

blueprint = Blueprint(
    "discounts_api", __name__, url_prefix="/api/v1", description="Prices and sales of your organisation’s activities"
)

_KEY: dict[str, Any] = {
    "in": "header",
    "name": HEADER,
    "required": True,
    "schema": {"type": "string", "minLength": 8, "maxLength": 80},
    "description": "Names this sale: sent again, it gets the same answer and is sold once.",
}
_PROBLEM: dict[str, Any] = {"schema": ProblemDocument, "content_type": "application/problem+json"}


@blueprint.post("/quotes")
@needs(Permission.API_QUOTES)
@blueprint.arguments(PriceQuestion)
@blueprint.response(200, QuoteAnswer)
@blueprint.alt_response(401, **_PROBLEM, description="No token, or one that has expired")
@blueprint.alt_response(403, **_PROBLEM, description="The client was not given this scope")
@blueprint.alt_response(404, **_PROBLEM, description="No such activity of yours, no such price, or no such card")
@blueprint.alt_response(422, **_PROBLEM, description="Mistyped or blocked card, or an activity without a price")
@guess_limit
def ask_price(question: dict[str, Any]) -> dict[str, Any]:
    """Ask what the holder of a card pays for one of your activities now.

    Asking changes nothing. When tickets at a lower price are used up, `refusal` says so and the price is the full one.
    `coupons` are what the holder may use instead.
    """
    with reading() as work:
        about = {"holder_id": _holder_of(work, question), **_which(question)}
        found = services.quote(work, **about)
        coupons, coupon_refusal = _coupons(work, about, question.get("coupon_id"))
        return {
            "activity_id": found.activity_id,
            "price_id": found.price_id,
            "full_price_cents": found.full_price,
            "holder_pays_cents": found.holder_pays,
            "remaining": found.remaining,
            "refusal": _refusal(found.refused),
            "coupons": coupons,
            "coupon_refusal": _refusal(coupon_refusal),
        }


def _facts_of_the_right() -> list[Fact]:
    """The facts that any rule of the right looks at; the day is asked for by itself."""
    book = rule_book()
    asked = set(book.compiled(RIGHT, book.starts).facts) - {"day"}
    return [fact for name, fact in book.vocabulary.facts.items() if name in asked]


@blueprint.post("/entitlement-checks")
@needs(Permission.API_ENTITLEMENT_CHECKS)
@limiter.limit(LOOK_UP)
@blueprint.arguments(entitlement_question(_facts_of_the_right()))
@blueprint.response(200, EntitlementAnswer)
@blueprint.alt_response(401, **_PROBLEM, description="No token, or one that has expired")
@blueprint.alt_response(403, **_PROBLEM, description="The client was not given this scope")
@blueprint.alt_response(404, **_PROBLEM, description="No such municipality")
@blueprint.alt_response(422, **_PROBLEM, description="A fact that cannot be read; the pointer names it")
@blueprint.alt_response(429, **_PROBLEM, description="Too many checks in a minute")
def check_entitlement(question: dict[str, Any]) -> dict[str, Any]:
    """Ask whether somebody with these facts has the right to the reduced price in a municipality on a day.

    Send no names and no numbers of persons: only the facts. Nothing is kept but that a check was asked for; the
    receipt is yours. Facts you leave out are taken as the rule book assumes them.
    """
    with begin() as work:
        day: date = question.get("day", work.today)
        checked = services.check_right(
            work,
            municipality_nis=question["municipality_nis"],
            day=day,
            facts=question["facts"],
            language=question.get("language", reader_language()),
        )
        return {
            "entitled": checked.entitled,
            "starts": checked.starts,
            "ends": checked.ends,
            "refusal": _refusal_of_the_right(checked),
            "steps": checked.steps,
            "receipt": checked.receipt,
        }


@blueprint.get("/rulebook")
@open_to_all("what Flanders and municipalities decide is public")
@limiter.limit(LOOK_UP)
@blueprint.doc(security=[])
@blueprint.arguments(RuleBookQuery, location="query")
@blueprint.response(200, RuleBookAnswer)
@blueprint.alt_response(404, **_PROBLEM, description="No such municipality")
@blueprint.alt_response(422, **_PROBLEM, description="A day or moment that cannot be read")
@blueprint.alt_response(429, **_PROBLEM, description="Too many look-ups in a minute")
def show_rulebook(query: dict[str, Any]) -> dict[str, Any]:
    """Show the rule book as it stands on a day: articles, parameters with bounds and sources, and choices.

    `known_on` shows what was known at a moment: a choice that was approved later is then left out. Without `nis` the
    choices of every municipality are shown.
    """
    book = rule_book()
    with reading() as work:
        on, known_on = query.get("on", work.today), query.get("known_on")
        if "nis" in query:
            places = [queries.choices_in_force(work, query["nis"], on, known_on)]
        else:
            places = queries.choices_of_all(work, on, known_on)
        return {
            "version": book.version,
            "on": on,
            "known_on": known_on,
            "articles": articles_as_data(book),
            "parameters": parameters_as_data(book, on),
            "choices": [choice for place in places for choice in choices_as_data(place)],
        }


@blueprint.post("/sales")
@needs(Permission.API_SALES)
@blueprint.doc(parameters=[_KEY])
@blueprint.arguments(SaleOrder)
@blueprint.response(201, SaleAnswer)
@blueprint.alt_response(401, **_PROBLEM, description="No token, or one that has expired")
@blueprint.alt_response(403, **_PROBLEM, description="The client was not given this scope")
@blueprint.alt_response(404, **_PROBLEM, description="No such activity of yours, price, card or coupon")
@blueprint.alt_response(409, **_PROBLEM, description="The client reference belongs to another sale")
@blueprint.alt_response(
    422, **_PROBLEM, description="The lower price or the coupon cannot be had, a mistyped or blocked card, no key"
)
@guess_limit
def record_sale(order: dict[str, Any]) -> Response:
    """Sell one ticket.

    Register it just before payment, and cancel it when nobody pays. Without `at_full_price` a sale whose lower price
    cannot be had is refused, so that nobody is charged more than you quoted. A `coupon_id` or `voucher_id` from the
    quote is used by the sale, and comes free again when it is cancelled.
    """
    with begin() as work:
        answer, status, _is_replay = once(work, lambda: (_sold(work, order), 201))
    response = jsonify(answer)
    response.status_code = status
    return response


@blueprint.get("/sales")
@needs(Permission.API_SALES)
@blueprint.arguments(SalesQuery, location="query")
@blueprint.response(200, SalesAnswer)
@blueprint.alt_response(401, **_PROBLEM, description="No token, or one that has expired")
@blueprint.alt_response(403, **_PROBLEM, description="The client was not given this scope")
@blueprint.alt_response(422, **_PROBLEM, description="A filter that cannot be read")
def list_sales(query: dict[str, Any]) -> dict[str, Any]:
    """The sales of your organisation, newest first, cancelled ones included."""
    with reading() as work:
        return {
            "items": queries.sales_of_organiser(work, **query),
            "total": queries.count_sales(work, client_reference=query.get("client_reference")),
            "limit": query["limit"],
            "offset": query["offset"],
        }


@blueprint.get("/sales/<sale_id>")
@needs(Permission.API_SALES)
@blueprint.response(200, SaleAnswer)
@blueprint.alt_response(401, **_PROBLEM, description="No token, or one that has expired")
@blueprint.alt_response(403, **_PROBLEM, description="The client was not given this scope")
@blueprint.alt_response(404, **_PROBLEM, description="No such sale of yours")
def show_sale(sale_id: str) -> Sale:
    """Show one sale."""
    with reading() as work:
        return queries.sale_of_organiser(work, sale_id)


@blueprint.delete("/sales/<sale_id>")
@needs(Permission.API_SALES)
@blueprint.response(204)
@blueprint.alt_response(401, **_PROBLEM, description="No token, or one that has expired")
@blueprint.alt_response(403, **_PROBLEM, description="The client was not given this scope")
@blueprint.alt_response(404, **_PROBLEM, description="No such sale of yours")
@blueprint.alt_response(409, **_PROBLEM, description="Cancelled before")
def cancel_sale(sale_id: str) -> None:
    """Cancel a sale: the ticket can be bought again, and nobody owes anything for it."""
    with begin() as work:
        services.cancel_sale(work, sale_id)


def _holder_of(work: Work, question: dict[str, Any]) -> str:
    """Whose card it is, once the activity is known to be the client's own."""
    own_activity(work, question["activity_id"])
    return card_at_door(work, question["card"]).holder_id


def _which(question: dict[str, Any]) -> dict[str, Any]:
    return {name: question.get(name) for name in ("activity_id", "price_id", "session_id")}


def _sold(work: Work, order: dict[str, Any]) -> dict[str, Any]:
    own_activity(work, order["activity_id"])
    card = card_at_door(work, order["card"])
    sale = services.sell(
        work,
        holder_id=card.holder_id,
        card_id=card.card_id,
        client_reference=order.get("client_reference"),
        at_full_price=order["at_full_price"],
        coupon_id=order.get("coupon_id"),
        voucher_id=order.get("voucher_id"),
        **_which(order),
    )
    answer: dict[str, Any] = SaleAnswer().dump(sale)
    return answer


def _coupons(
    work: Work, about: dict[str, Any], coupon_id: str | None
) -> tuple[list[dict[str, Any]], CouponRefused | CouponUnknown | None]:
    """What the holder may use, on top of one coupon when it was named; and why that one cannot be used."""
    try:
        found = services.coupon_tariffs(work, **about, coupon_id=coupon_id)
    except (CouponRefused, CouponUnknown) as refused:
        return [], refused
    shown = [
        {
            "coupon_id": one.coupon.id,
            "kind": "voucher" if one.coupon.is_voucher else "coupon",
            "name": in_words(one.coupon.name),
            "holder_pays_cents": one.holder_pays,
            "remaining": one.remaining,
        }
        for one in found
    ]
    return shown, None


def _refusal(refused: ReducedRateRefused | CouponRefused | CouponUnknown | None) -> dict[str, Any] | None:
    if refused is None:
        return None
    again_from = None
    if isinstance(refused, LimitReached):
        again_from = refused.again_from
    elif isinstance(refused, CouponUsedForNow | CouponNotYet):
        again_from = refused.day
    return {"code": refused.code, "title": in_words(refused.message), "again_from": again_from}


def _refusal_of_the_right(checked: services.Checked) -> dict[str, Any] | None:
    step = checked.refused
    if step is None:
        return None
    return {"code": step.rule, "title": step.sentence, "article": step.article}
