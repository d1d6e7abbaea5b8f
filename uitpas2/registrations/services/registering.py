"""Registering a child, and taking the registration back."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from uitpas2.accounts.rules import Permission
from uitpas2.activities import queries as activities
from uitpas2.activities.models import Activity, Session
from uitpas2.activities.rules import Availability
from uitpas2.activities.services import one_at_a_time
from uitpas2.cards.models import Holder
from uitpas2.database.work import Work
from uitpas2.database.writes import insert_unless_there
from uitpas2.discounts.errors import NoPrice
from uitpas2.discounts.services import Quote, quote
from uitpas2.kernel.actor import ActorKind
from uitpas2.kernel.clock import brussels_day
from uitpas2.kernel.money import Euro
from uitpas2.registrations.errors import (
    AlreadyRegistered,
    AlreadyStarted,
    AlreadyWaiting,
    ChildUnknown,
    Full,
    FullButWaitingPossible,
    NoBudgetLeft,
    NotForFamilies,
    NotOpenYet,
    NotTakingPlace,
    PriceIsAnother,
    PriceNotKnown,
    TooLateToCancel,
)
from uitpas2.registrations.models import RegisteredSession, Registration
from uitpas2.registrations.queries import child, own_registration
from uitpas2.registrations.queries.intake import Wanted, next_number, priorities_of, somebody_waits, terms_of, wanted
from uitpas2.registrations.rules import (
    HOLDS_PLACES,
    LIVE,
    Change,
    EndReason,
    RegistrationStatus,
    Terms,
    offer_ends,
    rank_of,
    why_age_does_not_fit,
)
from uitpas2.registrations.services.changing import end, take_places
from uitpas2.registrations.services.granting import keep_part
from uitpas2.registrations.services.offering import offer_on
from uitpas2.registrations.services.turns import budgets_in_turn, in_turn
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
) -> Registration:
    """Register a child for a session or a series: by a guardian, by the partner that guides it, or by the platform.

    The result is confirmed; or requested, where the organiser or a draw decides; or waiting, where it is full and
    `or_wait`. `for_organisation_id` is the partner; a partner's own worker need not give it. `expected` is the price
    somebody saw: when it is another one by now, nothing is recorded. What is paid is decided when the child comes.

    Raises ChildUnknown, SessionUnknown, TakenTogether, ActivityUnknown, NotOpenYet, NotTakingPlace, NotForFamilies,
    AlreadyStarted, AgeDoesNotFit, PriceNotKnown, PriceIsAnother, NoBudgetLeft, AlreadyRegistered, AlreadyWaiting,
    Full or FullButWaitingPossible.
    """
    return register_several(
        work,
        holder_ids=[holder_id],
        session_id=session_id,
        series_id=series_id,
        for_organisation_id=for_organisation_id,
        or_wait=or_wait,
        expected=expected,
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
    """Register brothers and sisters in one go, each as `register` does, which tells what is raised. All or none.

    `together`: only with all of them. When there is not a place for each, all wait; apart, some may have a place while
    others wait. `expected` is what they cost in all.
    """
    entered_for = _entered_for(work, for_organisation_id)
    _keep_there(work, holder_ids)
    holders = [child(work, holder_id) for holder_id in dict.fromkeys(holder_ids)]
    asked = wanted(work, session_id=session_id, series_id=series_id)
    activity = activities.activity(work, asked.activity_id)
    quotes = [_quote(work, asked, holder.id) for holder in holders]
    _must_cost(expected, quotes)

    one_at_a_time(work, activity.id)
    # While this one stood in line, the draw may have been done, or an import may have dropped or called off a session.
    work.session.refresh(activity)
    asked = wanted(work, session_id=session_id, series_id=series_id)
    terms = terms_of(work, activity.id)
    if terms.opens_at is not None and not terms.is_open_at(work.now):
        raise NotOpenYet(opens=f"{brussels_day(terms.opens_at):%d/%m/%Y}")
    for holder in holders:
        _must_fit(work, activity, asked, holder)
    with work.session.begin_nested():
        made = [
            _put_down(work, activity, asked, holder, terms, price.holder_pays, entered_for)
            for holder, price in zip(holders, quotes, strict=True)
        ]
        _bundle(work, made, together=together)
        if not (terms.needs_approval or terms.awaits_draw(work.now)):
            _place(work, made, quotes, asked, terms, together=together, or_wait=or_wait)
    for registration in made:
        note(
            work,
            "registration.made",
            "registration",
            registration.id,
            session=registration.session_id,
            holder=registration.holder_id,
            status=registration.status.value,
        )
    return made


def cancel(work: Work, registration_id: str) -> None:
    """Give a registration back; its places go to the next child in the same moment. Twice does nothing more.

    Raises RegistrationUnknown outside the actor's scope, TooLateToCancel once it has started.
    """
    registration = own_registration(work, registration_id)
    if work.session.get_one(Session, registration.session_id).starts <= work.now:
        raise TooLateToCancel
    is_partner = work.actor.may(Permission.REGISTER_CLIENTS) and work.actor.kind is not ActorKind.SYSTEM
    in_turn(work, registration.activity_id)
    work.session.refresh(registration)
    was_offered = registration.status is RegistrationStatus.OFFERED
    by_family = EndReason.DECLINED if was_offered else EndReason.BY_FAMILY
    if end(work, registration, Change.CANCEL, EndReason.BY_PARTNER if is_partner else by_family):
        offer_on(work, registration.activity_id)


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


def _keep_there(work: Work, holder_ids: Sequence[str]) -> None:
    """Children are not erased while they are registered. Before the activity: an erasure takes them in that order."""
    rows = select(Holder.id).where(Holder.id.in_(holder_ids)).order_by(Holder.id)
    work.session.execute(rows.with_for_update(read=True, key_share=True))


def _entered_for(work: Work, for_organisation_id: str | None) -> str | None:
    """The partner on whose behalf this is done; nobody can name another one."""
    actor = work.actor
    if actor.kind is ActorKind.SYSTEM:
        return for_organisation_id
    own = actor.organisation_id if actor.may(Permission.REGISTER_CLIENTS) else None
    if for_organisation_id not in {None, own}:
        raise ChildUnknown
    return own


def _must_fit(work: Work, activity: Activity, asked: Wanted, holder: Holder) -> None:
    """The conditions that need no counting, each with its reason."""
    field = "series_id" if asked.series_id else "session_id"
    everything = (activity.availability, *(session.availability for session in asked.sessions))
    if any(availability is not Availability.AVAILABLE for availability in everything):
        raise NotTakingPlace(field=field)
    if activity.schools_only:
        raise NotForFamilies
    if asked.first.starts <= work.now:
        raise AlreadyStarted(field=field)
    if reason := why_age_does_not_fit(activity, holder.birth_date, brussels_day(asked.first.starts)):
        raise reason


def _quote(work: Work, asked: Wanted, holder_id: str) -> Quote:
    try:
        return quote(work, activity_id=asked.activity_id, holder_id=holder_id, session_id=asked.first.id)
    except NoPrice:
        raise PriceNotKnown(field="session_id") from None


def _must_cost(expected: Euro | None, quotes: Sequence[Quote]) -> None:
    price = Euro(sum(one.holder_pays.cents for one in quotes))
    if expected is not None and price != expected:
        raise PriceIsAnother(price=str(price))


def _put_down(
    work: Work,
    activity: Activity,
    asked: Wanted,
    holder: Holder,
    terms: Terms,
    price: Euro,
    entered_for: str | None,
) -> Registration:
    """The registration with its sessions, before it holds any place.

    One live registration per child and session, and the rows decide: so a second click on the last place hears that
    it has one, and not that there is none. Raises AlreadyRegistered or AlreadyWaiting.
    """
    registration = Registration(
        id=work.new_id(),
        activity_id=asked.activity_id,
        session_id=asked.first.id,
        series_id=asked.series_id,
        holder_id=holder.id,
        status=RegistrationStatus.REQUESTED,
        price_shown=price,
        entered_by=work.actor.id[:80],
        entered_for=entered_for,
        at=work.now,
        number=next_number(work, activity.id),
        rank=rank_of(terms, priorities_of(work, activity, holder)) if terms.priorities else 0,
    )
    work.session.add(registration)
    work.session.flush()
    for session in sorted(asked.sessions, key=lambda one: one.id):
        row = {"registration_id": registration.id, "session_id": session.id, "holder_id": holder.id}
        defaults = {"live": True, "holds_place": False, "from_partner": False, "attendance": "expected"}
        if not insert_unless_there(work.session, RegisteredSession, **row, **defaults):
            raise _already(work, session.id, holder.id)
    return registration


def _already(work: Work, session_id: str, holder_id: str) -> AlreadyRegistered | AlreadyWaiting:
    status = work.session.scalar(
        select(Registration.status)
        .join(RegisteredSession, RegisteredSession.registration_id == Registration.id)
        .where(
            RegisteredSession.session_id == session_id, RegisteredSession.holder_id == holder_id, RegisteredSession.live
        )
    )
    kind = AlreadyRegistered if status is None or status in HOLDS_PLACES else AlreadyWaiting
    return kind(field="session_id")


def _bundle(work: Work, made: Sequence[Registration], *, together: bool) -> None:
    """Brothers and sisters who were registered at once keep each other's company on a waiting list."""
    if len(made) > 1:
        bundle_id = work.new_id()
        for registration in made:
            registration.bundle_id, registration.together = bundle_id, together
        work.session.flush()


def _place(
    work: Work,
    made: Sequence[Registration],
    quotes: Sequence[Quote],
    asked: Wanted,
    terms: Terms,
    *,
    together: bool,
    or_wait: bool,
) -> None:
    """Give each a place, or its turn. Who waited before gets what is free first.

    Raises Full, FullButWaitingPossible or NoBudgetLeft.
    """
    others_wait = somebody_waits(work, asked.activity_id)
    if others_wait or len(made) > 1:
        budgets_in_turn(work, asked.activity_id)
    if others_wait:
        offer_on(work, asked.activity_id)
    if together:
        placed = _all_placed(work, made, quotes)
    else:
        placed = [_placed(work, one, price) for one, price in zip(made, quotes, strict=True)]
    if not or_wait and not all(placed):
        can_wait = offer_ends(terms, work.now, asked.first.starts) is not None
        raise (FullButWaitingPossible if can_wait else Full)(field="series_id" if asked.series_id else "session_id")
    for registration, has_place in zip(made, placed, strict=True):
        registration.status = RegistrationStatus.CONFIRMED if has_place else RegistrationStatus.WAITING
    work.session.flush()


def _all_placed(work: Work, made: Sequence[Registration], quotes: Sequence[Quote]) -> list[bool]:
    with work.session.begin_nested() as attempt:
        if all(_placed(work, one, price) for one, price in zip(made, quotes, strict=True)):
            return [True] * len(made)
        attempt.rollback()
    return [False] * len(made)


def _placed(work: Work, registration: Registration, price: Quote) -> bool:
    """Take its places and keep its part of the budget. Raises NoBudgetLeft."""
    if not take_places(work, registration, for_partner=registration.entered_for is not None):
        return False
    if not keep_part(work, registration, price):
        raise NoBudgetLeft
    return True
