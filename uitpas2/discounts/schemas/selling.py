"""What our API reads and answers about prices and sales."""

from __future__ import annotations

from marshmallow import Schema, fields, validate

from uitpas2.web.bodies import CentsField, FormSchema


class QuoteQuestion(FormSchema):
    card = fields.String(
        required=True,
        validate=validate.Length(max=2000),
        metadata={"description": "The 13 digits on the card, the text of its QR code, or the 14 digits of its chip."},
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


class PriceQuestion(QuoteQuestion):
    coupon_id = fields.String(
        validate=validate.Length(max=36),
        metadata={"description": "Ask also what the vouchers come to on top of this coupon of the holder."},
    )


class Refusal(Schema):
    code = fields.String(required=True)
    title = fields.String(required=True, metadata={"description": "To be shown as it is."})
    again_from = fields.Date(allow_none=True, metadata={"description": "From this day it is possible again."})


class CouponTariff(Schema):
    """What the holder pays with a coupon or voucher that they have, if they want to use it here."""

    coupon_id = fields.String(required=True)
    kind = fields.String(
        required=True,
        validate=validate.OneOf(["coupon", "voucher"]),
        metadata={"description": "A coupon goes into the field coupon_id of a sale, a voucher into voucher_id."},
    )
    name = fields.String(required=True, metadata={"description": "In the language asked for."})
    holder_pays_cents = CentsField(required=True)
    remaining = fields.Integer(required=True, metadata={"description": "How often it can still be used for this."})


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
    coupons = fields.List(
        fields.Nested(CouponTariff),
        required=True,
        metadata={"description": "Beside the price above, the cheapest first. Used only when the holder asks for it."},
    )
    coupon_refusal = fields.Nested(
        Refusal,
        required=True,
        allow_none=True,
        metadata={"description": "Why the coupon you named cannot be used here now."},
    )


class SaleOrder(QuoteQuestion):
    coupon_id = fields.String(
        validate=validate.Length(max=36), metadata={"description": "Sell at the price of this coupon of the holder."}
    )
    voucher_id = fields.String(
        validate=validate.Length(max=36),
        metadata={"description": "Take the holder’s own part from this voucher, as far as it goes."},
    )
    client_reference = fields.String(
        validate=validate.Length(min=1, max=80),
        metadata={"description": "Your own reference: one sale per organiser has it."},
    )
    at_full_price = fields.Boolean(
        load_default=False,
        metadata={"description": "Sell at the ordinary price, after the reduced one was refused. Uses no coupon."},
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
