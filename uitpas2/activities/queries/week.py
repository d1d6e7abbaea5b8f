"""A week of the offer: what takes place on each day and at each hour, the best fit first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlalchemy import or_, select

from uitpas2.activities.models import Activity, Place, Session
from uitpas2.activities.queries.ranking import SHOWN_AT_MOST, ranked
from uitpas2.activities.queries.wishes import Wishes, state, takes_place, windows
from uitpas2.database.work import Work
from uitpas2.kernel.text import TranslatedText

SHOWN_AN_HOUR = 3


@dataclass(frozen=True, slots=True)
class InWeek:
    """One session in the week; `state` is that of `wishes.state`."""

    activity_id: str
    name: TranslatedText
    starts: datetime
    ends: datetime
    city: str
    state: int


@dataclass(frozen=True, slots=True)
class HourOfWeek:
    """What begins in this hour of the clock; `more` that is not shown."""

    hour: int
    shown: Sequence[InWeek]
    more: int


@dataclass(frozen=True, slots=True)
class DayOfWeek:
    day: date
    hours: Sequence[HourOfWeek]


@dataclass(frozen=True, slots=True)
class Week:
    """Seven days; `total` sessions in it. `more` when not all activities were looked at."""

    days: Sequence[DayOfWeek]
    total: int
    more: bool


def week(work: Work, wishes: Wishes, monday: date) -> Week:
    """The week that begins on a Monday. At most three are shown an hour; the others are counted.

    What has no sessions is in no week.
    """
    asked = replace(wishes, day=max(monday, work.today), until=monday + timedelta(days=7))
    found = ranked(work, asked)
    place_of = {id: number for number, id in enumerate(found.ids(0, SHOWN_AT_MOST))}
    cells = _cells(work, asked, place_of)
    shown = _shown(work, [one for ids in cells.values() for one, _ in ids[:SHOWN_AN_HOUR]])
    days = []
    for number in range(7):
        day = monday + timedelta(days=number)
        hours = [
            HourOfWeek(
                hour,
                [_with_state(shown[id], of_it) for id, of_it in ids[:SHOWN_AN_HOUR]],
                len(ids[SHOWN_AN_HOUR:]),
            )
            for (on, hour), ids in sorted(cells.items())
            if on == day
        ]
        days.append(DayOfWeek(day, hours))
    return Week(days, sum(len(ids) for ids in cells.values()), more=len(found.entries) > SHOWN_AT_MOST)


def _with_state(session: InWeek, state_of_it: int) -> InWeek:
    return replace(session, state=state_of_it)


def _cells(work: Work, wishes: Wishes, place_of: Mapping[str, int]) -> dict[tuple[date, int], list[tuple[str, int]]]:
    """Ids of sessions with their state by day and hour, in the order of their activities."""
    assert wishes.day
    rows = work.session.execute(
        select(Session.id, Session.activity_id, Session.day, Session.from_minute, state(work, wishes))
        .where(Session.activity_id.in_(place_of), *takes_place(work, wishes), or_(*windows(work, wishes)))
        .order_by(Session.starts, Session.id)
    ).all()
    cells: dict[tuple[date, int], list[tuple[str, int]]] = {}
    for id, _, day, from_minute, of_it in sorted(rows, key=lambda row: (row[4], place_of[row[1]])):
        key = (day, from_minute // 60) if day >= wishes.day else (wishes.day, 0)
        cells.setdefault(key, []).append((id, of_it))
    return cells


def _shown(work: Work, ids: Sequence[str]) -> dict[str, InWeek]:
    rows = work.session.execute(
        select(Session.id, Activity.id, Activity.name, Session.starts, Session.ends, Place.city)
        .join(Activity, Activity.id == Session.activity_id)
        .outerjoin(Place, Place.id == Activity.place_id)
        .where(Session.id.in_(ids))
    )
    return {id: InWeek(activity, name, starts, ends, city or "", 0) for id, activity, name, starts, ends, city in rows}
