"""Registrations as families and partners see them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import aliased, selectinload

from uitpas2.accounts.models import Organisation
from uitpas2.activities.models import Activity, Place, Session
from uitpas2.cards.models import Holder
from uitpas2.database.work import Work
from uitpas2.kernel.money import Euro
from uitpas2.kernel.text import TranslatedText
from uitpas2.registrations.errors import RegistrationUnknown
from uitpas2.registrations.models import Registration
from uitpas2.registrations.queries.prices import family_of
from uitpas2.registrations.queries.scope import child, in_scope, is_own
from uitpas2.registrations.rules import LIVE, STATUS_WORDS, EndReason, RegistrationStatus


@dataclass(frozen=True, slots=True)
class RegistrationLine:
    """A registration as the family, its partner and its counter see it.

    `partner` is the name of the partner that made it, `partner_shown` whether the organiser may know that.
    """

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
    meeting_place: TranslatedText | None
    to_bring: TranslatedText | None
    partner: str
    partner_shown: bool

    @property
    def state(self) -> TranslatedText:
        return STATUS_WORDS[self.status]


@dataclass(frozen=True, slots=True)
class Planned:
    """What a child does in one activity, all in one state: the next registration, and how many more there are."""

    first: RegistrationLine
    more: int


@dataclass(frozen=True, slots=True)
class RegisteredIn:
    """What a family has in one activity, per child; a child that has nothing is left out."""

    activity_id: str
    activity_name: TranslatedText
    children: list[tuple[Holder, list[RegistrationLine]]]


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


def planned(lines: Iterable[RegistrationLine]) -> list[Planned]:
    """The same, with one entry for the many days of one activity; what is offered stands by itself."""
    groups: dict[tuple[str, ...], list[RegistrationLine]] = {}
    for line in lines:
        is_offered = line.status is RegistrationStatus.OFFERED
        groups.setdefault((line.activity_id, line.status, line.id if is_offered else ""), []).append(line)
    return [Planned(group[0], len(group) - 1) for group in groups.values()]


def registered_in(work: Work, holder: Holder, activity_id: str) -> RegisteredIn:
    """What this child and the others of its family in the actor's scope have in an activity, or had until now.

    Raises RegistrationUnknown when there is nothing.
    """
    ids = [id for id in family_of(work, holder.id) if id == holder.id or is_own(work, id)]
    lines = _lines(
        work,
        Registration.holder_id.in_(ids),
        Registration.activity_id == activity_id,
        Registration.status.in_(LIVE),
        Session.ends > work.now,
    )
    if not lines:
        raise RegistrationUnknown
    holders = work.session.scalars(select(Holder).where(Holder.id.in_(ids)).order_by(Holder.birth_date, Holder.id))
    by_child = [(one, [line for line in lines if line.holder_id == one.id]) for one in holders]
    return RegisteredIn(activity_id, lines[0].activity_name, [(one, own) for one, own in by_child if own])


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
            meeting_place=activity.meeting_place,
            to_bring=activity.to_bring,
            partner=partner_name or "",
            partner_shown=made.partner_shown,
        )
        for made, session, activity, place, organiser_name, partner_name in rows
    ]


def _select_lines() -> Select[Registration, Session, Activity, Place | None, str | None, str | None]:
    partner = aliased(Organisation)
    return (
        select(Registration, Session, Activity, Place, Organisation.name, partner.name)
        .join(Session, Session.id == Registration.session_id)
        .join(Activity, Activity.id == Registration.activity_id)
        .outerjoin(Place, Place.id == Activity.place_id)
        .outerjoin(Organisation, Organisation.id == Activity.organiser_id)
        .outerjoin(partner, partner.id == Registration.entered_for)
        .options(selectinload(Registration.sessions))
        .order_by(Session.starts, Registration.id)
    )
