"""What would become of a registration that somebody is about to confirm: per child its place, its price or its no."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import func, select

from uitpas2.accounts.rules import Permission
from uitpas2.activities import queries as activities
from uitpas2.activities.errors import ActivityUnknown
from uitpas2.activities.models import Activity
from uitpas2.cards.models import Holder
from uitpas2.database.work import Work
from uitpas2.discounts.services import Quote
from uitpas2.kernel.errors import DomainError
from uitpas2.kernel.money import Euro
from uitpas2.registrations.errors import AlreadyRegistered, AlreadyWaiting, Full, PriceNotKnown
from uitpas2.registrations.models import RegisteredSession, Registration
from uitpas2.registrations.queries.conditions import not_open_yet, why_not
from uitpas2.registrations.queries.intake import WAITING, Wanted, terms_of
from uitpas2.registrations.queries.prices import asked_by, prices_of
from uitpas2.registrations.queries.scope import child
from uitpas2.registrations.queries.shown_cards import card_shown
from uitpas2.registrations.rules import HOLDS_PLACES, Terms, Wish, offer_ends


class Prospect(StrEnum):
    """What a child gets when somebody confirms now."""

    PLACE = "place"
    WAITING = "waiting"
    REQUESTED = "requested"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class OrderLine:
    """One child and one session or series; `refusal` says why not, and `price` is what this child pays."""

    wish: Wish
    holder: Holder
    asked: Wanted
    prospect: Prospect
    price: Quote | None = None
    refusal: DomainError | None = None


@dataclass(frozen=True, slots=True)
class ChildOrder:
    """The lines of one child."""

    holder: Holder
    lines: list[OrderLine]

    @property
    def prices(self) -> list[Quote]:
        """Each different price of this child once, with its own explanation."""
        found: dict[tuple[int, int], Quote] = {}
        for line in self.lines:
            if line.price is not None:
                found.setdefault((line.price.holder_pays.cents, line.price.full_price.cents), line.price)
        return list(found.values())

    @property
    def total(self) -> Euro:
        return _sum(self.lines)


@dataclass(frozen=True, slots=True)
class Order:
    """Everything that is asked for in one go."""

    activity: Activity
    children: list[ChildOrder]
    together: bool
    terms: Terms

    @property
    def lines(self) -> list[OrderLine]:
        return [line for one in self.children for line in one.lines]

    @property
    def going(self) -> list[OrderLine]:
        """What can be confirmed."""
        return [line for line in self.lines if line.prospect is not Prospect.REFUSED]

    @property
    def waits(self) -> bool:
        """Whether somebody would stand on a waiting list."""
        return any(line.prospect is Prospect.WAITING for line in self.lines)

    @property
    def total(self) -> Euro:
        return _sum(self.lines)


def order_of(work: Work, activity_id: str, wishes: Sequence[Wish], *, together: bool = False) -> Order:
    """For children in the actor's scope. To tell, not to decide by: registering decides for itself.

    Raises ActivityUnknown, ChildUnknown, MomentNeeded, SessionUnknown or TakenTogether.
    """
    holders = {id: child(work, id) for id in dict.fromkeys(wish.holder_id for wish in wishes)}
    return _order(work, activities.activity(work, activity_id), wishes, holders, together=together)


def order_of_card(
    work: Work, activity_id: str, keys: Sequence[str], *, card: str, birth_date: date | None = None
) -> Order:
    """The same for who shows a card to the organiser of an activity. Raises what `card_shown` raises as well."""
    activities.own_activity(work, activity_id)
    holder = card_shown(work, card, birth_date)
    wishes = [wish for key in keys if (wish := Wish.of_key(holder.id, key))]
    return _order(work, activities.activity(work, activity_id), wishes, {holder.id: holder}, together=False)


def _order(
    work: Work, activity: Activity, wishes: Sequence[Wish], holders: Mapping[str, Holder], *, together: bool
) -> Order:
    asked = asked_by(work, wishes)
    if any(one.activity_id != activity.id for one in asked.values()):
        raise ActivityUnknown
    terms = terms_of(work, activity.id)
    refused: dict[Wish, DomainError] = {}
    for wish in dict.fromkeys(wishes):
        if reason := _refusal(work, activity, terms, asked[wish.key], holders[wish.holder_id]):
            refused[wish] = reason
    prospects = _prospects(work, terms, asked, [wish for wish in wishes if wish not in refused], together=together)
    for wish, prospect in prospects.items():
        if prospect is Prospect.WAITING and offer_ends(terms, work.now, asked[wish.key].first.starts) is None:
            refused[wish] = Full()
    going = [wish for wish in prospects if wish not in refused]
    try:
        prices = dict(zip(going, prices_of(work, going, asked), strict=True))
    except PriceNotKnown as unknown:
        refused, prices = refused | dict.fromkeys(going, unknown), {}
    order = list(asked)
    children = [
        ChildOrder(
            holder,
            [
                _line(wish, holder, asked[wish.key], prospects.get(wish), prices.get(wish), refused.get(wish))
                for wish in sorted({*wishes}, key=lambda wish: order.index(wish.key))
                if wish.holder_id == holder.id
            ],
        )
        for holder in holders.values()
    ]
    return Order(activity, children, together, terms)


def _line(
    wish: Wish,
    holder: Holder,
    asked: Wanted,
    prospect: Prospect | None,
    price: Quote | None,
    refusal: DomainError | None,
) -> OrderLine:
    if refusal is not None or prospect is None:
        return OrderLine(wish, holder, asked, Prospect.REFUSED, refusal=refusal)
    return OrderLine(wish, holder, asked, prospect, price)


def _refusal(work: Work, activity: Activity, terms: Terms, asked: Wanted, holder: Holder) -> DomainError | None:
    return (
        not_open_yet(terms, work.now)
        or why_not(activity, asked, holder, work.now)
        or _already(work, [session.id for session in asked.sessions], holder.id)
    )


def _already(work: Work, session_ids: Sequence[str], holder_id: str) -> DomainError | None:
    statuses = work.session.scalars(
        select(Registration.status)
        .join(RegisteredSession, RegisteredSession.registration_id == Registration.id)
        .where(
            RegisteredSession.session_id.in_(session_ids),
            RegisteredSession.holder_id == holder_id,
            RegisteredSession.live,
        )
    ).all()
    if not statuses:
        return None
    return AlreadyRegistered() if any(status in HOLDS_PLACES for status in statuses) else AlreadyWaiting()


def _prospects(
    work: Work, terms: Terms, asked: Mapping[str, Wanted], going: Sequence[Wish], *, together: bool
) -> dict[Wish, Prospect]:
    """Who gets a place when this is confirmed now: in the order of the wishes, after those who wait already."""
    if terms.needs_approval or terms.awaits_draw:
        return dict.fromkeys(going, Prospect.REQUESTED)
    found: dict[Wish, Prospect] = {}
    for key, one in asked.items():
        group = [wish for wish in going if wish.key == key]
        free = _free(work, one)
        fits = len(group) if free is None else min(free, len(group))
        if together and fits < len(group):
            fits = 0
        for number, wish in enumerate(group):
            found[wish] = Prospect.PLACE if number < fits else Prospect.WAITING
    return found


def _free(work: Work, asked: Wanted) -> int | None:
    """Places left in the fullest session, after those who wait for it; None when there is no limit."""
    is_partner = work.actor.may(Permission.REGISTER_CLIENTS)
    rows = work.session.execute(
        select(RegisteredSession.session_id, func.count())
        .join(Registration, Registration.id == RegisteredSession.registration_id)
        .where(WAITING, RegisteredSession.session_id.in_([session.id for session in asked.sessions]))
        .group_by(RegisteredSession.session_id)
    )
    waiting: dict[str, int] = {row[0]: row[1] for row in rows}
    free = [
        max(0, places - waiting.get(session.id, 0))
        for session in asked.sessions
        if (places := session.free_for(work.now, partner=is_partner)) is not None
    ]
    return min(free) if free else None


def _sum(lines: Sequence[OrderLine]) -> Euro:
    return Euro(sum(line.price.holder_pays.cents for line in lines if line.price is not None))
