"""What families and clerks fill in about data."""

from __future__ import annotations

from marshmallow import fields
from marshmallow.validate import Length, OneOf

from uitpas2.cards.rules import ConsentGiver, Purpose
from uitpas2.web.bodies import FormSchema


class ConsentForm(FormSchema):
    """The purposes that are ticked."""

    purposes = fields.List(fields.Enum(Purpose, by_value=True), load_default=list)


class ConsentAtCounterForm(ConsentForm):
    """The same told to a clerk, with who said it."""

    giver = fields.Enum(ConsentGiver, by_value=True, load_default=ConsentGiver.GUARDIAN)


class WishForm(FormSchema):
    wish = fields.String(load_default="", validate=Length(max=1000))


class AnswerForm(FormSchema):
    request_id = fields.String(required=True, validate=Length(max=36))
    outcome = fields.String(required=True, validate=OneOf(["done", "refused"]))


class ErasureForm(FormSchema):
    first_name = fields.String(load_default="", validate=Length(max=80))
