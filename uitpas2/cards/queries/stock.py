"""Cards that were not handed out yet: what lies where, what is under way, and whose it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, exists, false, func, select, true

from uitpas2.accounts.models import Organisation
from uitpas2.accounts.rules import Permission
from uitpas2.cards.errors import (
    CardNotInStock,
    CardNotReceived,
    CardTakenOut,
    CardUnknown,
    NumberTaken,
    ParcelUnknown,
)
from uitpas2.cards.models import Card, CardParcel, Holder, Membership
from uitpas2.cards.queries.door import meant
from uitpas2.cards.queries.people import scope
from uitpas2.cards.queries.regions import own_system_id
from uitpas2.cards.rules import HANDED_OUT, CardStatus, bare_number, is_card_number
from uitpas2.database.work import Work
from uitpas2.kernel.actor import ActorKind
from uitpas2.kernel.errors import Conflict, DomainError

MOST_SHOWN = 500  # numbers on one page, to lay beside what lies in the drawer


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


def number_in_hand(work: Work, text: str) -> str:
    """The number of the card that lies on the desk, as it was typed or scanned: number, code or chip.

    Raises NumberMistyped, TokenUnreadable, CodeTooOld, CodeDistrusted or CardNotInStock, for the form's field `number`.
    """
    try:
        number = work.session.scalar(select(Card.number).where(meant(work, text)))
    except DomainError as error:
        error.field = "number"
        raise
    bare = bare_number(text)
    if number is None and not is_card_number(bare):
        raise CardNotInStock(field="number")
    return number or bare


def why_not_in_drawer(work: Work, number: str, card_system_id: int) -> Conflict:
    """Why a card with this number cannot be handed out at the actor's counter.

    Of another counter's cards it tells no more than of numbers that do not exist.
    """
    card = work.session.scalar(select(Card).where(Card.number == number, Card.card_system_id == card_system_id))
    if card is not None and card.status in HANDED_OUT:
        return NumberTaken(field="number")
    if card is not None and card.held_by is not None and card.held_by == work.actor.organisation_id:
        if card.status is CardStatus.SHIPPED:
            return CardNotReceived(field="number")
        if card.status is CardStatus.DELETED:
            return CardTakenOut(field="number")
    return CardNotInStock(field="number")


def in_drawer(work: Work, text: str) -> Card:
    """The card with this number, code or chip, if it lies in the drawer of the actor's counter.

    Raises what `number_in_hand` raises, and what `why_not_in_drawer` tells.
    """
    number = number_in_hand(work, text)
    found = work.session.scalar(
        select(Card).where(Card.number == number, Card.status == CardStatus.STOCK, stock_at_desk(work))
    )
    if found is None:
        system = work.session.scalar(select(own_system_id(work)))
        raise why_not_in_drawer(work, number, system or 0)
    return found


def drawer(work: Work, *, limit: int = MOST_SHOWN) -> Sequence[Card]:
    """The cards that lie in the drawer of the actor's counter, in the order in which they were made."""
    lying = select(Card).where(Card.status == CardStatus.STOCK, stock_at_desk(work))
    return work.session.scalars(lying.order_by(Card.serial).limit(limit)).all()


def taken_out(work: Work, *, limit: int = 10) -> Sequence[Card]:
    """The cards that the actor's counter took out of its drawer, or missed in a parcel, latest first."""
    gone = (Card.status == CardStatus.DELETED) & Card.membership_id.is_(None)
    mine = Card.held_by == work.actor.organisation_id
    return work.session.scalars(
        select(Card).where(gone, mine).order_by(Card.ended_at.desc(), Card.serial).limit(limit)
    ).all()


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


def parcels_received(work: Work, *, limit: int = 5) -> Sequence[CardParcel]:
    """The latest parcels that the actor's counter received, newest first."""
    return work.session.scalars(
        select(CardParcel)
        .where(CardParcel.organisation_id == work.actor.organisation_id, CardParcel.received_at.is_not(None))
        .order_by(CardParcel.received_at.desc(), CardParcel.id)
        .limit(limit)
    ).all()


def parcel(work: Work, parcel_id: str) -> CardParcel:
    """A parcel for the actor's counter. Raises ParcelUnknown."""
    mine = true() if work.actor.kind is ActorKind.SYSTEM else CardParcel.organisation_id == work.actor.organisation_id
    found = work.session.scalar(select(CardParcel).where(CardParcel.id == parcel_id, mine))
    if found is None:
        raise ParcelUnknown
    return found


def numbers_of_parcel(work: Work, parcel_id: str) -> Sequence[str]:
    """What is in a parcel, in the order in which the cards were made. Raises ParcelUnknown."""
    parcel(work, parcel_id)
    return work.session.scalars(select(Card.number).where(Card.parcel_id == parcel_id).order_by(Card.serial)).all()


def provisioned(work: Work, card_system_id: int) -> int:
    """How many cards of a card system are ready to be sent."""
    waiting = (Card.card_system_id == card_system_id) & (Card.status == CardStatus.PROVISIONED)
    return work.session.scalar(select(func.count()).where(waiting, stock_at_desk(work))) or 0
