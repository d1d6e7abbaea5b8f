"""What a search finds, moment by moment, for a calendar that follows it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from sqlalchemy import or_, select
from sqlalchemy.orm import contains_eager

from uitpas2.activities.models import Activity, Session
from uitpas2.activities.queries.ranking import SHOWN_AT_MOST, ranked
from uitpas2.activities.queries.wishes import Wishes, takes_place, windows
from uitpas2.database.work import Work

AHEAD = timedelta(days=60)
AT_MOST = 400


def sessions_found(work: Work, wishes: Wishes) -> list[tuple[Activity, Session]]:
    """The first moments of the next two months in order of time, or of the asked day; called off ones among them."""
    asked = wishes if wishes.day else replace(wishes, day=work.today, until=work.today + AHEAD)
    best = ranked(work, asked, needed=SHOWN_AT_MOST).ids(0, SHOWN_AT_MOST)
    rows = work.session.execute(
        select(Activity, Session)
        .join(Session, Session.activity_id == Activity.id)
        .outerjoin(Activity.place)
        .where(Activity.id.in_(best), *takes_place(work, asked), or_(*windows(work, asked)))
        .options(contains_eager(Activity.place))
        .order_by(Session.starts, Session.id)
        .limit(AT_MOST)
    ).unique()
    return [(activity, session) for activity, session in rows]
