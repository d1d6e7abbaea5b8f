"""What comes in at the door and what goes out: forms and JSON of the scan page, bodies of the API."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from marshmallow import fields, validate

from uitpas2.kernel.money import Euro
from uitpas2.scanning.rules import Action, PriceOption, Verdict, word
from uitpas2.web.bodies import ApiSchema, FormSchema
from uitpas2.web.language import euro, in_words

LONGEST_CODE = 400  # a token has 118 characters; a scanner that stammers is not our problem


class LookBody(FormSchema):
    """A scanned code or typed number."""

    scanned = fields.String(required=True, validate=validate.Length(max=LONGEST_CODE))


class AdmitBody(LookBody):
    """One tap. `choice` is the price the volunteer tapped and the cents that stood on the button: `price-id:200`.

    With a coupon of the holder it is `price-id/coupon-id:100`.
    """

    choice = fields.String(
        required=True, validate=validate.Regexp(r"[A-Za-z0-9-]{0,36}(/[A-Za-z0-9-]{1,36})?:\d{1,9}$")
    )


def chosen(choice: str) -> dict[str, Any]:
    """The arguments of `admit` that a choice stands for."""
    which, _colon, cents = choice.rpartition(":")
    price_id, _slash, coupon_id = which.partition("/")
    return {"price_id": price_id or None, "coupon_id": coupon_id or None, "shown": Euro(int(cents))}


@dataclass(frozen=True, slots=True)
class Button:
    """One tap: its words, the amount it stands for when there are several, and what it sends."""

    label: str
    choice: str
    amount: str = ""


@dataclass(frozen=True, slots=True)
class VerdictView:
    """A verdict in the reader's words, for the page without script and for the script alike."""

    kind: str
    situation: str
    word: str
    headline: str
    text: str
    name: str
    age: str
    amount: str
    instead_of: str
    buttons: list[Button]

    def as_json(self) -> dict[str, Any]:
        plain = {name: getattr(self, name) for name in self.__slots__ if name != "buttons"}
        buttons = [{"label": one.label, "choice": one.choice, "amount": one.amount} for one in self.buttons]
        return {**plain, "buttons": buttons}


def view(verdict: Verdict) -> VerdictView:
    """What the volunteer gets to see of a verdict. How often a price can still be had stays at the counter."""
    person, has_choice = verdict.person, bool(verdict.price_options)
    is_reduced = verdict.to_pay is not None and verdict.full_price not in {None, verdict.to_pay}
    return VerdictView(
        kind=verdict.kind.value,
        situation=verdict.situation.value,
        word=in_words(word(verdict)),
        headline=in_words(verdict.headline),
        text=in_words(verdict.text),
        name=person.short_name if person else "",
        age=_("%(band)s years", band=person.age_band) if person and person.age_band else "",
        amount=euro(verdict.to_pay) if verdict.to_pay is not None and not has_choice else "",
        instead_of=(
            _("instead of %(amount)s", amount=euro(verdict.full_price))
            if is_reduced and not has_choice and verdict.full_price is not None
            else ""
        ),
        buttons=_buttons(verdict),
    )


def _buttons(verdict: Verdict) -> list[Button]:
    if verdict.price_options:
        return [_price_button(option) for option in verdict.price_options]
    match verdict.action:
        case Action.PAY:
            assert verdict.to_pay is not None
            return [Button(_("Paid"), f":{verdict.to_pay.cents}")]
        case Action.LET_IN:
            return [Button(_("Let in"), ":0")]
        case _:
            return []


def _price_button(option: PriceOption) -> Button:
    which = f"{option.price_id}/{option.coupon_id}" if option.coupon_id else option.price_id
    return Button(in_words(option.name), f"{which}:{option.to_pay.cents}", euro(option.to_pay))


# --- the API


class CheckInBody(ApiSchema):
    """A card at an activity of your organisation."""

    activity_id = fields.String(required=True, validate=validate.Length(max=36))
    card = fields.String(
        required=True,
        validate=validate.Length(max=LONGEST_CODE),
        metadata={"description": "The 13 digits on the card, the text of its QR code, or the 14 digits of its chip."},
    )
    client_reference = fields.String(
        validate=validate.Length(min=1, max=80),
        metadata={"description": "Your own reference, one check-in has it; the Idempotency-Key when left out."},
    )


class CheckInView(ApiSchema):
    """A check-in. It names no holder: whoever sent it knows the card."""

    id = fields.String(required=True)
    activity_id = fields.String(required=True)
    client_reference = fields.String(attribute="key", required=True)
    at = fields.AwareDateTime(required=True, format="iso")
    day = fields.Date(required=True, metadata={"description": "The calendar day in Flanders."})
    points = fields.Integer(required=True)
    sale_id = fields.String(required=True, allow_none=True)


class CheckInQuery(ApiSchema):
    """Which check-ins, and which page of them."""

    activity_id = fields.String(validate=validate.Length(max=36))
    client_reference = fields.String(validate=validate.Length(max=80))
    day_from = fields.Date()
    day_until = fields.Date(metadata={"description": "Included."})
    limit = fields.Integer(load_default=50, validate=validate.Range(min=1, max=200))
    offset = fields.Integer(load_default=0, validate=validate.Range(min=0, max=1_000_000))


class CheckInPage(ApiSchema):
    items = fields.List(fields.Nested(CheckInView), required=True)
    total = fields.Integer(required=True)
    limit = fields.Integer(required=True)
    offset = fields.Integer(required=True)
