"""The one way in: whatever the entrance, children are registered here, several at once and for several sessions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from uitpas2.accounts.rules import Permission
from uitpas2.activities import queries as activities
from uitpas2.activities.models import Activity
from uitpas2.activities.services import one_at_a_time, use_price
from uitpas2.cards.models import Holder
from uitpas2.database.work import Work
from uitpas2.database.writes import insert_unless_there
from uitpas2.discounts.services import Quote
from uitpas2.kernel.actor import ActorKind
from uitpas2.kernel.money import Euro
from uitpas2.registrations.errors import (
    AlreadyRegistered,
    AlreadyWaiting,
    ChildUnknown,
    Full,
    FullButWaitingPossible,
    NoBudgetLeft,
    PriceIsAnother,
)
from uitpas2.registrations.models import RegisteredSession, Registration
from uitpas2.registrations.queries import child
from uitpas2.registrations.queries.conditions import not_open_yet, why_not
from uitpas2.registrations.queries.intake import Wanted, next_number, priorities_of, somebody_waits, terms_of
from uitpas2.registrations.queries.prices import asked_by, prices_of, sum_of
from uitpas2.registrations.rules import HOLDS_PLACES, RegistrationStatus, Terms, Wish, offer_ends, rank_of
from uitpas2.registrations.services.changing import take_places
from uitpas2.registrations.services.granting import keep_part
from uitpas2.registrations.services.offering import offer_on
from uitpas2.registrations.services.telling import tell_registered
from uitpas2.registrations.services.turns import budgets_in_turn
from uitpas2.trail.services import note


@dataclass(frozen=True, slots=True)
class Entry:
    """A registration that is being made: what is wanted, at which price."""

    made: Registration
    asked: Wanted
    price: Quote


def register_all(
    work: Work,
    wishes: Sequence[Wish],
    *,
    together: bool = False,
    for_organisation_id: str | None = None,
    or_wait: bool = False,
    expected: Euro | None = None,
    partner_shown: bool = False,
    tells: bool = True,
) -> list[Registration]:
    """Register children for sessions and series of one activity in one go, each as `register` does: all or none.

    `together`: brothers and sisters come to a session only with all of them. When there is not a place for each, all
    wait; apart, some may have a place while others wait. `expected` is what everything costs. `partner_shown`: the
    family wishes that the organiser knows which partner did this. The result is in the order of the wishes; raised is
    what `register` raises.
    """
    entered_for = _entered_for(work, for_organisation_id)
    keep_there(work, wishes)
    holders = {id: child(work, id) for id in dict.fromkeys(wish.holder_id for wish in wishes)}
    made = enter(work, wishes, holders, entered_for=entered_for, together=together, or_wait=or_wait, expected=expected)
    if partner_shown and entered_for is not None:
        for registration in made:
            registration.partner_shown = True
        work.session.flush()
    if tells:
        tell_registered(work, made)
    return made


def keep_there(work: Work, wishes: Sequence[Wish]) -> None:
    """Children are not erased while they are registered. Before the activity: an erasure takes them in that order."""
    ids = {wish.holder_id for wish in wishes}
    rows = select(Holder.id).where(Holder.id.in_(ids)).order_by(Holder.id)
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


def enter(
    work: Work,
    wishes: Sequence[Wish],
    holders: Mapping[str, Holder],
    *,
    entered_for: str | None,
    together: bool,
    or_wait: bool,
    expected: Euro | None,
) -> list[Registration]:
    """Register these holders, who were looked up in the actor's scope and kept from being erased meanwhile."""
    asked = asked_by(work, wishes)
    activity = activities.activity(work, next(iter(asked.values())).activity_id)
    prices = prices_of(work, wishes, asked)
    if expected is not None and (price := sum_of(prices)) != expected:
        raise PriceIsAnother(price=str(price))

    one_at_a_time(work, activity.id)
    # While this one stood in line, the draw may have been done, or an import may have dropped or called off a session.
    work.session.refresh(activity)
    asked = asked_by(work, wishes)
    terms = terms_of(work, activity.id)
    if refusal := not_open_yet(terms, work.now):
        raise refusal
    for wish in wishes:
        if reason := why_not(activity, asked[wish.key], holders[wish.holder_id], work.now):
            raise reason
    for price_id in sorted({one.price_id for one in prices}):
        use_price(work, price_id)
    with work.session.begin_nested():
        entries = [
            Entry(
                _put_down(work, activity, asked[wish.key], holders[wish.holder_id], terms, price, entered_for),
                asked[wish.key],
                price,
            )
            for wish, price in zip(wishes, prices, strict=True)
        ]
        groups = [[entry for entry in entries if entry.asked is one] for one in asked.values()]
        for group in groups:
            _bundle(work, group, together=together)
        if not (terms.needs_approval or terms.awaits_draw):
            _place(work, activity.id, groups, terms, together=together, or_wait=or_wait)
    made = [entry.made for entry in entries]
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


def _put_down(
    work: Work,
    activity: Activity,
    asked: Wanted,
    holder: Holder,
    terms: Terms,
    price: Quote,
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
        price_shown=price.holder_pays,
        price_id=price.price_id,
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


def _bundle(work: Work, group: Sequence[Entry], *, together: bool) -> None:
    """Brothers and sisters who were registered at once keep each other's company on a waiting list."""
    if len(group) > 1:
        bundle_id = work.new_id()
        for entry in group:
            entry.made.bundle_id, entry.made.together = bundle_id, together
        work.session.flush()


def _place(
    work: Work,
    activity_id: str,
    groups: Sequence[Sequence[Entry]],
    terms: Terms,
    *,
    together: bool,
    or_wait: bool,
) -> None:
    """Give each a place, or its turn. Who waited before gets what is free first.

    Raises Full, FullButWaitingPossible or NoBudgetLeft.
    """
    others_wait = somebody_waits(work, activity_id)
    if others_wait or sum(map(len, groups)) > 1:
        budgets_in_turn(work, activity_id)
    if others_wait:
        offer_on(work, activity_id)
    for group in groups:
        placed = _all_placed(work, group) if together else [_placed(work, entry) for entry in group]
        if not or_wait and not all(placed):
            asked = group[0].asked
            can_wait = offer_ends(terms, work.now, asked.first.starts) is not None
            raise (FullButWaitingPossible if can_wait else Full)(field="series_id" if asked.series_id else "session_id")
        for entry, has_place in zip(group, placed, strict=True):
            entry.made.status = RegistrationStatus.CONFIRMED if has_place else RegistrationStatus.WAITING
    work.session.flush()


def _all_placed(work: Work, group: Sequence[Entry]) -> list[bool]:
    with work.session.begin_nested() as attempt:
        if all(_placed(work, entry) for entry in group):
            return [True] * len(group)
        attempt.rollback()
    return [False] * len(group)


def _placed(work: Work, entry: Entry) -> bool:
    """Take its places and keep its part of the budget. Raises NoBudgetLeft."""
    if not take_places(work, entry.made, for_partner=entry.made.entered_for is not None):
        return False
    if not keep_part(work, entry.made, entry.price):
        raise NoBudgetLeft
    return True
