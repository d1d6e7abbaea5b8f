"""Find a place: the same screen for a family, a partner and the counter, each with its own addresses."""

from __future__ import annotations

from typing import Any

from babel.dates import get_day_names
from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from uitpas2.accounts.queries import municipalities
from uitpas2.registrations import queries
from uitpas2.registrations.pages.portals import PORTALS, Portal
from uitpas2.registrations.schemas import PlacesQuery
from uitpas2.web.bodies import Form, read_query
from uitpas2.web.context import reading
from uitpas2.web.language import day_in_words, reader_language

PAGE = 12
ALL = "all"
DISTANCES = (2, 5, 10, 15, 25)  # km


def places_page(portal: Portal, holder_id: str) -> ResponseReturnValue:
    """What fits this child, in its own municipality unless another one or all of Flanders is asked."""
    form = read_query(PlacesQuery)
    with reading() as work:
        holder = queries.child(work, holder_id)
        nis = form.data.get("municipality", holder.municipality_nis)
        number = form.data.get("page", 1)
        found = queries.places_for(
            work,
            holder,
            municipality_nis=None if nis == ALL else nis,
            km=form.data.get("km"),
            day=form.data.get("day"),
            weekday=form.data.get("weekday"),
            text=form.data.get("text", ""),
            limit=PAGE,
            offset=(number - 1) * PAGE,
        )
        everywhere = [(one.nis, one.name) for one in municipalities(work)]
        page = render_template(
            "registrations/places.html",
            portal=portal,
            holder=holder,
            form=form,
            found=found,
            municipality=nis,
            municipalities=everywhere,
            distances=[("", gettext("only there")), *((km, gettext("up to %(km)d km", km=km)) for km in DISTANCES)],
            weekdays=[("", gettext("every day")), *_weekdays().items()],
            chips=_chips(portal, holder_id, form, dict(everywhere).get(nis, "")),
            page_number=number,
            pages=max(1, -(-found.total // PAGE)),
            address=_address,
            asked=asked_places(),
        )
    return page, 200 if form.is_valid else 422


def _chips(portal: Portal, holder_id: str, form: Form, municipality: str) -> list[tuple[str, str]]:
    """The filters that hold now, each with the address without it."""
    chips = []
    if municipality:
        km = form.data.get("km")
        where = gettext("%(place)s and up to %(km)d km around it", place=municipality, km=km) if km else municipality
        chips.append((where, _address(portal, holder_id, municipality=ALL, km=None)))
    if (weekday := form.data.get("weekday")) is not None:
        chips.append((_weekdays()[weekday], _address(portal, holder_id, weekday=None)))
    if day := form.data.get("day"):
        chips.append((day_in_words(day), _address(portal, holder_id, day=None)))
    if text := form.data.get("text"):
        chips.append((f"“{text}”", _address(portal, holder_id, text=None)))
    return chips


def _weekdays() -> dict[int, str]:
    return dict(get_day_names("wide", locale=reader_language()))


def _address(portal: Portal, holder_id: str, **changes: Any) -> str:
    """The finder's address with what was asked, and some of it changed."""
    return url_for(portal.places, holder_id=holder_id, **{**asked_places(), "page": None, **changes})


def asked_places() -> dict[str, str]:
    """What was asked of the finder, in the address of this page or of one to which the finder led."""
    return {name: value for name, value in request.args.items() if value and name in PlacesQuery._declared_fields}


for one in PORTALS:
    one.open("GET", "/places", "places", places_page)
