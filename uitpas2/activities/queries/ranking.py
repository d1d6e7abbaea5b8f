"""Which activities fit the wishes, in their order: narrow rows first, because there may be very many of them.

A search that a place, a word or another filter makes small is looked at whole. Of what stays large, such as all that
Flanders has, the free sessions of the next week are looked at first: when those fill the page with what takes no
step at all, nothing later can come before it.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import lru_cache
from itertools import islice
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    Subquery,
    Text,
    and_,
    case,
    cast,
    func,
    literal,
    null,
    select,
    union_all,
)

from uitpas2.accounts.models import Municipality
from uitpas2.activities.models import Activity, Place, Session
from uitpas2.activities.queries.wishes import Wishes, open_without_sessions, state, takes_place, wanted, windows
from uitpas2.activities.rules import Availability
from uitpas2.activities.rules.clock_hours import open_between
from uitpas2.activities.rules.ordering import (
    ALWAYS_OPEN,
    ELSEWHERE_IN_TEXT,
    WITHIN_DAYS,
    Entry,
    Places,
    age_fit,
    distance_steps,
    in_order,
)
from uitpas2.activities.rules.searching import search_words
from uitpas2.database.work import Work
from uitpas2.kernel.boxes import Point, km_between

LOOKED_AT_WHOLE = 3_000  # activities; more are ranked from the sessions' side
SHOWN_AT_MOST = 500  # nobody reads further: from here on one is asked to choose a place or a day


@dataclass(frozen=True, slots=True)
class Ranking:
    """Everything that fits, with the distances that were asked; `more` when it is only the beginning.

    `towns` are how many lie in each municipality, by NIS code.
    """

    entries: Sequence[Entry]
    today: date
    kilometres: Mapping[str, float] = field(default_factory=dict)
    towns: Mapping[str | None, int] = field(default_factory=dict)
    more: bool = False

    def ids(self, first: int = 0, before: int | None = None) -> list[str]:
        """Their ids in order, or those of one page."""
        return [entry.id for entry in islice(in_order(self.entries, self.today), first, before)]


def ranked(work: Work, wishes: Wishes, *, needed: int | None = None) -> Ranking:
    """What fits. Where there is `more`, the first `needed` are sure to be the first of all; None asks everything."""
    fits = wanted(work, wishes)
    if wishes.is_selective:
        few = work.session.scalars(select(Activity.id).where(*fits).limit(LOOKED_AT_WHOLE + 1)).all()
        if len(few) <= LOOKED_AT_WHOLE:
            dated, undated = _dated(work, wishes, _times(work, wishes, among=few)), _undated(work, wishes)
            return _ranking(work, wishes, dated, undated.where(Activity.id.in_(few)))
    if needed is not None and wishes.day is None:
        free = replace(wishes, with_places=True)
        coming = _times(work, free, before=work.today + timedelta(days=WITHIN_DAYS[0]))
        found = _ranking(work, free, _dated(work, free, coming).where(*wanted(work, free)), None)
        certain = sum(1 for entry in found.entries if entry.steps == 0)
        if certain >= needed and len(found.entries) > SHOWN_AT_MOST:
            return replace(found, more=True)
    is_around = bool(wishes.municipality_nis or wishes.near) and wishes.day is None
    around = select(Activity.id).where(*fits) if is_around else None
    times = _times(work, wishes, among=around)
    return _ranking(work, wishes, _dated(work, wishes, times).where(*fits), _undated(work, wishes).where(*fits))


def _times(
    work: Work, wishes: Wishes, *, before: date | None = None, among: Sequence[str] | Select[str] | None = None
) -> Subquery:
    """When each activity takes place first: with a place, at all, or at least before it was called off."""
    asked = select(Session.activity_id, Session.day, state(work, wishes).label("state"))
    asked = asked.where(*takes_place(work, wishes))
    if among is not None:
        asked = asked.where(Session.activity_id.in_(among))
    ways = [asked.where(way) for way in windows(work, wishes, before=before)]
    one = (union_all(*ways) if ways else asked).subquery()
    return (
        select(
            one.c.activity_id,
            func.min(case((one.c.state == 0, one.c.day))).label("free"),
            func.min(case((one.c.state <= 1, one.c.day))).label("full"),
            func.min(one.c.day).label("off"),
        )
        .group_by(one.c.activity_id)
        .subquery()
    )


def _dated(work: Work, wishes: Wishes, times: Subquery) -> Select[Any]:
    """What has sessions that fit: the first day, and the steps for the wait and the places."""
    goes_on = Activity.availability == Availability.AVAILABLE
    first = case(
        (and_(goes_on, times.c.free.is_not(None)), times.c.free),
        (and_(goes_on, times.c.full.is_not(None)), times.c.full),
        else_=times.c.off,
    )
    places = case(
        (and_(goes_on, times.c.free.is_not(None)), int(Places.FREE)),
        (and_(goes_on, times.c.full.is_not(None)), int(Places.FULL)),
        else_=int(Places.CALLED_OFF),
    )
    steps = places if wishes.day else places + _waiting_steps(work.today, first)
    return _columns(wishes, steps, first).join(times, times.c.activity_id == Activity.id)


def _waiting_steps(today: date, first: ColumnElement[Any]) -> ColumnElement[int]:
    """`rules.ordering.waiting_steps`, in the words of the database."""
    bounds = [(first < today + timedelta(days=days), steps) for steps, days in enumerate(WITHIN_DAYS)]
    return case(*bounds, else_=len(WITHIN_DAYS))


def _undated(work: Work, wishes: Wishes) -> Select[Any]:
    """What is open without sessions; on an asked day nobody waits longer than another."""
    wait = 0 if wishes.day else ALWAYS_OPEN
    is_on = Activity.availability == Availability.AVAILABLE
    steps = case((is_on, wait + int(Places.FREE)), else_=wait + int(Places.CALLED_OFF))
    asked = _columns(wishes, steps, literal(wishes.day or work.today)).where(open_without_sessions(wishes))
    if wishes.has_hours:
        kept = (Activity.opening_hours, Activity.closed_days, Activity.adjusted_days)
        asked = asked.add_columns(*(cast(column, Text) for column in kept))
    return asked


def _columns(wishes: Wishes, steps: ColumnElement[int], first: ColumnElement[Any]) -> Select[Any]:
    """What an order needs to know of an activity, and no more: as an entry, its ages, its place."""
    asked = select(
        steps + _naming_steps(wishes),
        first,
        Activity.sort_name,
        Activity.id,
        func.coalesce(Activity.organiser_id, ""),
        *_ages(wishes),
    )
    asked = asked.add_columns(Activity.municipality_nis)
    if not wishes.near:
        return asked.add_columns(null(), null())
    return (
        asked.add_columns(
            func.coalesce(Place.latitude, Municipality.latitude),
            func.coalesce(Place.longitude, Municipality.longitude),
        )
        .outerjoin(Place, Place.id == Activity.place_id)
        .join(Municipality, Municipality.nis == Activity.municipality_nis)
    )


def _naming_steps(wishes: Wishes) -> ColumnElement[int]:
    """Who asks for swimming means a swimming course first, and then what a swimming club also does."""
    words = search_words(wishes.text)
    if not words:
        return literal(0)
    is_called_so = and_(*(Activity.sort_name.contains(word, autoescape=True) for word in words))
    return case((is_called_so, 0), else_=ELSEWHERE_IN_TEXT)


def _ages(wishes: Wishes) -> tuple[ColumnElement[Any], ColumnElement[Any]]:
    """The ages it is for, if somebody asks; birth dates and classes are as narrow as ages can be."""
    if not wishes.has_age:
        return null(), null()
    by_year = and_(Activity.born_from.is_(None), Activity.class_from.is_(None), Activity.class_to.is_(None))
    return case((by_year, Activity.age_from), else_=0), case((by_year, Activity.age_to), else_=0)


def _ranking(work: Work, wishes: Wishes, dated: Select[Any], undated: Select[Any] | None) -> Ranking:
    has_age, entries, kilometres, towns = wishes.has_age, [], dict[str, float](), Counter[str | None]()
    for row in _rows(work, wishes, dated, undated):
        steps, first, name, id, organiser, age_from, age_to, nis, latitude, longitude = row[:10]
        if wishes.near:
            km = km_between(wishes.near.point, Point(latitude, longitude))
            is_at_home = nis == wishes.near.home
            if km > wishes.near.km and not is_at_home:
                continue
            kilometres[id] = km
            steps += 0 if is_at_home else distance_steps(km)
        age = age_fit(age_from, age_to) if has_age else 0
        entries.append(Entry(steps, age, first, name, id, organiser))
        towns[nis] += 1
    return Ranking(entries, work.today, kilometres, towns)


def _rows(work: Work, wishes: Wishes, dated: Select[Any], undated: Select[Any] | None) -> Iterator[Sequence[Any]]:
    yield from work.session.execute(dated)
    if undated is not None:
        for row in work.session.execute(undated):
            if not wishes.has_hours or _is_open(wishes, *row[10:]):
                yield row


def _is_open(wishes: Wishes, *kept: str) -> bool:
    """What has no sessions is open at some moment between the hours that are asked."""
    hours, closed, adjusted = (_read(text) for text in kept)
    return open_between(
        hours,
        closed,
        adjusted,
        day=wishes.day,
        weekdays=wishes.weekdays,
        from_minute=wishes.from_minute or 0,
        to_minute=wishes.to_minute,
    )


@lru_cache(maxsize=1_000)
def _read(text: str) -> list[Any]:
    """Hours as they are kept; many have the same."""
    found: list[Any] = json.loads(text)
    return found
