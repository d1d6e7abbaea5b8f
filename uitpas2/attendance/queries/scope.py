"""Whose lists an actor may see, and when. The one place in this feature that says so."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from sqlalchemy import select

from uitpas2.accounts.rules import Permission
from uitpas2.activities.models import Activity, Session
from uitpas2.activities.rules import Publication
from uitpas2.attendance.errors import DayClosed, NotToday, SessionUnknown
from uitpas2.attendance.models import CareTariff, SessionClosing
from uitpas2.attendance.rules import Stretch
from uitpas2.database.work import Work
from uitpas2.kernel.actor import ActorKind
from uitpas2.kernel.clock import BRUSSELS, brussels_day, brussels_moment


def own_session(work: Work, session_id: str) -> Session:
    """A session of the actor's own organisation, with its activity. Raises SessionUnknown for everybody else's."""
    row = work.session.execute(
        select(Session, Activity)
        .join(Activity, Activity.id == Session.activity_id)
        .where(Session.id == session_id, Activity.publication != Publication.DELETED)
    ).one_or_none()
    is_platform = work.actor.kind is ActorKind.SYSTEM
    if row is None or not (is_platform or _is_own(work, row.Activity)):
        raise SessionUnknown
    session: Session = row.Session
    return session


def _is_own(work: Work, activity: Activity) -> bool:
    return activity.organiser_id is not None and activity.organiser_id == work.actor.organisation_id


def is_today(work: Work, session: Session) -> bool:
    """Whether it is going on today; a camp with nights also on its later days."""
    return session.day <= work.today <= brussels_day(session.ends - timedelta(seconds=1))


def is_office(work: Work) -> bool:
    return work.actor.may(Permission.SEE_REGISTRATIONS)


def is_closed(work: Work, session_id: str) -> bool:
    return work.session.get(SessionClosing, session_id, populate_existing=True) is not None


def must_be_open(work: Work, session: Session) -> None:
    """Those on duty note today's lists, the office any that is not closed. Raises NotToday or DayClosed."""
    if is_closed(work, session.id):
        raise DayClosed
    if not is_today(work, session) and not is_office(work):
        raise NotToday


def tariff_of(work: Work, session: Session) -> CareTariff | None:
    """By what time in care is billed in this session; nothing where it is not."""
    return work.session.scalar(
        select(CareTariff)
        .where(CareTariff.activity_id == session.activity_id, CareTariff.starts <= session.day)
        .order_by(CareTariff.starts.desc())
        .limit(1)
    )


def is_by_stay(work: Work, session_id: str) -> bool:
    """Whether what a child pays follows from its hours in care, and not from coming in."""
    session = work.session.get(Session, session_id)
    return session is not None and tariff_of(work, session) is not None


def open_hours(session: Session) -> Stretch:
    """From when until when time in care can count: with the care before and after, and never past midnight."""
    opens = min(session.starts, _at(session, session.care_from) or session.starts)
    closes = max(session.ends, _at(session, session.care_to) or session.ends)
    return opens, min(closes, brussels_moment(session.day + timedelta(days=1)))


def _at(session: Session, hour: str | None) -> datetime | None:
    """Care hours are times on the clocks of Flanders."""
    return datetime.combine(session.day, time.fromisoformat(hour), tzinfo=BRUSSELS) if hour else None
