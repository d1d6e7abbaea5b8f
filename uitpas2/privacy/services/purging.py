"""The nightly purge: for each kind of data with a term, what is past it goes. Doing it twice does nothing more."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import and_, delete, exists, func, or_, select, update

from uitpas2.accounts.models import Account, Assignment
from uitpas2.accounts.rules import Role
from uitpas2.attendance.services import forgetting as attendance
from uitpas2.billing.models import PaymentPlan
from uitpas2.cards.models import (
    Card,
    Consent,
    FamilyRequest,
    Guardianship,
    Holder,
    HolderPicture,
    Look,
    Membership,
    MembershipBar,
    SocialRight,
)
from uitpas2.cards.rules import CardStatus, HolderKind
from uitpas2.cards.services import forget_numbers
from uitpas2.database.base import Base
from uitpas2.database.work import Work
from uitpas2.outbox.services import forget_sent
from uitpas2.privacy.models import PrivacyRequest, PurgeRun
from uitpas2.privacy.rules import RequestStatus
from uitpas2.privacy.services.erasing import erase_holder, forget_account
from uitpas2.privacy.services.past_dealings import forget_bills, forget_participation, forget_sales
from uitpas2.privacy.services.terms import APART, gone, last_day, last_moment
from uitpas2.trail.services import note
from uitpas2.welfare.models import Barrier, Client, ClientRequest, EntitlementCheck, Task

AT_ONCE = 200  # persons erased in one night: each takes a dozen statements


def purge(work: Work) -> int:
    """Look through every kind of data, and keep what was forgotten for everybody to see. Tells how much."""
    in_all = 0
    for name, service in PURGES.items():
        forgotten = service(work)
        run = work.session.get(PurgeRun, name)
        if run is None:
            run = PurgeRun(name=name, last_at=work.now, forgotten=0, forgotten_in_all=0)
            work.session.add(run)
        run.last_at, run.forgotten = work.now, forgotten
        run.forgotten_in_all += forgotten
        work.session.flush()
        if forgotten:
            note(work, "data.purged", "platform", name, forgotten=forgotten)
        in_all += forgotten
    return in_all


def forget_national_numbers(work: Work) -> int:
    """Of holders who have had no working card for a year. First it is seen who has one today."""
    _see_who_has_a_card(work)
    return forget_numbers(work, Holder.without_card_since <= last_day("national-numbers", work))


def forget_pictures(work: Work) -> int:
    """Of holders who have had no working card for a year; the purge of national numbers saw who has one."""
    without = select(Holder.id).where(Holder.without_card_since <= last_day("pictures", work))
    return gone(work, HolderPicture, HolderPicture.holder_id.in_(without))


def forget_holders(work: Work) -> int:
    """Persons who have had no working card for three years are erased, so many a night."""
    without_card = (
        select(Holder.id)
        .where(
            Holder.erased_at.is_(None),
            Holder.kind == HolderKind.PERSON,
            Holder.without_card_since <= last_day("holders", work),
        )
        .order_by(Holder.without_card_since, Holder.id)
        .limit(AT_ONCE)
    )
    ids = work.session.scalars(without_card).all()
    for holder_id in ids:
        erase_holder(work, holder_id)
    return len(ids)


def forget_rights(work: Work) -> int:
    """Rights with all that hangs on them, and questions to a government source."""
    end = func.coalesce(SocialRight.ended_on, SocialRight.ends)
    old = select(SocialRight.id).where(end <= last_day("rights", work))
    for table in reversed(Base.metadata.sorted_tables):
        for key in table.foreign_keys:
            if key.column.table is SocialRight.__table__:
                work.session.execute(delete(table).where(key.parent.in_(old)))
    asked = EntitlementCheck.answered_at < last_moment("rights", work)
    return gone(work, SocialRight, SocialRight.id.in_(old)) + gone(work, EntitlementCheck, asked)


def forget_ties(work: Work) -> int:
    """Who once decided for a holder or guided them, why one was barred, and which family once paid in parts."""
    before = last_moment("ties", work)
    past = (
        (Guardianship, Guardianship.ended_at < before),
        (Client, Client.ended_at < before),
        (MembershipBar, MembershipBar.lifted_at < before),
        (PaymentPlan, PaymentPlan.ended_at < before),
    )
    ended = select(Client.id).where(Client.ended_at < before)
    for noted in (Barrier, Task):  # gone when the guidance ended; this is for the constraint
        gone(work, noted, noted.client_id.in_(ended))
    return sum(gone(work, model, condition) for model, condition in past)


def forget_consents(work: Work) -> int:
    return gone(work, Consent, Consent.withdrawn_at < last_moment("consents", work))


def forget_looks(work: Work) -> int:
    return gone(work, Look, Look.at < last_moment("looks", work))


def forget_duty(work: Work) -> int:
    """What those on duty had to know, and who picks up; the purge of national numbers saw who has a card."""
    return attendance.forget_duty(work, last_day("duty", work))


def forget_requests(work: Work) -> int:
    answered = PrivacyRequest.status != RequestStatus.OPEN
    return gone(work, PrivacyRequest, and_(answered, PrivacyRequest.answered_at < last_moment("requests", work)))


def forget_family_codes(work: Work) -> int:
    before = last_moment("family-codes", work)
    return sum(gone(work, model, model.asked_at < before) for model in (FamilyRequest, ClientRequest))


def forget_accounts(work: Work) -> int:
    """Accounts of parents who decide for nobody any more; of people at work, their organisation says when it ends."""
    ties = exists().where(Guardianship.account_id == Account.id)
    at_work = exists().where(Assignment.account_id == Account.id, Assignment.role != Role.GUARDIAN)
    is_parent = exists().where(Assignment.account_id == Account.id)
    idle = select(Account.id).where(
        Account.active.is_(True), Account.created_at < last_moment("accounts", work), is_parent, ~at_work, ~ties
    )
    ids = work.session.scalars(idle.order_by(Account.id).limit(AT_ONCE)).all()
    for account_id in ids:
        forget_account(work, account_id)
    return len(ids)


# In this order: what points at a sale goes before the sale, who decided goes before their account.
PURGES: dict[str, Callable[[Work], int]] = {
    "national-numbers": forget_national_numbers,
    "pictures": forget_pictures,
    "duty": forget_duty,
    "rights": forget_rights,
    "participation": forget_participation,
    "bills": forget_bills,
    "sales": forget_sales,
    "ties": forget_ties,
    "consents": forget_consents,
    "looks": forget_looks,
    "requests": forget_requests,
    "family-codes": forget_family_codes,
    "mail": forget_sent,
    "holders": forget_holders,
    "accounts": forget_accounts,
}


def _see_who_has_a_card(work: Work) -> None:
    """Since when each holder is without a working card; a card that is too old does not work."""
    working = exists().where(
        Membership.holder_id == Holder.id,
        Card.membership_id == Membership.id,
        Card.status == CardStatus.ACTIVE,
        or_(Card.valid_until.is_(None), Card.valid_until >= work.today),
    )
    for condition, since in (
        (and_(working, Holder.without_card_since.is_not(None)), None),
        (and_(~working, Holder.without_card_since.is_(None), Holder.erased_at.is_(None)), work.today),
    ):
        work.session.execute(
            update(Holder).where(condition).values(without_card_since=since).execution_options(**APART)
        )
