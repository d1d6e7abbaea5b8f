"""The card behind a scanned code or a typed number."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, false, select

from uitpas2.cards.errors import (
    CardBlocked,
    CardExpired,
    CardUnknown,
    CodeDistrusted,
    CodeTooOld,
    MembershipBarred,
)
from uitpas2.cards.models import Card, CardKey, Holder, Membership
from uitpas2.cards.rules import (
    HANDED_OUT,
    CardStatus,
    HolderKind,
    MembershipStatus,
    ScannedChip,
    ScannedNumber,
    ScannedToken,
    is_ours,
    is_timely,
    read_scan,
)
from uitpas2.database.work import Work
from uitpas2.kernel.actor import ActorKind
from uitpas2.kernel.errors import DomainError


@dataclass(frozen=True, slots=True)
class CardAtDoor:
    """What a door may know of a card: who it is for, nothing about any right."""

    card_id: str
    holder_id: str
    first_name: str
    initial: str
    birth_date: date | None
    municipality_nis: str
    kind: HolderKind
    number: str


def card_at_door(work: Work, text: str) -> CardAtDoor:
    """The card behind a scanned code, a typed number or the number of its chip, whatever region it is from.

    Raises NumberMistyped or TokenUnreadable for what is no number or code; CardUnknown for a card that is not there,
    was never handed out, or whose code we did not make; CardBlocked for one blocked or replaced; MembershipBarred;
    CardExpired; CodeTooOld or CodeDistrusted. A machine that comes with a bare number, of card or chip, hears
    CardUnknown for all cards that do not work: with a code it holds the card, with a number it may be trying numbers.
    """
    row = work.session.execute(
        select(Card, Holder, Membership.status.label("membership_status"))
        .join(Membership, Card.membership_id == Membership.id)
        .join(Holder, Membership.holder_id == Holder.id)
        .where(same_card(work, text))
    ).one_or_none()
    if row is None:
        raise CardUnknown
    if refusal := _refusal(work, text, row.Card, row.Holder, row.membership_status):
        is_guess = work.actor.kind is ActorKind.CLIENT and not isinstance(read_scan(text), ScannedToken)
        raise CardUnknown if is_guess else refusal
    holder = row.Holder
    return CardAtDoor(
        card_id=row.Card.id,
        holder_id=holder.id,
        first_name=holder.first_name,
        initial=holder.last_name[:1],
        birth_date=holder.birth_date,
        municipality_nis=holder.municipality_nis,
        kind=holder.kind,
        number=row.Card.number,
    )


def _refusal(
    work: Work, text: str, card: Card, holder: Holder, membership_status: MembershipStatus
) -> DomainError | None:
    scan = read_scan(text)
    is_of_before = isinstance(scan, ScannedToken) and scan.version != card.version
    if card.status is not CardStatus.ACTIVE or is_of_before:
        return CardBlocked(holder.first_name)
    if membership_status is MembershipStatus.BLOCKED:
        return MembershipBarred(holder.first_name)
    if card.valid_until is not None and card.valid_until < work.today:
        return CardExpired()
    return None


def same_card(work: Work, text: str) -> ColumnElement[bool]:
    """The condition on cards that finds the one scanned or typed, if it was handed out and its code is ours.

    Raises NumberMistyped, TokenUnreadable, CodeTooOld or CodeDistrusted.
    """
    return meant(work, text) & Card.status.in_(HANDED_OUT)


def meant(work: Work, text: str) -> ColumnElement[bool]:
    """The same in whatever state the card is: for whoever has it in hand before anybody has it."""
    match read_scan(text):
        case ScannedNumber(number):
            return Card.number == number
        case ScannedChip(chip):
            return Card.chip_number == chip
        case ScannedToken() as scan:
            return Card.serial == scan.serial if _is_genuine(work, scan) else false()


def _is_genuine(work: Work, scan: ScannedToken) -> bool:
    """Whether we made this code. Raises CodeTooOld, CodeDistrusted for one that was ours and counts no longer."""
    row = work.session.get(CardKey, scan.kid) if scan.kid < 2**31 else None
    if row is None or row.signs_from > work.today or not is_ours(scan, row.published.verifier):
        return False
    if row.distrusted_at is not None:
        raise CodeDistrusted
    if not is_timely(scan, work.now):
        raise CodeTooOld
    return True
