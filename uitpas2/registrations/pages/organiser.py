"""The organiser's screens: what it offers, and who comes. No price and no reason stands next to a child."""

from __future__ import annotations

from itertools import groupby

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from uitpas2.accounts.rules import Permission
from uitpas2.activities import queries as activities
from uitpas2.kernel.clock import brussels_day
from uitpas2.registrations import queries
from uitpas2.registrations.pages.blueprint import blueprint
from uitpas2.web.context import reading
from uitpas2.web.exports import CSV_TYPE, Cell, Sheet, as_csv, download
from uitpas2.web.guard import needs
from uitpas2.web.language import clock_time, in_words


@blueprint.get("/organiser/activities")
@needs(Permission.SEE_REGISTRATIONS)
def own_activities() -> ResponseReturnValue:
    with reading() as work:
        lines = queries.own_activities(work)
        may_enter = work.actor.may(Permission.MANAGE_ACTIVITIES)
    return render_template("registrations/own_activities.html", lines=lines, may_enter=may_enter)


@blueprint.get("/organiser/activities/<activity_id>/registrations")
@needs(Permission.SEE_REGISTRATIONS)
def attendees(activity_id: str) -> ResponseReturnValue:
    with reading() as work:
        activity = activities.own_activity(work, activity_id)
        lines = queries.registrations_of_activity(work, activity_id)
        now = work.now
    by_session = [list(group) for _, group in groupby(lines, key=lambda line: line.session_id)]
    coming = [session for session in by_session if session[0].ends > now]
    past = [session for session in reversed(by_session) if session[0].ends <= now]
    return render_template(
        "registrations/attendees.html",
        activity=activity,
        coming=coming,
        past=past,
        count=sum(map(len, coming)),
        now=now,
    )


@blueprint.get("/organiser/activities/<activity_id>/registrations.csv")
@needs(Permission.SEE_REGISTRATIONS)
def attendees_file(activity_id: str) -> ResponseReturnValue:
    with reading() as work:
        activity = activities.own_activity(work, activity_id)
        lines = queries.registrations_of_activity(work, activity_id)
    columns = [
        gettext("Activity"),
        gettext("Day"),
        gettext("From"),
        gettext("To"),
        gettext("First name"),
        gettext("Last name"),
        gettext("Age"),
    ]
    name = in_words(activity.name)
    helped = any(line.helper for line in lines)
    if helped:
        columns.append(gettext("Who helps the family"))
    rows: list[list[Cell]] = [
        [
            name,
            brussels_day(line.starts),
            clock_time(line.starts),
            clock_time(line.ends),
            line.first_name,
            line.last_name,
            line.age_band,
            *([line.helper] if helped else []),
        ]
        for line in lines
    ]
    sheet = Sheet(gettext("Registrations"), columns, rows)
    return download(as_csv(sheet), f"registrations-{activity_id[:8]}.csv", CSV_TYPE)
