"""Registering holders and their guardians."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select, update

from uitpas2.accounts.errors import EmailUnreadable
from uitpas2.accounts.models import Account, Municipality
from uitpas2.accounts.rules import Role
from uitpas2.accounts.services import assign, create_with_activation, renew_activation
from uitpas2.cards import queries
from uitpas2.cards.errors import (
    AlreadyRegistered,
    BirthDateImpossible,
    GuardianHasStarted,
    GuardianOfOthers,
    NoCardSystem,
    OutsideRegion,
)
from uitpas2.cards.models import CardSystem, Guardianship, Holder, Membership
from uitpas2.cards.rules import HolderKind, MembershipStatus, NationalNumber
from uitpas2.cards.services.national_numbers import identity
from uitpas2.database.work import Work
from uitpas2.database.writes import happened, insert_unless_there
from uitpas2.kernel.actor import ActorKind
from uitpas2.kernel.period import age_on
from uitpas2.trail.services import note

OLDEST = 120


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
    national_number: str | NationalNumber | None = None,
    kind: HolderKind = HolderKind.PERSON,
    language: str = "nl",
) -> Holder:
    """A new holder with a membership of the municipality's card system.

    Raises NoCardSystem, OutsideRegion, BirthDateImpossible, NationalNumberMistyped, NationalNumberOfOther,
    NationalNumberNotKept or AlreadyRegistered.
    """
    card_system = _system_to_register_in(work, municipality_nis)
    _check_birth_date(work, birth_date, kind)
    id = work.new_id()
    person = {
        "id": id,
        "kind": kind,
        "first_name": first_name.strip(),
        "last_name": last_name.strip(),
        "birth_date": birth_date,
        "street": street.strip(),
        "postal_code": postal_code.strip(),
        "city": city.strip(),
        "municipality_nis": municipality_nis,
        "language": language,
        "registered_at": work.now,
        "registered_by": work.actor.organisation_id,
    }
    for _ in range(2):  # the second time if another region was just before us with the same number
        known_by = identity(work, national_number, birth_date, municipality_nis)
        if known_by is not None and insert_unless_there(work.session, Holder, **person, **known_by):
            break
    else:
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


def add_guardian(
    work: Work,
    holder_id: str,
    *,
    name: str,
    email: str,
    language: str = "nl",
    lives_elsewhere: bool = False,
    field: str = "email",
) -> tuple[Account, str | None]:
    """Let somebody see and decide for a holder. The second value is the one-time code of a new account.

    `language` is that of mails to a new account; one that was there keeps its own. Who `lives_elsewhere` belongs to the
    other household of a child with co-parents, and does not see this address.
    Raises HolderUnknown, or EmailUnreadable for the form's field of that name.
    """
    holder = queries.holder(work, holder_id)
    try:
        account, code = create_with_activation(work, email=email, name=name, language=language)
    except EmailUnreadable:
        raise EmailUnreadable(field=field) from None
    assign(work, account, Role.GUARDIAN)
    tie(work, account, holder, other_household=_other_household(work, holder) if lives_elsewhere else None)
    return account, code


def tie(work: Work, account: Account, holder: Holder, *, other_household: str | None) -> None:
    """This account decides for this holder from now on; who did so already stays as they are."""
    new = insert_unless_there(
        work.session,
        Guardianship,
        id=work.new_id(),
        account_id=account.id,
        holder_id=holder.id,
        other_household=other_household,
        since=work.now,
        ended_at=None,
    )
    if new or _taken_up_again(work, account, holder, other_household):
        note(work, "guardian.added", "holder", holder.id, account=account.id)


def _other_household(work: Work, holder: Holder) -> str:
    """The household of the co-parent that is there already, or a new one."""
    known = select(Guardianship.other_household).where(
        Guardianship.holder_id == holder.id,
        Guardianship.ended_at.is_(None),
        Guardianship.other_household.is_not(None),
    )
    return work.session.scalar(known.order_by(Guardianship.since).limit(1)) or work.new_id()


def renew_guardian_code(work: Work, holder_id: str, account_id: str) -> str:
    """A new one-time code for a guardian who has not started the account yet; an older one stops working.

    Raises HolderUnknown, GuardianHasStarted when there is a password already: then signing in is their own, and
    GuardianOfOthers when the account opens more than this counter may see: adding somebody as a guardian must not
    be a way into another region's families or into somebody's work.
    """
    account = queries.guardian_of(work, holder_id, account_id)
    if account.password_hash is not None:
        raise GuardianHasStarted
    if queries.opens_more(work, account):
        raise GuardianOfOthers
    return renew_activation(work, account)


def _taken_up_again(work: Work, account: Account, holder: Holder, other_household: str | None) -> bool:
    return happened(
        work.session,
        update(Guardianship)
        .where(
            Guardianship.account_id == account.id,
            Guardianship.holder_id == holder.id,
            Guardianship.ended_at.is_not(None),
        )
        .values(ended_at=None, ended_by=None, end_reason=None, other_household=other_household, since=work.now),
    )
