"""What our API tells about cards."""

from __future__ import annotations

from marshmallow import Schema, fields
from marshmallow.validate import OneOf


class CardHolder(Schema):
    first_name = fields.String(required=True)
    initial = fields.String(required=True, metadata={"description": "First letter of the last name."})


class CardAnswer(Schema):
    """A card and who it is for, as far as somebody at a desk needs to know."""

    number = fields.String(required=True, metadata={"description": "Thirteen digits; the last one is a check digit."})
    status = fields.String(
        required=True,
        validate=OneOf(["active", "blocked"]),
        metadata={"description": "A replaced or expired card counts as blocked."},
    )
    holder = fields.Nested(CardHolder, required=True)


class CardKeyAnswer(Schema):
    kid = fields.Integer(required=True, metadata={"description": "The year of issue of the cards this key signs."})
    algorithm = fields.String(required=True, validate=OneOf(["Ed25519"]))
    public_key = fields.String(required=True, metadata={"description": "32 bytes in base64url without padding."})


class CardKeysAnswer(Schema):
    as_of = fields.AwareDateTime(required=True)
    keys = fields.List(fields.Nested(CardKeyAnswer), required=True)
