"""What our API tells about cards."""

from __future__ import annotations

from marshmallow import Schema, fields
from marshmallow.validate import Length, OneOf, Range


class CardHolder(Schema):
    first_name = fields.String(required=True)
    initial = fields.String(required=True, metadata={"description": "First letter of the last name."})


class CardAnswer(Schema):
    """A card and who it is for, as far as somebody at a desk needs to know."""

    number = fields.String(required=True, metadata={"description": "Thirteen digits; the last one is a check digit."})
    status = fields.String(
        required=True,
        validate=OneOf(["active"]),
        metadata={"description": "Always active: a card that does not work is answered like one that is not there."},
    )
    holder = fields.Nested(CardHolder, required=True)


class CardKeyAnswer(Schema):
    kid = fields.Integer(required=True, metadata={"description": "The year in which it signs, or year and digit."})
    algorithm = fields.String(required=True, validate=OneOf(["Ed25519"]))
    public_key = fields.String(required=True, metadata={"description": "32 bytes in base64url without padding."})
    signs_from = fields.Date(required=True)
    signs_until = fields.Date(required=True, metadata={"description": "The first day on which it signs nothing new."})
    state = fields.String(
        required=True,
        validate=OneOf(["trusted", "distrusted"]),
        metadata={"description": "A code signed with a distrusted key proves nothing."},
    )


class CardKeysAnswer(Schema):
    as_of = fields.String(required=True, metadata={"description": "UTC, as 2026-11-25T11:00:00Z."})
    keys = fields.List(fields.Nested(CardKeyAnswer), required=True)
    signed_by = fields.String(required=True, metadata={"description": "The key of lists, for comparison with yours."})
    signature = fields.String(required=True, metadata={"description": "64 bytes in base64url without padding."})


class StatusQuery(Schema):
    since = fields.Integer(
        validate=Range(0, 2**31 - 1),
        metadata={"description": "The version you have: you then get what changed after it, if that is shorter."},
    )


class StatusAnswer(Schema):
    """A whole list has `bits`; a change to the list you have has `since` and `revoked`."""

    version = fields.Integer(required=True)
    as_of = fields.String(required=True, metadata={"description": "Complete up to this moment, UTC."})
    size = fields.Integer(required=True, metadata={"description": "Bytes in the list when it is unpacked."})
    bits = fields.String(
        validate=Length(min=1),
        metadata={"description": "base64 of the deflated (zlib) list: a bit per serial, lowest bit of a byte first."},
    )
    since = fields.Integer()
    revoked = fields.List(fields.Integer(), metadata={"description": "Serials to mark in the list of version `since`."})
    signature = fields.String(required=True, metadata={"description": "64 bytes in base64url without padding."})
