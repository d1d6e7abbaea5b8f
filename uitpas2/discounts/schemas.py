"""The form for a municipality's choices, made from the rule book; and what our API reads and answers."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields, validate

from uitpas2.discounts.rules import Parameter
from uitpas2.web.bodies import CentsField, FormSchema


class PercentField(fields.Integer):
    """A whole percentage as people type it: 80, or 80 %."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        bare = value.replace("%", "").strip() if isinstance(value, str) else value
        return super()._deserialize(bare, attr, data, **kwargs)


def choices_form(parameters: list[Parameter]) -> type[Schema]:
    """A form with a field for each parameter, the first day, and the decision of the council."""
    chosen: dict[str, Any] = {parameter.key: PercentField(required=True) for parameter in parameters}
    return FormSchema.from_dict(
        {
            **chosen,
            "starts": fields.Date(required=True),
            "council_decision": fields.String(required=True, validate=validate.Length(max=400)),
        },
        name="ChoicesForm",
    )


class RulesQuery(FormSchema):
    """Which municipality somebody looks for on the public page."""

    nis = fields.String(validate=validate.Regexp(r"^\d{5}$"))


class ChoicesQuery(FormSchema):
    """The filter of the Flemish administration."""

    show = fields.String(validate=validate.OneOf(["all", "chosen", "default"]), load_default="all")


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
