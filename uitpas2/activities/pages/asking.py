"""What somebody asks of the finder: read from the address, kept in it, and said back in chips."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from babel import Locale
from babel.dates import get_day_names
from flask import request, url_for
from flask_babel import gettext, ngettext
from marshmallow import fields, validate

from uitpas2.accounts.models import Municipality
from uitpas2.activities import queries
from uitpas2.activities.models import Place
from uitpas2.activities.pages.words import weekdays_in_words
from uitpas2.activities.queries import Near, Wishes
from uitpas2.activities.queries.where import around_place, around_town, municipality_meant, place_to_search_from
from uitpas2.activities.rules.access import ACCESS_WORDS, SPOKEN, Access
from uitpas2.activities.rules.calendar import WEEKDAYS
from uitpas2.activities.rules.school_classes import CLASSES, class_in_words
from uitpas2.activities.schemas import OLDEST
from uitpas2.database.work import Work
from uitpas2.kernel.errors import DomainError
from uitpas2.web.bodies import EuroField, Form, FormSchema, read_query
from uitpas2.web.language import day_in_words, euro, in_words, reader_language

VIEWS = ("list", "week", "map")
FURTHEST_KM = 30
KM_CHOICES = (2, 5, 10, 15, 25)
NEAR_A_PLACE = 5  # km around a place when nothing else is asked


class FinderQuery(FormSchema):
    """The finder's filters, all optional. `municipality` is a NIS code, for links from elsewhere."""

    text = fields.String(validate=validate.Length(max=100))
    where = fields.String(validate=validate.Length(max=80))
    municipality = fields.String(validate=validate.Length(max=5))
    place = fields.String(validate=validate.Length(max=36))
    km = fields.Integer(validate=validate.Range(min=1, max=FURTHEST_KM))
    day = fields.Date()
    weekday = fields.List(fields.Integer(validate=validate.Range(min=0, max=6)))
    from_time = fields.Time(format="%H:%M")
    to_time = fields.Time(format="%H:%M")
    age = fields.Integer(validate=validate.Range(min=0, max=OLDEST))
    school_class = fields.Integer(validate=validate.OneOf(CLASSES))
    theme = fields.String(validate=validate.Length(max=80))
    most = EuroField()
    places = fields.Boolean()
    access = fields.List(fields.String(validate=validate.OneOf([one.value for one in Access])))
    spoken = fields.String(validate=validate.OneOf(SPOKEN))
    view = fields.String(validate=validate.OneOf(VIEWS))
    week = fields.Date()
    page = fields.Integer(validate=validate.Range(min=1, max=10_000))


@dataclass
class Asked:
    """What was asked: the form as it was typed, and the wishes that it means. `town` or `place` is where from."""

    form: Form
    wishes: Wishes = field(default_factory=Wishes)
    town: Municipality | None = None
    place: Place | None = None

    @property
    def view(self) -> str:
        return str(self.form.data.get("view", "list"))

    @property
    def page(self) -> int:
        return int(self.form.data.get("page", 1))

    @property
    def has_more_filters(self) -> bool:
        """Something is asked, or wrong, among the filters that are folded away."""
        folded = {"weekday", "from_time", "to_time", "school_class", "theme", "most", "access", "spoken"}
        return bool(folded & {*self.form.values, *self.form.errors})


def read_asked(work: Work) -> Asked:
    """Everything that was typed stays in the form; what cannot be understood stands beside its field."""
    asked = Asked(read_query(FinderQuery))
    data, near, nis = asked.form.data, None, None
    if where := data.get("where") or data.get("municipality"):
        try:
            asked.town = municipality_meant(work, where)
        except DomainError as error:
            asked.form.add(error)
    elif place_id := data.get("place"):
        asked.place = place_to_search_from(work, place_id)
    if asked.town:
        asked.form.values["where"] = asked.form.values.get("where", asked.town.name)
        near, nis = (around_town(asked.town, data["km"]), None) if "km" in data else (None, asked.town.nis)
    elif asked.place:
        near = around_place(asked.place, data.get("km", NEAR_A_PLACE))
    asked.wishes = _wishes(data, near, nis)
    return asked


def _wishes(data: Mapping[str, Any], near: Near | None, nis: str | None) -> Wishes:
    return Wishes(
        municipality_nis=nis,
        near=near,
        day=data.get("day"),
        weekdays=sum(1 << number for number in set(data.get("weekday", ()))),
        from_minute=_minute(data, "from_time"),
        to_minute=_minute(data, "to_time"),
        age=data.get("age"),
        school_class=data.get("school_class"),
        theme=data.get("theme", ""),
        text=data.get("text", ""),
        most=data.get("most"),
        with_places=data.get("places", False),
        access=tuple(sorted(set(data.get("access", ())))),
        spoken=data.get("spoken", ""),
    )


def _minute(data: Mapping[str, Any], name: str) -> int | None:
    return 60 * data[name].hour + data[name].minute if name in data else None


def address(endpoint: str = "activities.find", /, **changes: Any) -> str:
    """The finder's address with what was asked, and some of it changed; from the first page on."""
    asked: dict[str, Any] = {
        name: request.args.getlist(name)
        for name in request.args
        if name in FinderQuery._declared_fields and any(request.args.getlist(name))
    }
    return url_for(endpoint, **{**asked, "page": None, **changes})


def chips(asked: Asked) -> list[tuple[str, str]]:
    """The filters that hold now, each with the address without it."""
    return [(text, address(**without)) for text, without in _chips(asked)]


def _chips(asked: Asked) -> Iterator[tuple[str, dict[str, Any]]]:
    data = asked.form.data
    if asked.town or asked.place:
        yield _where_in_words(asked), {"where": None, "municipality": None, "place": None, "km": None}
    if "day" in data:
        yield day_in_words(data["day"]), {"day": None}
    if data.get("weekday"):
        yield weekdays_in_words([WEEKDAYS[number] for number in data["weekday"]]), {"weekday": None}
    if "from_time" in data or "to_time" in data:
        yield _hours_in_words(data), {"from_time": None, "to_time": None}
    words = {
        "age": ngettext("%(num)d year old", "%(num)d years old", data["age"]) if "age" in data else "",
        "school_class": in_words(class_in_words(data["school_class"])) if "school_class" in data else "",
        "theme": data.get("theme", ""),
        "text": f"“{data['text']}”" if data.get("text") else "",
        "most": gettext("at most %(price)s", price=euro(data["most"])) if "most" in data else "",
        "places": gettext("with free places") if data.get("places") else "",
        "spoken": language_in_words(data["spoken"]) if "spoken" in data else "",
    }
    for name, text in words.items():
        if text:
            yield text, {name: None}
    for code in data.get("access", ()):
        yield in_words(ACCESS_WORDS[Access(code)]), {"access": [one for one in data["access"] if one != code]}


def _where_in_words(asked: Asked) -> str:
    km = asked.wishes.near.km if asked.wishes.near else 0
    name = asked.town.name if asked.town else in_words(asked.place.name) if asked.place else ""
    if not km:
        return name
    return str(gettext("%(place)s and within %(km)s km", place=name, km=km))


def _hours_in_words(data: Mapping[str, Any]) -> str:
    first, last = (f"{data[name]:%H:%M}" if name in data else "" for name in ("from_time", "to_time"))
    if first and last:
        return str(gettext("between %(first)s and %(last)s", first=first, last=last))
    return str(gettext("from %(first)s on", first=first) if first else gettext("until %(last)s", last=last))


def language_in_words(code: str) -> str:
    """The name of a language in the reader's own; Flemish Sign Language is in no list of Babel."""
    return Locale.parse(code).get_display_name(reader_language()) or code


def choices(work: Work) -> dict[str, list[tuple[Any, str]]]:
    """What can be chosen from in the form, as (value, text)."""
    names = get_day_names("wide", locale=reader_language())
    return {
        "km": [
            ("", gettext("only there")),
            *((km, gettext("up to %(km)d km", km=km)) for km in KM_CHOICES),
        ],
        "weekday": [(number, names[number]) for number in range(7)],
        "school_class": [("", gettext("All classes")), *((one, in_words(class_in_words(one))) for one in CLASSES)],
        "theme": [("", gettext("All themes")), *((theme, theme) for theme in queries.themes(work))],
        "access": [(one.value, in_words(ACCESS_WORDS[one])) for one in Access],
        "spoken": [
            ("", gettext("All languages")),
            *sorted(((one, language_in_words(one)) for one in SPOKEN), key=lambda pair: pair[1]),
        ],
    }


def begin() -> list[tuple[str, dict[str, Any]]]:
    """Searches that many families make, for who did not ask anything yet."""
    return [
        (gettext("Wednesday afternoon"), {"weekday": 2, "from_time": "12:00", "to_time": "18:30"}),
        (gettext("after school"), {"weekday": [0, 1, 3, 4], "from_time": "15:00", "to_time": "19:00"}),
        (gettext("the weekend"), {"weekday": [5, 6]}),
        (gettext("free of charge"), {"most": "0"}),
        (gettext("for a wheelchair"), {"access": Access.WHEELCHAIR.value}),
    ]


def week_of(asked: Asked, today: date) -> date:
    """The Monday of the week to show: the asked one, that of the asked day, or this week."""
    day = asked.form.data.get("week") or asked.form.data.get("day") or today
    return max(day, today) - timedelta(days=max(day, today).weekday())
