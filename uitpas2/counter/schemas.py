"""What a clerk fills in."""

from __future__ import annotations

import re
from typing import Any

from marshmallow import fields
from marshmallow.validate import Length, OneOf, Range, Regexp

from uitpas2.cards.rules import (
    MOST_CARDS_PRINTED,
    WHY_ENDED,
    WHY_SUSPENDED,
    BarReason,
    CardEndReason,
    CardWay,
    WhyStopped,
)
from uitpas2.kernel.text import LANGUAGES
from uitpas2.web.bodies import EuroField, FormSchema

NO_CARD = "none"


class NumbersField(fields.Field[list[str]]):
    """A list of numbers as people paste it: one a line, or with commas or semicolons between."""

    MOST_CHARACTERS = 60_000

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> list[str]:
        if len(str(value)) > self.MOST_CHARACTERS:
            raise self.make_error("invalid")
        return [part.strip() for part in re.split(r"[\n,;]+", str(value)) if part.strip()]


class SearchForm(FormSchema):
    text = fields.String(load_default="", validate=Length(max=200))


class RegistrationForm(FormSchema):
    """`not_same` are the holders that the clerk has looked at: they are not this person."""

    first_name = fields.String(required=True, validate=Length(max=80))
    last_name = fields.String(required=True, validate=Length(max=80))
    birth_date = fields.Date(required=True)
    national_number = fields.String(load_default=None, validate=Length(max=20))
    guardian_name = fields.String(load_default="", validate=Length(max=120))
    guardian_email = fields.String(load_default="", validate=Length(max=200))
    language = fields.String(load_default="nl", validate=OneOf(LANGUAGES))
    street = fields.String(load_default="", validate=Length(max=120))
    postal_code = fields.String(required=True, validate=Length(max=10))
    city = fields.String(load_default="", validate=Length(max=80))
    way = fields.String(load_default=NO_CARD, validate=OneOf([*CardWay, NO_CARD]))
    card_number = fields.String(load_default="", validate=Length(max=200))
    not_same = fields.String(load_default="", validate=Length(max=500))


class PictureForm(FormSchema):
    agreed = fields.Boolean(load_default=False)


class GuardianForm(FormSchema):
    name = fields.String(required=True, validate=Length(max=120))
    email = fields.String(required=True, validate=Length(max=200))
    lives_elsewhere = fields.Boolean(load_default=False)
    language = fields.String(load_default="nl", validate=OneOf(LANGUAGES))


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


class NewCardForm(FormSchema):
    """A card for who has none. `number` is what was typed or scanned of one from the drawer."""

    way = fields.Enum(CardWay, by_value=True, required=True)
    number = fields.String(load_default="", validate=Length(max=200))


class EndCardForm(FormSchema):
    """A card that stops working. `way` also takes "none": no other card for now."""

    way = fields.String(required=True, validate=OneOf([*CardWay, NO_CARD]))
    number = fields.String(load_default="", validate=Length(max=200))
    reason = fields.Enum(CardEndReason, by_value=True, load_default=None)


class BarForm(FormSchema):
    bar_reason = fields.Enum(BarReason, by_value=True, load_default=None)


class ParcelForm(FormSchema):
    missing = NumbersField(load_default=list)


class TakeOutForm(FormSchema):
    number = fields.String(load_default="", validate=Length(max=200))
    reason = fields.Enum(CardEndReason, by_value=True, load_default=None)


class SheetForm(FormSchema):
    """`which` says whether the latest cards are meant, so many of them, or those in the list."""

    which = fields.String(load_default="latest", validate=OneOf(["latest", "list"]))
    latest = fields.Integer(load_default=10, validate=Range(1, MOST_CARDS_PRINTED))
    numbers = NumbersField(load_default=list)


class GroupYearForm(FormSchema):
    year = fields.Integer(required=True, validate=Range(2000, 2999))


class GroupForm(FormSchema):
    name = fields.String(required=True, validate=Length(max=80))
    street = fields.String(load_default="", validate=Length(max=120))
    postal_code = fields.String(required=True, validate=Length(max=10))
    city = fields.String(required=True, validate=Length(max=80))


class UploadForm(FormSchema):
    """A file of holders; the file itself is no field."""


class ConfirmImportForm(FormSchema):
    leave_out = fields.Boolean(load_default=False)
    mail = fields.Boolean(load_default=False)


class WhyEndedForm(FormSchema):
    because = fields.Enum(WhyStopped, by_value=True, validate=OneOf(WHY_ENDED))


class WhySuspendedForm(FormSchema):
    because = fields.Enum(WhyStopped, by_value=True, validate=OneOf(WHY_SUSPENDED))
