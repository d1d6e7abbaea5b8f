"""Places that come free go to who waits, in the published order, in the transaction that frees them."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from uitpas2.activities.models import Activity, Session
from uitpas2.activities.rules import Availability
from uitpas2.activities.services import one_at_a_time
from uitpas2.cards.models import Holder
from uitpas2.database.work import Work
from uitpas2.kernel.clock import BRUSSELS, brussels_day
from uitpas2.registrations.errors import NothingOffered, OfferOver
from uitpas2.registrations.models import QueueEvent, Registration
from uitpas2.registrations.queries import own_registration
from uitpas2.registrations.queries.intake import (
    last_outcome,
    offer_is_over,
    sessions_of,
    terms_of,
    waiting_in_order,
)
from uitpas2.registrations.rules import (
    Change,
    EndReason,
    Outcome,
    RegistrationStatus,
    Terms,
    offer_ends,
    why_age_does_not_fit,
)
from uitpas2.registrations.services.changing import change, end, take_places
from uitpas2.registrations.services.granting import keep_price
from uitpas2.registrations.services.turns import in_turn


def offer_on(work: Work, activity_id: str) -> int:
    """Offer what is free to who waits, in order; tells how many were offered a place.

    The caller holds the activity (`one_at_a_time`). Who is passed over keeps their place in the order, and the reason
    is noted; a place that nobody on the list can take is for whoever registers next.
    """
    queue = waiting_in_order(work, activity_id)
    if not queue:
        return 0
    activity = work.session.get_one(Activity, activity_id)
    terms = terms_of(work, activity_id)
    offered = 0
    for turn in _turns(queue):
        outcome = _offer(work, activity, turn, terms)
        if outcome is not None:
            _note(work, turn, outcome)
        offered += len(turn) if outcome is Outcome.OFFERED else 0
    return offered


def _turns(queue: Sequence[Registration]) -> list[list[Registration]]:
    """Who goes together has one turn, where the first of them stands."""
    turns: dict[str, list[Registration]] = {}
    for one in queue:
        together = one.bundle_id if one.together and one.bundle_id else one.id
        turns.setdefault(together, []).append(one)
    return list(turns.values())


def _offer(work: Work, activity: Activity, turn: list[Registration], terms: Terms) -> Outcome | None:
    """Offer those whose turn it is their places; None when none of their sessions has a place free."""
    sessions = sessions_of(work, [one.id for one in turn])
    free = [_free_for(work, one, sessions[one.id]) for one in turn]
    if not any(any(places) for places in free):
        return None
    first = min(session.starts for own in sessions.values() for session in own)
    until = offer_ends(terms, work.now, first)
    if until is None:
        return Outcome.AFTER_CUT_OFF
    if not all(_fits(work, activity, one, sessions[one.id]) for one in turn):
        return Outcome.NO_LONGER_FITS
    with work.session.begin_nested() as attempt:
        for one in turn:
            if not take_places(work, one, for_partner=one.entered_for is not None):
                attempt.rollback()
                return Outcome.NEEDS_MORE_PLACES if len(turn) > 1 else Outcome.OTHER_SESSION_FULL
        why_not = next((reason for one in turn if (reason := keep_price(work, one))), None)
        if why_not:
            attempt.rollback()
            work.session.expire_all()
            return why_not
        for one in turn:
            change(work, one, Change.OFFER, offered_until=until)
    return Outcome.OFFERED


def _free_for(work: Work, registration: Registration, sessions: Sequence[Session]) -> list[bool]:
    is_partner = registration.entered_for is not None
    return [session.free_for(work.now, partner=is_partner) != 0 for session in sessions]


def _fits(work: Work, activity: Activity, registration: Registration, sessions: Sequence[Session]) -> bool:
    everything = (activity.availability, *(session.availability for session in sessions))
    if any(availability is not Availability.AVAILABLE for availability in everything):
        return False
    holder = work.session.get_one(Holder, registration.holder_id)
    return why_age_does_not_fit(activity, holder.birth_date, brussels_day(sessions[0].starts)) is None


def _note(work: Work, turn: Sequence[Registration], outcome: Outcome) -> None:
    """Put down what happened to somebody's turn, unless that was the last thing that happened to it."""
    for one in turn:
        if last_outcome(work, one.id) is not outcome:
            row = QueueEvent(
                id=work.new_id(), activity_id=one.activity_id, registration_id=one.id, outcome=outcome, at=work.now
            )
            work.session.add(row)
    work.session.flush()


def accept(work: Work, registration_id: str) -> Registration:
    """Take the place that is offered. Twice does nothing more.

    Raises RegistrationUnknown outside the actor's scope, NothingOffered, or OfferOver once it has ended.
    """
    registration = own_registration(work, registration_id)
    one_at_a_time(work, registration.activity_id)
    work.session.refresh(registration)
    until = registration.offered_until
    if until is not None and until <= work.now:
        raise OfferOver(until=f"{until.astimezone(BRUSSELS):%d/%m/%Y %H:%M}")
    if registration.status is not RegistrationStatus.CONFIRMED and not change(
        work, registration, Change.ACCEPT, offered_until=None
    ):
        raise NothingOffered
    return registration


def end_offers(work: Work, activity_id: str) -> int:
    """Offers of an activity that nobody answered end, and what they kept is offered on; tells how many ended."""
    in_turn(work, activity_id)
    ended = 0
    own = select(Registration).where(Registration.activity_id == activity_id, offer_is_over(work))
    for registration in work.session.scalars(
        own.order_by(Registration.id).execution_options(populate_existing=True)
    ).all():
        ended += end(work, registration, Change.EXPIRE, EndReason.NOT_ANSWERED)
    offer_on(work, activity_id)
    return ended


def offer_places(work: Work, activity_id: str) -> int:
    """Look at a waiting list: a place can come free outside a registration, as when an organiser makes more room.

    Who still waits for something that has begun hears that the list is closed. Tells how many were offered a place.
    """
    in_turn(work, activity_id)
    _close(work, activity_id)
    return offer_on(work, activity_id)


def _close(work: Work, activity_id: str) -> None:
    queue = waiting_in_order(work, activity_id)
    sessions = sessions_of(work, [one.id for one in queue])
    for one in queue:
        if sessions[one.id][0].starts <= work.now:
            end(work, one, Change.CANCEL, EndReason.LIST_CLOSED)
