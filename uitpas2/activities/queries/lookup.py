"""Activities and their sessions, looked up by who may see them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from uitpas2.activities.errors import ActivityUnknown
from uitpas2.activities.models import Activity, Place, Price, Session
from uitpas2.activities.rules import PriceCategory, Publication
from uitpas2.database.work import Work


def base_price(activity: Activity) -> Price | None:
    """What one person pays for the activity without any reduction; of a series or session `price_for` tells."""
    return base_of(activity.prices)


def base_of(prices: Sequence[Price]) -> Price | None:
    """The base price among prices; the first single price when none is called the base."""
    singles = [price for price in prices if not price.for_group and price.category != PriceCategory.UITPAS]
    bases = [price for price in singles if price.category == PriceCategory.BASE]
    return next(iter([*bases, *singles]), None)


def activity(work: Work, activity_id: str) -> Activity:
    """A published activity with its place and prices.

    Raises ActivityUnknown when it does not exist, is a draft, was deleted or is not yet online.
    """
    found = _whole_one(work, activity_id)
    if found is None or not found.is_published_at(work.now):
        raise ActivityUnknown
    return found


def own_activity(work: Work, activity_id: str) -> Activity:
    """An activity of the actor's own organisation, whatever its publication.

    Raises ActivityUnknown for everybody else's.
    """
    found = _whole_one(work, activity_id)
    if found is None or found.organiser_id is None or found.organiser_id != work.actor.organisation_id:
        raise ActivityUnknown
    return found


def activities_of_organiser(work: Work) -> list[Activity]:
    """What the actor's own organisation offers, deleted ones left out; what ends first comes first."""
    return list(
        work.session.scalars(
            _whole()
            .where(
                *_own(work),
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


def themes(work: Work) -> list[str]:
    """The themes that occur in what is published and not over, by name."""
    return list(
        work.session.scalars(
            select(Activity.theme)
            .where(*is_published(work), Activity.theme != "", or_(Activity.ends.is_(None), Activity.ends > work.now))
            .distinct()
            .order_by(Activity.theme)
        )
    )


def _whole_one(work: Work, activity_id: str) -> Activity | None:
    """An activity with its place and prices; a Work that holds it already does not ask again."""
    return work.session.get(Activity, activity_id, options=[joinedload(Activity.place), selectinload(Activity.prices)])


def _whole() -> Select[Activity]:
    return (
        select(Activity)
        .outerjoin(Activity.place)
        .options(contains_eager(Activity.place), selectinload(Activity.prices))
    )


def _own(work: Work) -> list[ColumnElement[bool]]:
    """Of the actor's organisation; whoever acts for none has nothing, not even what has no organiser."""
    return [Activity.organiser_id.is_not(None), Activity.organiser_id == work.actor.organisation_id]


def is_published(work: Work) -> list[ColumnElement[bool]]:
    """The conditions under which everybody may see an activity; `Activity.is_published_at` says the same of one."""
    return [
        Activity.publication == Publication.PUBLISHED,
        or_(Activity.visible_from.is_(None), Activity.visible_from <= work.now),
    ]
