"""The page of one activity."""

from __future__ import annotations

from datetime import datetime

from flask import render_template
from flask.typing import ResponseReturnValue

from uitpas2.accounts.queries import organisation
from uitpas2.activities import queries
from uitpas2.activities.models import Activity
from uitpas2.activities.pages.blueprint import blueprint
from uitpas2.activities.pages.words import HoursInWords, languages_in_words, spells_in_words, week_in_words
from uitpas2.activities.rules import CalendarType, PriceCategory, hours_on, is_open_on
from uitpas2.activities.rules.access import ACCESS_WORDS, Access
from uitpas2.activities.rules.contact import contact_of
from uitpas2.activities.schemas import MomentsQuery
from uitpas2.database.work import Work
from uitpas2.kernel.clock import BRUSSELS
from uitpas2.kernel.text import TranslatedText
from uitpas2.web.bodies import read_query
from uitpas2.web.context import reading
from uitpas2.web.guard import open_to_all
from uitpas2.web.language import in_words

MOMENTS = 10


@blueprint.get("/activities/<activity_id>")
@open_to_all("the offer is public")
def show(activity_id: str) -> ResponseReturnValue:
    number = read_query(MomentsQuery).data.get("page", 1)
    with reading() as work:
        activity = queries.activity(work, activity_id)
        total = queries.count_sessions(work, activity.id, from_moment=work.now)
        sessions = queries.sessions(
            work, activity.id, from_moment=work.now, limit=MOMENTS, offset=(number - 1) * MOMENTS
        )
        organiser = organisation(work, activity.organiser_id).name if activity.organiser_id else ""
        return render_template(
            "activities/activity.html",
            activity=activity,
            organiser=organiser,
            sessions=sessions,
            # What partners can still take is no place for whoever reads this.
            free={one.id: one.free_for(work.now, partner=False) for one in sessions},
            about=_about(activity, organiser),
            sessions_total=total,
            page_number=number,
            pages=max(1, -(-total // MOMENTS)),
            price=queries.base_price(activity),
            # The price with a card follows from the rule book, never from what the source wrote.
            prices=[price for price in activity.prices if price.category != PriceCategory.UITPAS],
            week=week_in_words(activity.opening_hours),
            closed=spells_in_words(activity.closed_days, work.today),
            adjusted=spells_in_words(activity.adjusted_days, work.today),
            open_today=_open_today(work, activity),
            departures=queries.departure_places(work, activity),
            contact=contact_of(activity.source),
            spoken=languages_in_words(activity.spoken),
            access=[in_words(ACCESS_WORDS[Access(code)]) for code in activity.access if code in set(Access)],
            own_prices=queries.own_prices(work, activity.id),
            questions=[
                (TranslatedText.from_dict(one["question"]), TranslatedText.from_dict(one["answer"]))
                for one in activity.questions
            ],
        )


def _about(activity: Activity, organiser: str) -> list[str]:
    """The elements that tell of every moment what it is, where and of whom, for machines (schema.org as microdata)."""
    has_place = activity.place is not None and bool(in_words(activity.place.name))
    parts = {"about-name": True, "about-place": has_place, "about-organiser": bool(organiser)}
    return [id for id, is_there in parts.items() if is_there]


@blueprint.app_template_filter("iso_moment")
def _iso_moment(moment: datetime) -> str:
    """2026-12-02T14:00:00+01:00, on the clocks of Flanders."""
    return moment.astimezone(BRUSSELS).isoformat()


def _open_today(work: Work, activity: Activity) -> list[HoursInWords] | None:
    """Today's hours of what is permanently open (empty: closed); None for what has dates or no hours."""
    if activity.calendar_type is not CalendarType.PERMANENT or not activity.opening_hours:
        return None
    if not is_open_on(activity, work.today):
        return []
    return week_in_words(hours_on(activity.opening_hours, activity.closed_days, activity.adjusted_days, work.today))
