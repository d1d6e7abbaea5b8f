"""The form for a municipality's choices, made from the rule book; and what our API reads and answers."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, ValidationError, fields, validate, validates_schema

from uitpas2.discounts.rules import Parameter
from uitpas2.discounts.values.kinds import NUMBERS, Kind, ValueFault, from_people
from uitpas2.discounts.values.numbers import NOTHING
from uitpas2.discounts.values.parameters import Fact
from uitpas2.kernel.text import LANGUAGES, TranslatedText
from uitpas2.web.bodies import ApiSchema, CentsField, FormSchema
from uitpas2.web.language import in_words
from uitpas2.web.sentences import TYPES

_AMOUNT = TranslatedText(
    nl="Schrijf een bedrag zoals 10,50.", fr="Écrivez un montant comme 10,50.", en="Write an amount like 10.50."
)
_TENTHS = TranslatedText(
    nl="Schrijf een percentage zoals 5 of 4,9.",
    fr="Écrivez un pourcentage comme 5 ou 4,9.",
    en="Write a percentage like 5 or 4.9.",
)
_TURNED = TranslatedText(
    nl="De laagste waarde is hoger dan de hoogste. Draai ze om.",
    fr="La valeur la plus basse dépasse la plus haute. Inversez-les.",
    en="The lowest value is above the highest. Turn them around.",
)
_OUTSIDE = TranslatedText(
    nl="Deze waarde ligt buiten de grenzen die je hieronder invulde.",
    fr="Cette valeur sort des limites que vous avez indiquées ci-dessous.",
    en="This value is outside the bounds you filled in below.",
)
_PICK = TranslatedText(
    nl="Kies een van de mogelijkheden.", fr="Choisissez une des possibilités.", en="Choose one of the options."
)


class ValueField(fields.Field[int]):
    """A value of the rule book as people type it (80, 80 %, 12,50 or a code), read into the engine's whole number."""

    def __init__(self, kind: Kind, codes: tuple[str, ...] = (), **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.kind = kind
        self.codes = codes

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> int:
        bare = value.strip(" \u00a0%€") if isinstance(value, str) and not self.codes else value
        try:
            read = from_people(self.kind, bare, self.codes)
        except ValueFault:
            raise ValidationError(in_words(self.complaint)) from None
        if not self.codes and self.kind is not Kind.YES_NO and read >= NOTHING:
            raise ValidationError(in_words(self.complaint))
        return read

    @property
    def complaint(self) -> TranslatedText:
        if self.codes or self.kind is Kind.YES_NO:
            return _PICK
        return {Kind.CENTS: _AMOUNT, Kind.TENTHS_PCT: _TENTHS}.get(self.kind, TYPES[fields.Integer])


def value_field(parameter: Parameter) -> fields.Field[Any]:
    """The field for a parameter's value; empty means that it stays as it is."""
    if parameter.kind is Kind.SET_OF:
        return fields.List(fields.String(validate=validate.OneOf(parameter.codes)))
    return ValueField(parameter.kind, parameter.codes)


def choices_form(parameters: list[Parameter]) -> type[Schema]:
    """A form with a field for each parameter, the days, and the decision of the council."""
    return FormSchema.from_dict(
        {
            **{parameter.key: value_field(parameter) for parameter in parameters},
            "starts": fields.Date(required=True),
            "ends": fields.Date(),
            "council_decision": fields.String(required=True, validate=validate.Length(max=400)),
        },
        name="ChoicesForm",
    )


class RulesQuery(FormSchema):
    """Which municipality somebody looks for on the public page."""

    nis = fields.String(validate=validate.Regexp(r"^\d{5}$"))


class ChoicesQuery(FormSchema):
    """Which parameter the Flemish administration looks at; an overview of all when left out."""

    parameter = fields.String(validate=validate.Length(max=60))


class VersionsQuery(FormSchema):
    """Two days to compare, and the page of what municipalities changed in between."""

    since = fields.Date()
    until = fields.Date()
    page = fields.Integer(load_default=1, validate=validate.Range(1, 1000))


def simulation_query(parameter: Parameter) -> type[Schema]:
    """What Flanders tries: another default, and for numbers other bounds. The codes of a set are not read here."""
    numbers: dict[str, Any] = {}
    if parameter.kind is not Kind.SET_OF:
        numbers["value"] = ValueField(parameter.kind, parameter.codes)
    if parameter.kind in NUMBERS:
        numbers |= {name: ValueField(parameter.kind) for name in ("lowest", "highest")}
    return SimulationQuery.from_dict(numbers, name="SimulationQuery")


class SimulationQuery(FormSchema):
    none = fields.Boolean(load_default=False)
    show = fields.String(validate=validate.OneOf(["top", "all"]), load_default="top")

    @validates_schema
    def _in_order(self, data: dict[str, Any], **_: Any) -> None:
        lowest, value, highest = data.get("lowest"), data.get("value"), data.get("highest")
        if lowest is not None and highest is not None and lowest > highest:
            raise ValidationError(in_words(_TURNED), "lowest")
        if value is not None and ((lowest or 0) > value or (highest is not None and highest < value)):
            raise ValidationError(in_words(_OUTSIDE), "value")


class QuoteQuestion(FormSchema):
    card = fields.String(
        required=True,
        validate=validate.Length(max=2000),
        metadata={"description": "The 13 digits on the card, or the text of its QR code."},
    )
    activity_id = fields.String(required=True, validate=validate.Length(max=36))
    price_id = fields.String(
        validate=validate.Length(max=36),
        metadata={"description": "One of the activity's prices; its base price when left out."},
    )
    session_id = fields.String(
        validate=validate.Length(max=36),
        metadata={"description": "For out-of-school care: the session, whose day decides."},
    )


class Refusal(Schema):
    code = fields.String(required=True)
    title = fields.String(required=True, metadata={"description": "To be shown as it is."})
    again_from = fields.Date(allow_none=True, metadata={"description": "From this day it is possible again."})


class QuoteAnswer(Schema):
    """What the holder pays now; never why."""

    activity_id = fields.String(required=True)
    price_id = fields.String(required=True)
    full_price_cents = CentsField(required=True)
    holder_pays_cents = CentsField(required=True)
    remaining = fields.Integer(
        required=True,
        allow_none=True,
        metadata={"description": "Tickets left at this price; null when there is no limit."},
    )
    refusal = fields.Nested(Refusal, required=True, allow_none=True)


class SaleOrder(QuoteQuestion):
    client_reference = fields.String(
        validate=validate.Length(min=1, max=80),
        metadata={"description": "Your own reference: one sale per organiser has it."},
    )
    at_full_price = fields.Boolean(
        load_default=False,
        metadata={"description": "Sell at the ordinary price, after the reduced one was refused."},
    )


class SaleAnswer(Schema):
    id = fields.String(required=True)
    activity_id = fields.String(required=True)
    at = fields.AwareDateTime(required=True, format="iso")
    day = fields.Date(required=True)
    full_price_cents = CentsField(required=True, attribute="full_price")
    holder_pays_cents = CentsField(required=True, attribute="holder_pays")
    client_reference = fields.String(required=True, allow_none=True)
    cancelled_at = fields.AwareDateTime(required=True, allow_none=True, format="iso")


class SalesQuery(FormSchema):
    client_reference = fields.String(validate=validate.Length(max=80))
    limit = fields.Integer(load_default=50, validate=validate.Range(1, 200))
    offset = fields.Integer(load_default=0, validate=validate.Range(min=0, max=1_000_000))


class SalesAnswer(Schema):
    items = fields.List(fields.Nested(SaleAnswer), required=True)
    total = fields.Integer(required=True)
    limit = fields.Integer(required=True)
    offset = fields.Integer(required=True)


_EUROS = r"^\d{1,9}([.,]\d{1,2})?$"


def fact_field(fact: Fact) -> fields.Field[Any]:
    """A fact in a body, as scheme files write it: codes, whole numbers, days, and euros as text."""
    described = {"description": fact.help}
    match fact.kind:
        case Kind.SET_OF:
            return fields.List(fields.String(validate=validate.OneOf(fact.codes)), metadata=described)
        case Kind.ONE_OF:
            return fields.String(validate=validate.OneOf(fact.codes), metadata=described)
        case Kind.YES_NO:
            return fields.Boolean(truthy={True}, falsy={False}, metadata=described)
        case Kind.DAY:
            return fields.Date(metadata=described)
        case Kind.CENTS:
            about = {"description": f"{fact.help} In euros, as text: 24500.00.".strip()}
            return fields.String(validate=validate.Regexp(_EUROS), metadata=about)
        case _:
            most = 100 if fact.kind is Kind.PERCENT else 150 if fact.kind is Kind.AGE else 1_000_000
            return fields.Integer(strict=True, validate=validate.Range(0, most), metadata=described)


def entitlement_question(facts: list[Fact]) -> type[Schema]:
    """What is asked about a right: where, when, and the facts. It names nobody."""
    described = ApiSchema.from_dict({fact.name: fact_field(fact) for fact in facts}, name="FactsOfTheRight")
    return ApiSchema.from_dict(
        {
            "municipality_nis": fields.String(
                required=True,
                validate=validate.Regexp(r"^\d{5}$"),
                metadata={"description": "The municipality that decides on the right."},
            ),
            "day": fields.Date(metadata={"description": "The day to decide for; today when left out."}),
            "facts": fields.Nested(
                described,
                load_default=dict,
                metadata={"description": "What is known; for the rest the rule book says what is assumed."},
            ),
            "language": fields.String(
                validate=validate.OneOf(LANGUAGES),
                metadata={"description": "The language of the sentences; else that of Accept-Language."},
            ),
        },
        name="EntitlementQuestion",
    )


class EntitlementRefusal(Schema):
    code = fields.String(required=True, metadata={"description": "The condition that did not hold."})
    title = fields.String(required=True, metadata={"description": "To be shown as it is."})
    article = fields.Integer(required=True)


class EntitlementStep(Schema):
    rule = fields.String(required=True)
    article = fields.Integer(required=True)
    holds = fields.Boolean(required=True)
    sentence = fields.String(required=True)
    whose = fields.String(required=True)
    council_decision = fields.String(required=True)
    would_change = fields.List(fields.String(), required=True)


class EntitlementAnswer(Schema):
    """Whether these facts give the right, and why. Nothing of it is kept."""

    entitled = fields.Boolean(required=True)
    starts = fields.Date(required=True, allow_none=True)
    ends = fields.Date(
        required=True, allow_none=True, metadata={"description": "The first day on which it no longer holds."}
    )
    refusal = fields.Nested(EntitlementRefusal, required=True, allow_none=True)
    steps = fields.List(fields.Nested(EntitlementStep), required=True)
    receipt = fields.Dict(
        keys=fields.String(),
        required=True,
        metadata={"description": "Enough to decide again and compare: `uitpas2 rules explain` reads it."},
    )


class RuleBookQuery(FormSchema):
    on = fields.Date(metadata={"description": "In force on this day; today when left out."})
    known_on = fields.AwareDateTime(
        format="iso", metadata={"description": "As known at this moment; everything known when left out."}
    )
    nis = fields.String(
        validate=validate.Regexp(r"^\d{5}$"), metadata={"description": "The choices of one municipality only."}
    )


class RuleBookAnswer(Schema):
    """Articles, parameters with bounds and sources, and choices with the decisions they rest on."""

    version = fields.String(required=True, metadata={"description": "A hash of all rules and values."})
    on = fields.Date(required=True)
    known_on = fields.AwareDateTime(required=True, allow_none=True, format="iso")
    articles = fields.List(fields.Dict(keys=fields.String()), required=True)
    parameters = fields.List(fields.Dict(keys=fields.String()), required=True)
    choices = fields.List(fields.Dict(keys=fields.String()), required=True)
