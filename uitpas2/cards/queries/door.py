"""The card behind a scanned code or a typed number, and the public keys to check codes with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlalchemy import ColumnElement, false, select

from uitpas2.cards.errors import CardBlocked, CardExpired, CardUnknown
from uitpas2.cards.models import Card, Holder, Membership
from uitpas2.cards.rules import (
    FIRST_KEY_YEAR,
    CardStatus,
    HolderKind,
    MembershipStatus,
    ScannedToken,
    is_ours,
    key_purpose,
    read_scan,
    signing_key,
)
from uitpas2.database.work import Work


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


@dataclass(frozen=True, slots=True)
class CardKey:
    """A public key of cards: `kid` is the year of issue, the key is 32 raw bytes."""

    kid: int
    public_key: bytes


def card_at_door(work: Work, text: str) -> CardAtDoor:
    """The card behind a scanned code or a typed number, whatever region it is from.

    Raises NumberMistyped or TokenUnreadable for what is no number or code; CardUnknown for a card that is not there,
    was never handed out, or whose code we did not make; CardBlocked for one blocked or replaced; CardExpired.
    """
    row = work.session.execute(
        select(Card, Holder, Membership.status.label("membership_status"))
        .join(Membership, Card.membership_id == Membership.id)
        .join(Holder, Membership.holder_id == Holder.id)
        .where(same_card(work, text))
    ).one_or_none()
    if row is None:
        raise CardUnknown
    card, holder = row.Card, row.Holder
    if card.status is not CardStatus.ACTIVE or row.membership_status is MembershipStatus.BLOCKED:
        raise CardBlocked(holder.first_name)
    if _is_older_code(text, card):
        raise CardBlocked(holder.first_name)
    if card.valid_until is not None and card.valid_until < work.today:
        raise CardExpired
    return CardAtDoor(
        card_id=card.id,
        holder_id=holder.id,
        first_name=holder.first_name,
        initial=holder.last_name[:1],
        birth_date=holder.birth_date,
        municipality_nis=holder.municipality_nis,
        kind=holder.kind,
        number=card.number,
    )


def same_card(work: Work, text: str) -> ColumnElement[bool]:
    """The condition on cards that finds the one scanned or typed, if it was handed out and its code is ours.

    Raises NumberMistyped or TokenUnreadable.
    """
    scan = read_scan(text)
    handed_out = Card.status.not_in([CardStatus.STOCK, CardStatus.DELETED])
    if not isinstance(scan, ScannedToken):
        return (Card.number == scan.number) & handed_out
    if not _is_genuine(work, scan):
        return false()
    return (Card.serial == scan.serial) & handed_out


def card_keys(work: Work) -> list[CardKey]:
    """The public keys of all years in which cards were issued, for whoever checks cards without asking us."""
    return [CardKey(year, _public_key_of(work, year)) for year in range(FIRST_KEY_YEAR, work.today.year + 1)]


def _is_older_code(text: str, card: Card) -> bool:
    scan = read_scan(text)
    return isinstance(scan, ScannedToken) and scan.version != card.version


def _is_genuine(work: Work, scan: ScannedToken) -> bool:
    if not FIRST_KEY_YEAR <= scan.kid <= work.today.year:
        return False
    return is_ours(scan, Ed25519PublicKey.from_public_bytes(_public_key_of(work, scan.kid)))


def _public_key_of(work: Work, kid: int) -> bytes:
    return _public_key(work.keys.derive(key_purpose(kid)))


@lru_cache(maxsize=64)
def _public_key(seed: bytes) -> bytes:
    return signing_key(seed).public_key().public_bytes_raw()
