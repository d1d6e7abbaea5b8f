"""Finding a place that fits a child."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from uitpas2.accounts.rules import Permission
from uitpas2.activities import queries as activities
from uitpas2.activities.models import Activity, Session
from uitpas2.activities.queries import OfferLine
from uitpas2.activities.rules import Availability, CalendarType
from uitpas2.cards.models import Holder
from uitpas2.database.work import Work
from uitpas2.discounts.errors import NoPrice
from uitpas2.discounts.services import Quote, quote
from uitpas2.kernel.clock import brussels_day
from uitpas2.kernel.period import age_on
from uitpas2.registrations.models import RegisteredSession
from uitpas2.registrations.queries.intake import terms_of
from uitpas2.registrations.rules import offer_ends, why_age_does_not_fit

SESSIONS_SHOWN = 60


@dataclass(frozen=True, slots=True)
class PlaceFound:
    """An activity that fits a child, with the price this child pays; None when no price can be told."""

    offer: OfferLine
    quote: Quote | None


@dataclass(frozen=True, slots=True)
class PlacesFound:
    items: list[PlaceFound]
    total: int


@dataclass(frozen=True, slots=True)
class Choice:
    """One activity for one child: the moments that can still be chosen, and the price if there is one yet.

    `full` are the moments for which a child can wait.
    """

    activity: Activity
    sessions: list[Session]
    full: list[Session]
    quote: Quote | None
    needs_no_registration: bool


def places_for(
    work: Work,
    holder: Holder,
    *,
    municipality_nis: str | None,
    day: date | None = None,
    text: str = "",
    limit: int = 12,
    offset: int = 0,
) -> PlacesFound:
    """What has free places and fits a child's age on that day, or today, with the price for this child.

    No municipality means the whole of Flanders.
    """
    found = activities.find_offer(
        work,
        municipality_nis=municipality_nis,
        day=day,
        age=age_on(holder.birth_date, day or work.today) if holder.birth_date else None,
        text=text,
        with_places=True,
        not_begun=True,
        limit=limit,
        offset=offset,
    )
    return PlacesFound(
        [PlaceFound(line, _price(work, line.activity.id, holder.id)) for line in found.items], found.total
    )


def choice(work: Work, holder: Holder, activity_id: str) -> Choice:
    """The moments of an activity that this child can still be registered for, with the price.

    Raises ActivityUnknown.
    """
    activity = activities.activity(work, activity_id)
    coming = activities.sessions(work, activity_id, from_moment=work.now)
    taken = _sessions_taken(work, holder.id)
    fitting = [one for one in coming if one.id not in taken and _can_be_chosen(activity, one, holder, work.now)]
    terms = terms_of(work, activity_id)
    is_partner = work.actor.may(Permission.REGISTER_CLIENTS)
    possible = [one for one in fitting if one.free_for(work.now, partner=is_partner) != 0]
    full = [one for one in fitting if one not in possible and offer_ends(terms, work.now, one.starts)]
    price = _price(work, activity.id, holder.id, fitting[0].id if fitting else None)
    is_drop_in = activity.calendar_type is CalendarType.PERMANENT and not coming
    return Choice(activity, possible[:SESSIONS_SHOWN], full[:SESSIONS_SHOWN], price, is_drop_in)


def _sessions_taken(work: Work, holder_id: str) -> set[str]:
    return set(
        work.session.scalars(
            select(RegisteredSession.session_id).where(RegisteredSession.holder_id == holder_id, RegisteredSession.live)
        )
    )


def _can_be_chosen(activity: Activity, session: Session, holder: Holder, now: datetime) -> bool:
    return (
        session.starts > now
        and session.availability is Availability.AVAILABLE
        and session.series_id is None
        and why_age_does_not_fit(activity, holder.birth_date, brussels_day(session.starts)) is None
    )


def _price(work: Work, activity_id: str, holder_id: str, session_id: str | None = None) -> Quote | None:
    """What a child pays; None while the organiser has given no price."""
    try:
        return quote(work, activity_id=activity_id, holder_id=holder_id, session_id=session_id)
    except NoPrice:
        return None
