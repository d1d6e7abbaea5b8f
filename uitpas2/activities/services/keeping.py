"""Keeping one item that was read: a new activity, or the known one brought up to date."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError

from uitpas2.accounts.models import Organisation
from uitpas2.activities.models import Activity, Place, Session
from uitpas2.activities.rules import Availability, CalendarType, default_limits
from uitpas2.activities.rules.calendar import open_weekdays, unusual_days
from uitpas2.activities.rules.classes import product_class_of
from uitpas2.activities.rules.matching import match_sessions
from uitpas2.activities.rules.reading import ItemRead, SessionRead
from uitpas2.activities.rules.searching import folded, search_text
from uitpas2.activities.rules.seats import seats_of
from uitpas2.activities.services.noting import changing
from uitpas2.activities.services.pricing import NewPrice, keep_prices
from uitpas2.database.work import Work
from uitpas2.kernel.clock import brussels_day
from uitpas2.kernel.text import TranslatedText

DROPPED = TranslatedText(
    nl="De organisator haalde dit moment uit het aanbod.",
    fr="L’organisateur a retiré ce moment de l’offre.",
    en="The organiser took this moment out of the offer.",
)


class Outcome(StrEnum):
    IMPORTED = "imported"
    UPDATED = "updated"


def keep(
    work: Work,
    known: Activity | None,
    read: ItemRead,
    item: dict[str, Any],
    place: Place | None,
    organiser: Organisation | None,
) -> tuple[Outcome, str]:
    """Write down what was read; returns what happened and the activity's id. Flushes, so that constraints speak."""
    activity = known or Activity(id=work.new_id(), uitdatabank_id=read.uitdatabank_id)
    _set_limits(activity, read)
    for name, value in _columns(work, read, place).items():
        setattr(activity, name, value)
    activity.place = place
    activity.municipality_nis = place.municipality_nis if place else None
    activity.organiser_id = organiser.id if organiser else None
    activity.source = item
    activity.updated_at = work.now
    if known is None:
        work.session.add(activity)
    work.session.flush()
    keep_prices(work, activity, [NewPrice(one.category, one.name, one.amount, one.for_group) for one in read.prices])
    _keep_sessions(work, activity, read)
    work.session.flush()
    return (Outcome.UPDATED if known else Outcome.IMPORTED), activity.id


def _set_limits(activity: Activity, read: ItemRead) -> None:
    """The default limits, for what is new or became another sort of thing; an organiser's own limits stay."""
    kind, product_class = read.calendar.calendar_type, product_class_of(read)
    if (activity.calendar_type, activity.product_class) == (kind, product_class):
        return
    activity.calendar_type, activity.product_class = kind, product_class
    limits = default_limits(kind, product_class)
    activity.ticket_limit, activity.ticket_period = limits.tickets, limits.ticket_period
    activity.checkin_limit, activity.checkin_period = limits.checkins, limits.checkin_period


def _columns(work: Work, read: ItemRead, place: Place | None) -> dict[str, Any]:
    calendar, audience = read.calendar, read.audience
    return {
        "name": read.name,
        "description": read.description,
        "theme": read.theme,
        "publication": read.publication,
        "visible_from": read.visible_from,
        "availability": read.status.availability,
        "unavailable_because": read.status.because,
        "starts": _utc(calendar.starts),
        "ends": _utc(calendar.ends),
        "opening_hours": calendar.opening_hours,
        "closed_days": calendar.closed_days,
        "adjusted_days": calendar.adjusted_days,
        "open_weekdays": open_weekdays(calendar.opening_hours),
        "unusual_days": unusual_days(calendar.opening_hours, calendar.closed_days, calendar.adjusted_days),
        "children_only": audience.children_only,
        "members_only": audience.members_only,
        "schools_only": audience.schools_only,
        "age_from": audience.age_from,
        "age_to": audience.age_to,
        "born_from": audience.born_from,
        "born_to": audience.born_to,
        "online_url": read.online_url,
        "questions": read.questions,
        "departure_places": read.departure_places,
        "sort_name": folded(read.name.nl)[:120],
        "search_text": search_text(
            read.name, read.description, read.theme, *((place.name.nl, place.city) if place else ())
        ),
    }


def _keep_sessions(work: Work, activity: Activity, read: ItemRead) -> None:
    """Bring the sessions up to date in place: whoever has a place keeps it."""
    known = work.session.scalars(
        select(Session)
        .where(Session.activity_id == activity.id)
        .order_by(Session.position)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).all()
    dated = read.calendar.calendar_type in {CalendarType.SINGLE, CalendarType.MULTIPLE}
    matched = match_sessions(known, read.calendar.sessions, dated=dated)
    for number, (session, new) in enumerate(matched.pairs):
        if session is None:
            session = Session(id=work.new_id(), activity_id=activity.id, taken=0)
            work.session.add(session)
            _set_session(session, number, new)
        else:
            with changing(work, session):
                _set_session(session, number, new)
    work.session.flush()
    _drop(work, matched.gone)


def _set_session(session: Session, position: int, read: SessionRead) -> None:
    session.position = position
    session.starts, session.ends = read.starts.astimezone(UTC), read.ends.astimezone(UTC)
    session.day = brussels_day(read.starts)
    session.capacity, session.taken_elsewhere = seats_of(read, session.taken)
    session.availability, session.unavailable_because = read.status.availability, read.status.because
    session.overnight, session.care_from, session.care_to = read.overnight, read.care_from, read.care_to


def _drop(work: Work, gone: Iterable[Session]) -> None:
    """Remove sessions that left the item; one with a registration stays and says that it does not take place."""
    for session in gone:
        try:
            with work.session.begin_nested():
                work.session.execute(delete(Session).where(Session.id == session.id, Session.taken == 0))
        except IntegrityError:
            pass
        kept = work.session.scalar(select(Session.id).where(Session.id == session.id))
        if kept is None:
            work.session.expunge(session)
        else:
            with changing(work, session):
                session.availability, session.unavailable_because = Availability.UNAVAILABLE, DROPPED


def _utc(moment: datetime | None) -> datetime | None:
    return moment and moment.astimezone(UTC)
