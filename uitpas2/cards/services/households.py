"""Who decides for whom comes to an end: by themselves, at the counter, or because a child comes of age."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import Update, select, update

from uitpas2.accounts.models import Account
from uitpas2.cards import queries
from uitpas2.cards.errors import EndReasonNeeded, HolderUnknown, LastGuardian
from uitpas2.cards.models import Consent, Guardianship, Holder
from uitpas2.cards.rules import CLERK_REASONS, OF_AGE, ConsentGiver, EndReason, day_of_age
from uitpas2.cards.rules.mails import FAMILY_JOINED, OF_AGE_NOW
from uitpas2.cards.services.telling import tell
from uitpas2.database.work import Work
from uitpas2.database.writes import happened
from uitpas2.kernel.clock import brussels_day
from uitpas2.kernel.period import age_on
from uitpas2.trail.services import note


def stop_deciding(work: Work, holder_id: str) -> None:
    """The actor no longer decides for a holder, and no longer sees them.

    A child keeps somebody who decides. Raises HolderUnknown, or LastGuardian for the only one of a child.
    """
    holder = work.session.scalar(select(Holder).where(Holder.id == holder_id).with_for_update(key_share=True))
    if holder is None or not queries.is_guardian_of(work, holder_id):
        raise HolderUnknown
    is_child = holder.birth_date is not None and age_on(holder.birth_date, work.today) < OF_AGE
    if is_child and len(_live(work, holder_id)) == 1:
        raise LastGuardian
    _end(work, holder_id, work.actor.id, EndReason.BY_GUARDIAN)


def end_guardianship(work: Work, holder_id: str, account_id: str, *, reason: str) -> None:
    """A clerk ends it, for one of the reasons of the counter; also the last one of a child.

    Raises HolderUnknown for a holder outside the region and for who does not decide, or EndReasonNeeded.
    """
    account = queries.guardian_of(work, holder_id, account_id)
    if reason not in CLERK_REASONS:
        raise EndReasonNeeded(field="reason")
    _end(work, holder_id, account.id, EndReason(reason))


def end_at_eighteen(work: Work) -> int:
    """Whoever decided for a child stops when it comes of age; what they said yes to ends too. Tells for how many.

    Whoever was added after that day stays: the holder's own account, or somebody who decides for an adult.
    """
    due = _came_of_age(work)
    for guardianship_id in due:
        guardianship = work.session.get_one(Guardianship, guardianship_id)
        holder = work.session.get_one(Holder, guardianship.holder_id)
        account = work.session.get_one(Account, guardianship.account_id)
        _end(work, holder.id, account.id, EndReason.OF_AGE)
        _withdraw_guardians_consents(work, holder.id)
        tell(work, account, OF_AGE_NOW, holder)
    return len(due)


def _came_of_age(work: Work) -> list[str]:
    """Who decided for a child that is one no longer, by id of the tie.

    All adults are looked at, so nothing is missed that an earlier night left undone: their days alone, not their rows.
    """
    ties = (
        select(Guardianship.id, Guardianship.since, Holder.birth_date)
        .join(Holder, Holder.id == Guardianship.holder_id)
        .where(Guardianship.ended_at.is_(None), Holder.birth_date <= _years_before(work.today))
        .order_by(Guardianship.id)
    )
    return [
        id
        for id, since, birth_date in work.session.execute(ties)
        if birth_date is not None and brussels_day(since) < day_of_age(birth_date) <= work.today
    ]


def tell_others(work: Work, holder: Holder, newcomer: Account) -> None:
    """Let those who already decide for a holder know who came beside them."""
    for account in _live(work, holder.id):
        if account.id != newcomer.id:
            tell(work, account, FAMILY_JOINED, holder, asker=newcomer.name)


def _years_before(day: date) -> date:
    """A day on or after which nobody of age on this day was born; `day_of_age` knows the exact one."""
    return date(day.year - OF_AGE, day.month, min(day.day, 28)) + timedelta(days=3)


def _live(work: Work, holder_id: str) -> Sequence[Account]:
    return work.session.scalars(
        select(Account)
        .join(Guardianship, Guardianship.account_id == Account.id)
        .where(Guardianship.holder_id == holder_id, Guardianship.ended_at.is_(None))
        .order_by(Account.id)
    ).all()


def _end(work: Work, holder_id: str, account_id: str, reason: EndReason) -> None:
    if not happened(work.session, _ending(holder_id, account_id, work, reason)):
        raise HolderUnknown
    note(work, "guardian.ended", "holder", holder_id, account=account_id)


def _ending(holder_id: str, account_id: str, work: Work, reason: EndReason) -> Update:
    return (
        update(Guardianship)
        .where(
            Guardianship.holder_id == holder_id,
            Guardianship.account_id == account_id,
            Guardianship.ended_at.is_(None),
        )
        .values(ended_at=work.now, ended_by=work.actor.id, end_reason=reason)
    )


def _withdraw_guardians_consents(work: Work, holder_id: str) -> None:
    work.session.execute(
        update(Consent)
        .where(
            Consent.holder_id == holder_id,
            Consent.giver == ConsentGiver.GUARDIAN,
            Consent.withdrawn_at.is_(None),
        )
        .values(withdrawn_at=work.now, withdrawn_by=work.actor.id)
        .execution_options(synchronize_session=False)
    )
