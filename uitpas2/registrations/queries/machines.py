"""Registrations as an organiser's own system reads them: no price, no reason, and no partner that is not to be seen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import selectinload

from uitpas2.accounts.models import Organisation
from uitpas2.activities.models import Activity, Session
from uitpas2.cards.models import Holder
from uitpas2.database.work import Work
from uitpas2.kernel.clock import brussels_day
from uitpas2.registrations.models import Registration
from uitpas2.registrations.queries.scope import registration_of_organiser
from uitpas2.registrations.rules import LIVE, RegistrationStatus, age_band


@dataclass(frozen=True, slots=True)
class OwnRegistration:
    """Whoever has a place has a name; of who waits there is an initial, and of who cancelled nothing."""

    id: str
    activity_id: str
    series_id: str | None
    session_ids: list[str]
    status: RegistrationStatus
    at: datetime
    offered_until: datetime | None
    name: str
    age_band: str
    helper: str


@dataclass(frozen=True, slots=True)
class OwnRegistrations:
    items: list[OwnRegistration]
    total: int


def registrations_of_organiser(
    work: Work,
    *,
    activity_id: str | None = None,
    status: RegistrationStatus | None = None,
    limit: int = 50,
    offset: int = 0,
) -> OwnRegistrations:
    """For the activities of the actor's organisation, newest first, cancelled ones included."""
    conditions = [Activity.organiser_id.is_not(None), Activity.organiser_id == work.actor.organisation_id]
    if activity_id is not None:
        conditions.append(Registration.activity_id == activity_id)
    if status is not None:
        conditions.append(Registration.status == status)
    count = (
        select(func.count())
        .select_from(Registration)
        .join(Activity, Activity.id == Registration.activity_id)
        .where(*conditions)
    )
    return OwnRegistrations(_shown(work, conditions, limit, offset), work.session.scalar(count) or 0)


def own_registration_shown(work: Work, registration_id: str) -> OwnRegistration:
    """One of them. Raises RegistrationUnknown for another organiser's."""
    return _shown(work, [Registration.id == registration_of_organiser(work, registration_id).id], 1, 0)[0]


def _shown(work: Work, conditions: list[ColumnElement[bool]], limit: int, offset: int) -> list[OwnRegistration]:
    rows = work.session.execute(
        select(Registration, Session.starts, Holder, Organisation.name)
        .join(Activity, Activity.id == Registration.activity_id)
        .join(Session, Session.id == Registration.session_id)
        .join(Holder, Holder.id == Registration.holder_id)
        .outerjoin(Organisation, and_(Organisation.id == Registration.entered_for, Registration.partner_shown))
        .where(*conditions)
        .options(selectinload(Registration.sessions))
        .order_by(Registration.at.desc(), Registration.id)
        .limit(limit)
        .offset(offset)
    )
    return [
        OwnRegistration(
            id=made.id,
            activity_id=made.activity_id,
            series_id=made.series_id,
            session_ids=[one.session_id for one in made.sessions],
            status=made.status,
            at=made.at,
            offered_until=made.offered_until,
            name=_name(holder, made.status),
            age_band=age_band(holder.birth_date, brussels_day(starts)) if made.status in LIVE else "",
            helper=(helper or "") if made.status in LIVE else "",
        )
        for made, starts, holder, helper in rows
    ]


def _name(holder: Holder, status: RegistrationStatus) -> str:
    if status not in LIVE:
        return ""
    if status is RegistrationStatus.CONFIRMED:
        return f"{holder.first_name} {holder.last_name}".strip()
    return f"{holder.first_name} {holder.last_name[:1]}." if holder.last_name else holder.first_name
