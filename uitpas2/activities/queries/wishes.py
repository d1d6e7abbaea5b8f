"""The wishes of somebody who looks for something to do, as conditions of the database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select

from uitpas2.accounts.models import Organisation
from uitpas2.activities.models import Activity, Session
from uitpas2.activities.queries.lookup import is_published
from uitpas2.activities.rules import Availability, CalendarType
from uitpas2.activities.rules.ages import birth_dates_of_age
from uitpas2.activities.rules.searching import search_words
from uitpas2.database.work import Work
from uitpas2.kernel.clock import brussels_moment


@dataclass(frozen=True, slots=True)
class Wishes:
    """What somebody looks for; `age` in completed years on `day`, or today. What is empty is no wish.

    `not_begun` counts only places in what still has to start: nobody registers for what is going on.
    """

    municipality_nis: str | None = None
    day: date | None = None
    age: int | None = None
    theme: str = ""
    text: str = ""
    with_places: bool = False
    children_only: bool = False
    not_begun: bool = False


def wanted(work: Work, wishes: Wishes) -> list[ColumnElement[bool]]:
    """What an activity itself must be; school performances are not for families and stay out."""
    found: list[ColumnElement[bool]] = [
        *is_published(work),
        Activity.schools_only.is_(False),
        or_(Activity.ends.is_(None), Activity.ends > work.now),
    ]
    if wishes.municipality_nis:
        found.append(Activity.municipality_nis == wishes.municipality_nis)
    if wishes.children_only:
        found.append(Activity.children_only.is_(True))
    if wishes.theme:
        found.append(Activity.theme == wishes.theme)
    if wishes.age is not None:
        found += _for_age(wishes.age, wishes.day or work.today)
    if wishes.with_places:
        found.append(Activity.availability == Availability.AVAILABLE)
    return found + [_says(word) for word in search_words(wishes.text)]


def _says(word: str) -> ColumnElement[bool]:
    """The word stands in the activity's own texts or in its organiser's name."""
    organisers = select(Organisation.id).where(func.lower(Organisation.name).contains(word, autoescape=True))
    return or_(Activity.search_text.contains(word, autoescape=True), Activity.organiser_id.in_(organisers))


def _for_age(age: int, on: date) -> list[ColumnElement[bool]]:
    first, last = birth_dates_of_age(age, on)
    return [
        or_(Activity.age_from.is_(None), Activity.age_from <= age),
        or_(Activity.age_to.is_(None), Activity.age_to >= age),
        or_(Activity.born_from.is_(None), Activity.born_from <= last),
        or_(Activity.born_to.is_(None), Activity.born_to >= first),
    ]


def open_without_sessions(day: date | None) -> ColumnElement[bool]:
    """Permanent, or a period without hours, which therefore has no sessions; open on the day when one is asked."""
    has_sessions = select(Session.id).where(Session.activity_id == Activity.id).correlate(Activity).exists()
    no_hours = and_(Activity.calendar_type == CalendarType.PERIODIC, ~has_sessions)
    found: list[ColumnElement[bool]] = [or_(Activity.calendar_type == CalendarType.PERMANENT, no_hours)]
    if day is not None:
        starts, ends = brussels_moment(day), brussels_moment(day + timedelta(days=1))
        by_week = Activity.open_weekdays.bitwise_and(1 << day.weekday()) != 0
        found += [
            or_(Activity.starts.is_(None), Activity.starts < ends),
            or_(Activity.ends.is_(None), Activity.ends > starts),
            func.coalesce(Activity.unusual_days[day.isoformat()].as_boolean(), by_week),
        ]
    return and_(*found)


def next_session_id(work: Work, wishes: Wishes) -> ColumnElement[Any]:
    """The first session that is not over and takes place, on that day if one is asked, with a place if asked.

    When none takes place, the first that was called off: people must be able to read that it was. Each answer is
    one look in the index on (activity, end), however many sessions there are.
    """
    after, conditions = work.now, []
    if wishes.day is not None:
        after = max(work.now, brussels_moment(wishes.day))
        conditions.append(Session.starts < brussels_moment(wishes.day + timedelta(days=1)))
    any_session = (
        select(Session.id)
        .where(Session.activity_id == Activity.id, Session.ends > after, *conditions)
        .order_by(Session.ends)
        .limit(1)
        .correlate(Activity)
    )
    takes_place = any_session.where(Session.availability == Availability.AVAILABLE)
    if wishes.with_places:
        has_place = or_(Session.capacity.is_(None), Session.taken + Session.taken_elsewhere < Session.capacity)
        if wishes.not_begun:
            has_place = and_(has_place, Session.starts > work.now)
        return takes_place.where(has_place).scalar_subquery()
    return func.coalesce(takes_place.scalar_subquery(), any_session.scalar_subquery())
