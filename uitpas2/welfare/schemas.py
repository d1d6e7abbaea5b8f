"""What partners, and the municipalities that recognise them, fill in."""

from __future__ import annotations

from marshmallow import fields, validate

from uitpas2.web.bodies import FormSchema
from uitpas2.welfare.rules import BarrierKind


class NewClientForm(FormSchema):
    card_number = fields.String(required=True)
    birth_date = fields.Date(required=True)
    way = fields.String(load_default="code", validate=validate.OneOf(["code", "paper"]))
    why = fields.String(load_default="")
    with_attendance = fields.Boolean(load_default=False)


class ClientCodeForm(FormSchema):
    code = fields.String(required=True)


class VouchForm(FormSchema):
    ground = fields.String(load_default="")
    months = fields.Integer(required=True)
    reason = fields.String(load_default="")


class AttendanceForm(FormSchema):
    allowed = fields.Boolean(load_default=False)


class ChoosePartnerForm(FormSchema):
    partner_id = fields.String(required=True)
    with_attendance = fields.Boolean(load_default=False)


class BarriersForm(FormSchema):
    kinds = fields.List(fields.Enum(BarrierKind, by_value=True), load_default=list)


class RecognitionForm(FormSchema):
    """Of a partner that is known, or of a new one with the person in charge."""

    partner_id = fields.String(load_default="")
    number = fields.String(load_default="", validate=validate.Length(max=36))
    name = fields.String(load_default="", validate=validate.Length(max=200))
    responsible = fields.String(load_default="", validate=validate.Length(max=120))
    email = fields.String(load_default="")
    starts = fields.Date(required=True)
    last_day = fields.Date(required=True)
    reference = fields.String(required=True, validate=validate.Length(max=120))
    version = fields.String(load_default="", validate=validate.Length(max=20))
    agreement = fields.String(load_default="", validate=validate.Length(max=20_000))
    signed_by_municipality = fields.String(required=True, validate=validate.Length(max=120))
    signed_by_partner = fields.String(required=True, validate=validate.Length(max=120))
    signed_on = fields.Date(required=True)


class WorkerForm(FormSchema):
    name = fields.String(required=True, validate=validate.Length(max=120))
    email = fields.String(required=True)
    responsible = fields.Boolean(load_default=False)


class ContactForm(FormSchema):
    shown_name = fields.String(required=True, validate=validate.Length(max=60))
    phone = fields.String(load_default="", validate=validate.Length(max=30))
    email = fields.String(load_default="", validate=validate.Length(max=120))
    hours = fields.String(load_default="", validate=validate.Length(max=160))
    names_partner = fields.Boolean(load_default=False)
