"""Issuing, blocking and replacing cards, and the text of their QR code."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select, update

from uitpas2.cards import queries
from uitpas2.cards.errors import (
    CardAlreadyActive,
    CardNotActive,
    NoCardSystem,
    NumberMistyped,
    NumbersUsedUp,
    NumberTaken,
)
from uitpas2.cards.models import Card, CardSerial, CardSystemMunicipality, Holder, Membership
from uitpas2.cards.rules import (
    CardKind,
    CardStatus,
    bare_number,
    is_card_number,
    key_purpose,
    make_token,
    months_after,
    new_number,
    signing_key,
)
from uitpas2.database.work import Work
from uitpas2.database.writes import happened, insert_unless_there
from uitpas2.kernel.actor import ActorKind
from uitpas2.kernel.clock import brussels_day
from uitpas2.trail.services import note

CARD_YEARS = 5
_TRIES = 20


def issue_card(work: Work, holder_id: str, *, kind: CardKind = CardKind.PHYSICAL, number: str | None = None) -> Card:
    """A working card for a holder; with `number` the one that lies printed on the desk, else a new number.

    Raises HolderUnknown, CardAlreadyActive, NumberMistyped, NumberTaken or NoCardSystem.
    """
    holder = queries.holder(work, holder_id)
    membership = _membership_for_card(work, holder)
    card = _take_number(work, membership, kind, number) if number else _new_card(work, membership, kind)
    note(work, "card.issued", "card", card.id, holder=holder.id, kind=kind.value, serial=card.serial)
    return card


def _membership_for_card(work: Work, holder: Holder) -> Membership:
    """The membership of the clerk's own card system; for the platform itself, of the holder's municipality."""
    nis = work.actor.municipality_nis if work.actor.kind is not ActorKind.SYSTEM else holder.municipality_nis
    membership = work.session.scalar(
        select(Membership)
        .join(CardSystemMunicipality, CardSystemMunicipality.card_system_id == Membership.card_system_id)
        .where(Membership.holder_id == holder.id, CardSystemMunicipality.municipality_nis == nis)
    )
    if membership is None:
        raise NoCardSystem
    return membership


def _new_card(work: Work, membership: Membership, kind: CardKind) -> Card:
    """Take serials until one gives a free number: nearly always the first, unless an old card has that number."""
    key = work.keys.derive("card-numbers")
    for _ in range(_TRIES):
        serial = next_serial(work)
        number = new_number(key, membership.card_system_id, serial)
        if card := _put_down(work, membership, kind, serial, number):
            return card
        _refuse_second_card(work, membership)
    raise NumbersUsedUp


def _take_number(work: Work, membership: Membership, kind: CardKind, number: str) -> Card:
    bare = bare_number(number)
    if not is_card_number(bare):
        raise NumberMistyped(field="number")
    _refuse_second_card(work, membership)
    if _hand_out_stock(work, membership, bare):
        return work.session.scalars(
            select(Card).where(Card.number == bare).execution_options(populate_existing=True)
        ).one()
    card = _put_down(work, membership, kind, next_serial(work), bare)
    if card is None:
        _refuse_second_card(work, membership)
        raise NumberTaken(field="number")
    return card


def _hand_out_stock(work: Work, membership: Membership, number: str) -> bool:
    return happened(
        work.session,
        update(Card)
        .where(
            Card.number == number,
            Card.status == CardStatus.STOCK,
            Card.card_system_id == membership.card_system_id,
        )
        .values(
            status=CardStatus.ACTIVE,
            membership_id=membership.id,
            issued_at=work.now,
            valid_until=_last_day(work),
        ),
    )


def _put_down(work: Work, membership: Membership, kind: CardKind, serial: int, number: str) -> Card | None:
    """The card's row, unless its number is taken or the membership has a working card: the database decides."""
    id = work.new_id()
    put = insert_unless_there(
        work.session,
        Card,
        id=id,
        serial=serial,
        version=1,
        number=number,
        kind=kind,
        status=CardStatus.ACTIVE,
        card_system_id=membership.card_system_id,
        membership_id=membership.id,
        issued_at=work.now,
        valid_until=_last_day(work),
    )
    return work.session.get_one(Card, id) if put else None


def _refuse_second_card(work: Work, membership: Membership) -> None:
    active = select(Card.id).where(Card.membership_id == membership.id, Card.status == CardStatus.ACTIVE)
    if work.session.scalar(active) is not None:
        raise CardAlreadyActive


def _last_day(work: Work) -> date:
    return months_after(work.today, 12 * CARD_YEARS)


def next_serial(work: Work) -> int:
    """The next serial, without gaps but for cards that were not made after all."""
    insert_unless_there(work.session, CardSerial, id=1, last=0)
    return work.session.scalars(
        update(CardSerial).where(CardSerial.id == 1).values(last=CardSerial.last + 1).returning(CardSerial.last)
    ).one()


def block_card(work: Work, card_id: str) -> None:
    """The card stops working everywhere with the next scan; this cannot be undone.

    Raises CardUnknown, or CardNotActive when it was blocked or replaced already.
    """
    _end(work, queries.card(work, card_id), CardStatus.BLOCKED)
    note(work, "card.blocked", "card", card_id)


def replace_card(work: Work, card_id: str) -> Card:
    """A new card instead of a lost or broken one, which stops working in the same moment.

    Raises CardUnknown, or CardNotActive when it no longer worked already.
    """
    old = queries.card(work, card_id)
    _end(work, old, CardStatus.REPLACED)
    assert old.membership_id is not None
    new = _new_card(work, work.session.get_one(Membership, old.membership_id), old.kind)
    note(work, "card.replaced", "card", old.id, by=new.id)
    return new


def _end(work: Work, card: Card, status: CardStatus) -> None:
    """Of two clerks at once, one ends the card and the other hears that it no longer worked."""
    ending = update(Card).where(Card.id == card.id, Card.status == CardStatus.ACTIVE).values(status=status)
    if not happened(work.session, ending):
        raise CardNotActive
    work.session.refresh(card)


def qr_token(work: Work, card: Card) -> str:
    """The text of the card's QR code, the same each time."""
    kid = brussels_day(card.issued_at).year if card.issued_at else work.today.year
    key = signing_key(work.keys.derive(key_purpose(kid)))
    return make_token(key, kid=kid, serial=card.serial, version=card.version, last_day=card.valid_until)
