"""Reading forms through the same schemas as JSON, so that nothing typed is lost when something is wrong."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from flask import request
from marshmallow import EXCLUDE, RAISE, Schema, ValidationError, fields, pre_load

from uitpas2.kernel.errors import DomainError
from uitpas2.kernel.money import Euro
from uitpas2.kernel.text import TranslatedText
from uitpas2.web.keepable import is_keepable
from uitpas2.web.language import in_words
from uitpas2.web.sentences import TYPES, UNKNOWN, UNREADABLE, lazily, speak

# Days outside these years are slips of the finger; the first and last days of the calendar itself have no day before
# or after them, nor a moment in every time zone.
FIRST_DAY, LAST_DAY = date(1800, 1, 1), date(2999, 12, 31)


@dataclass
class Form:
    """What was typed (`values`), what it means (`data`), and what is wrong per field (`errors`).

    A template shows `values` again, so that a mistake costs one field and not the whole form. The key "" in
    `errors` holds what belongs to no single field. `names` is filled while the page is made: what each field is
    called there, and the id of its element.
    """

    values: dict[str, Any] = field(default_factory=dict)
    data: dict[str, Any] = field(default_factory=dict)
    errors: dict[str, list[str]] = field(default_factory=dict)
    names: dict[str, tuple[str, str]] = field(default_factory=dict)

    @property
    def is_valid(self) -> bool:
        return not self.errors

    def add(self, error: DomainError) -> None:
        """Show a domain error beside the field it belongs to."""
        self.errors.setdefault(error.field or "", []).append(in_words(error.message))

    def name_field(self, name: str, label: str, element_id: str) -> None:
        """Remember the words that stand above a field, to name it in the summary of what is wrong."""
        self.names[name] = (str(label), element_id)


def read_form(schema: type[Schema] | Schema) -> Form:
    """The submitted form through a schema. Checkboxes come as a list where the schema has a List."""
    reader = schema if isinstance(schema, Schema) else schema()
    typed: dict[str, Any] = {}
    for name in request.form:
        is_list = isinstance(reader.fields.get(name), fields.List)
        typed[name] = request.form.getlist(name) if is_list else request.form[name].strip()
    form = Form(values=typed)
    try:
        form.data = reader.load(typed, unknown=EXCLUDE)
    except ValidationError as error:
        assert isinstance(error.messages, dict)
        form.errors = {("" if name == "_schema" else name): _flat(texts) for name, texts in error.messages.items()}
        form.data = dict(error.valid_data) if isinstance(error.valid_data, dict) else {}
    return form


def read_query(schema: type[Schema] | Schema) -> Form:
    """The same for the query of a GET: search and filter forms."""
    reader = schema if isinstance(schema, Schema) else schema()
    typed: dict[str, Any] = {}
    for name in request.args:
        if isinstance(reader.fields.get(name), fields.List):
            typed[name] = [value.strip() for value in request.args.getlist(name) if value.strip()]
        else:
            typed[name] = request.args[name].strip()
    typed = {name: value for name, value in typed.items() if value}
    form = Form(values=typed)
    try:
        form.data = reader.load(typed, unknown=EXCLUDE)
    except ValidationError as error:
        assert isinstance(error.messages, dict)
        form.errors = {("" if name == "_schema" else name): _flat(texts) for name, texts in error.messages.items()}
        form.data = dict(error.valid_data) if isinstance(error.valid_data, dict) else {}
    return form


def _flat(texts: Any) -> list[str]:
    return [str(text) for text in texts] if isinstance(texts, list) else [str(texts)]


class BodySchema(Schema):
    """Base of our bodies: messages are sentences in the reader's language, and a field we do not know is refused."""

    class Meta:
        unknown = RAISE

    error_messages = {"unknown": lazily(UNKNOWN), "type": lazily(UNREADABLE)}

    def on_bind_field(self, field_name: str, field_obj: fields.Field[Any]) -> None:
        speak(field_obj)
        match field_obj:
            case fields.Date():
                field_obj.validators = [_check_day, *field_obj.validators]
            case fields.String():
                field_obj.validators = [_check_text, *field_obj.validators]


def _check_day(day: date) -> None:
    if not FIRST_DAY <= day <= LAST_DAY:
        raise ValidationError(in_words(TYPES[fields.Date]))


def _check_text(text: object) -> None:
    if not is_keepable(str(text)):
        raise ValidationError(in_words(UNREADABLE))


class FormSchema(BodySchema):
    """Base of forms: empty text counts as not given. `read_form` leaves hidden fields of the page itself out."""

    @pre_load
    def _empty_is_missing(self, data: Any, **_: Any) -> Any:
        if not isinstance(data, dict):
            return data
        return {name: value for name, value in data.items() if value != ""}


class ApiSchema(BodySchema):
    """Base of JSON bodies: strict. What nobody asked for (a role, an amount, a tenant) is refused, never ignored."""


class EuroField(fields.Field[Euro]):
    """Money as people type it in a form ("10,50"); in JSON bodies use whole cents (`price_cents`)."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Euro:
        try:
            return Euro.parse(str(value))
        except ValueError:
            raise ValidationError(
                in_words(
                    TranslatedText(
                        nl="Schrijf een bedrag zoals 10,50.",
                        fr="Écrivez un montant comme 10,50.",
                        en="Write an amount like 10.50.",
                    )
                )
            ) from None

    def _serialize(self, value: Euro | None, attr: str | None, obj: Any, **kwargs: Any) -> str | None:
        return None if value is None else str(value)


class CentsField(fields.Integer):
    """An amount of money in JSON: whole cents, read into and written from Euro."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(strict=True, **kwargs)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        cents = super()._deserialize(value, attr, data, **kwargs)
        return None if cents is None else Euro(cents)

    def _serialize(self, value: Any, attr: str | None, obj: Any, **kwargs: Any) -> Any:
        return value.cents if isinstance(value, Euro) else value
