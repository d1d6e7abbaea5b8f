"""The roll call as those on duty see it: who is expected, and how it stands. No price and no reason is in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import exists, func, select

from uitpas2.activities.models import Activity, Session
from uitpas2.activities.rules import Publication
from uitpas2.attendance.errors import NotToday
from uitpas2.attendance.models import CareNeed, CareStay, Collector, SessionClosing
from uitpas2.attendance.queries.scope import is_closed, is_office, is_today, own_session, tariff_of
from uitpas2.attendance.rules import Needs
from uitpas2.cards.models import Consent, Holder
from uitpas2.cards.rules import Purpose
from uitpas2.database.work import Work
from uitpas2.kernel.clock import brussels_moment
from uitpas2.registrations.models import RegisteredSession, Registration
from uitpas2.registrations.rules import Attendance, RegistrationStatus


@dataclass(frozen=True, slots=True)
class Child:
    """A child on the list. `has_notes`: there is something those on duty must know, or a pick-up list."""

    holder_id: str
    first_name: str
    initial: str
    attendance: Attendance | None  # None for a child in care that was not registered
    noted_at: datetime | None
    stays: tuple[CareStay, ...]
    has_notes: bool

    @property
    def short_name(self) -> str:
        return f"{self.first_name} {self.initial}." if self.initial else self.first_name

    @property
    def is_inside(self) -> bool:
        return any(stay.gone_at is None for stay in self.stays)


@dataclass(frozen=True, slots=True)
class RollCall:
    """The list of one session. `by_stay`: children come in and are handed over, and their hours count."""

    session: Session
    activity: Activity
    children: Sequence[Child]
    by_stay: bool
    closed: bool
    today: bool

    def count(self, attendance: Attendance) -> int:
        return sum(child.attendance == attendance for child in self.children)

    @property
    def inside(self) -> int:
        return sum(child.is_inside for child in self.children)


@dataclass(frozen=True, slots=True)
class Duty:
    """A session in the list to choose from, with how many are on it."""

    session: Session
    activity: Activity
    expected: int
    came: int
    closed: bool


@dataclass(frozen=True, slots=True)
class WhoCollects:
    """Somebody who may take a child along: a guardian, or who a guardian put on the list."""

    id: str
    name: str
    phone: str
    is_guardian: bool


@dataclass(frozen=True, slots=True)
class Notes:
    """What those on duty must know about one child, and who may take it along."""

    child: Child
    needs: Needs
    collectors: Sequence[WhoCollects]


def rolls_of_today(work: Work) -> list[Duty]:
    """The sessions of the actor's organisation that go on today, by hour."""
    return _duties(
        work,
        Session.starts < brussels_moment(work.today + timedelta(days=1)),
        Session.ends > brussels_moment(work.today),
    )


def rolls_to_close(work: Work, *, days: int = 14) -> list[Duty]:
    """What was on the past days and is not closed yet, for the office; newest first."""
    found = _duties(
        work,
        Session.ends <= brussels_moment(work.today),
        Session.starts >= brussels_moment(work.today - timedelta(days=days)),
    )
    return [one for one in reversed(found) if not one.closed and (one.expected or one.came)]


def _duties(work: Work, *when: object) -> list[Duty]:
    rows = work.session.execute(
        select(Session, Activity, SessionClosing.at.label("closed_at"))
        .join(Activity, Activity.id == Session.activity_id)
        .outerjoin(SessionClosing, SessionClosing.session_id == Session.id)
        .where(
            Activity.organiser_id == work.actor.organisation_id,
            Activity.publication == Publication.PUBLISHED,
            *when,  # type: ignore[arg-type]
        )
        .order_by(Session.starts, Activity.sort_name, Session.id)
    ).all()
    counts = _counts(work, [row.Session.id for row in rows])
    inside = _came_in(work, [row.Session.id for row in rows])
    return [_duty(row, counts.get(row.Session.id, {}), inside.get(row.Session.id, 0)) for row in rows]


def _duty(row: Any, counted: dict[Attendance, int], inside: int) -> Duty:
    """Into care children may come that nobody expected."""
    came = max(counted.get(Attendance.ATTENDED, 0), inside)
    return Duty(row.Session, row.Activity, max(sum(counted.values()), came), came, row.closed_at is not None)


def _counts(work: Work, session_ids: Sequence[str]) -> dict[str, dict[Attendance, int]]:
    rows = work.session.execute(
        select(RegisteredSession.session_id, RegisteredSession.attendance, func.count())
        .join(Registration, Registration.id == RegisteredSession.registration_id)
        .where(
            RegisteredSession.session_id.in_(session_ids),
            RegisteredSession.live,
            Registration.status == RegistrationStatus.CONFIRMED,
        )
        .group_by(RegisteredSession.session_id, RegisteredSession.attendance)
    )
    found: dict[str, dict[Attendance, int]] = {}
    for session_id, attendance, number in rows:
        found.setdefault(session_id, {})[attendance] = number
    return found


def _came_in(work: Work, session_ids: Sequence[str]) -> dict[str, int]:
    rows = work.session.execute(
        select(CareStay.session_id, func.count(CareStay.holder_id.distinct()))
        .where(CareStay.session_id.in_(session_ids))
        .group_by(CareStay.session_id)
    )
    return dict(rows.all())


def roll_call(work: Work, session_id: str) -> RollCall:
    """The list of a session of the actor's own organisation; those on duty see today's only.

    Raises SessionUnknown or NotToday.
    """
    session = own_session(work, session_id)
    if not is_today(work, session) and not is_office(work):
        raise NotToday
    return RollCall(
        session=session,
        activity=session.activity,
        children=_children(work, session),
        by_stay=tariff_of(work, session) is not None,
        closed=is_closed(work, session_id),
        today=is_today(work, session),
    )


def child_on_list(work: Work, session: Session, holder_id: str) -> Child | None:
    """One child of a list; None when it is not on it."""
    return next((child for child in _children(work, session) if child.holder_id == holder_id), None)


def _children(work: Work, session: Session) -> list[Child]:
    rows = work.session.execute(
        select(Holder, RegisteredSession)
        .join(RegisteredSession, RegisteredSession.holder_id == Holder.id)
        .join(Registration, Registration.id == RegisteredSession.registration_id)
        .where(
            RegisteredSession.session_id == session.id,
            RegisteredSession.live,
            Registration.status == RegistrationStatus.CONFIRMED,
        )
        .execution_options(populate_existing=True)
    ).all()
    stays: dict[str, list[CareStay]] = {}
    in_order = select(CareStay).where(CareStay.session_id == session.id).order_by(CareStay.came_at, CareStay.id)
    for stay in work.session.scalars(in_order.execution_options(populate_existing=True)):
        stays.setdefault(stay.holder_id, []).append(stay)
    people: dict[str, tuple[Holder, RegisteredSession | None]] = {holder.id: (holder, row) for holder, row in rows}
    for holder_id in stays.keys() - people.keys():
        people[holder_id] = (work.session.get_one(Holder, holder_id), None)
    noted = _with_notes(work, list(people))
    found = [
        Child(
            holder.id,
            holder.first_name,
            holder.last_name[:1],
            row.attendance if row else None,
            row.attendance_at if row else None,
            tuple(stays.get(holder.id, ())),
            holder.id in noted,
        )
        for holder, row in people.values()
    ]
    return sorted(found, key=lambda child: (child.first_name.casefold(), child.initial, child.holder_id))


def _agreed() -> object:
    return exists().where(
        Consent.holder_id == CareNeed.holder_id,
        Consent.purpose == Purpose.CARE_NEEDS,
        Consent.withdrawn_at.is_(None),
    )


def _with_notes(work: Work, holder_ids: Sequence[str]) -> set[str]:
    needs = select(CareNeed.holder_id).where(CareNeed.holder_id.in_(holder_ids), _agreed())  # type: ignore[arg-type]
    collectors = select(Collector.holder_id).where(Collector.holder_id.in_(holder_ids))
    return {*work.session.scalars(needs), *work.session.scalars(collectors)}
