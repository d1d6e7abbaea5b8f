"""Registrations as families and partners see them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import selectinload

from uitpas2.accounts.models import Organisation
from uitpas2.activities.models import Activity, Place, Session
from uitpas2.database.work import Work
from uitpas2.kernel.money import Euro
from uitpas2.kernel.text import TranslatedText
from uitpas2.registrations.errors import RegistrationUnknown
from uitpas2.registrations.models import Registration
from uitpas2.registrations.queries.scope import child, in_scope
from uitpas2.registrations.rules import LIVE, STATUS_WORDS, EndReason, RegistrationStatus


@dataclass(frozen=True, slots=True)
class RegistrationLine:
    """A registration as the family and its partner see it."""

    id: str
    holder_id: str
    activity_id: str
    activity_name: TranslatedText
    organiser_name: str
    place_name: TranslatedText | None
    city: str
    starts: datetime
    ends: datetime
    price_shown: Euro
    status: RegistrationStatus
    offered_until: datetime | None
    end_reason: EndReason | None
    sessions: int

    @property
    def state(self) -> TranslatedText:
        return STATUS_WORDS[self.status]


def registrations_of_holder(work: Work, holder_id: str) -> list[RegistrationLine]:
    """The coming and present registrations of a child, those that wait among them, soonest first.

    A partner sees only those it made itself. Raises ChildUnknown outside the actor's family and clients.
    """
    child(work, holder_id)
    return _lines(
        work,
        Registration.holder_id == holder_id,
        Registration.status.in_(LIVE),
        Session.ends > work.now,
    )


def registration(work: Work, registration_id: str, *, holder_id: str) -> RegistrationLine:
    """One registration of a child in the actor's scope, whatever became of it.

    Raises ChildUnknown or RegistrationUnknown.
    """
    child(work, holder_id)
    found = _lines(work, Registration.id == registration_id, Registration.holder_id == holder_id)
    if not found:
        raise RegistrationUnknown
    return found[0]


def next_of_clients(work: Work, holder_ids: Iterable[str]) -> dict[str, RegistrationLine]:
    """By holder, the first coming registration that the actor's organisation made."""
    lines = _lines(
        work,
        Registration.holder_id.in_(list(holder_ids)),
        Registration.status == RegistrationStatus.CONFIRMED,
        Session.ends > work.now,
    )
    return {line.holder_id: line for line in reversed(lines)}


def _lines(work: Work, *conditions: ColumnElement[bool]) -> list[RegistrationLine]:
    rows = work.session.execute(_select_lines().where(in_scope(work), *conditions)).all()
    return [
        RegistrationLine(
            id=made.id,
            holder_id=made.holder_id,
            activity_id=activity.id,
            activity_name=activity.name,
            organiser_name=organiser_name or "",
            place_name=place.name if place else None,
            city=place.city if place else "",
            starts=session.starts,
            ends=session.ends,
            price_shown=made.price_shown,
            status=made.status,
            offered_until=made.offered_until,
            end_reason=made.end_reason,
            sessions=len(made.sessions),
        )
        for made, session, activity, place, organiser_name in rows
    ]


def _select_lines() -> Select[Registration, Session, Activity, Place | None, str | None]:
    return (
        select(Registration, Session, Activity, Place, Organisation.name)
        .join(Session, Session.id == Registration.session_id)
        .join(Activity, Activity.id == Registration.activity_id)
        .outerjoin(Place, Place.id == Activity.place_id)
        .outerjoin(Organisation, Organisation.id == Activity.organiser_id)
        .options(selectinload(Registration.sessions))
        .order_by(Session.starts, Registration.id)
    )
