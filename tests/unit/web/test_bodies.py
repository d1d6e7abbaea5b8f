"""Bodies: strict for machines, forgiving for forms, and in the reader's language."""

import pytest
from flask import Flask
from marshmallow import ValidationError, fields, validate

from uitpas2.kernel.money import Euro
from uitpas2.web import language
from uitpas2.web.bodies import ApiSchema, CentsField, EuroField, FormSchema, read_form
from uitpas2.web.problems import pointers


class Place(ApiSchema):
    name = fields.String(required=True)


class Booking(ApiSchema):
    seats = fields.Integer(required=True, strict=True, validate=validate.Range(1, 5))
    price_cents = CentsField()
    place = fields.Nested(Place)


class Choice(FormSchema):
    amount = EuroField(required=True)
    note = fields.String(validate=validate.Length(max=3))
    days = fields.List(fields.String())


MADE_AT_START_UP = Booking()


@pytest.fixture
def app() -> Flask:
    made = Flask(__name__)
    language.install(made)
    return made


def refused(app: Flask, schema: ApiSchema | FormSchema, body: dict, reader: str = "nl") -> dict[str, str]:
    """The pointers of what is wrong with a body, with their sentences."""
    with app.test_request_context(headers={"Accept-Language": reader}):
        with pytest.raises(ValidationError) as error:
            schema.load(body)
        assert isinstance(error.value.messages, dict)
        return {wrong["pointer"]: wrong["detail"] for wrong in pointers(error.value.messages)}


@pytest.mark.parametrize("planted", ["role", "organisation_id", "amount_cents", "status", "tenant_id"])
def test_what_nobody_asked_for_is_refused_at_every_depth(app, planted) -> None:
    wrong = refused(app, MADE_AT_START_UP, {"seats": 1, planted: 1, "place": {"name": "Gent", planted: 1}})

    assert wrong == {f"/{planted}": "Dit veld kennen we niet.", f"/place/{planted}": "Dit veld kennen we niet."}


@pytest.mark.parametrize(
    ("reader", "missing", "range_"),
    [
        ("nl", "Vul dit nog in.", "Dit moet tussen 1 en 5 liggen."),
        ("fr", "À compléter.", "Ceci doit se situer entre 1 et 5."),
        ("en", "Please fill this in.", "This must lie between 1 and 5."),
    ],
)
def test_a_schema_made_at_start_up_speaks_each_readers_language(app, reader, missing, range_) -> None:
    assert refused(app, MADE_AT_START_UP, {}, reader) == {"/seats": missing}
    assert refused(app, MADE_AT_START_UP, {"seats": 9}, reader) == {"/seats": range_}


@pytest.mark.parametrize("cents", ["200", 2.5, True])
def test_money_in_json_is_whole_cents_only(app, cents) -> None:
    assert "/price_cents" in refused(app, MADE_AT_START_UP, {"seats": 1, "price_cents": cents})


def test_money_in_json_becomes_euro() -> None:
    assert MADE_AT_START_UP.load({"seats": 1, "price_cents": 200})["price_cents"] == Euro(200)


def test_a_form_keeps_everything_typed_beside_what_is_wrong(app) -> None:
    typed = {"amount": "tien", "note": "te lang", "days": ["wo", "za"], "csrf_token": "x"}
    with app.test_request_context(method="POST", data=typed):
        form = read_form(Choice)

    assert not form.is_valid
    assert form.errors == {
        "amount": ["Schrijf een bedrag zoals 10,50."],
        "note": ["Dit is te lang: hoogstens 3 tekens."],
    }
    assert form.values == typed
    assert form.data == {"days": ["wo", "za"]}


def test_an_empty_field_of_a_form_counts_as_not_given(app) -> None:
    with app.test_request_context(method="POST", data={"amount": "10,50", "note": ""}):
        form = read_form(Choice)

    assert form.data == {"amount": Euro(1050)}
