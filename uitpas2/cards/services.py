"""Registering holders, issuing, blocking and replacing cards, recording rights."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import select, update

from uitpas2.accounts.models import Account, Municipality
from uitpas2.accounts.rules import Permission, Role
from uitpas2.accounts.services import assign, create_with_activation
from uitpas2.cards import queries, regions
from uitpas2.cards.errors import (
    AlreadyRegistered,
    BirthDateImpossible,
    CardAlreadyActive,
    CardNotActive,
    GroundUnknown,
    HolderUnknown,
    NationalNumberOfOther,
    NoCardSystem,
    NumbersUsedUp,
    NumberMistyped,
    NumberTaken,
    OutsideRegion,
    PurposeNeeded,
    RightOverlaps,
    RightPeriodWrong,
)
from uitpas2.cards.models import (
    Card,
    CardSerial,
    CardSystem,
    CardSystemMunicipality,
    Guardianship,
    Holder,
    Membership,
    RightGround,
    SocialRight,
)
from uitpas2.cards.rules import (
    LONGEST_MONTHS,
    CardKind,
    CardStatus,
    Ground,
    HolderKind,
    MembershipStatus,
    NationalNumber,
    bare_number,
    is_allowed_period,
    is_card_number,
    make_token,
    months_after,
    new_number,
    signing_key,
)
from uitpas2.database.work import Work
from uitpas2.database.writes import happened, insert_unless_there
from uitpas2.kernel.actor import ActorKind
from uitpas2.kernel.clock import brussels_day
from uitpas2.kernel.period import Period, age_on
from uitpas2.trail.services import note

CARD_YEARS = 5
OLDEST = 120
_TRIES = 20


# --- holders


def register_holder(
    work: Work,
    *,
    first_name: str,
    last_name: str,
    birth_date: date | None,
    postal_code: str,
    city: str,
    municipality_nis: str,
    street: str = "",
    national_number: str | None = None,
    kind: HolderKind = HolderKind.PERSON,
) -> Holder:
    """A new holder with a membership of the municipality's card system.

    Raises NoCardSystem, OutsideRegion, BirthDateImpossible, NationalNumberMistyped, NationalNumberOfOther or
    AlreadyRegistered.
    """
    card_system = _system_to_register_in(work, municipality_nis)
    _check_birth_date(work, birth_date, kind)
    identity = _identity(work, national_number, birth_date)
    id = work.new_id()
    if not insert_unless_there(
        work.session,
        Holder,
        id=id,
        kind=kind,
        first_name=first_name.strip(),
        last_name=last_name.strip(),
        birth_date=birth_date,
        street=street.strip(),
        postal_code=postal_code.strip(),
        city=city.strip(),
        municipality_nis=municipality_nis,
        registered_at=work.now,
        registered_by=work.actor.organisation_id,
        **identity,
    ):
        raise AlreadyRegistered(field="national_number")
    holder = work.session.get_one(Holder, id)
    _join(work, holder, card_system)
    note(work, "holder.registered", "holder", id, municipality=municipality_nis, kind=kind.value)
    return holder


def _system_to_register_in(work: Work, municipality_nis: str) -> CardSystem:
    card_system = queries.card_system_of(work, municipality_nis)
    if card_system is None:
        raise NoCardSystem(field="postal_code")
    if work.actor.kind is ActorKind.SYSTEM:
        return card_system
    own = queries.card_system_of(work, work.actor.municipality_nis or "")
    if own is None or own.id != card_system.id:
        name = work.session.get_one(Municipality, municipality_nis).name
        raise OutsideRegion(field="postal_code", municipality=name)
    return card_system


def _check_birth_date(work: Work, birth_date: date | None, kind: HolderKind) -> None:
    if birth_date is None:
        if kind is HolderKind.PERSON:
            raise BirthDateImpossible(field="birth_date")
    elif birth_date > work.today or age_on(birth_date, work.today) > OLDEST:
        raise BirthDateImpossible(field="birth_date")


def _identity(work: Work, national_number: str | None, birth_date: date | None) -> dict[str, Any]:
    if not national_number:
        return {"national_number": None, "national_number_index": None}
    number = NationalNumber(national_number)
    if birth_date is not None and not number.may_belong_to(birth_date):
        raise NationalNumberOfOther(field="national_number")
    return {
        "national_number": number.encrypted(work.keys.derive("national-number")),
        "national_number_index": number.blind_index(work.keys.derive("national-number-index")),
    }


def _join(work: Work, holder: Holder, card_system: CardSystem) -> Membership:
    membership = Membership(
        id=work.new_id(),
        holder_id=holder.id,
        card_system_id=card_system.id,
        status=MembershipStatus.ACTIVE,
        since=work.now,
    )
    work.session.add(membership)
    work.session.flush()
    return membership


def add_guardian(work: Work, holder_id: str, *, name: str, email: str) -> tuple[Account, str | None]:
    """Let somebody see and decide for a holder. The second value is the one-time code of a new account.

    Raises HolderUnknown, or EmailUnreadable for the field `email`.
    """
    holder = queries.holder(work, holder_id)
    account, code = create_with_activation(work, email=email, name=name)
    assign(work, account, Role.GUARDIAN)
    new = insert_unless_there(
        work.session,
        Guardianship,
        id=work.new_id(),
        account_id=account.id,
        holder_id=holder.id,
        since=work.now,
        ended_at=None,
    )
    if new or _taken_up_again(work, account, holder):
        note(work, "guardian.added", "holder", holder.id, account=account.id)
    return account, code


def _taken_up_again(work: Work, account: Account, holder: Holder) -> bool:
    return happened(
        work.session,
        update(Guardianship)
        .where(
            Guardianship.account_id == account.id,
            Guardianship.holder_id == holder.id,
            Guardianship.ended_at.is_not(None),
        )
        .values(ended_at=None, since=work.now),
    )


# --- cards


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
    key = signing_key(work.keys.derive(f"card-signing-{kid}"))
    return make_token(key, kid=kid, serial=card.serial, version=card.version, last_day=card.valid_until)


def ensure_card_systems(work: Work) -> int:
    """Put the card systems there and every known municipality in exactly one; tells how many systems there are.

    Doing it twice changes nothing; a municipality that moved in the list moves here.
    """
    return regions.ensure(work)


# --- rights


def record_right(work: Work, *, holder_id: str, starts: date, ends: date, ground: str, granted_by: str) -> SocialRight:
    """The right to a lower price from `starts` up to but not including `ends`; `granted_by` is an organisation.

    A clerk records it for holders of the own region. A welfare partner's own scope is checked by `welfare`, which
    knows clients and cards does not.
    Raises HolderUnknown, GroundUnknown, RightPeriodWrong or RightOverlaps.
    """
    holder = _holder_to_grant(work, holder_id)
    if ground not in set(Ground):
        raise GroundUnknown(field="ground")
    if not is_allowed_period(starts, ends):
        raise RightPeriodWrong(field="last_day", months=LONGEST_MONTHS)
    period = Period(starts, ends)
    known = work.session.scalars(select(SocialRight).where(SocialRight.holder_id == holder.id))
    if any(period.overlaps(right.period) for right in known):
        raise RightOverlaps(field="starts")
    right = SocialRight(
        id=work.new_id(),
        holder_id=holder.id,
        starts=starts,
        ends=ends,
        municipality_nis=holder.municipality_nis,
        granted_by=granted_by,
        granted_at=work.now,
    )
    work.session.add(right)
    work.session.flush()
    work.session.add(RightGround(right_id=right.id, ground=ground))
    work.session.flush()
    note(work, "right.recorded", "holder", holder.id, right=right.id, starts=str(starts), ends=str(ends))
    return right


def _holder_to_grant(work: Work, holder_id: str) -> Holder:
    """The holder, with the row locked: of two rights recorded at once, the second sees the first."""
    locked = work.session.scalar(select(Holder).where(Holder.id == holder_id).with_for_update())
    if locked is None:
        raise HolderUnknown
    if work.actor.may(Permission.VOUCH) and not work.actor.may(Permission.GRANT_RIGHTS):
        return locked
    return queries.holder(work, holder_id)


def read_ground(work: Work, right_id: str, *, purpose: str) -> str:
    """The code of the ground on which a right rests. Each read is noted with its purpose.

    Raises RightUnknown or PurposeNeeded.
    """
    right = queries.right(work, right_id)
    if len(purpose.strip()) < 3:
        raise PurposeNeeded(field="purpose")
    note(work, "right.ground-read", "holder", right.holder_id, right=right.id, purpose=purpose.strip()[:200])
    return work.session.get_one(RightGround, right.id).ground
