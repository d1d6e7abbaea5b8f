"""What is asked of the finder, and which moment is chosen."""

from __future__ import annotations

from marshmallow import fields, validate

from uitpas2.web.bodies import FormSchema


class PlacesQuery(FormSchema):
    """`municipality` is a NIS code, or "all" for the whole of Flanders."""

    municipality = fields.String(validate=validate.Length(max=5))
    day = fields.Date()
    text = fields.String(validate=validate.Length(max=80))
    page = fields.Integer(load_default=1, validate=validate.Range(min=1, max=500))


class ChoiceForm(FormSchema):
    session_id = fields.String(load_default="")
