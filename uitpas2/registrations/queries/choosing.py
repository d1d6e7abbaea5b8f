"""What can be chosen in one activity: single moments, series, whole months, and for which children."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from sqlalchemy import select

from uitpas2.accounts.rules import Permission
from uitpas2.activities import queries as activities
from uitpas2.activities.models import Activity, Series, Session
from uitpas2.activities.rules import CalendarType
from uitpas2.cards.models import Holder
from uitpas2.database.work import Work
from uitpas2.discounts.services import Quote
from uitpas2.kernel.errors import DomainError
from uitpas2.registrations.errors import PriceNotKnown
from uitpas2.registrations.models import RegisteredSession
from uitpas2.registrations.queries.conditions import why_not
from uitpas2.registrations.queries.intake import Wanted, terms_of
from uitpas2.registrations.queries.prices import family_of, price_of
from uitpas2.registrations.queries.scope import is_own
from uitpas2.registrations.rules import Terms, Wish, offer_ends
from uitpas2.registrations.rules.periods import Period, periods_of

MOST_SHOWN = 120


@dataclass(frozen=True, slots=True)
class Option:
    """Something that can be chosen: one session, or a series with its name.

    `free` are the places left in its fullest session, None when there is no limit. With none left a child can wait.
    """

    key: str
    sessions: Sequence[Session]
    series: Series | None
    free: int | None

    @property
    def first(self) -> Session:
        return self.sessions[0]


@dataclass(frozen=True, slots=True)
class Choice:
    """One activity for one child and its brothers and sisters: what can be chosen, and the price if there is one yet.

    `children` are the child and, where the actor may register them too, the others of its family; eldest first.
    `why_nothing` is the reason why nothing of what comes fits this child. `price` is that of the first option.
    """

    activity: Activity
    options: list[Option]
    children: list[Holder]
    price: Quote | None
    needs_no_registration: bool
    why_nothing: DomainError | None

    @property
    def series(self) -> list[Option]:
        return [option for option in self.options if option.series]

    @property
    def moments(self) -> list[Option]:
        return [option for option in self.options if not option.series]

    @property
    def sessions(self) -> list[Session]:
        """The single moments that still have a place."""
        return [option.first for option in self.moments if option.free != 0]

    @property
    def periods(self) -> list[Period]:
        """Whole months, and weekdays of a month, where there are enough days to choose them at once."""
        return periods_of([option.first.day for option in self.moments])

    def keys_of(self, period: str) -> list[str]:
        """What a period holds of the moments that can be chosen; nothing for a period that is not one."""
        found = next((one for one in self.periods if one.key == period), None)
        return [option.key for option in self.moments if found and option.first.day in found.days]


def choice(work: Work, holder: Holder, activity_id: str) -> Choice:
    """What this child can still be registered for. Raises ActivityUnknown."""
    activity = activities.activity(work, activity_id)
    coming = activities.sessions(work, activity_id, from_moment=work.now)
    is_drop_in = activity.calendar_type is CalendarType.PERMANENT and not coming
    children = _company(work, holder)
    taken = _sessions_taken(work, holder.id) if len(children) == 1 else set()
    everything = _wanted(work, activity_id, coming)
    fitting = [
        one
        for one in everything
        if any(why_not(activity, one, who, work.now) is None for who in children)
        and not {session.id for session in one.sessions} & taken
    ]
    terms = terms_of(work, activity_id)
    options = [option for one in fitting if (option := _option(work, terms, one))][:MOST_SHOWN]
    why_nothing = None
    if not options and everything:
        why_nothing = next((no for one in everything if (no := why_not(activity, one, holder, work.now))), None)
    return Choice(activity, options, children, _price(work, fitting, holder), is_drop_in, why_nothing)


def offered_in(work: Work, activity_id: str) -> tuple[Activity, list[Option]]:
    """What can be chosen in an activity of the actor's organisation, whoever it is for. Raises ActivityUnknown."""
    activities.own_activity(work, activity_id)
    activity = activities.activity(work, activity_id)
    terms = terms_of(work, activity_id)
    coming = activities.sessions(work, activity_id, from_moment=work.now)
    ahead = [one for one in _wanted(work, activity_id, coming) if one.first.starts > work.now]
    return activity, [option for one in ahead if (option := _option(work, terms, one))][:MOST_SHOWN]


def _company(work: Work, holder: Holder) -> list[Holder]:
    """The child and the others of its family whom the actor may register, eldest first."""
    ids = [id for id in family_of(work, holder.id) if id == holder.id or is_own(work, id)]
    rows = select(Holder).where(Holder.id.in_(ids)).order_by(Holder.birth_date, Holder.first_name, Holder.id)
    return list(work.session.scalars(rows))


def _wanted(work: Work, activity_id: str, coming: Sequence[Session]) -> list[Wanted]:
    """Every session and series that comes, soonest first; a series as a whole, with what of it is over."""
    series_ids = {session.series_id for session in coming if session.series_id}
    rows = select(Session).where(Session.series_id.in_(series_ids)).order_by(Session.series_id, Session.starts)
    whole = [
        Wanted(activity_id, series_id, list(sessions))
        for series_id, sessions in groupby(work.session.scalars(rows), key=lambda one: one.series_id)
    ]
    single = [Wanted(activity_id, None, [session]) for session in coming if session.series_id is None]
    return sorted([*whole, *single], key=lambda one: (one.first.starts, one.first.id))


def _option(work: Work, terms: Terms, asked: Wanted) -> Option | None:
    """None for what is full, and begins so soon that waiting makes no sense."""
    is_partner = work.actor.may(Permission.REGISTER_CLIENTS)
    places = [left for one in asked.sessions if (left := one.free_for(work.now, partner=is_partner)) is not None]
    free = min(places) if places else None
    if free == 0 and offer_ends(terms, work.now, asked.first.starts) is None:
        return None
    series = work.session.get_one(Series, asked.series_id) if asked.series_id else None
    wish = Wish("", series_id=asked.series_id) if asked.series_id else Wish("", session_id=asked.first.id)
    return Option(wish.key, asked.sessions, series, free)


def _sessions_taken(work: Work, holder_id: str) -> set[str]:
    return set(
        work.session.scalars(
            select(RegisteredSession.session_id).where(RegisteredSession.holder_id == holder_id, RegisteredSession.live)
        )
    )


def _price(work: Work, fitting: Sequence[Wanted], holder: Holder) -> Quote | None:
    """What this child pays for the first option; None while the organiser has given no price."""
    try:
        return price_of(work, fitting[0], holder.id) if fitting else None
    except PriceNotKnown:
        return None
