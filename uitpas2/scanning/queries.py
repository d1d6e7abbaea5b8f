"""What the door needs to know, and the check-ins that were recorded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from sqlalchemy import Exists, Select, exists, func, select

from uitpas2.activities import queries as activities
from uitpas2.activities.models import Activity, Session
from uitpas2.activities.rules import CalendarType, Publication, is_open_on
from uitpas2.attendance.models import PlacePaid
from uitpas2.database.work import Work
from uitpas2.discounts.models import Sale
from uitpas2.kernel.period import Period
from uitpas2.registrations.models import RegisteredSession, Registration
from uitpas2.registrations.rules import RegistrationStatus
from uitpas2.scanning.models import CheckIn
from uitpas2.scanning.rules import MARGIN, Door, day_door, session_door

SOON = timedelta(days=14)


class When(StrEnum):
    """How near an activity is, for the list to choose from."""

    NOW = "now"
    SOON = "soon"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class ActivityAtDoor:
    """An activity to scan for; `session` is the one of now, else the next within two weeks."""

    activity: Activity
    when: When
    session: Session | None

    @property
    def rank(self) -> int:
        """0 for now, 1 for soon, 2 for later."""
        return list(When).index(self.when)


@dataclass(frozen=True, slots=True)
class CheckIns:
    """A page of check-ins, and how many there are in all."""

    items: Sequence[CheckIn]
    total: int


# --- which door


def activities_at_door(work: Work) -> list[ActivityAtDoor]:
    """The published activities of the actor's organisation: open now first, then what comes soon, then the rest."""
    own = [one for one in activities.activities_of_organiser(work) if one.publication is Publication.PUBLISHED]
    sessions = _sessions_around_now(work, [one.id for one in own])
    found = [_at_door(work, one, sessions.get(one.id, [])) for one in own]
    far = work.now + timedelta(days=36_500)
    return sorted(found, key=lambda one: (one.rank, one.session.starts if one.session else far))


def _sessions_around_now(work: Work, activity_ids: list[str]) -> dict[str, list[Session]]:
    rows = work.session.scalars(
        select(Session)
        .where(
            Session.activity_id.in_(activity_ids),
            Session.ends > work.now - MARGIN,
            Session.starts <= work.now + SOON,
        )
        .order_by(Session.starts)
    )
    by_activity: dict[str, list[Session]] = {}
    for session in rows:
        by_activity.setdefault(session.activity_id, []).append(session)
    return by_activity


def _at_door(work: Work, activity: Activity, sessions: list[Session]) -> ActivityAtDoor:
    door = session_door(sessions, work.now) if sessions else _door_without_sessions(work, activity)
    if door.is_open:
        present = next((one for one in sessions if one.id == door.session_id), None)
        return ActivityAtDoor(activity, When.NOW, present)
    coming = next((one for one in sessions if one.starts > work.now), None)
    return ActivityAtDoor(activity, When.SOON if coming else When.LATER, coming)


def door_of(work: Work, activity: Activity) -> Door:
    """Whether an activity's door is open now, and for which session; else when the next one opens."""
    times = (
        select(Session.id, Session.starts, Session.ends)
        .where(Session.activity_id == activity.id, Session.ends > work.now - MARGIN)
        .order_by(Session.starts)
    )
    near = work.session.execute(times.where(Session.starts <= work.now + MARGIN)).all()
    found = near or work.session.execute(times.limit(1)).all()
    return session_door(found, work.now) if found else _door_without_sessions(work, activity)


def _door_without_sessions(work: Work, activity: Activity) -> Door:
    goes_by_days = activity.calendar_type in {CalendarType.PERIODIC, CalendarType.PERMANENT}
    if not goes_by_days or work.session.scalar(select(exists().where(Session.activity_id == activity.id))):
        return Door(False)
    return day_door(is_open_on(activity, work.today))


# --- somebody at the door


def checkin_with_key(work: Work, key: str) -> CheckIn | None:
    """The check-in that this scan of the actor's organisation already made."""
    return work.session.scalar(
        select(CheckIn).where(CheckIn.organiser_id == work.actor.organisation_id, CheckIn.key == key)
    )


def last_checkin(work: Work, *, holder_id: str, activity_id: str, period: Period) -> CheckIn | None:
    """The latest check-in of a holder at an activity in a period."""
    found = select(CheckIn).where(
        CheckIn.holder_id == holder_id, CheckIn.activity_id == activity_id, CheckIn.day >= period.start
    )
    if period.end is not None:
        found = found.where(CheckIn.day < period.end)
    return work.session.scalar(found.order_by(CheckIn.at.desc()).limit(1))


def is_expected(work: Work, *, holder_id: str, session_id: str | None) -> bool:
    """Whether a place in this session was kept for the holder."""
    return session_id is not None and bool(
        work.session.scalar(
            select(
                exists().where(
                    RegisteredSession.holder_id == holder_id,
                    RegisteredSession.session_id == session_id,
                    RegisteredSession.live,
                    Registration.id == RegisteredSession.registration_id,
                    Registration.status == RegistrationStatus.CONFIRMED,
                )
            )
        )
    )


def unused_ticket(work: Work, *, holder_id: str, activity_id: str, door: Door) -> Sale | None:
    """A ticket that was already sold for this time and with which nobody came in yet.

    Sold since the end of the session before counts as sold for this one; without sessions, sold today.
    """
    unused = work.session.scalars(
        select(Sale)
        .where(
            Sale.holder_id == holder_id,
            Sale.activity_id == activity_id,
            Sale.cancelled_at.is_(None),
            ~exists().where(CheckIn.sale_id == Sale.id),
            ~_paid_another_place(door),
        )
        .order_by(Sale.at)
    ).all()
    if not unused:
        return None
    if door.session_starts is None:
        return next((sale for sale in unused if sale.day == work.today), None)
    before = _end_of_session_before(work, activity_id, door.session_starts)
    return next((sale for sale in unused if before is None or sale.at >= before), None)


def _paid_another_place(door: Door) -> Exists:
    """A sale that was made as the child came to something else, however late somebody wrote that down."""
    here = exists().where(
        RegisteredSession.registration_id == PlacePaid.registration_id, RegisteredSession.session_id == door.session_id
    )
    return exists().where(PlacePaid.sale_id == Sale.id, ~here)


def _end_of_session_before(work: Work, activity_id: str, starts: datetime) -> datetime | None:
    return work.session.scalar(
        select(func.max(Session.ends)).where(Session.activity_id == activity_id, Session.starts < starts)
    )


# --- what was recorded


def admitted_today(work: Work, activity_id: str) -> int:
    """How many check-ins an activity of the actor's organisation has today."""
    number = work.session.scalar(
        select(func.count()).where(
            CheckIn.organiser_id == work.actor.organisation_id,
            CheckIn.activity_id == activity_id,
            CheckIn.day == work.today,
        )
    )
    return number or 0


def checkins_of_organiser(
    work: Work,
    *,
    activity_id: str | None = None,
    client_reference: str | None = None,
    day_from: date | None = None,
    day_until: date | None = None,
    limit: int = 50,
    offset: int = 0,
) -> CheckIns:
    """The check-ins at the activities of the actor's organisation, newest first.

    `client_reference` is the key with which a check-in was sent; the days are Brussels days, both included.
    """
    found = select(CheckIn).where(CheckIn.organiser_id == work.actor.organisation_id)
    if activity_id is not None:
        found = found.where(CheckIn.activity_id == activity_id)
    if client_reference is not None:
        found = found.where(CheckIn.key == client_reference)
    if day_from is not None:
        found = found.where(CheckIn.day >= day_from)
    if day_until is not None:
        found = found.where(CheckIn.day <= day_until)
    page = found.order_by(CheckIn.at.desc(), CheckIn.id).limit(limit).offset(offset)
    return CheckIns(work.session.scalars(page).all(), _count(work, found))


def _count(work: Work, found: Select[CheckIn]) -> int:
    return work.session.scalar(select(func.count()).select_from(found.subquery())) or 0
