"""What our API reads and answers about registrations."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, ValidationError, fields, validate, validates_schema

from uitpas2.kernel.text import TranslatedText
from uitpas2.registrations.rules import RegistrationStatus
from uitpas2.web.bodies import ApiSchema, CentsField, FormSchema
from uitpas2.web.language import in_words

_ONE_OF_BOTH = TranslatedText(
    nl="Noem een sessie of een reeks, een van beide.",
    fr="Indiquez une séance ou une série, l’une des deux.",
    en="Name a session or a series, one of the two.",
)


class RegistrationBody(ApiSchema):
    card = fields.String(
        required=True,
        validate=validate.Length(min=1, max=2000),
        metadata={"description": "The text of the card’s QR code, or its number; then `birth_date` is needed too."},
    )
    birth_date = fields.Date(metadata={"description": "Of the holder, when `card` is a number."})
    activity_id = fields.String(required=True, validate=validate.Length(max=36))
    session_id = fields.String(validate=validate.Length(min=1, max=36))
    series_id = fields.String(validate=validate.Length(min=1, max=36))
    or_wait = fields.Boolean(load_default=False, metadata={"description": "Wait in turn when it is full."})
    expected_cents = CentsField(metadata={"description": "What you told the family that it pays.", "minimum": 0})

    @validates_schema
    def _one_of_both(self, data: dict[str, Any], **_: Any) -> None:
        if bool(data.get("session_id")) == bool(data.get("series_id")):
            raise ValidationError(in_words(_ONE_OF_BOTH), "session_id")


class RegistrationAnswer(Schema):
    """What was made, and what the family pays on arrival; never why."""

    id = fields.String(required=True)
    activity_id = fields.String(required=True)
    session_id = fields.String(required=True, metadata={"description": "The first of a series."})
    series_id = fields.String(required=True, allow_none=True)
    status = fields.Enum(RegistrationStatus, by_value=True, required=True)
    at = fields.AwareDateTime(required=True, format="iso")
    holder_pays_cents = CentsField(required=True, attribute="price_shown")


class RegistrationView(Schema):
    """No price and no reason. `helper` names a partner only where the family wishes that you know it."""

    id = fields.String(required=True)
    activity_id = fields.String(required=True)
    series_id = fields.String(required=True, allow_none=True)
    session_ids = fields.List(fields.String(), required=True)
    status = fields.Enum(RegistrationStatus, by_value=True, required=True)
    at = fields.AwareDateTime(required=True, format="iso")
    offered_until = fields.AwareDateTime(required=True, allow_none=True, format="iso")
    name = fields.String(required=True, metadata={"description": "With an initial only while there is no place."})
    age_band = fields.String(required=True)
    helper = fields.String(required=True)


class RegistrationsQuery(FormSchema):
    activity_id = fields.String(validate=validate.Length(max=36))
    status = fields.Enum(RegistrationStatus, by_value=True)
    limit = fields.Integer(load_default=50, validate=validate.Range(1, 200))
    offset = fields.Integer(load_default=0, validate=validate.Range(min=0, max=1_000_000))


class RegistrationsAnswer(Schema):
    items = fields.List(fields.Nested(RegistrationView), required=True)
    total = fields.Integer(required=True)
    limit = fields.Integer(required=True)
    offset = fields.Integer(required=True)
