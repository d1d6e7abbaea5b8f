"""Cards that were not handed out yet: what lies where, what is under way, and whose it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, exists, false, func, select, true

from uitpas2.accounts.models import Organisation
from uitpas2.accounts.rules import Permission
from uitpas2.cards.errors import CardUnknown, ParcelUnknown
from uitpas2.cards.models import Card, CardParcel, Holder, Membership
from uitpas2.cards.queries.people import scope
from uitpas2.cards.queries.regions import own_system_id
from uitpas2.cards.rules import HANDED_OUT, CardStatus
from uitpas2.database.work import Work
from uitpas2.kernel.actor import ActorKind


@dataclass(frozen=True, slots=True)
class Stock:
    """How many cards a counter has: in the drawer, and on their way to it. `name` is the organisation's."""

    organisation_id: str | None
    name: str
    in_stock: int
    shipped: int


def stock_at_desk(work: Work) -> ColumnElement[bool]:
    """The condition on cards that says which ones the actor may take from a drawer: those of the own counter.

    Cards that were given to no counter belong to all of the region. The platform itself may take any.
    """
    if work.actor.kind is ActorKind.SYSTEM:
        return true()
    if not work.actor.may(Permission.ISSUE_CARDS):
        return false()
    is_here = Card.held_by.is_(None) | (Card.held_by == work.actor.organisation_id)
    return (Card.card_system_id == own_system_id(work)) & is_here


def is_handed_out_here(work: Work, number: str, card_system_id: int) -> bool:
    """Whether a card with this number is or was in use in the card system."""
    used = exists().where(Card.number == number, Card.card_system_id == card_system_id, Card.status.in_(HANDED_OUT))
    return bool(work.session.scalar(select(used)))


def card_or_stock(work: Work, card_id: str) -> Card:
    """A card of a holder in the actor's scope, or one that lies at the actor's counter. Raises CardUnknown."""
    of_holder = exists().where(Membership.id == Card.membership_id, Holder.id == Membership.holder_id, scope(work))
    not_handed_out = Card.membership_id.is_(None) & stock_at_desk(work)
    found = work.session.scalar(select(Card).where(Card.id == card_id, of_holder | not_handed_out))
    if found is None:
        raise CardUnknown
    return found


def stock(work: Work, card_system_id: int) -> list[Stock]:
    """What the counters of a card system have, by name: for the platform all of them, for a clerk the own one."""
    rows = work.session.execute(
        select(
            Card.held_by,
            func.coalesce(Organisation.name, ""),
            func.count().filter(Card.status == CardStatus.STOCK),
            func.count().filter(Card.status == CardStatus.SHIPPED),
        )
        .outerjoin(Organisation, Organisation.id == Card.held_by)
        .where(
            Card.card_system_id == card_system_id,
            Card.status.in_([CardStatus.STOCK, CardStatus.SHIPPED]),
            stock_at_desk(work),
        )
        .group_by(Card.held_by, Organisation.name)
        .order_by(Organisation.name)
    )
    return [Stock(held_by, name, in_stock, shipped) for held_by, name, in_stock, shipped in rows]


def own_stock(work: Work) -> int:
    """How many cards the actor's counter can hand out."""
    lying = select(func.count()).where(Card.status == CardStatus.STOCK, stock_at_desk(work))
    return work.session.scalar(lying) or 0


def parcels_under_way(work: Work) -> Sequence[CardParcel]:
    """The parcels that the actor's counter still has to receive, oldest first."""
    return work.session.scalars(
        select(CardParcel)
        .where(CardParcel.organisation_id == work.actor.organisation_id, CardParcel.received_at.is_(None))
        .order_by(CardParcel.shipped_at, CardParcel.id)
    ).all()


def parcel(work: Work, parcel_id: str) -> CardParcel:
    """A parcel for the actor's counter. Raises ParcelUnknown."""
    mine = true() if work.actor.kind is ActorKind.SYSTEM else CardParcel.organisation_id == work.actor.organisation_id
    found = work.session.scalar(select(CardParcel).where(CardParcel.id == parcel_id, mine))
    if found is None:
        raise ParcelUnknown
    return found


def provisioned(work: Work, card_system_id: int) -> int:
    """How many cards of a card system are ready to be sent."""
    waiting = (Card.card_system_id == card_system_id) & (Card.status == CardStatus.PROVISIONED)
    return work.session.scalar(select(func.count()).where(waiting, stock_at_desk(work))) or 0
