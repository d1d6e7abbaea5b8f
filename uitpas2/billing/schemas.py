"""What is asked of the lists of bills, and what organisers fill in about bills, payments and certificates."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from flask_babel import gettext
from marshmallow import ValidationError, fields, validate

from uitpas2.activities.rules import ProductClass
from uitpas2.billing.rules import MOST_REMINDERS, Certifier
from uitpas2.kernel.period import Period, PeriodKind, calendar_period
from uitpas2.web.bodies import EuroField, FormSchema

STATES = ("open", "late", "reminded", "paid", "back")


class MonthField(fields.Field[Period]):
    """A calendar month written as 2026-11."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Period:
        found = re.fullmatch(r"(20\d\d)-(0[1-9]|1[0-2])", str(value))
        if found is None:
            raise ValidationError(gettext("Write a month like 2026-11."))
        return calendar_period(PeriodKind.MONTH, date(int(found[1]), int(found[2]), 1))


class DaysField(fields.Field[list[int]]):
    """Numbers of days with commas between: "7, 21". Empty is none."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> list[int]:
        parts = [part for part in re.split(r"[\s,;]+", str(value)) if part]
        if len(parts) > MOST_REMINDERS + 5 or not all(re.fullmatch(r"\d{1,3}", part) for part in parts):
            raise ValidationError(gettext("Write days like 7, 21."))
        return [int(part) for part in parts]


class BillsQuery(FormSchema):
    state = fields.String(load_default="", validate=validate.OneOf(["", *STATES]))
    month = MonthField(load_default=None)
    text = fields.String(load_default="", validate=validate.Length(max=60))
    page = fields.Integer(load_default=1, validate=validate.Range(1, 10_000))


class MonthQuery(FormSchema):
    month = MonthField(load_default=None)


class MakeForm(FormSchema):
    month = MonthField(required=True)


class PaymentForm(FormSchema):
    amount = EuroField(required=True)
    day = fields.Date(required=True)
    note = fields.String(load_default="", validate=validate.Length(max=200))


class PlanForm(FormSchema):
    note = fields.String(required=True, validate=validate.Length(max=200))


class TermsForm(FormSchema):
    """How bills are sent. The reminder days are typed with commas between."""

    payee = fields.String(required=True, validate=validate.Length(max=70))
    iban = fields.String(required=True, validate=validate.Length(max=42))
    bic = fields.String(load_default="", validate=validate.Length(max=14))
    billed = fields.List(fields.Enum(ProductClass, by_value=True), load_default=list)
    prepaid = fields.List(fields.Enum(ProductClass, by_value=True), load_default=list)
    bills_from = fields.Date(required=True)
    due_days = fields.Integer(required=True, validate=validate.Range(1, 365))
    reminder_days = DaysField(load_default=list)
    street = fields.String(load_default="", validate=validate.Length(max=120))
    postal_code = fields.String(load_default="", validate=validate.Length(max=10))
    city = fields.String(load_default="", validate=validate.Length(max=80))
    enterprise_number = fields.String(load_default="", validate=validate.Regexp(r"^\d{4}\.?\d{3}\.?\d{3}$"))
    phone = fields.String(load_default="", validate=validate.Length(max=20))
    email = fields.String(load_default="", validate=validate.Length(max=200))
    certifier = fields.Enum(Certifier, by_value=True, load_default=None)
    certifier_name = fields.String(load_default="", validate=validate.Length(max=120))
    certifier_number = fields.String(load_default="", validate=validate.Regexp(r"^\d{4}\.?\d{3}\.?\d{3}$"))
    certifier_street = fields.String(load_default="", validate=validate.Length(max=120))
    certifier_postal_code = fields.String(load_default="", validate=validate.Length(max=10))
    certifier_city = fields.String(load_default="", validate=validate.Length(max=80))


class StatementForm(FormSchema):
    """A file of the bank, and, where nobody knows its columns, what they are called."""

    day = fields.String(load_default="", validate=validate.Length(max=60))
    amount = fields.String(load_default="", validate=validate.Length(max=60))
    communication = fields.String(load_default="", validate=validate.Length(max=60))
    payer = fields.String(load_default="", validate=validate.Length(max=60))
    reference = fields.String(load_default="", validate=validate.Length(max=60))


class BookForm(FormSchema):
    accepted = fields.List(fields.String(validate=validate.Length(max=36)), load_default=list)


class PlaceForm(FormSchema):
    number = fields.String(required=True, validate=validate.Length(max=30))


class CertificatesQuery(FormSchema):
    year = fields.Integer(load_default=None, validate=validate.Range(2020, 2100))


class OrderForm(FormSchema):
    year = fields.Integer(required=True, validate=validate.Range(2020, 2100))
