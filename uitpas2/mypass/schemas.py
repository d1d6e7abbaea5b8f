"""What is asked of the history."""

from __future__ import annotations

from marshmallow import fields, validate

from uitpas2.web.bodies import FormSchema


class HistoryQuery(FormSchema):
    page = fields.Integer(load_default=1, validate=validate.Range(min=1, max=500))
