"""Reading the offer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, SQLColumnExpression, and_, case, func, literal, or_, select
from sqlalchemy.orm import aliased, contains_eager, selectinload

from uitpas2.accounts.models import Organisation
from uitpas2.activities.errors import ActivityUnknown
from uitpas2.activities.models import Activity, Place, Price, Session
from uitpas2.activities.rules import Availability, CalendarType, PriceCategory, Publication
from uitpas2.activities.rules.ages import birth_dates_of_age
from uitpas2.activities.rules.searching import search_words
from uitpas2.database.work import Work
from uitpas2.kernel.clock import brussels_moment

NO_LIMIT = 1_000_000  # sorts an activity without a limit as the one with most places

Next = aliased(Session, name="next_session")


@dataclass(frozen=True, slots=True)
class OfferLine:
    """One activity as the finder shows it. `next_session` is None for what is permanently open.

    `sessions_coming` counts the sessions that are not over yet; `price` is the base price.
    """

    activity: Activity
    next_session: Session | None
    sessions_coming: int
    price: Price | None
    organiser_name: str

    @property
    def has_places(self) -> bool:
        """Whether somebody can still take part."""
        if self.activity.availability is not Availability.AVAILABLE:
            return False
        if self.next_session is None:
            return True
        return self.next_session.availability is Availability.AVAILABLE and self.next_session.free_places != 0


@dataclass(frozen=True, slots=True)
class Offer:
    """A page of what was found, and how many there are in all."""

    items: list[OfferLine]
    total: int


def base_price(activity: Activity) -> Price | None:
    """What one person pays without any reduction; the first single price when none is called the base."""
    singles = [price for price in activity.prices if not price.for_group and price.category != PriceCategory.UITPAS]
    bases = [price for price in singles if price.category == PriceCategory.BASE]
    return next(iter([*bases, *singles]), None)


def activity(work: Work, activity_id: str) -> Activity:
    """A published activity with its place and prices.

    Raises ActivityUnknown when it does not exist, is a draft, was deleted or is not yet online.
    """
    found = work.session.scalar(_whole().where(Activity.id == activity_id, *_published(work)))
    if found is None:
        raise ActivityUnknown
    return found


def own_activity(work: Work, activity_id: str) -> Activity:
    """An activity of the actor's own organisation, whatever its publication.

    Raises ActivityUnknown for everybody else's.
    """
    found = work.session.scalar(
        _whole().where(Activity.id == activity_id, Activity.organiser_id == work.actor.organisation_id)
    )
    if found is None:
        raise ActivityUnknown
    return found


def activities_of_organiser(work: Work) -> list[Activity]:
    """What the actor's own organisation offers, deleted ones left out; what ends first comes first."""
    return list(
        work.session.scalars(
            _whole()
            .where(
                Activity.organiser_id == work.actor.organisation_id,
                Activity.organiser_id.is_not(None),
                Activity.publication != Publication.DELETED,
            )
            .order_by(Activity.ends.is_(None), Activity.ends, Activity.sort_name, Activity.id)
        )
    )


def sessions(
    work: Work, activity_id: str, *, from_moment: datetime, limit: int | None = None, offset: int = 0
) -> list[Session]:
    """The sessions that end after a moment, in order of time. The caller has fetched the activity in its own scope."""
    return list(
        work.session.scalars(
            select(Session)
            .where(Session.activity_id == activity_id, Session.ends > from_moment)
            .order_by(Session.starts, Session.position)
            .limit(limit)
            .offset(offset)
        )
    )


def count_sessions(work: Work, activity_id: str, *, from_moment: datetime) -> int:
    """How many sessions end after a moment."""
    return (
        work.session.scalar(
            select(func.count())
            .select_from(Session)
            .where(Session.activity_id == activity_id, Session.ends > from_moment)
        )
        or 0
    )


def departure_places(work: Work, activity: Activity) -> list[Place]:
    """The places from which people leave together, as far as their names are known."""
    found = work.session.scalars(select(Place).where(Place.uitdatabank_id.in_(activity.departure_places)))
    return sorted((place for place in found if place.name.nl), key=lambda place: place.name.nl)


def find_offer(
    work: Work,
    *,
    municipality_nis: str | None = None,
    day: date | None = None,
    age: int | None = None,
    theme: str = "",
    text: str = "",
    with_places: bool = False,
    children_only: bool = False,
    limit: int = 50,
    offset: int = 0,
) -> Offer:
    """What people can still take part in, the best fit first.

    First what takes place first, then where most places are free, then by name; what is permanently open comes
    after what has a date, unless a day is asked. `age` counts in completed years on the day, or today. School
    performances are not for families and stay out. Three queries whatever the size: the page, its sessions, its prices.
    """
    matching = [
        *_published(work),
        *_wanted(work, municipality_nis, day, age, theme, text, children_only),
        _can_be_attended(day, with_places),
    ]
    page = _page_query(work, day, with_places).where(*matching)
    rows = work.session.execute(page.order_by(*_by_fit(day)).limit(limit).offset(offset)).unique().all()
    if not rows and offset:
        return Offer([], _total(work, page))
    found = [row[0] for row in rows]
    coming = _sessions_coming(work, [one.id for one in found])
    items = [
        OfferLine(
            activity=one,
            next_session=next_session,
            sessions_coming=coming.get(one.id, 0),
            price=base_price(one),
            organiser_name=organiser_name or "",
        )
        for one, next_session, organiser_name, _total_found in rows
    ]
    return Offer(items, rows[0][3] if rows else 0)


def themes(work: Work) -> list[str]:
    """The themes that occur in what is published and not over, by name."""
    return list(
        work.session.scalars(
            select(Activity.theme)
            .where(*_published(work), Activity.theme != "", or_(Activity.ends.is_(None), Activity.ends > work.now))
            .distinct()
            .order_by(Activity.theme)
        )
    )


def _whole() -> Select[Activity]:
    return (
        select(Activity)
        .outerjoin(Activity.place)
        .options(contains_eager(Activity.place), selectinload(Activity.prices))
    )


def _published(work: Work) -> list[ColumnElement[bool]]:
    return [
        Activity.publication == Publication.PUBLISHED,
        or_(Activity.visible_from.is_(None), Activity.visible_from <= work.now),
    ]


def _wanted(
    work: Work,
    municipality_nis: str | None,
    day: date | None,
    age: int | None,
    theme: str,
    text: str,
    children_only: bool,
) -> list[ColumnElement[bool]]:
    """The wishes of the one who looks, as conditions."""
    found: list[ColumnElement[bool]] = [
        Activity.schools_only.is_(False),
        or_(Activity.ends.is_(None), Activity.ends > work.now),
    ]
    if municipality_nis:
        found.append(Activity.municipality_nis == municipality_nis)
    if children_only:
        found.append(Activity.children_only.is_(True))
    if theme:
        found.append(Activity.theme == theme)
    if age is not None:
        found += _for_age(age, day or work.today)
    for word in search_words(text):
        found.append(
            or_(
                Activity.search_text.contains(word, autoescape=True),
                func.lower(Organisation.name).contains(word, autoescape=True),
            )
        )
    return found


def _for_age(age: int, on: date) -> list[ColumnElement[bool]]:
    first, last = birth_dates_of_age(age, on)
    return [
        or_(Activity.age_from.is_(None), Activity.age_from <= age),
        or_(Activity.age_to.is_(None), Activity.age_to >= age),
        or_(Activity.born_from.is_(None), Activity.born_from <= last),
        or_(Activity.born_to.is_(None), Activity.born_to >= first),
    ]


def _can_be_attended(day: date | None, with_places: bool) -> ColumnElement[bool]:
    """There is a coming session (see `_next_session_id`), or it goes by its opening hours and is open on that day."""
    attended = or_(Next.id.is_not(None), and_(*_open_without_sessions(day)))
    return and_(attended, Activity.availability == Availability.AVAILABLE) if with_places else attended


def _open_without_sessions(day: date | None) -> list[ColumnElement[bool]]:
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
    return found


def _page_query(work: Work, day: date | None, with_places: bool) -> Select[Activity, Session, str, int]:
    return (
        select(Activity, Next, Organisation.name, func.count().over().label("total"))
        .outerjoin(Activity.place)
        .outerjoin(Organisation, Organisation.id == Activity.organiser_id)
        .outerjoin(Next, Next.id == _next_session_id(work, day, with_places))
        .options(contains_eager(Activity.place), selectinload(Activity.prices))
    )


def _next_session_id(work: Work, day: date | None, with_places: bool) -> ColumnElement[Any]:
    """The first session that is not over and takes place, on that day if one is asked, with a place if asked.

    When none takes place, the first that was called off: people must be able to read that it was.
    """
    after, conditions = work.now, []
    if day is not None:
        after = max(work.now, brussels_moment(day))
        conditions.append(Session.starts < brussels_moment(day + timedelta(days=1)))
    any_session = (
        select(Session.id)
        .where(Session.activity_id == Activity.id, Session.ends > after, *conditions)
        .order_by(Session.ends, Session.starts)
        .limit(1)
        .correlate(Activity)
    )
    takes_place = any_session.where(Session.availability == Availability.AVAILABLE)
    if with_places:
        has_place = or_(Session.capacity.is_(None), Session.taken + Session.taken_elsewhere < Session.capacity)
        return takes_place.where(has_place).scalar_subquery()
    return func.coalesce(takes_place.scalar_subquery(), any_session.scalar_subquery())


def _by_fit(day: date | None) -> list[SQLColumnExpression[Any]]:
    free = case(
        (Activity.availability != Availability.AVAILABLE, literal(-1)),
        (Next.id.is_(None), literal(NO_LIMIT)),
        (Next.availability != Availability.AVAILABLE, literal(-1)),
        (Next.capacity.is_(None), literal(NO_LIMIT)),
        else_=Next.capacity - Next.taken - Next.taken_elsewhere,
    )
    by_day: list[SQLColumnExpression[Any]] = [] if day is not None else [Next.id.is_(None), Next.day]
    return [*by_day, free.desc(), Activity.sort_name, Activity.id]


def _total(work: Work, page: Select[Activity, Session, str, int]) -> int:
    """How many there are, asked only when a page beyond the last one was wanted."""
    first = work.session.execute(page.limit(1)).first()
    return first[3] if first else 0


def _sessions_coming(work: Work, activity_ids: Sequence[str]) -> dict[str, int]:
    rows = work.session.execute(
        select(Session.activity_id, func.count())
        .where(Session.activity_id.in_(activity_ids), Session.ends > work.now)
        .group_by(Session.activity_id)
    )
    return {row[0]: row[1] for row in rows}
