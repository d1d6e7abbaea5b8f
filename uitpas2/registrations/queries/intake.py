"""How activities take registrations, and who waits where."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, exists, func, select

from uitpas2.activities.errors import SessionUnknown
from uitpas2.activities.models import Activity, Session
from uitpas2.cards.models import Guardianship, Holder
from uitpas2.database.work import Work
from uitpas2.registrations.errors import TakenTogether
from uitpas2.registrations.models import Intake, QueueEvent, RegisteredSession, Registration
from uitpas2.registrations.rules import Outcome, Priority, RegistrationStatus, Terms

WAITING = Registration.status == RegistrationStatus.WAITING
# The order of every list. Who came after a draw stands behind those who took part in it.
IN_ORDER = (Registration.rank, func.coalesce(Registration.drawn, 2**31 - 1), Registration.number)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody registers for: one session, or all of a series, in the order of time."""

    activity_id: str
    series_id: str | None
    sessions: Sequence[Session]

    @property
    def first(self) -> Session:
        return self.sessions[0]


def wanted(work: Work, *, session_id: str = "", series_id: str = "") -> Wanted:
    """As it is now, also when it was looked at before.

    Raises SessionUnknown, or TakenTogether for a session that is taken with the others of its series only.
    """
    if series_id:
        own = select(Session).where(Session.series_id == series_id).order_by(Session.starts, Session.id)
        sessions = work.session.scalars(own.execution_options(populate_existing=True)).all()
        if not sessions:
            raise SessionUnknown(field="series_id")
        return Wanted(sessions[0].activity_id, series_id, sessions)
    session = work.session.get(Session, session_id, populate_existing=True)
    if session is None:
        raise SessionUnknown(field="session_id")
    if session.series_id is not None:
        raise TakenTogether(field="session_id")
    return Wanted(session.activity_id, None, [session])


def terms_of(work: Work, activity_id: str) -> Terms:
    """The organiser's terms for an activity, or what holds when none were given."""
    intake = work.session.get(Intake, activity_id, populate_existing=True)
    return intake.terms if intake else Terms()


def priorities_of(work: Work, activity: Activity, holder: Holder) -> frozenset[Priority]:
    """The priority groups of an activity to which somebody belongs."""
    groups = set()
    if activity.municipality_nis is not None and activity.municipality_nis == holder.municipality_nis:
        groups.add(Priority.RESIDENT)
    if has_sibling_in(work, activity.id, holder.id):
        groups.add(Priority.SIBLING)
    return frozenset(groups)


def has_sibling_in(work: Work, activity_id: str, holder_id: str) -> bool:
    """Whether somebody for whom the same person decides has a place in the activity."""
    own = select(Guardianship.account_id).where(Guardianship.holder_id == holder_id, Guardianship.ended_at.is_(None))
    placed = (
        exists()
        .where(Registration.activity_id == activity_id, Registration.status == RegistrationStatus.CONFIRMED)
        .where(Guardianship.holder_id == Registration.holder_id, Guardianship.ended_at.is_(None))
        .where(Registration.holder_id != holder_id, Guardianship.account_id.in_(own))
    )
    return bool(work.session.scalar(select(placed)))


def next_number(work: Work, activity_id: str) -> int:
    """The number of the next registration of an activity; the caller holds the activity."""
    highest = select(func.max(Registration.number)).where(Registration.activity_id == activity_id)
    return (work.session.scalar(highest) or 0) + 1


def somebody_waits(work: Work, activity_id: str) -> bool:
    return bool(work.session.scalar(select(exists().where(Registration.activity_id == activity_id, WAITING))))


def waiting_in_order(work: Work, activity_id: str) -> Sequence[Registration]:
    """The waiting list of an activity in its published order: priority group, draw, who asked first.

    Somebody who waits together with others stands where the first of them stands.
    """
    return work.session.scalars(
        select(Registration)
        .where(Registration.activity_id == activity_id, WAITING)
        .order_by(*IN_ORDER)
        .execution_options(populate_existing=True)
    ).all()


def sessions_of(work: Work, registration_ids: Iterable[str]) -> dict[str, list[Session]]:
    """The sessions of registrations, in the order of time, as the database has them now."""
    rows = work.session.execute(
        select(RegisteredSession.registration_id, Session)
        .join(Session, Session.id == RegisteredSession.session_id)
        .where(RegisteredSession.registration_id.in_(list(registration_ids)))
        .order_by(Session.starts, Session.id)
        .execution_options(populate_existing=True)
    )
    found: dict[str, list[Session]] = {}
    for registration_id, session in rows:
        found.setdefault(registration_id, []).append(session)
    return found


def activities_with_a_list(work: Work) -> Sequence[str]:
    """The activities on whose waiting list somebody stands."""
    return work.session.scalars(
        select(Registration.activity_id).where(WAITING).distinct().order_by(Registration.activity_id)
    ).all()


def activities_with_changes(work: Work) -> Sequence[str]:
    """The activities of which a moment changed that was not told yet."""
    return work.session.scalars(
        select(Session.activity_id).where(Session.to_tell_since.is_not(None)).distinct().order_by(Session.activity_id)
    ).all()


def offer_is_over(work: Work) -> ColumnElement[bool]:
    """An offer that nobody answered in time."""
    return and_(Registration.status == RegistrationStatus.OFFERED, Registration.offered_until <= work.now)


def activities_with_offers_over(work: Work) -> Sequence[str]:
    """The activities in which an offer ran out."""
    over = select(Registration.activity_id).where(offer_is_over(work))
    return work.session.scalars(over.distinct().order_by(Registration.activity_id)).all()


def draws_due(work: Work) -> Sequence[str]:
    """The activities of which the draw's moment has come."""
    due = select(Intake.activity_id).where(
        Intake.draw_at <= work.now, Intake.drawn_at.is_(None), Intake.draw_seed.is_not(None)
    )
    return work.session.scalars(due.order_by(Intake.activity_id)).all()


def last_outcome(work: Work, registration_id: str) -> Outcome | None:
    """What happened to somebody's turn the last time."""
    return work.session.scalar(
        select(QueueEvent.outcome)
        .where(QueueEvent.registration_id == registration_id)
        .order_by(QueueEvent.at.desc(), QueueEvent.id.desc())
        .limit(1)
    )


@dataclass(frozen=True, slots=True)
class OwnPlace:
    """Where somebody stands on a waiting list, and what happened to their turn: for the family itself.

    `before` counts who stands before them for at least one of the same sessions; nobody is named.
    """

    before: int
    events: Sequence[tuple[datetime, Outcome]]


def own_place(work: Work, registration_id: str) -> OwnPlace:
    """For a registration in the actor's scope that the caller has looked up."""
    registration = work.session.get_one(Registration, registration_id)
    queue = waiting_in_order(work, registration.activity_id)
    sessions = sessions_of(work, [one.id for one in queue])
    own = {session.id for session in sessions.get(registration.id, [])}
    before = 0
    for one in queue:
        if one.id == registration.id:
            break
        before += bool(own & {session.id for session in sessions[one.id]})
    rows = work.session.execute(
        select(QueueEvent.at, QueueEvent.outcome)
        .where(QueueEvent.registration_id == registration.id)
        .order_by(QueueEvent.at, QueueEvent.id)
    )
    return OwnPlace(before, [(at, outcome) for at, outcome in rows])
