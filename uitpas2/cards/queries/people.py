"""Holders and their guardians, and whom an actor may see."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement, and_, exists, false, not_, select, true
from sqlalchemy.orm import aliased

from uitpas2.accounts.models import Account
from uitpas2.accounts.rules import Permission, Role
from uitpas2.cards.errors import HolderUnknown
from uitpas2.cards.models import Card, Guardianship, Holder, Membership
from uitpas2.cards.queries.door import same_card
from uitpas2.cards.queries.regions import own_system_id
from uitpas2.cards.rules import CardStatus, bare_number, is_same_name, name_fits
from uitpas2.database.work import Work
from uitpas2.kernel.actor import ActorKind


def scope(work: Work) -> ColumnElement[bool]:
    """The condition on holders that says whom the actor may see; the only place that decides it.

    A clerk sees members of the card system of the own municipality, a guardian the own family, the platform
    everybody, and anybody else nobody. Of an erased holder there is nothing to see.
    """
    return true() if work.actor.kind is ActorKind.SYSTEM else and_(Holder.erased_at.is_(None), _tenancy(work))


def _tenancy(work: Work) -> ColumnElement[bool]:
    actor = work.actor
    if actor.municipality_nis and actor.may(Permission.REGISTER_HOLDERS):
        own = aliased(Membership)
        return exists().where(own.holder_id == Holder.id, own.card_system_id == own_system_id(work))
    if actor.may(Permission.SEE_OWN_FAMILY):
        return exists().where(Guardianship.holder_id == Holder.id, _guards(work))
    return false()


def holder(work: Work, id: str) -> Holder:
    """A holder in the actor's scope. Raises HolderUnknown."""
    found = work.session.scalar(select(Holder).where(Holder.id == id, scope(work)))
    if found is None:
        raise HolderUnknown
    return found


def holder_of_card(work: Work, text: str) -> Holder:
    """The holder of a typed or scanned card, also of a blocked or replaced one, in the actor's scope.

    Raises NumberMistyped, TokenUnreadable or HolderUnknown.
    """
    condition = same_card(work, text)
    found = work.session.scalar(select(Holder).join(Membership).join(Card).where(condition, scope(work)))
    if found is None:
        raise HolderUnknown
    return found


def find_holders(work: Work, *, birth_date: date, name: str = "") -> list[Holder]:
    """Holders in the actor's scope with this birth date and (part of) a name, in the order of their names.

    Without a birth date nobody is found: a counter helps who stands before it, and browses no registers.
    """
    same_day = select(Holder).where(Holder.birth_date == birth_date, scope(work))
    ordered = same_day.order_by(Holder.last_name, Holder.first_name, Holder.id)
    return [found for found in work.session.scalars(ordered) if name_fits(name, found.first_name, found.last_name)]


def lookalikes(work: Work, *, first_name: str, last_name: str, birth_date: date) -> list[Holder]:
    """Holders in the actor's scope with the same name and birth date: perhaps the same person."""
    same_day = select(Holder).where(Holder.birth_date == birth_date, scope(work)).order_by(Holder.registered_at)
    return [
        found
        for found in work.session.scalars(same_day)
        if is_same_name(found.first_name, found.last_name, first_name, last_name)
    ]


def holder_by_card_and_birth_date(work: Work, number: str, birth_date: date) -> Holder:
    """The holder who showed a working card and told a birth date. Not bound to a region.

    Raises HolderUnknown, the same for a wrong number, a blocked card and a wrong date.
    """
    found = work.session.scalar(
        select(Holder)
        .join(Membership)
        .join(Card)
        .where(
            Card.number == bare_number(number),
            Card.status == CardStatus.ACTIVE,
            Holder.birth_date == birth_date,
        )
    )
    if found is None:
        raise HolderUnknown
    return found


def holders_of_guardian(work: Work) -> list[Holder]:
    """The holders for whom the acting account decides, eldest first."""
    return list(
        work.session.scalars(
            select(Holder)
            .join(Guardianship, Guardianship.holder_id == Holder.id)
            .where(_guards(work))
            .order_by(Holder.birth_date, Holder.first_name, Holder.id)
        )
    )


def is_guardian_of(work: Work, holder_id: str) -> bool:
    """Whether the acting account decides for this holder."""
    return bool(work.session.scalar(select(exists().where(Guardianship.holder_id == holder_id, _guards(work)))))


def guardians_of(work: Work, holder_id: str) -> Sequence[Account]:
    """The accounts that decide for a holder in the actor's scope. Raises HolderUnknown."""
    holder(work, holder_id)
    return work.session.scalars(
        select(Account)
        .join(Guardianship, Guardianship.account_id == Account.id)
        .where(Guardianship.holder_id == holder_id, Guardianship.ended_at.is_(None))
        .order_by(Account.name, Account.id)
    ).all()


def guardian_of(work: Work, holder_id: str, account_id: str) -> Account:
    """One of the accounts that decide for a holder in the actor's scope. Raises HolderUnknown."""
    for account in guardians_of(work, holder_id):
        if account.id == account_id:
            return account
    raise HolderUnknown


def opens_more(work: Work, account: Account) -> bool:
    """Whether an account opens more than its guardianships of holders in the actor's scope: other families, a job."""
    of_others = (
        select(Guardianship.id)
        .join(Holder)
        .where(Guardianship.account_id == account.id, Guardianship.ended_at.is_(None), not_(scope(work)))
    )
    has_job = any(assignment.role is not Role.GUARDIAN for assignment in account.assignments)
    return has_job or work.session.scalar(of_others.limit(1)) is not None


def _guards(work: Work) -> ColumnElement[bool]:
    return and_(Guardianship.account_id == work.actor.id, Guardianship.ended_at.is_(None))
