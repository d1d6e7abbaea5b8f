"""Holders and their guardians, and whom an actor may see."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from itertools import islice

from sqlalchemy import ColumnElement, and_, exists, false, not_, select, true
from sqlalchemy.orm import aliased

from uitpas2.accounts.models import Account, Municipality
from uitpas2.accounts.rules import Permission, Role
from uitpas2.cards.errors import HolderUnknown, TooManyNamesakes
from uitpas2.cards.models import Card, Guardianship, Holder, Membership
from uitpas2.cards.queries.door import same_card
from uitpas2.cards.queries.regions import system_id_of
from uitpas2.cards.rules import CardStatus, bare_number
from uitpas2.cards.rules.names import is_place, name_fits, whole_names, words_of
from uitpas2.database.work import Work
from uitpas2.kernel.actor import ActorKind

MOST_FOUND = 50  # born on one day, with a name that fits: some register offices write 1 January for an unknown day
MOST_NAMESAKES = 10


def scope(work: Work) -> ColumnElement[bool]:
    """The condition on holders that says whom the actor may see; the only place that decides it.

    A clerk sees members of the card system of the own municipality until they move out of it, a guardian the own
    family, the platform everybody, and anybody else nobody. Of an erased holder there is nothing to see.
    """
    return true() if work.actor.kind is ActorKind.SYSTEM else and_(Holder.erased_at.is_(None), _tenancy(work))


def _tenancy(work: Work) -> ColumnElement[bool]:
    actor = work.actor
    if actor.municipality_nis and actor.may(Permission.REGISTER_HOLDERS):
        return _is_member_where(actor.municipality_nis)
    if actor.may(Permission.SEE_OWN_FAMILY):
        return exists().where(Guardianship.holder_id == Holder.id, _guards(work))
    return false()


@lru_cache(maxsize=1000)  # a page asks it a dozen times, and to build it takes longer than to answer it
def _is_member_where(municipality_nis: str) -> ColumnElement[bool]:
    own = aliased(Membership)
    system_id = system_id_of(municipality_nis)
    return exists().where(own.holder_id == Holder.id, own.card_system_id == system_id, own.left_at.is_(None))


def holder(work: Work, id: str) -> Holder:
    """A holder in the actor's scope. Raises HolderUnknown."""
    found = work.session.scalar(select(Holder).where(Holder.id == id, scope(work)))
    if found is None:
        raise HolderUnknown
    return found


def sees_holder(work: Work, id: str) -> bool:
    """Whether a holder is in the actor's scope."""
    return work.session.scalar(select(Holder.id).where(Holder.id == id, scope(work))) is not None


def holder_of_card(work: Work, text: str) -> Holder:
    """The holder of a typed or scanned card, also of a blocked or replaced one, in the actor's scope.

    Raises NumberMistyped, TokenUnreadable or HolderUnknown.
    """
    return holder_and_card(work, text)[0]


def holder_and_card(work: Work, text: str) -> tuple[Holder, Card]:
    """The same with the card itself. Raises NumberMistyped, TokenUnreadable or HolderUnknown."""
    condition = same_card(work, text)
    both = select(Holder, Card).select_from(Card).join(Card.membership).join(Membership.holder)
    row = work.session.execute(both.where(condition, scope(work))).first()
    if row is None:
        raise HolderUnknown
    return row.Holder, row.Card


def find_holders(work: Work, *, birth_date: date, name: str = "") -> list[Holder]:
    """Holders in the actor's scope with this birth date and (part of) a name, in the order of their names.

    The first MOST_FOUND of them. Without a birth date nobody is found by part of a name: a counter helps who stands
    before it, and browses no registers.
    """
    holds_words = [Holder.search_name.contains(word, autoescape=True) for word in words_of(name)]
    same_day = select(Holder).where(Holder.birth_date == birth_date, *holds_words, scope(work))
    ordered = same_day.order_by(Holder.last_name, Holder.first_name, Holder.id)
    fitting = (found for found in work.session.scalars(ordered) if name_fits(name, found.first_name, found.last_name))
    return list(islice(fitting, MOST_FOUND))


def find_by_whole_name(work: Work, typed: str) -> list[Holder]:
    """Holders in the actor's scope with this first and last name, in either order and in any spelling of accents,
    spaces and dashes; behind it may stand where they live: "Noor De Smet", "desmet noor gentbrugge".

    Part of a name finds nobody. Raises TooManyNamesakes, for the field of the birth date, when it could be more than a
    few.
    """
    meant = whole_names(typed)
    if not meant:
        return []
    rows = work.session.execute(
        select(Holder, Municipality.name)
        .join(Municipality, Municipality.nis == Holder.municipality_nis)
        .where(Holder.search_name.in_(sorted(meant)), scope(work))
        .order_by(Holder.birth_date, Holder.id)
    )
    found = [
        holder
        for holder, municipality in rows
        if any(is_place(place, holder.city, holder.postal_code, municipality) for place in meant[holder.search_name])
    ]
    if len(found) > MOST_NAMESAKES:
        raise TooManyNamesakes(field="birth_date", most=MOST_NAMESAKES)
    return found


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
