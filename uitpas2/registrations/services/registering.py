"""Registering a child, and taking the registration back."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from uitpas2.accounts.rules import Permission
from uitpas2.activities.models import Session
from uitpas2.database.work import Work
from uitpas2.kernel.actor import Actor, ActorKind
from uitpas2.kernel.money import Euro
from uitpas2.registrations.errors import RegistrationUnknown, TooLateToCancel
from uitpas2.registrations.models import RegisteredSession, Registration
from uitpas2.registrations.queries import own_registration, registration_of_organiser
from uitpas2.registrations.rules import LIVE, Attendance, Change, EndReason, RegistrationStatus, Wish
from uitpas2.registrations.services.changing import end
from uitpas2.registrations.services.entering import register_all
from uitpas2.registrations.services.offering import offer_on
from uitpas2.registrations.services.turns import in_turn
from uitpas2.trail.services import note


def register(
    work: Work,
    *,
    holder_id: str,
    session_id: str = "",
    series_id: str = "",
    for_organisation_id: str | None = None,
    or_wait: bool = False,
    expected: Euro | None = None,
    tells: bool = True,
) -> Registration:
    """Register a child for a session or a series: by a guardian, by the partner that guides it, or by the platform.

    The result is confirmed; or requested, where the organiser or a draw decides; or waiting, where it is full and
    `or_wait`. `for_organisation_id` is the partner; a partner's own worker need not give it. `expected` is the price
    somebody saw: when it is another one by now, nothing is recorded. What is paid is decided when the child comes.
    Without `tells` the family is not written, because the caller does.

    Raises ChildUnknown, SessionUnknown, TakenTogether, ActivityUnknown, NotOpenYet, NotTakingPlace, NotForFamilies,
    AlreadyStarted, AgeDoesNotFit, PriceNotKnown, PriceIsAnother, NoBudgetLeft, AlreadyRegistered, AlreadyWaiting,
    Full or FullButWaitingPossible.
    """
    return register_all(
        work,
        [Wish(holder_id, session_id, series_id)],
        for_organisation_id=for_organisation_id,
        or_wait=or_wait,
        expected=expected,
        tells=tells,
    )[0]


def register_several(
    work: Work,
    *,
    holder_ids: Sequence[str],
    session_id: str = "",
    series_id: str = "",
    together: bool = False,
    for_organisation_id: str | None = None,
    or_wait: bool = False,
    expected: Euro | None = None,
) -> list[Registration]:
    """Register brothers and sisters for the same session or series in one go: see `register_all`."""
    return register_all(
        work,
        [Wish(holder_id, session_id, series_id) for holder_id in dict.fromkeys(holder_ids)],
        together=together,
        for_organisation_id=for_organisation_id,
        or_wait=or_wait,
        expected=expected,
    )


def cancel(work: Work, registration_id: str) -> None:
    """Give a registration back; its places go to the next child in the same moment. Twice does nothing more.

    Raises RegistrationUnknown outside the actor's scope, TooLateToCancel once it has started.
    """
    registration = own_registration(work, registration_id)
    if work.session.get_one(Session, registration.session_id).starts <= work.now:
        raise TooLateToCancel
    in_turn(work, registration.activity_id)
    work.session.refresh(registration)
    _must_not_have_come(work, registration)
    if end(work, registration, Change.CANCEL, _why(work.actor, registration)):
        offer_on(work, registration.activity_id)


def cancel_own(work: Work, activity_id: str, registration_id: str) -> Registration:
    """The organiser takes a child off the list of an activity; the family hears of it. Twice does nothing more.

    Raises RegistrationUnknown for another one's, TooLateToCancel once it has started.
    """
    registration = registration_of_organiser(work, registration_id)
    if registration.activity_id != activity_id:
        raise RegistrationUnknown
    if work.session.get_one(Session, registration.session_id).starts <= work.now:
        raise TooLateToCancel
    in_turn(work, registration.activity_id)
    work.session.refresh(registration)
    _must_not_have_come(work, registration)
    if end(work, registration, Change.CANCEL, EndReason.BY_ORGANISER):
        offer_on(work, registration.activity_id)
    return registration


def _must_not_have_come(work: Work, registration: Registration) -> None:
    """A child that is there already, before the hour, has its place sold. Raises TooLateToCancel."""
    came = select(RegisteredSession.session_id).where(
        RegisteredSession.registration_id == registration.id, RegisteredSession.attendance == Attendance.ATTENDED
    )
    if work.session.scalar(came.limit(1)) is not None:
        raise TooLateToCancel


def show_partner(work: Work, registration_id: str, *, shown: bool) -> None:
    """Whether the organiser may know which partner helps with this registration, as the family wishes.

    Raises RegistrationUnknown outside the actor's scope, or where no partner is involved.
    """
    registration = own_registration(work, registration_id)
    if registration.entered_for is None:
        raise RegistrationUnknown
    registration.partner_shown = shown
    note(work, "registration.partner-shown", "registration", registration.id, shown=shown)


def cancel_what_comes(work: Work, holder_id: str) -> None:
    """A holder leaves the platform: what has not begun is cancelled, and its places go to who waits."""
    coming = (
        select(Registration)
        .join(Session, Session.id == Registration.session_id)
        .where(Registration.holder_id == holder_id, Registration.status.in_(LIVE), Session.starts > work.now)
        .order_by(Registration.activity_id, Registration.id)
    )
    registrations = work.session.scalars(coming).all()
    in_turn(work, *(one.activity_id for one in registrations))
    for registration in registrations:
        work.session.refresh(registration)
        if end(work, registration, Change.CANCEL, EndReason.BY_COUNTER):
            offer_on(work, registration.activity_id)


def _why(actor: Actor, registration: Registration) -> EndReason:
    """Who cancels: the counter and a partner by their names, and the family otherwise."""
    if actor.kind is not ActorKind.SYSTEM and actor.may(Permission.REGISTER_CLIENTS):
        return EndReason.BY_PARTNER
    if actor.kind is not ActorKind.SYSTEM and actor.may(Permission.REGISTER_HOLDERS):
        return EndReason.BY_COUNTER
    was_offered = registration.status is RegistrationStatus.OFFERED
    return EndReason.DECLINED if was_offered else EndReason.BY_FAMILY
