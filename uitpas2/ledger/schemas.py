"""The form for a year's budget."""

from __future__ import annotations

from marshmallow import fields, validate

from uitpas2.web.bodies import EuroField, FormSchema


class BudgetForm(FormSchema):
    year = fields.Integer(required=True, validate=validate.Range(2000, 2100))
    total = EuroField(required=True)
    when_empty = fields.String(required=True, validate=validate.OneOf(["warns", "stops"]))


class YearQuery(FormSchema):
    year = fields.Integer(validate=validate.Range(2000, 2100))
