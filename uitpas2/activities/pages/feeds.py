"""Calendars to subscribe to: of one activity, and of a search. Both tell what everybody can read, and no more."""

from __future__ import annotations

from datetime import timedelta

from flask import Response, abort, url_for
from flask_babel import gettext

from uitpas2.activities import queries
from uitpas2.activities.models import Activity, Place, Session
from uitpas2.activities.pages.asking import chips, read_asked
from uitpas2.activities.pages.blueprint import blueprint
from uitpas2.activities.queries.feed import sessions_found
from uitpas2.activities.rules import Availability
from uitpas2.activities.rules.ical import Entry, calendar
from uitpas2.web.context import reading
from uitpas2.web.guard import open_to_all
from uitpas2.web.language import in_words

KEPT = timedelta(days=30)  # what is over stays in the calendar for a month


@blueprint.get("/activities/<activity_id>/calendar.ics")
@open_to_all("the offer is public")
def calendar_of_activity(activity_id: str) -> Response:
    with reading() as work:
        activity = queries.activity(work, activity_id)
        sessions = queries.sessions(work, activity.id, from_moment=work.now - KEPT)
        entries = [_entry(activity, activity.place, session) for session in sessions]
    return _file(in_words(activity.name), entries, "activity.ics")


@blueprint.get("/activities/calendar.ics")
@open_to_all("the offer is public")
def calendar_of_search() -> Response:
    """What the search finds in the next two months; a search that cannot be understood finds nothing to follow."""
    with reading() as work:
        asked = read_asked(work)
        if not asked.form.is_valid:
            abort(404)
        entries = [_entry(activity, activity.place, one) for activity, one in sessions_found(work, asked.wishes)]
        name = ", ".join([gettext("Activities"), *(text for text, _ in chips(asked))])
    return _file(name, entries, "activities.ics")


def _entry(activity: Activity, place: Place | None, session: Session) -> Entry:
    availability = {activity.availability, session.availability}
    cancelled = Availability.UNAVAILABLE in availability
    postponed = Availability.TEMPORARILY_UNAVAILABLE in availability
    because = in_words(session.unavailable_because or activity.unavailable_because) if cancelled or postponed else ""
    name = in_words(activity.name)
    return Entry(
        uid=f"{session.id}@uitpas2",
        starts=session.starts,
        ends=session.ends,
        title=gettext("Called off: %(name)s", name=name) if cancelled else name,
        changed=activity.updated_at,
        location=_address(place),
        description=because,
        url=url_for("activities.show", activity_id=activity.id, _external=True),
        cancelled=cancelled,
        tentative=postponed,
    )


def _address(place: Place | None) -> str:
    if place is None:
        return ""
    town = " ".join(part for part in (place.postal_code, place.city) if part)
    return ", ".join(part for part in (in_words(place.name), place.street, town) if part)


def _file(name: str, entries: list[Entry], filename: str) -> Response:
    response = Response(calendar(name, entries), content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = f'inline; filename="{filename}"'
    return response
