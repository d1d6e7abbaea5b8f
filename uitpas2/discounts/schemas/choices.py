"""The form for a municipality's choices, made from the rule book, and what the pages about rules are asked."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, ValidationError, fields, validate, validates_schema

from uitpas2.discounts.rules import Parameter
from uitpas2.discounts.rules.choosing import may_have_no_limit, reasonable
from uitpas2.discounts.rules.telling import value_in_words
from uitpas2.discounts.values.kinds import NUMBERS, Kind, ValueFault, from_people
from uitpas2.discounts.values.numbers import NOTHING
from uitpas2.kernel.text import TranslatedText
from uitpas2.web.bodies import FormSchema
from uitpas2.web.language import in_words, reader_language
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
_TOO_LITTLE = TranslatedText(
    nl="Dit moet minstens {least} zijn.", fr="Le minimum est {least}.", en="This must be at least {least}."
)
_TOO_MUCH = TranslatedText(
    nl="Dit kan hoogstens {most} zijn.", fr="Le maximum est {most}.", en="This can be {most} at most."
)
_ALWAYS = TranslatedText(
    nl="Hier moet altijd een waarde staan.", fr="Il faut toujours une valeur ici.", en="There is always a value here."
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
    query = SimulationQuery.from_dict(numbers, name="SimulationQuery")
    query.parameter = parameter  # type: ignore[attr-defined]
    return query


class SimulationQuery(FormSchema):
    parameter: Parameter
    none = fields.Boolean(load_default=False)
    show = fields.String(validate=validate.OneOf(["top", "all"]), load_default="top")

    @validates_schema
    def _sensible(self, data: dict[str, Any], **_: Any) -> None:
        if data.get("none") and not may_have_no_limit(self.parameter):
            raise ValidationError(in_words(_ALWAYS), "value")
        if self.parameter.kind not in NUMBERS:
            return
        least, most = reasonable(self.parameter)
        for name in ("value", "lowest", "highest"):
            value = data.get(name, least)
            if not least <= value <= most:
                told = {bound: value_in_words(self.parameter, bound, reader_language()) for bound in (least, most)}
                text = _TOO_LITTLE if value < least else _TOO_MUCH
                raise ValidationError(in_words(text.fill(least=told[least], most=told[most])), name)

    @validates_schema
    def _in_order(self, data: dict[str, Any], **_: Any) -> None:
        lowest, value, highest = data.get("lowest"), data.get("value"), data.get("highest")
        if lowest is not None and highest is not None and lowest > highest:
            raise ValidationError(in_words(_TURNED), "lowest")
        if value is not None and ((lowest or 0) > value or (highest is not None and highest < value)):
            raise ValidationError(in_words(_OUTSIDE), "value")
