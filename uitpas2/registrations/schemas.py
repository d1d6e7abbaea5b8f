"""What is asked of the finder, which moment is chosen, and what a family says about itself."""

from __future__ import annotations

from marshmallow import fields, validate

from uitpas2.cards.rules import Channel
from uitpas2.web.bodies import FormSchema


class PlacesQuery(FormSchema):
    """`municipality` is a NIS code, or "all" for the whole of Flanders."""

    municipality = fields.String(validate=validate.Length(max=5))
    day = fields.Date()
    text = fields.String(validate=validate.Length(max=80))
    page = fields.Integer(load_default=1, validate=validate.Range(min=1, max=500))


class ChoiceForm(FormSchema):
    """`or_wait`: for a moment that is full, a turn on its waiting list."""

    session_id = fields.String(load_default="", validate=validate.Length(max=36))
    or_wait = fields.Boolean(load_default=False)


class FamilyMemberForm(FormSchema):
    card_number = fields.String(required=True, validate=validate.Length(max=40))
    birth_date = fields.Date(required=True)


class FamilyCodeForm(FormSchema):
    code = fields.String(required=True, validate=validate.Length(max=20))


class ChannelsForm(FormSchema):
    channels = fields.List(fields.Enum(Channel, by_value=True), load_default=list)
    phone = fields.String(load_default="", validate=validate.Length(max=30))
