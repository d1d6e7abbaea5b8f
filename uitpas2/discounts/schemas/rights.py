"""What our API reads and answers about the right and the rule book."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields, validate

from uitpas2.discounts.values.kinds import Kind
from uitpas2.discounts.values.parameters import Fact
from uitpas2.kernel.text import LANGUAGES
from uitpas2.web.bodies import ApiSchema, FormSchema

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
