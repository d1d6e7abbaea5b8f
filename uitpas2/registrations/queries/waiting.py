"""Who has asked and who waits, as the organiser sees it: a name, an age, a turn. No price, no partner, no reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, func, select

from uitpas2.activities.models import Session
from uitpas2.activities.queries import own_activity
from uitpas2.cards.models import Holder
from uitpas2.database.work import Work
from uitpas2.kernel.clock import brussels_day
from uitpas2.registrations.models import QueueEvent, RegisteredSession, Registration
from uitpas2.registrations.queries.intake import IN_ORDER
from uitpas2.registrations.rules import Outcome, RegistrationStatus, age_band

IN_LINE = (RegistrationStatus.REQUESTED, RegistrationStatus.WAITING, RegistrationStatus.OFFERED)
TURNS_SHOWN = 30


@dataclass(frozen=True, slots=True)
class LineMember:
    """Somebody who has asked, waits or was offered a place.

    `turn` counts from one, and those who only come together share it. `group` is the priority group, from zero.
    """

    registration_id: str
    name: str
    age_band: str
    starts: datetime
    ends: datetime
    sessions: int
    asked_at: datetime
    turn: int
    together: bool
    group: int
    offered_until: datetime | None
    last: Outcome | None
    last_at: datetime | None


@dataclass(frozen=True, slots=True)
class TurnLine:
    """What happened to somebody's turn."""

    at: datetime
    name: str
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class WaitingLine:
    """Everybody in line for an activity, each in the published order, and what happened last."""

    requested: list[LineMember]
    offered: list[LineMember]
    waiting: list[LineMember]
    turns: list[TurnLine]


def line_of_activity(work: Work, activity_id: str) -> WaitingLine:
    """Who is in line for an activity of the actor's own organisation. Raises ActivityUnknown for everybody else's."""
    own_activity(work, activity_id)
    rows = work.session.execute(_in_line(activity_id)).all()
    last = _last_turns(work, activity_id)
    members: dict[RegistrationStatus, list[LineMember]] = {status: [] for status in IN_LINE}
    for status in IN_LINE:
        own = [row for row in rows if row[0].status is status]
        turns = _turns([row[0] for row in own])
        for made, session, holder, count in sorted(own, key=lambda row: turns[row[0].id]):
            event = last.get(made.id)
            members[status].append(
                LineMember(
                    registration_id=made.id,
                    name=_short(holder),
                    age_band=age_band(holder.birth_date, brussels_day(session.starts)),
                    starts=session.starts,
                    ends=session.ends,
                    sessions=count,
                    asked_at=made.at,
                    turn=turns[made.id],
                    together=made.together,
                    group=made.rank,
                    offered_until=made.offered_until,
                    last=event.outcome if event else None,
                    last_at=event.at if event else None,
                )
            )
    requested, waiting, offered = (members[status] for status in IN_LINE)
    return WaitingLine(requested, offered, waiting, _latest(work, activity_id))


def _in_line(activity_id: str) -> Select[Registration, Session, Holder, int]:
    count = (
        select(func.count())
        .select_from(RegisteredSession)
        .where(RegisteredSession.registration_id == Registration.id)
        .scalar_subquery()
    )
    return (
        select(Registration, Session, Holder, count)
        .join(Session, Session.id == Registration.session_id)
        .join(Holder, Holder.id == Registration.holder_id)
        .where(Registration.activity_id == activity_id, Registration.status.in_(IN_LINE))
        .order_by(*IN_ORDER)
    )


def _turns(in_order: Sequence[Registration]) -> dict[str, int]:
    """The turn of each: who goes together has one turn, where the first of them stands."""
    places: dict[str, int] = {}
    found = {}
    for one in in_order:
        key = one.bundle_id if one.together and one.bundle_id else one.id
        found[one.id] = places.setdefault(key, len(places) + 1)
    return found


def _last_turns(work: Work, activity_id: str) -> dict[str, QueueEvent]:
    events = work.session.scalars(
        select(QueueEvent)
        .join(Registration, Registration.id == QueueEvent.registration_id)
        .where(QueueEvent.activity_id == activity_id, Registration.status.in_(IN_LINE))
        .order_by(QueueEvent.at, QueueEvent.id)
    )
    return {event.registration_id: event for event in events}


def _latest(work: Work, activity_id: str) -> list[TurnLine]:
    rows = work.session.execute(
        select(QueueEvent, Holder)
        .join(Registration, Registration.id == QueueEvent.registration_id)
        .join(Holder, Holder.id == Registration.holder_id)
        .where(QueueEvent.activity_id == activity_id, Holder.erased_at.is_(None))
        .order_by(QueueEvent.at.desc(), QueueEvent.id.desc())
        .limit(TURNS_SHOWN)
    )
    return [TurnLine(event.at, _short(holder), event.outcome) for event, holder in rows]


def _short(holder: Holder) -> str:
    """A first name and an initial: enough to tell two children apart."""
    return f"{holder.first_name} {holder.last_name[:1]}." if holder.last_name else holder.first_name
