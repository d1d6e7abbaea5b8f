"""What a municipality fills in about an organiser."""

from __future__ import annotations

from marshmallow import fields, validate

from uitpas2.web.bodies import FormSchema


class OrganiserForm(FormSchema):
    traits = fields.List(fields.String(validate=validate.Length(max=40)), load_default=list)
    entitled_members = fields.String(load_default="", validate=validate.Length(max=10))
