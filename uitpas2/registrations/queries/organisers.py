"""What an organiser sees: who comes when. No price and no reason stands next to a child, and no partner unless the
family wishes it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, func, select

from uitpas2.accounts.models import Organisation
from uitpas2.activities import queries as activities
from uitpas2.activities.models import Activity, Session
from uitpas2.cards.models import Holder
from uitpas2.database.work import Work
from uitpas2.kernel.clock import brussels_day
from uitpas2.registrations.models import RegisteredSession, Registration
from uitpas2.registrations.rules import RegistrationStatus, age_band


@dataclass(frozen=True, slots=True)
class AttendeeLine:
    """A registration as the organiser sees it: who comes when. No price, no reason.

    `helper` is the partner that helps, where the family wishes the organiser to know it; else empty.
    """

    registration_id: str
    session_id: str
    starts: datetime
    ends: datetime
    first_name: str
    last_name: str
    age_band: str
    helper: str


@dataclass(frozen=True, slots=True)
class OwnActivity:
    """An activity in its organiser's list; no session when nothing comes or it has no dates."""

    activity: Activity
    next_session: Session | None
    registrations: int


def registrations_of_activity(work: Work, activity_id: str) -> list[AttendeeLine]:
    """Who comes to an activity of the actor's own organisation, by moment and name.

    Raises ActivityUnknown for everybody else's.
    """
    activities.own_activity(work, activity_id)
    rows = work.session.execute(
        select(Session, Holder, Registration.id, Organisation.name)
        .join(RegisteredSession, RegisteredSession.session_id == Session.id)
        .join(Registration, Registration.id == RegisteredSession.registration_id)
        .join(Holder, Holder.id == Registration.holder_id)
        .outerjoin(Organisation, and_(Organisation.id == Registration.entered_for, Registration.partner_shown))
        .where(Registration.activity_id == activity_id, Registration.status == RegistrationStatus.CONFIRMED)
        .order_by(Session.starts, Session.id, Holder.last_name, Holder.first_name, Holder.id)
    )
    return [
        AttendeeLine(
            registration_id=registration_id,
            session_id=session.id,
            starts=session.starts,
            ends=session.ends,
            first_name=holder.first_name,
            last_name=holder.last_name,
            age_band=age_band(holder.birth_date, brussels_day(session.starts)),
            helper=helper or "",
        )
        for session, holder, registration_id, helper in rows
    ]


def own_activities(work: Work) -> list[OwnActivity]:
    """What the actor's own organisation offers, with its next moment and how many are registered for what comes."""
    offered = activities.activities_of_organiser(work)
    ids = [activity.id for activity in offered]
    coming = _first_sessions(work, ids)
    counts = _registrations_coming(work, ids)
    return [OwnActivity(activity, coming.get(activity.id), counts.get(activity.id, 0)) for activity in offered]


def _first_sessions(work: Work, activity_ids: list[str]) -> dict[str, Session]:
    sessions = work.session.scalars(
        select(Session)
        .where(Session.activity_id.in_(activity_ids), Session.ends > work.now)
        .order_by(Session.starts.desc(), Session.id)
    )
    return {session.activity_id: session for session in sessions}


def _registrations_coming(work: Work, activity_ids: list[str]) -> dict[str, int]:
    rows = work.session.execute(
        select(Registration.activity_id, func.count(Registration.id.distinct()).label("registered"))
        .join(RegisteredSession, RegisteredSession.registration_id == Registration.id)
        .join(Session, Session.id == RegisteredSession.session_id)
        .where(
            Registration.activity_id.in_(activity_ids),
            Registration.status == RegistrationStatus.CONFIRMED,
            Session.ends > work.now,
        )
        .group_by(Registration.activity_id)
    )
    return {row.activity_id: row.registered for row in rows}
