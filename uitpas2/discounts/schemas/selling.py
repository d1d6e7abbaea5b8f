"""What our API reads and answers about prices and sales."""

from __future__ import annotations

from marshmallow import Schema, fields, validate

from uitpas2.web.bodies import CentsField, FormSchema


class QuoteQuestion(FormSchema):
    card = fields.String(
        required=True,
        validate=validate.Length(max=2000),
        metadata={"description": "The 13 digits on the card, or the text of its QR code."},
    )
    activity_id = fields.String(required=True, validate=validate.Length(max=36))
    price_id = fields.String(
        validate=validate.Length(max=36),
        metadata={"description": "One of the activity's prices; its base price when left out."},
    )
    session_id = fields.String(
        validate=validate.Length(max=36),
        metadata={"description": "For out-of-school care: the session, whose day decides."},
    )


class Refusal(Schema):
    code = fields.String(required=True)
    title = fields.String(required=True, metadata={"description": "To be shown as it is."})
    again_from = fields.Date(allow_none=True, metadata={"description": "From this day it is possible again."})


class QuoteAnswer(Schema):
    """What the holder pays now; never why."""

    activity_id = fields.String(required=True)
    price_id = fields.String(required=True)
    full_price_cents = CentsField(required=True)
    holder_pays_cents = CentsField(required=True)
    remaining = fields.Integer(
        required=True,
        allow_none=True,
        metadata={"description": "Tickets left at this price; null when there is no limit."},
    )
    refusal = fields.Nested(Refusal, required=True, allow_none=True)


class SaleOrder(QuoteQuestion):
    client_reference = fields.String(
        validate=validate.Length(min=1, max=80),
        metadata={"description": "Your own reference: one sale per organiser has it."},
    )
    at_full_price = fields.Boolean(
        load_default=False,
        metadata={"description": "Sell at the ordinary price, after the reduced one was refused."},
    )


class SaleAnswer(Schema):
    id = fields.String(required=True)
    activity_id = fields.String(required=True)
    at = fields.AwareDateTime(required=True, format="iso")
    day = fields.Date(required=True)
    full_price_cents = CentsField(required=True, attribute="full_price")
    holder_pays_cents = CentsField(required=True, attribute="holder_pays")
    client_reference = fields.String(required=True, allow_none=True)
    cancelled_at = fields.AwareDateTime(required=True, allow_none=True, format="iso")


class SalesQuery(FormSchema):
    client_reference = fields.String(validate=validate.Length(max=80))
    limit = fields.Integer(load_default=50, validate=validate.Range(1, 200))
    offset = fields.Integer(load_default=0, validate=validate.Range(min=0, max=1_000_000))


class SalesAnswer(Schema):
    items = fields.List(fields.Nested(SaleAnswer), required=True)
    total = fields.Integer(required=True)
    limit = fields.Integer(required=True)
    offset = fields.Integer(required=True)
