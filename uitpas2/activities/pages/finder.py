"""Find something to do: open to all, works without script, an address that can be sent on."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from babel.dates import format_date
from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from uitpas2.accounts.queries import municipalities
from uitpas2.activities import queries
from uitpas2.activities.pages.asking import Asked, address, begin, chips, choices, read_asked, week_of
from uitpas2.activities.pages.blueprint import blueprint
from uitpas2.activities.pages.drawing import drawn, qr_path
from uitpas2.activities.queries.ranking import SHOWN_AT_MOST
from uitpas2.activities.rules import ordering
from uitpas2.database.work import Work
from uitpas2.web.context import reading
from uitpas2.web.guard import open_to_all
from uitpas2.web.language import reader_language

PAGE = 24
PRINTED = 60


@blueprint.app_template_filter("weekday")
def _weekday(day: date) -> str:
    """woensdag"""
    return format_date(day, "EEEE", locale=reader_language())


@blueprint.app_template_filter("day_and_month")
def _day_and_month(day: date) -> str:
    """2 december"""
    return format_date(day, "d MMMM", locale=reader_language())


@blueprint.get("/activities")
@open_to_all("the offer is public")
def find() -> ResponseReturnValue:
    with reading() as work:
        asked = read_asked(work)
        views = {"list": _list, "week": _week, "map": _map}
        page = render_template(
            "activities/finder.html",
            asked=asked,
            form=asked.form,
            towns=[one.name for one in municipalities(work)],
            choices=choices(work),
            chips=chips(asked),
            begin=begin(),
            address=address,
            **views[asked.view](work, asked),
        )
    return page, 200 if asked.form.is_valid else 422


def _list(work: Work, asked: Asked) -> dict[str, Any]:
    offer = queries.search(work, asked.wishes, limit=PAGE, offset=(asked.page - 1) * PAGE)
    pages = max(1, -(-offer.total // PAGE))
    return {"offer": offer, "page_number": asked.page, "pages": pages, "total": offer.total, "more": offer.more}


def _week(work: Work, asked: Asked) -> dict[str, Any]:
    """Without a place or another wish that most do not fit, a week would be a wall of times: it asks for one first."""
    monday = week_of(asked, work.today)
    week = queries.week(work, asked.wishes, monday) if asked.wishes.is_selective else None
    before, after = monday - timedelta(days=7), monday + timedelta(days=7)
    return {
        "week": week,
        "total": week.total if week else 0,
        "more": bool(week and week.more),
        "monday": monday,
        "today": work.today,
        "earlier": before if after > work.today + timedelta(days=7) else None,
        "later": after,
    }


def _map(work: Work, asked: Asked) -> dict[str, Any]:
    counts = queries.spread(work, asked.wishes)
    names = {one.nis: one.name for one in municipalities(work)}
    drawing = drawn({nis: count for nis, count in counts.items() if nis}, names, whole=not asked.wishes.is_selective)
    return {"map": drawing, "nowhere": counts.get(None, 0), "total": sum(counts.values()), "more": False}


@blueprint.get("/activities/order")
@open_to_all("how the offer is ordered is public")
def order() -> str:
    return render_template("activities/order.html", rule=ordering, places=ordering.Places, shown_at_most=SHOWN_AT_MOST)


@blueprint.get("/activities/print")
@open_to_all("the offer is public")
def print_list() -> ResponseReturnValue:
    """The same search for the wall of a school: large, without filters, with a code that leads to it."""
    with reading() as work:
        asked = read_asked(work)
        offer = queries.search(work, asked.wishes, limit=PRINTED)
        lines = sorted(offer.items, key=lambda line: (line.next_session is None, str(_start(line)), line.activity.id))
        where = address(view=None, week=None, _external=True)
        side, path = qr_path(where)
        page = render_template(
            "activities/print.html",
            lines=lines,
            offer=offer,
            chips=[text for text, _ in chips(asked)],
            today=work.today,
            where=where,
            back=address(),
            all_of_it=url_for("activities.find", _external=True),
            side=side,
            path=path,
        )
    return page, 200 if asked.form.is_valid else 422


def _start(line: queries.OfferLine) -> object:
    return line.next_session.starts if line.next_session else ""
