"""Cards before they are handed out: made in ranges by the platform, sent to counters, received there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from uitpas2.accounts.models import Organisation
from uitpas2.accounts.queries import organisation
from uitpas2.accounts.rules import OrganisationKind
from uitpas2.cards import queries
from uitpas2.cards.errors import (
    CardNumberNeeded,
    CardReasonNeeded,
    CardUnknown,
    ChipNumberTaken,
    ChipNumberWrong,
    CounterOutsideRegion,
    NoCardSystem,
    NotEnoughCards,
    NotInParcel,
    ParcelReceived,
    TooManyAtOnce,
)
from uitpas2.cards.models import Card, CardBatch, CardParcel, CardSystem
from uitpas2.cards.rules import (
    CardChange,
    CardEndReason,
    CardKind,
    CardStatus,
    bare_chip,
    bare_number,
    is_chip_number,
    new_number,
)
from uitpas2.cards.services.cards import delete_card, qr_token
from uitpas2.cards.services.changing import change, end, next_serials
from uitpas2.cards.services.keys import ensure_signing_key
from uitpas2.database.work import Work
from uitpas2.database.writes import happened, insert_many
from uitpas2.kernel.actor import ActorKind
from uitpas2.kernel.errors import NotAllowed
from uitpas2.trail.services import note

MOST_NUMBERS = 50_000
MOST_IN_PARCEL = 5_000
_AT_ONCE = 1_000


def provision_cards(work: Work, *, card_system_id: int, count: int) -> CardBatch:
    """A range of numbers with their codes, to have plastic cards made. Only the platform itself makes them.

    Raises NotAllowed, NoCardSystem or TooManyAtOnce.
    """
    _only_the_platform(work)
    if work.session.get(CardSystem, card_system_id) is None:
        raise NoCardSystem
    if not 0 < count <= MOST_NUMBERS:
        raise TooManyAtOnce(most=MOST_NUMBERS)
    kid = ensure_signing_key(work).kid
    numbered = free_numbers(work, card_system_id, count)
    batch = CardBatch(
        id=work.new_id(),
        card_system_id=card_system_id,
        cards=count,
        first_serial=numbered[0][0],
        last_serial=numbered[-1][0],
        made_at=work.now,
        made_by=work.actor.id[:80],
    )
    work.session.add(batch)
    work.session.flush()
    rows = [
        {
            "id": work.new_id(),
            "serial": serial,
            "version": 1,
            "number": number,
            "kid": kid,
            "kind": CardKind.PHYSICAL,
            "status": CardStatus.PROVISIONED,
            "card_system_id": card_system_id,
            "batch_id": batch.id,
        }
        for serial, number in numbered
    ]
    insert_many(work.session, Card, rows)
    note(work, "cards.provisioned", "card-batch", batch.id, card_system=card_system_id, cards=count)
    return batch


def free_numbers(work: Work, card_system_id: int, count: int) -> list[tuple[int, str]]:
    """So many serials with their numbers. A number is taken now and then, after the platform's secret was changed."""
    key = work.keys.derive("card-numbers")
    free: list[tuple[int, str]] = []
    while wanted := min(count - len(free), _AT_ONCE):
        first = next_serials(work, wanted)
        made = {serial: new_number(key, card_system_id, serial) for serial in range(first, first + wanted)}
        taken = set(work.session.scalars(select(Card.number).where(Card.number.in_(made.values()))))
        free += [(serial, number) for serial, number in made.items() if number not in taken]
    return free


def batch_codes(work: Work, batch_id: str) -> Iterator[tuple[str, str]]:
    """Number and code of every card of a range, for the press.

    Nobody knows yet when a card will be handed out, so these codes have no last day; the platform knows the card's.
    """
    _only_the_platform(work)
    cards = select(Card).where(Card.batch_id == batch_id).order_by(Card.serial)
    for card in work.session.scalars(cards):
        yield card.number, qr_token(work, card)


def ship_cards(work: Work, *, card_system_id: int, organisation_id: str, count: int) -> CardParcel:
    """Send provisioned cards to a counter. Two who send at once never send the same card.

    Raises NotAllowed, CounterOutsideRegion, TooManyAtOnce or NotEnoughCards.
    """
    _only_the_platform(work)
    counter = organisation(work, organisation_id)
    if not 0 < count <= MOST_IN_PARCEL:
        raise TooManyAtOnce(most=MOST_IN_PARCEL)
    if not _is_counter_of(work, counter, card_system_id):
        raise CounterOutsideRegion
    waiting = (
        select(Card.id)
        .where(Card.card_system_id == card_system_id, Card.status == CardStatus.PROVISIONED)
        .order_by(Card.serial)
        .limit(count)
        .with_for_update(skip_locked=True)
    )
    ids = work.session.scalars(waiting).all()
    if len(ids) < count:
        raise NotEnoughCards(wanted=count)
    parcel = CardParcel(
        id=work.new_id(),
        card_system_id=card_system_id,
        organisation_id=organisation_id,
        cards=count,
        missing=0,
        shipped_at=work.now,
    )
    work.session.add(parcel)
    work.session.flush()
    change(work, CardChange.SHIP, Card.id.in_(ids), held_by=organisation_id, parcel_id=parcel.id)
    note(work, "cards.shipped", "card-parcel", parcel.id, counter=organisation_id, cards=count)
    return parcel


def _is_counter_of(work: Work, counter: Organisation, card_system_id: int) -> bool:
    if counter.kind is not OrganisationKind.MUNICIPALITY or counter.municipality_nis is None:
        return False
    system = queries.card_system_of(work, counter.municipality_nis)
    return system is not None and system.id == card_system_id


def receive_parcel(work: Work, parcel_id: str, *, missing: Sequence[str] = ()) -> CardParcel:
    """The parcel is there: its cards can be handed out from now on. Cards named as missing never can.

    Raises ParcelUnknown, ParcelReceived, or NotInParcel with all wrong numbers for the form's field `missing`.
    """
    parcel = queries.parcel(work, parcel_id)
    named = {bare_number(number): number.strip() for number in missing}
    arriving = update(CardParcel).where(CardParcel.id == parcel_id, CardParcel.received_at.is_(None))
    arrival = {"received_at": work.now, "received_by": work.actor.id[:80], "missing": len(named)}
    if not happened(work.session, arriving.values(**arrival)):
        raise ParcelReceived
    _miss(work, parcel, named)
    change(work, CardChange.RECEIVE, Card.parcel_id == parcel_id)
    note(work, "cards.received", "card-parcel", parcel_id, cards=parcel.cards, missing=len(named))
    work.session.refresh(parcel)
    return parcel


def _miss(work: Work, parcel: CardParcel, named: dict[str, str]) -> None:
    """The cards of a parcel that were not in it never work. `named` is what was typed of each, by its number."""
    sent = select(Card).where(Card.parcel_id == parcel.id, Card.status == CardStatus.SHIPPED, Card.number.in_(named))
    lost = {card.number: card for card in work.session.scalars(sent)}
    if wrong := [typed for number, typed in named.items() if number not in lost]:
        raise NotInParcel(field="missing", number=", ".join(wrong))
    for number in sorted(lost):
        if not end(work, lost[number], CardChange.DELETE, CardEndReason.LOSS):
            raise NotInParcel(field="missing", number=named[number])


def take_out(work: Work, scanned: str, *, reason: CardEndReason | None) -> Card:
    """A card in the drawer of the actor's counter that nobody will get: it can never be handed out any more.

    Raises CardNumberNeeded, CardReasonNeeded, ReasonDoesNotFit, what `queries.in_drawer` raises, or CardNotActive when
    somebody handed it out just now.
    """
    if not scanned.strip():
        raise CardNumberNeeded(field="number")
    if reason is None:
        raise CardReasonNeeded(field="reason")
    card = queries.in_drawer(work, scanned)
    delete_card(work, card.id, reason=reason)
    return card


def set_chip_number(work: Work, number: str, chip: str) -> None:
    """Note which chip is in a card, as the maker of the cards tells it. Telling it twice is harmless.

    Raises NotAllowed, CardUnknown, ChipNumberWrong or ChipNumberTaken.
    """
    _only_the_platform(work)
    if not is_chip_number(chip):
        raise ChipNumberWrong
    written = bare_chip(chip)
    named = select(Card).where(Card.number == bare_number(number)).execution_options(populate_existing=True)
    card = work.session.scalar(named)
    if card is None:
        raise CardUnknown
    if card.chip_number == written:
        return
    free = update(Card).where(Card.id == card.id, Card.chip_number.is_(None))
    try:
        with work.session.begin_nested():
            was_free = happened(work.session, free.values(chip_number=written))
    except IntegrityError:
        was_free = False
    if not was_free:
        raise ChipNumberTaken


def _only_the_platform(work: Work) -> None:
    """Numbers are made by whoever runs the platform: no role of a municipality includes it."""
    if work.actor.kind is not ActorKind.SYSTEM:
        raise NotAllowed
