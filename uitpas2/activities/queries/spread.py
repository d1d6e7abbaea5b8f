"""How what was found lies over the municipalities."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import func, or_, select

from uitpas2.activities.models import Activity, Session
from uitpas2.activities.queries.ranking import ranked
from uitpas2.activities.queries.wishes import Wishes, open_without_sessions, takes_place, wanted, windows
from uitpas2.database.work import Work


def spread(work: Work, wishes: Wishes) -> Mapping[str | None, int]:
    """How many activities there are in each municipality, by NIS code; None is for what lies nowhere.

    Of everything at once only the numbers are asked. There what is always open counts at whatever hour is asked.
    """
    if wishes.is_selective:
        return ranked(work, wishes).towns
    on_day = [or_(*ways)] if (ways := windows(work, wishes)) else []
    takes = select(Session.id).where(Session.activity_id == Activity.id, *takes_place(work, wishes), *on_day)
    rows = work.session.execute(
        select(Activity.municipality_nis, func.count())
        .where(*wanted(work, wishes), or_(takes.correlate(Activity).exists(), open_without_sessions(wishes)))
        .group_by(Activity.municipality_nis)
    )
    return {row[0]: row[1] for row in rows}
