"""The offer as people find it: a page in the order of best fit, with what a card shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, SQLColumnExpression, Subquery, case, func, literal, or_, select
from sqlalchemy.orm import aliased, contains_eager, selectinload

from uitpas2.accounts.models import Organisation
from uitpas2.activities.models import Activity, Price, Session
from uitpas2.activities.queries.lookup import base_price
from uitpas2.activities.queries.wishes import Wishes, next_session_id, open_without_sessions, wanted
from uitpas2.activities.rules import Availability
from uitpas2.database.work import Work

NO_LIMIT = 1_000_000  # sorts an activity without a limit as the one with most places


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
    not_begun: bool = False,
    limit: int = 50,
    offset: int = 0,
) -> Offer:
    """What people can still take part in, the best fit first.

    First what takes place first, then where most places are free, then by name; what is permanently open comes
    after what has a date, unless a day is asked. `not_begun` goes with `with_places`: only what still has to start.
    Three queries whatever the size: the page, its sessions, its prices.
    """
    wishes = Wishes(municipality_nis, day, age, theme, text, with_places, children_only, not_begun)
    ranked = _ranked(work, wishes)
    rows = work.session.execute(_shown(ranked.limit(limit).offset(offset).subquery(), day is None)).unique().all()
    if not rows and offset:
        first = work.session.execute(ranked.limit(1)).first()
        return Offer([], first.total if first else 0)
    coming = _sessions_coming(work, [activity.id for activity, *_ in rows])
    items = [
        OfferLine(
            activity=activity,
            next_session=next_session,
            sessions_coming=coming.get(activity.id, 0),
            price=base_price(activity),
            organiser_name=organiser_name or "",
        )
        for activity, next_session, organiser_name, _ in rows
    ]
    return Offer(items, rows[0].total if rows else 0)


def _ranked(work: Work, wishes: Wishes) -> Select[str, str, int, bool, date, int, str]:
    """Which activities there are and in which order: narrow rows, because all of them have to be put in order."""
    following = aliased(Session, name="following")
    free = case(
        (Activity.availability != Availability.AVAILABLE, literal(-1)),
        (following.id.is_(None), literal(NO_LIMIT)),
        (following.availability != Availability.AVAILABLE, literal(-1)),
        (following.capacity.is_(None), literal(NO_LIMIT)),
        else_=following.capacity - following.taken - following.taken_elsewhere,
    ).label("free")
    undated, starts_on = following.id.is_(None).label("undated"), following.day.label("starts_on")
    by_day: list[SQLColumnExpression[Any]] = [] if wishes.day is not None else [undated, starts_on]
    return (
        select(
            Activity.id,
            following.id.label("session_id"),
            func.count().over().label("total"),
            undated,
            starts_on,
            free,
            Activity.sort_name,
        )
        .outerjoin(following, following.id == next_session_id(work, wishes))
        .where(*wanted(work, wishes), or_(following.id.is_not(None), open_without_sessions(wishes.day)))
        .order_by(*by_day, free.desc(), Activity.sort_name, Activity.id)
    )


def _shown(page: Subquery, by_day: bool) -> Select[Activity, Session, str, int]:
    """Everything a card shows of the activities on this page, in its order."""
    order = [page.c.undated, page.c.starts_on] if by_day else []
    return (
        select(Activity, Session, Organisation.name, page.c.total.label("total"))
        .join(page, page.c.id == Activity.id)
        .outerjoin(Activity.place)
        .outerjoin(Organisation, Organisation.id == Activity.organiser_id)
        .outerjoin(Session, Session.id == page.c.session_id)
        .options(contains_eager(Activity.place), selectinload(Activity.prices))
        .order_by(*order, page.c.free.desc(), page.c.sort_name, page.c.id)
    )


def _sessions_coming(work: Work, activity_ids: Sequence[str]) -> dict[str, int]:
    rows = work.session.execute(
        select(Session.activity_id, func.count())
        .where(Session.activity_id.in_(activity_ids), Session.ends > work.now)
        .group_by(Session.activity_id)
    )
    return {row[0]: row[1] for row in rows}
