"""Find something to do: open to all, works without script, an address that can be sent on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext

from uitpas2.accounts.queries import municipalities
from uitpas2.activities import queries
from uitpas2.activities.pages.blueprint import blueprint
from uitpas2.activities.schemas import FinderQuery
from uitpas2.web.bodies import read_query
from uitpas2.web.context import reading
from uitpas2.web.guard import open_to_all
from uitpas2.web.language import day_in_words

PAGE = 24


@blueprint.get("/activities")
@open_to_all("the offer is public")
def find() -> ResponseReturnValue:
    form = read_query(FinderQuery)
    asked = form.data
    number = asked.get("page", 1)
    with reading() as work:
        offer = queries.find_offer(
            work,
            municipality_nis=asked.get("municipality"),
            day=asked.get("day"),
            age=asked.get("age"),
            theme=asked.get("theme", ""),
            text=asked.get("text", ""),
            with_places=asked.get("places", False),
            limit=PAGE,
            offset=(number - 1) * PAGE,
        )
        towns = [(one.nis, one.name) for one in municipalities(work)]
        page = render_template(
            "activities/finder.html",
            form=form,
            offer=offer,
            towns=towns,
            themes=[(theme, theme) for theme in queries.themes(work)],
            chips=_chips(asked, dict(towns)),
            page_number=number,
            pages=max(1, -(-offer.total // PAGE)),
            address=_address,
        )
    return page, 200 if form.is_valid else 422


def _chips(asked: Mapping[str, Any], towns: Mapping[str, str]) -> list[tuple[str, str]]:
    """The filters that hold now, each with the address without it."""
    words = {
        "municipality": towns.get(asked.get("municipality", ""), asked.get("municipality", "")),
        "day": day_in_words(asked["day"]) if "day" in asked else "",
        "age": ngettext("%(num)d year old", "%(num)d years old", asked["age"]) if "age" in asked else "",
        "theme": asked.get("theme", ""),
        "text": f"“{asked['text']}”" if asked.get("text") else "",
        "places": gettext("with free places") if asked.get("places") else "",
    }
    return [(text, _address(**{name: None})) for name, text in words.items() if text]


def _address(**changes: Any) -> str:
    """The finder's address with what was asked, and some of it changed; from the first page on."""
    asked = {name: value for name, value in request.args.items() if name in FinderQuery._declared_fields and value}
    return url_for("activities.find", **{**asked, "page": None, **changes})
