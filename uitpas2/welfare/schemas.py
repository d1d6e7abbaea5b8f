"""What a partner fills in."""

from __future__ import annotations

from marshmallow import fields

from uitpas2.web.bodies import FormSchema


class NewClientForm(FormSchema):
    card_number = fields.String(required=True)
    birth_date = fields.Date(required=True)
    consent = fields.Boolean(load_default=False)


class VouchForm(FormSchema):
    ground = fields.String(load_default="")
    months = fields.Integer(required=True)
