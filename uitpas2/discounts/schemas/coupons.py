"""The form for a coupon or voucher."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

from marshmallow import ValidationError, fields, post_load, validate

from uitpas2.discounts.rules.coupons import Audience, CouponKind, Reach
from uitpas2.discounts.services import NewCoupon
from uitpas2.kernel.money import Euro
from uitpas2.kernel.period import PeriodKind
from uitpas2.kernel.text import LANGUAGES, TranslatedText
from uitpas2.web.bodies import EuroField, FormSchema
from uitpas2.web.language import in_words

MOST_CARDS = 500
_WORTH = TranslatedText(
    nl="Schrijf een bedrag zoals 5,00, of een percentage zoals 50.",
    fr="Écrivez un montant comme 5,00, ou un pourcentage comme 50.",
    en="Write an amount like 5.00, or a percentage like 50.",
)
_TOO_MANY = TranslatedText(
    nl="Neem hoogstens {most} nummers in één keer.",
    fr="Prenez {most} numéros au plus en une fois.",
    en="Take {most} numbers at most at once.",
)


def _name() -> validate.Length:
    return validate.Length(max=80)


def _text() -> validate.Length:
    return validate.Length(max=400)


def _age() -> fields.Integer:
    return fields.Integer(validate=validate.Range(0, 120))


def _times() -> validate.Range:
    return validate.Range(1, 1_000_000)


class CouponForm(FormSchema):
    """A coupon as an officer types it; loads into a NewCoupon."""

    kind = fields.Enum(CouponKind, by_value=True, required=True)
    value = fields.String(required=True, validate=validate.Length(max=12))
    name_nl = fields.String(required=True, validate=_name())
    name_fr = fields.String(validate=_name())
    name_en = fields.String(validate=_name())
    description_nl = fields.String(validate=_text())
    description_fr = fields.String(validate=_text())
    description_en = fields.String(validate=_text())
    starts = fields.Date(required=True)
    last_day = fields.Date(required=True)
    audience = fields.Enum(Audience, by_value=True, required=True)
    reach = fields.Enum(Reach, by_value=True, load_default=Reach.MUNICIPALITY)
    age_from = _age()
    age_to = _age()
    includes_new = fields.List(fields.String(validate=validate.OneOf(["yes"])), load_default=list)
    card_numbers = fields.String(validate=validate.Length(max=20_000))
    organisers = fields.List(fields.String(validate=validate.Length(max=36)), load_default=list)
    themes = fields.List(fields.String(validate=validate.Length(max=80)), load_default=list)
    activities = fields.String(validate=validate.Length(max=10_000))
    price_from = EuroField()
    uses = fields.Integer(load_default=1, validate=_times())
    uses_period = fields.Enum(PeriodKind, by_value=True, load_default=PeriodKind.ABSOLUTE)
    uses_in_all = fields.Integer(validate=_times())

    @post_load
    def _as_new(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        return {"coupon": _new_coupon(data)}


def _new_coupon(data: dict[str, Any]) -> NewCoupon:
    numbers = _words(data.get("card_numbers", ""))
    if len(numbers) > MOST_CARDS:
        raise ValidationError(in_words(_TOO_MANY.fill(most=MOST_CARDS)), "card_numbers")
    return NewCoupon(
        kind=data["kind"],
        value=_worth(data["kind"], data["value"]),
        name=_in_languages(data, "name"),
        description=_in_languages(data, "description"),
        starts=data["starts"],
        ends=data["last_day"] + timedelta(days=1),
        audience=data["audience"],
        reach=data["reach"],
        age_from=data.get("age_from"),
        age_to=data.get("age_to"),
        includes_new=bool(data["includes_new"]),
        organiser_ids=data["organisers"],
        activity_ids=[address.rstrip("/").rpartition("/")[2] for address in _words(data.get("activities", ""))],
        themes=data["themes"],
        price_from=data.get("price_from"),
        uses=data["uses"],
        uses_period=data["uses_period"],
        uses_in_all=data.get("uses_in_all"),
        card_numbers=numbers,
    )


def _words(typed: str) -> list[str]:
    """One a line; a comma or semicolon parts as well. Blanks within a card number do not."""
    return [word for part in re.split(r"[\n,;]+", typed) if (word := part.strip())]


def _in_languages(data: dict[str, Any], name: str) -> TranslatedText:
    return TranslatedText(*(data.get(f"{name}_{language}", "") for language in LANGUAGES))


def _worth(kind: CouponKind, typed: str) -> int:
    bare = typed.strip(" \u00a0€%")
    if kind is CouponKind.PERCENT and re.fullmatch(r"\d{1,3}", bare):
        return int(bare)
    try:
        amount = Euro.parse(bare)
    except ValueError:
        raise ValidationError(in_words(_WORTH), "value") from None
    if kind is CouponKind.PERCENT or not 0 <= amount.cents <= 1_000_000:
        raise ValidationError(in_words(_WORTH), "value")
    return amount.cents
