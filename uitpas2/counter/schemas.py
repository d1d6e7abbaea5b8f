"""What a clerk fills in."""

from __future__ import annotations

from marshmallow import fields
from marshmallow.validate import Length, Range, Regexp

from uitpas2.web.bodies import EuroField, FormSchema


class SearchForm(FormSchema):
    text = fields.String(load_default="", validate=Length(max=200))
    birth_date = fields.Date(load_default=None)


class RegistrationForm(FormSchema):
    first_name = fields.String(required=True, validate=Length(max=80))
    last_name = fields.String(required=True, validate=Length(max=80))
    birth_date = fields.Date(required=True)
    national_number = fields.String(load_default=None, validate=Length(max=20))
    street = fields.String(load_default="", validate=Length(max=120))
    postal_code = fields.String(required=True, validate=Length(max=10))
    city = fields.String(required=True, validate=Length(max=80))
    guardian_name = fields.String(load_default="", validate=Length(max=120))
    guardian_email = fields.String(load_default="", validate=Length(max=200))
    is_somebody_else = fields.Boolean(load_default=False)


class GuardianForm(FormSchema):
    name = fields.String(required=True, validate=Length(max=120))
    email = fields.String(required=True, validate=Length(max=200))
    lives_elsewhere = fields.Boolean(load_default=False)


class EndGuardianshipForm(FormSchema):
    reason = fields.String(load_default="", validate=Length(max=40))


class LetterForm(FormSchema):
    account_id = fields.String(required=True, validate=Length(max=36))
    code = fields.String(required=True, validate=Regexp(r"^[0-9A-Z-]{8,24}$"))


class AddressForm(FormSchema):
    street = fields.String(load_default="", validate=Length(max=120))
    postal_code = fields.String(required=True, validate=Length(max=10))
    city = fields.String(required=True, validate=Length(max=80))


class ArrivalForm(AddressForm):
    card_number = fields.String(required=True, validate=Length(max=40))
    birth_date = fields.Date(required=True)


class RightForm(FormSchema):
    ground = fields.String(load_default="", validate=Length(max=40))
    proof_day = fields.Date(required=True)
    last_day = fields.Date(load_default=None)
    stay_pct = fields.Integer(load_default=100, validate=Range(0, 100))
    income = EuroField(load_default=None)
    dependants = fields.Integer(load_default=0, validate=Range(0, 30))
    disabled_dependants = fields.Integer(load_default=0, validate=Range(0, 30))
