"""Issuing, blocking, replacing and deleting cards, and the text of their QR code."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from uitpas2.cards import queries
from uitpas2.cards.errors import (
    BarredFromRegion,
    CardAlreadyActive,
    CardNotActive,
    NoCardSystem,
    NumberMistyped,
    NumbersUsedUp,
    NumberTaken,
)
from uitpas2.cards.models import Card, Holder, Membership
from uitpas2.cards.rules import (
    HALF_MINUTE,
    CardChange,
    CardEndReason,
    CardKind,
    CardStatus,
    MembershipStatus,
    bare_number,
    is_card_number,
    live_until,
    make_live_token,
    make_token,
    months_after,
    new_number,
)
from uitpas2.cards.services.changing import change, end, next_serial
from uitpas2.cards.services.keys import ensure_signing_key, signer_for
from uitpas2.database.work import Work
from uitpas2.database.writes import insert_unless_there
from uitpas2.kernel.actor import ActorKind
from uitpas2.trail.services import note

CARD_YEARS = 5
_TRIES = 20


@dataclass(frozen=True, slots=True)
class LiveCode:
    """The text for the QR code on a screen, and the first moment at which it is no longer good."""

    text: str
    until: datetime


def issue_card(work: Work, holder_id: str, *, kind: CardKind = CardKind.PHYSICAL, number: str | None = None) -> Card:
    """A working card for a holder; with `number` the one that lies on the desk, from stock, else a new number.

    Raises HolderUnknown, CardAlreadyActive, NoCardSystem or BarredFromRegion; for the number NumberMistyped,
    CardNotInStock, CardNotReceived, CardTakenOut or NumberTaken.
    """
    holder = queries.holder(work, holder_id)
    membership = _membership_for_card(work, holder)
    card = _card_for(work, membership, kind, number)
    note(work, "card.issued", "card", card.id, holder=holder.id, kind=card.kind.value, serial=card.serial)
    return card


def _membership_for_card(work: Work, holder: Holder) -> Membership:
    membership = queries.own_membership(work, holder)
    if membership is None:
        raise NoCardSystem
    return membership


def _card_for(work: Work, membership: Membership, kind: CardKind, number: str | None) -> Card:
    """Raises BarredFromRegion: the first door would refuse the card."""
    if membership.status is MembershipStatus.BLOCKED:
        raise BarredFromRegion
    return _take_number(work, membership, kind, number) if number else _new_card(work, membership, kind)


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
    """The card with this number from the counter's stock; the platform itself also takes on old numbers."""
    bare = bare_number(number)
    if not is_card_number(bare):
        raise NumberMistyped(field="number")
    _refuse_second_card(work, membership)
    if _hand_out_stock(work, membership, bare):
        return _with_number(work, bare)
    known = work.session.scalar(select(Card.status).where(Card.number == bare))
    if known is None and work.actor.kind is ActorKind.SYSTEM:
        card = _put_down(work, membership, kind, next_serial(work), bare)
        if card is not None:
            return card
        _refuse_second_card(work, membership)
        raise NumberTaken(field="number")
    raise queries.why_not_in_drawer(work, bare, membership.card_system_id)


def _hand_out_stock(work: Work, membership: Membership, number: str) -> bool:
    """Of two clerks with the same card, or two cards for one holder, one gets True."""
    try:
        with work.session.begin_nested():
            changed = change(
                work,
                CardChange.HAND_OUT,
                Card.number == number,
                Card.card_system_id == membership.card_system_id,
                queries.stock_at_desk(work),
                membership_id=membership.id,
                issued_at=work.now,
                valid_until=last_day_of_card(work),
            )
    except IntegrityError:
        raise CardAlreadyActive from None
    return changed == 1


def _with_number(work: Work, number: str) -> Card:
    return work.session.scalars(
        select(Card).where(Card.number == number).execution_options(populate_existing=True)
    ).one()


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
        kid=ensure_signing_key(work).kid,
        kind=kind,
        status=CardStatus.ACTIVE,
        card_system_id=membership.card_system_id,
        membership_id=membership.id,
        issued_at=work.now,
        valid_until=last_day_of_card(work),
    )
    return work.session.get_one(Card, id) if put else None


def _refuse_second_card(work: Work, membership: Membership) -> None:
    active = select(Card.id).where(Card.membership_id == membership.id, Card.status == CardStatus.ACTIVE)
    if work.session.scalar(active) is not None:
        raise CardAlreadyActive


def last_day_of_card(work: Work) -> date:
    """The last day on which a card that is issued today works."""
    return months_after(work.today, 12 * CARD_YEARS)


def block_card(work: Work, card_id: str, *, reason: CardEndReason | None = None) -> None:
    """The card stops working everywhere with the next scan; this cannot be undone.

    Raises CardUnknown, CardNotActive when it was blocked or replaced already, or ReasonDoesNotFit.
    """
    _end(work, queries.card(work, card_id), CardChange.BLOCK, reason)
    note(work, "card.blocked", "card", card_id, reason=reason)


def replace_card(
    work: Work,
    card_id: str,
    *,
    reason: CardEndReason | None = None,
    kind: CardKind | None = None,
    number: str | None = None,
) -> Card:
    """A new card instead of a lost, blocked or broken one, which stops working in the same moment.

    `kind` when it becomes another kind, `number` for a card from stock. Raises CardUnknown, CardNotActive when it was
    replaced already, CardAlreadyActive when the holder has another one by now, ReasonDoesNotFit, and for the new card
    what `issue_card` raises.
    """
    old = queries.card(work, card_id)
    _end(work, old, CardChange.REPLACE, reason)
    assert old.membership_id is not None
    new = _card_for(work, work.session.get_one(Membership, old.membership_id), kind or old.kind, number)
    old.replaced_by = new.id
    work.session.flush()
    note(work, "card.replaced", "card", old.id, by=new.id, reason=reason)
    return new


def delete_card(work: Work, card_id: str, *, reason: CardEndReason = CardEndReason.MISTAKE) -> None:
    """Take away a card that should not be there: in stock or under way, or handed out by mistake.

    Raises CardUnknown, CardNotActive when it ended already, or ReasonDoesNotFit.
    """
    _end(work, queries.card_or_stock(work, card_id), CardChange.DELETE, reason)
    note(work, "card.deleted", "card", card_id, reason=reason)


def _end(work: Work, card: Card, what: CardChange, reason: CardEndReason | None) -> None:
    """Of two clerks at once, one ends the card and the other hears that it no longer worked."""
    if not end(work, card, what, reason):
        raise CardNotActive


def qr_token(work: Work, card: Card) -> str:
    """The text of the card's printed QR code, the same each time. Raises NoSigningKey."""
    kid, key = signer_for(work, card)
    return make_token(key, kid=kid, serial=card.serial, version=card.version, last_day=card.valid_until)


def live_code(work: Work, card: Card, *, later: int = 0) -> LiveCode:
    """The code for the screen of a digital card, good for 30 to 60 seconds: ask again before `until`.

    `later` half minutes ahead it is the code that will be good by then, and no sooner. Raises CardNotActive or
    NoSigningKey.
    """
    if card.status is not CardStatus.ACTIVE:
        raise CardNotActive
    kid, key = signer_for(work, card)
    numbers = {"kid": kid, "serial": card.serial, "version": card.version}
    moment = work.now + timedelta(seconds=later * HALF_MINUTE)
    return LiveCode(make_live_token(key, **numbers, last_day=card.valid_until, now=moment), live_until(moment))
