"""Taking a place for a child, and giving it back."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select, update

from uitpas2.accounts.rules import Permission
from uitpas2.activities import queries as activities
from uitpas2.activities.errors import SessionUnknown
from uitpas2.activities.models import Activity, Session
from uitpas2.activities.rules import Availability
from uitpas2.activities.services import free_place, take_place
from uitpas2.cards.models import Holder
from uitpas2.database.work import Work
from uitpas2.database.writes import happened, insert_unless_there
from uitpas2.discounts.errors import NoPrice
from uitpas2.discounts.services import quote
from uitpas2.kernel.actor import ActorKind
from uitpas2.kernel.clock import brussels_day
from uitpas2.kernel.money import Euro
from uitpas2.registrations.errors import (
    AlreadyRegistered,
    AlreadyStarted,
    ChildUnknown,
    Full,
    NotForFamilies,
    NotTakingPlace,
    PriceNotKnown,
    RegistrationUnknown,
    TooLateToCancel,
)
from uitpas2.registrations.models import Registration
from uitpas2.registrations.queries import child, in_scope
from uitpas2.registrations.rules import RegistrationStatus, why_age_does_not_fit
from uitpas2.trail.services import note


def register(work: Work, *, session_id: str, holder_id: str, for_organisation_id: str | None = None) -> Registration:
    """Take a place in a session for a child: by a guardian, by the partner that guides them, or by the platform.

    `for_organisation_id` is the partner; a partner's own worker need not give it. The price is the one the family is
    shown now; what is paid is decided at the door. Raises ChildUnknown, SessionUnknown, ActivityUnknown,
    NotTakingPlace, NotForFamilies, AlreadyStarted, AgeDoesNotFit, PriceNotKnown, AlreadyRegistered, Full.
    """
    entered_for = _entered_for(work, for_organisation_id)
    holder = child(work, holder_id)
    session = work.session.get(Session, session_id)
    if session is None:
        raise SessionUnknown(field="session_id")
    activity = activities.activity(work, session.activity_id)
    _must_fit(work, activity, session, holder)

    price = _price(work, activity.id, holder.id, session.id)
    registration = _take(
        work,
        activity_id=activity.id,
        session_id=session.id,
        holder_id=holder.id,
        status=RegistrationStatus.CONFIRMED,
        price_shown=price,
        entered_by=work.actor.id,
        entered_for=entered_for,
        at=work.now,
    )
    note(work, "registration.made", "registration", registration.id, session=session.id, holder=holder.id)
    return registration


def cancel(work: Work, registration_id: str) -> None:
    """Give a place back; it is free for the next child in the same moment. Cancelling twice does nothing more.

    Raises RegistrationUnknown outside the actor's scope, TooLateToCancel once it has started.
    """
    registration = work.session.scalar(select(Registration).where(Registration.id == registration_id, in_scope(work)))
    if registration is None:
        raise RegistrationUnknown
    try:
        child(work, registration.holder_id)
    except ChildUnknown:
        raise RegistrationUnknown from None
    if work.session.get_one(Session, registration.session_id).starts <= work.now:
        raise TooLateToCancel

    live = Registration.status == RegistrationStatus.CONFIRMED
    ending = update(Registration).where(Registration.id == registration.id, live)
    if not happened(work.session, ending.values(status=RegistrationStatus.CANCELLED, cancelled_at=work.now)):
        return
    free_place(work, registration.session_id)
    work.session.refresh(registration)
    note(work, "registration.cancelled", "registration", registration.id, session=registration.session_id)


def _entered_for(work: Work, for_organisation_id: str | None) -> str | None:
    """The partner on whose behalf this is done; nobody can name another one."""
    actor = work.actor
    if actor.kind is ActorKind.SYSTEM:
        return for_organisation_id
    own = actor.organisation_id if actor.may(Permission.REGISTER_CLIENTS) else None
    if for_organisation_id not in {None, own}:
        raise ChildUnknown
    return own


def _must_fit(work: Work, activity: Activity, session: Session, holder: Holder) -> None:
    """The conditions that need no counting, each with its reason."""
    if not (activity.availability is session.availability is Availability.AVAILABLE):
        raise NotTakingPlace(field="session_id")
    if activity.schools_only:
        raise NotForFamilies
    if session.starts <= work.now:
        raise AlreadyStarted(field="session_id")
    if reason := why_age_does_not_fit(activity, holder.birth_date, brussels_day(session.starts)):
        raise reason


def _price(work: Work, activity_id: str, holder_id: str, session_id: str) -> Euro:
    try:
        return quote(work, activity_id=activity_id, holder_id=holder_id, session_id=session_id).holder_pays
    except NoPrice:
        raise PriceNotKnown(field="session_id") from None


def _take(work: Work, *, session_id: str, **values: Any) -> Registration:
    """Both writes decide, or neither happens: one live registration per child and session, then one place.

    In this order, a second click on the last place hears that it has one and not that there is none.
    """
    id = work.new_id()
    with work.session.begin_nested():
        if not insert_unless_there(work.session, Registration, id=id, session_id=session_id, **values):
            raise AlreadyRegistered(field="session_id")
        if not take_place(work, session_id):
            raise Full(field="session_id")
    return work.session.get_one(Registration, id)
