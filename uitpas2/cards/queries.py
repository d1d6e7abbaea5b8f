"""Looking up holders, cards and rights. Each look at a holder goes through the actor's scope."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlalchemy import ColumnElement, Select, and_, exists, false, func, or_, select, true

from uitpas2.accounts.models import Account, Municipality
from uitpas2.accounts.rules import Permission
from uitpas2.cards.errors import CardBlocked, CardExpired, CardUnknown, HolderUnknown, RightUnknown
from uitpas2.cards.models import (
    Card,
    CardSystem,
    CardSystemMunicipality,
    Guardianship,
    Holder,
    Membership,
    SocialRight,
)
from uitpas2.cards.rules import (
    FIRST_KEY_YEAR,
    CardStatus,
    HolderKind,
    MembershipStatus,
    ScannedToken,
    bare_number,
    is_card_number,
    is_ours,
    read_scan,
    signing_key,
)
from uitpas2.database.work import Work
from uitpas2.kernel.actor import ActorKind


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


# --- at the door


def card_at_door(work: Work, text: str) -> CardAtDoor:
    """The card behind a scanned code or a typed number, whatever region it is from.

    Raises NumberMistyped or TokenUnreadable for what is no number or code; CardUnknown for a card that is not there,
    was never handed out, or whose code we did not make; CardBlocked for one blocked or replaced; CardExpired.
    """
    scan = read_scan(text)
    if isinstance(scan, ScannedToken):
        if not _is_genuine(work, scan):
            raise CardUnknown
        condition = Card.serial == scan.serial
    else:
        condition = Card.number == scan.number
    row = work.session.execute(
        select(Card, Holder, Membership.status.label("membership_status"))
        .join(Membership, Card.membership_id == Membership.id)
        .join(Holder, Membership.holder_id == Holder.id)
        .where(condition)
    ).one_or_none()
    if row is None or row.Card.status in {CardStatus.STOCK, CardStatus.DELETED}:
        raise CardUnknown
    card, holder = row.Card, row.Holder
    is_old_code = isinstance(scan, ScannedToken) and scan.version != card.version
    if card.status is not CardStatus.ACTIVE or is_old_code or row.membership_status is MembershipStatus.BLOCKED:
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


def _is_genuine(work: Work, scan: ScannedToken) -> bool:
    if not FIRST_KEY_YEAR <= scan.kid <= work.today.year:
        return False
    return is_ours(scan, Ed25519PublicKey.from_public_bytes(_public_key(work.keys.derive(_purpose(scan.kid)))))


def card_keys(work: Work) -> list[CardKey]:
    """The public keys of all years in which cards were issued, for whoever checks cards without asking us."""
    years = range(FIRST_KEY_YEAR, work.today.year + 1)
    return [CardKey(year, _public_key(work.keys.derive(_purpose(year)))) for year in years]


def _purpose(kid: int) -> str:
    return f"card-signing-{kid}"


@lru_cache(maxsize=64)
def _public_key(seed: bytes) -> bytes:
    return signing_key(seed).public_key().public_bytes_raw()


# --- rights


def has_right_on(work: Work, holder_id: str, day: date) -> bool:
    """Whether the holder has the right to a lower price on a day. One small question to one index."""
    return bool(work.session.scalar(select(exists().where(SocialRight.holder_id == holder_id, covers(day)))))


def covers(day: date) -> ColumnElement[bool]:
    """The condition that a recorded right holds on a day, for questions about many holders at once."""
    return and_(
        SocialRight.starts <= day,
        SocialRight.ends > day,
        or_(SocialRight.ended_on.is_(None), SocialRight.ended_on > day),
    )


def rights_of(work: Work, holder_id: str) -> Sequence[SocialRight]:
    """The rights recorded for a holder within the actor's scope, newest first; never the grounds.

    Raises HolderUnknown.
    """
    holder(work, holder_id)
    return work.session.scalars(
        select(SocialRight).where(SocialRight.holder_id == holder_id).order_by(SocialRight.starts.desc())
    ).all()


def right(work: Work, right_id: str) -> SocialRight:
    """Raises RightUnknown, also for a right of somebody outside the actor's scope."""
    found = work.session.get(SocialRight, right_id)
    if found is None or work.session.scalar(_in_scope(work, Holder.id == found.holder_id)) is None:
        raise RightUnknown
    return found


# --- holders


def holder(work: Work, id: str) -> Holder:
    """A holder in the actor's scope: the card system of a clerk's municipality, a guardian's own family.

    Raises HolderUnknown.
    """
    found = work.session.scalar(_in_scope(work, Holder.id == id))
    if found is None:
        raise HolderUnknown
    return found


def find_holders(work: Work, *, name: str = "", birth_date: date | None = None, limit: int = 20) -> Sequence[Holder]:
    """Holders in the actor's scope by (part of) their name, first or last, and birth date; by name."""
    conditions: list[ColumnElement[bool]] = []
    for part in name.lower().split():
        pattern = f"{_escaped(part)}%"
        conditions.append(
            or_(
                func.lower(Holder.first_name).like(pattern, escape="\\"),
                func.lower(Holder.last_name).like(pattern, escape="\\"),
                func.lower(Holder.last_name).like(f"% {pattern}", escape="\\"),
            )
        )
    if birth_date is not None:
        conditions.append(Holder.birth_date == birth_date)
    if not conditions:
        return []
    statement = _in_scope(work, *conditions).order_by(Holder.last_name, Holder.first_name, Holder.id)
    return work.session.scalars(statement.limit(limit)).all()


def lookalikes(work: Work, *, first_name: str, last_name: str, birth_date: date) -> Sequence[Holder]:
    """Holders in the actor's scope with this name and birth date: perhaps the same person."""
    return work.session.scalars(
        _in_scope(
            work,
            func.lower(Holder.first_name) == first_name.strip().lower(),
            func.lower(Holder.last_name) == last_name.strip().lower(),
            Holder.birth_date == birth_date,
        ).limit(5)
    ).all()


def holder_by_number(work: Work, number: str) -> Holder:
    """The holder of a card, also of a blocked or replaced one, in the actor's scope.

    Raises HolderUnknown.
    """
    memberships = select(Membership.holder_id).join(Card).where(Card.number == number)
    found = work.session.scalar(_in_scope(work, Holder.id.in_(memberships)))
    if found is None:
        raise HolderUnknown
    return found


def holder_by_card_and_birth_date(work: Work, number: str, birth_date: date) -> Holder:
    """The holder who showed an active card and told a birth date. Not bound to a region.

    Raises HolderUnknown, the same for a wrong number, a blocked card and a wrong date.
    """
    bare = bare_number(number)
    found = work.session.scalar(
        select(Holder)
        .join(Membership, Membership.holder_id == Holder.id)
        .join(Card, Card.membership_id == Membership.id)
        .where(Card.number == bare, Card.status == CardStatus.ACTIVE, Holder.birth_date == birth_date)
    )
    if found is None or not is_card_number(bare):
        raise HolderUnknown
    return found


def holders_of_guardian(work: Work) -> list[Holder]:
    """The holders for whom the acting account decides, youngest last."""
    return list(
        work.session.scalars(
            select(Holder)
            .join(Guardianship, Guardianship.holder_id == Holder.id)
            .where(Guardianship.account_id == work.actor.id, Guardianship.ended_at.is_(None))
            .order_by(Holder.birth_date, Holder.first_name, Holder.id)
        )
    )


def is_guardian_of(work: Work, holder_id: str) -> bool:
    """Whether the acting account decides for this holder."""
    return bool(work.session.scalar(select(exists().where(_guards(work, Guardianship.holder_id == holder_id)))))


def guardians_of(work: Work, holder_id: str) -> Sequence[Account]:
    """The accounts that decide for a holder in the actor's scope. Raises HolderUnknown."""
    holder(work, holder_id)
    return work.session.scalars(
        select(Account)
        .join(Guardianship, Guardianship.account_id == Account.id)
        .where(Guardianship.holder_id == holder_id, Guardianship.ended_at.is_(None))
        .order_by(Account.name, Account.id)
    ).all()


def _guards(work: Work, *conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    return and_(Guardianship.account_id == work.actor.id, Guardianship.ended_at.is_(None), *conditions)


def _in_scope(work: Work, *conditions: ColumnElement[bool]) -> Select[tuple[Holder]]:
    return select(Holder).where(_scope(work), *conditions)


def _scope(work: Work) -> ColumnElement[bool]:
    """The only place that says whom somebody may see."""
    actor = work.actor
    if actor.kind is ActorKind.SYSTEM:
        return true()
    if actor.municipality_nis and actor.may(Permission.REGISTER_HOLDERS):
        own_system = select(CardSystemMunicipality.card_system_id).where(
            CardSystemMunicipality.municipality_nis == actor.municipality_nis
        )
        return Holder.id.in_(select(Membership.holder_id).where(Membership.card_system_id.in_(own_system)))
    if actor.may(Permission.SEE_OWN_FAMILY):
        return exists().where(_guards(work, Guardianship.holder_id == Holder.id))
    return false()


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


# --- cards and card systems


def active_card(work: Work, holder_id: str) -> Card | None:
    """The card a holder can use now: that of the oldest membership that has one. For a holder already looked up."""
    return work.session.scalar(
        select(Card)
        .join(Membership, Card.membership_id == Membership.id)
        .where(Membership.holder_id == holder_id, Card.status == CardStatus.ACTIVE)
        .order_by(Membership.since, Membership.id)
        .limit(1)
    )


def cards_of(work: Work, holder_id: str) -> Sequence[Card]:
    """All cards a holder in the actor's scope ever had, newest first. Raises HolderUnknown."""
    holder(work, holder_id)
    return work.session.scalars(
        select(Card).join(Membership).where(Membership.holder_id == holder_id).order_by(Card.serial.desc())
    ).all()


def card(work: Work, card_id: str) -> Card:
    """A handed-out card of a holder in the actor's scope. Raises CardUnknown."""
    found = work.session.scalar(
        select(Card)
        .join(Membership)
        .join(Holder, Membership.holder_id == Holder.id)
        .where(Card.id == card_id, _scope(work))
    )
    if found is None:
        raise CardUnknown
    return found


def card_of_region(work: Work, number: str) -> tuple[Card, Holder]:
    """A handed-out card of the card system to which the acting organisation's municipality belongs.

    Raises CardUnknown, the same for a number that is not there, is mistyped, or belongs to another region.
    """
    row = work.session.execute(
        select(Card, Holder)
        .join(Membership, Card.membership_id == Membership.id)
        .join(Holder, Membership.holder_id == Holder.id)
        .join(CardSystemMunicipality, CardSystemMunicipality.card_system_id == Card.card_system_id)
        .where(
            Card.number == number,
            Card.status.not_in([CardStatus.STOCK, CardStatus.DELETED]),
            CardSystemMunicipality.municipality_nis == work.actor.municipality_nis,
        )
    ).one_or_none()
    if row is None:
        raise CardUnknown
    return row.Card, row.Holder


def card_system_of(work: Work, municipality_nis: str) -> CardSystem | None:
    """The card system to which a municipality belongs."""
    return work.session.scalar(
        select(CardSystem)
        .join(CardSystemMunicipality)
        .where(CardSystemMunicipality.municipality_nis == municipality_nis)
    )


def region_municipalities(work: Work) -> Sequence[Municipality]:
    """The municipalities whose inhabitants the acting clerk may register: those of the own card system, by name."""
    own_system = select(CardSystemMunicipality.card_system_id).where(
        CardSystemMunicipality.municipality_nis == work.actor.municipality_nis
    )
    return work.session.scalars(
        select(Municipality)
        .join(CardSystemMunicipality)
        .where(CardSystemMunicipality.card_system_id.in_(own_system))
        .order_by(Municipality.name)
    ).all()
