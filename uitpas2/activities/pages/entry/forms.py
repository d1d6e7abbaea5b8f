"""The form of an activity: its fields by rhythm, and from what was typed to what it means.

Rows of one kind (hours, moments, camps, closed days, prices) are numbered: "opens-0", "opens-1". An empty row counts
for nothing; what is wrong with a row is shown at that row.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import time
from functools import cache
from typing import Any

from flask import request
from marshmallow import Schema, ValidationError, fields, validate, validates_schema

from uitpas2.activities.rules import ProductClass
from uitpas2.activities.rules.access import SPOKEN, Access
from uitpas2.activities.rules.entering import Entry, Tariff, Where
from uitpas2.activities.rules.planning import (
    ClosedDays,
    DatedTime,
    OtherHours,
    Plan,
    Rhythm,
    Season,
    Stay,
    WeekHours,
)
from uitpas2.activities.rules.school_classes import CLASSES
from uitpas2.kernel.errors import DomainError
from uitpas2.kernel.text import TranslatedText
from uitpas2.web.bodies import EuroField, Form, FormSchema, read_form
from uitpas2.web.language import in_words
from uitpas2.web.sentences import REQUIRED

MOST_ROWS = 40
OLDEST = 120
MOST_PLACES = 100_000

# Of each kind of row: its fields, and those without which a row is not whole. The first of them is always needed.
ROWS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "hours": (("weekdays", "opens", "closes", "care_from", "care_to"), ("weekdays", "opens", "closes")),
    "dates": (("day", "opens", "closes", "own_price"), ("day", "opens", "closes")),
    "stays": (("stay-first", "stay-last", "stay-price"), ("stay-first", "stay-last")),
    "closed": (("closed-first", "closed-last", "closed-reason"), ("closed-first",)),
    "adjusted": (
        ("other-first", "other-last", "other-opens", "other-closes", "other-reason"),
        ("other-first", "other-opens", "other-closes"),
    ),
    "tariffs": (("tariff-name", "tariff-amount"), ("tariff-name", "tariff-amount")),
}
OF_RHYTHM: dict[Rhythm, tuple[str, ...]] = {
    Rhythm.WEEKLY: ("hours", "closed", "adjusted", "tariffs"),
    Rhythm.COURSE: ("hours", "closed", "tariffs"),
    Rhythm.CAMP: ("hours", "stays", "tariffs"),
    Rhythm.DATES: ("dates", "tariffs"),
    Rhythm.ALWAYS: ("hours", "closed", "adjusted", "tariffs"),
}
ONE_ROW = {Rhythm.COURSE, Rhythm.CAMP}  # one stretch of hours for all lessons, or all days

BEFORE = TranslatedText(nl="Vul deze rij aan.", fr="Complétez cette ligne.", en="Complete this row.")
NUMBER_OR_NOTHING = validate.Range(min=0, max=OLDEST)


def _kind_of(name: str) -> fields.Field[Any]:
    """The field of one column of rows."""
    if name == "weekdays":
        return fields.List(fields.Integer(validate=validate.Range(min=0, max=6)), load_default=list)
    if name in {"opens", "closes", "care_from", "care_to", "other-opens", "other-closes"}:
        return fields.Time(load_default=None)
    if name in {"own_price", "stay-price", "tariff-amount"}:
        return EuroField(load_default=None, validate=_not_negative)
    if name in {"closed-reason", "other-reason", "tariff-name"}:
        return fields.String(load_default="", validate=validate.Length(max=80))
    return fields.Date(load_default=None)


def _not_negative(amount: Any) -> None:
    if amount.cents < 0:
        raise ValidationError(
            in_words(
                TranslatedText(
                    nl="Een prijs kan niet lager zijn dan 0.",
                    fr="Un prix ne peut pas être inférieur à 0.",
                    en="A price cannot be lower than 0.",
                )
            )
        )


class _Common(FormSchema):
    """What is asked of every activity."""

    rhythm = fields.Enum(Rhythm, by_value=True, required=True)
    copied_from = fields.String(load_default=None, validate=validate.Length(max=36))
    name = fields.String(required=True, validate=validate.Length(max=120))
    product_class = fields.Enum(ProductClass, by_value=True, required=True)
    description = fields.String(load_default="", validate=validate.Length(max=4000))
    theme = fields.String(load_default="", validate=validate.Length(max=80))
    price = EuroField(required=True, validate=_not_negative)
    capacity = fields.Integer(load_default=None, validate=validate.Range(min=0, max=MOST_PLACES))
    kept = fields.Integer(load_default=0, validate=validate.Range(min=0, max=MOST_PLACES))
    kept_days = fields.Integer(load_default=14, validate=validate.Range(min=0, max=365))
    age_from = fields.Integer(load_default=None, validate=NUMBER_OR_NOTHING)
    age_to = fields.Integer(load_default=None, validate=NUMBER_OR_NOTHING)
    born_from = fields.Date(load_default=None)
    born_to = fields.Date(load_default=None)
    class_from = fields.Integer(load_default=None, validate=validate.OneOf(CLASSES))
    class_to = fields.Integer(load_default=None, validate=validate.OneOf(CLASSES))
    children_only = fields.Boolean(load_default=False)
    members_only = fields.Boolean(load_default=False)
    place_name = fields.String(load_default="", validate=validate.Length(max=120))
    street = fields.String(load_default="", validate=validate.Length(max=160))
    postal_code = fields.String(load_default="", validate=validate.Regexp(r"\d{4}\Z"))
    city = fields.String(load_default="", validate=validate.Length(max=80))
    online_url = fields.Url(load_default="", schemes={"http", "https"})
    meeting_place = fields.String(load_default="", validate=validate.Length(max=300))
    to_bring = fields.String(load_default="", validate=validate.Length(max=1000))
    access = fields.List(fields.Enum(Access, by_value=True), load_default=list)
    access_note = fields.String(load_default="", validate=validate.Length(max=1000))
    spoken = fields.List(fields.String(validate=validate.OneOf(SPOKEN)), load_default=list)
    first = fields.Date(load_default=None)
    last = fields.Date(load_default=None)
    lessons = fields.Integer(load_default=None, validate=validate.Range(min=1, max=100))
    every = fields.Integer(load_default=1, validate=validate.Range(min=1, max=4))
    season = fields.Enum(Season, by_value=True, load_default=Season.ALL_YEAR)
    on_public_holidays = fields.Boolean(load_default=False)
    nights = fields.Boolean(load_default=False)

    @validates_schema
    def _whole_rows(self, data: dict[str, Any], **_: Any) -> None:
        """A row that was begun is filled in to its end."""
        wrong = {
            f"{name}-{number}": [in_words(BEFORE)]
            for kind in OF_RHYTHM.get(data.get("rhythm", Rhythm.ALWAYS), ())
            for number, row in _rows(data, kind)
            for name in ROWS[kind][1]
            if row[name] in (None, "", [])
        }
        place = {name: data.get(name) for name in ("street", "city")}
        if any(place.values()) and not data.get("place_name"):
            wrong["place_name"] = [in_words(REQUIRED)]
        if wrong:
            raise ValidationError({name: [str(text) for text in texts] for name, texts in wrong.items()})


@cache
def schema_of(rhythm: Rhythm, count: int) -> type[Schema]:
    """The schema with so many rows of each kind that a rhythm has."""
    names = {name for kind in OF_RHYTHM[rhythm] for name in ROWS[kind][0]}
    rows = {f"{name}-{number}": _kind_of(name) for name in sorted(names) for number in range(count)}
    return type("EntryForm", (_Common,), rows)


def read_entry(rhythm: Rhythm) -> Form:
    """What was typed; of a rhythm that is always the same. Boxes that were all left open come as an empty list."""
    sent = [int(name.rpartition("-")[2]) for name in request.form if re.search(r"-\d{1,2}\Z", name)]
    form = read_form(schema_of(rhythm, min(MOST_ROWS, max(sent, default=0) + 1)))
    for name in ("access", "spoken"):
        form.values.setdefault(name, [])
    for number in range(row_count(form.values, "hours")):
        form.values.setdefault(f"weekdays-{number}", [])
    return form


def rhythm_asked(default: Rhythm | None = None) -> Rhythm | None:
    """The rhythm of this request, from its form or its address; None when there is none."""
    typed = request.form.get("rhythm") or request.args.get("rhythm") or ""
    return Rhythm(typed) if typed in set(Rhythm) else default


def row_count(values: Mapping[str, Any], kind: str) -> int:
    """How many rows of a kind were typed in, up to the last one with something in it."""
    numbers = [
        number
        for number in range(MOST_ROWS)
        if any(values.get(f"{name}-{number}") not in (None, "", []) for name in ROWS[kind][0])
    ]
    return max(numbers, default=-1) + 1


def _rows(data: Mapping[str, Any], kind: str) -> list[tuple[int, dict[str, Any]]]:
    """The rows of a kind in which something was typed, each with its number."""
    found = []
    for number in range(MOST_ROWS):
        row = {name: data.get(f"{name}-{number}") for name in ROWS[kind][0]}
        if any(value not in (None, "", []) for value in row.values()):
            found.append((number, row))
    return found


def entry_of(form: Form) -> Entry:
    """What a form that is right means."""
    data = form.data
    return Entry(
        name=data["name"],
        product_class=data["product_class"],
        plan=_plan(data),
        price=data["price"],
        tariffs=tuple(Tariff(row["tariff-name"], row["tariff-amount"]) for _, row in _rows(data, "tariffs")),
        description=data["description"],
        theme=data["theme"],
        where=Where(data["place_name"], data["street"], data["postal_code"], data["city"]),
        online_url=data["online_url"],
        access=tuple(data["access"]),
        spoken=tuple(data["spoken"]),
        **{name: data[name] for name in _AS_TYPED},
    )


_AS_TYPED = (
    "age_from",
    "age_to",
    "born_from",
    "born_to",
    "class_from",
    "class_to",
    "children_only",
    "members_only",
    "meeting_place",
    "to_bring",
    "access_note",
)


def _plan(data: Mapping[str, Any]) -> Plan:
    kinds = OF_RHYTHM[data["rhythm"]]
    rows: dict[str, list[tuple[int, dict[str, Any]]]] = {kind: _rows(data, kind) for kind in kinds}
    return Plan(
        rhythm=data["rhythm"],
        dates=tuple(
            DatedTime(row["day"], _clock(row["opens"]), _clock(row["closes"]), row["own_price"])
            for _, row in rows.get("dates", [])
        ),
        stays=tuple(Stay(row["stay-first"], row["stay-last"], row["stay-price"]) for _, row in rows.get("stays", [])),
        hours=tuple(
            WeekHours(
                tuple(sorted(set(row["weekdays"]))),
                _clock(row["opens"]),
                _clock(row["closes"]),
                _clock(row["care_from"]) or None,
                _clock(row["care_to"]) or None,
            )
            for _, row in rows.get("hours", [])
        ),
        closed=tuple(
            ClosedDays(row["closed-first"], row["closed-last"] or row["closed-first"], row["closed-reason"])
            for _, row in rows.get("closed", [])
        ),
        adjusted=tuple(
            OtherHours(
                row["other-first"],
                row["other-last"] or row["other-first"],
                _clock(row["other-opens"]),
                _clock(row["other-closes"]),
                row["other-reason"],
            )
            for _, row in rows.get("adjusted", [])
        ),
        **{name: data[name] for name in _OF_PLAN},
    )


_OF_PLAN = (
    "first",
    "last",
    "lessons",
    "every",
    "season",
    "on_public_holidays",
    "nights",
    "capacity",
    "kept",
    "kept_days",
)


def _clock(moment: time | None) -> str:
    return f"{moment:%H:%M}" if moment else ""


def add_error(form: Form, error: DomainError) -> None:
    """Show what a rule refused at the row it is about: rules count the filled rows, people see all of them."""
    name, _, number = (error.field or "").rpartition("-")
    kind = next((kind for kind in OF_RHYTHM[form.data["rhythm"]] if name in ROWS[kind][0]), None)
    if kind is not None and number.isdigit():
        numbers = [place for place, _ in _rows(form.data, kind)]
        error.field = f"{name}-{numbers[int(number)] if int(number) < len(numbers) else number}"
    form.add(error)
