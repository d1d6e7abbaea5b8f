"""The forms for signing in and for one's own account, and what the token endpoint answers."""

from __future__ import annotations

from marshmallow import Schema, fields, validate

from uitpas2.kernel.text import LANGUAGES
from uitpas2.web.bodies import FormSchema


class SignInForm(FormSchema):
    email = fields.String(required=True, validate=validate.Length(max=200))
    password = fields.String(required=True)
    next = fields.String()


class ActivationForm(FormSchema):
    email = fields.String(required=True, validate=validate.Length(max=200))
    code = fields.String(required=True, validate=validate.Length(max=40))
    new_password = fields.String(required=True)


class RoleForm(FormSchema):
    assignment = fields.String(required=True)
    next = fields.String()


class ProfileForm(FormSchema):
    name = fields.String(required=True, validate=validate.Length(max=120))
    language = fields.String(required=True, validate=validate.OneOf(LANGUAGES))


class PasswordForm(FormSchema):
    password = fields.String(required=True)
    new_password = fields.String(required=True)


class TokenAnswer(Schema):
    """A successful answer of the token endpoint (RFC 6749, 5.1)."""

    access_token = fields.String(required=True)
    token_type = fields.String(required=True)
    expires_in = fields.Integer(required=True, metadata={"description": "Seconds."})
    scope = fields.String(metadata={"description": "What the token opens, separated by blanks."})


class TokenRefusal(Schema):
    """A refusal of the token endpoint (RFC 6749, 5.2)."""

    error = fields.String(required=True)
    error_description = fields.String()
