"""The nightly purge: for each kind of data with a term, what is past it goes. Doing it twice does nothing more."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, CursorResult, and_, delete, exists, func, or_, select, update

from uitpas2.accounts.models import Account, Assignment
from uitpas2.accounts.rules import Role
from uitpas2.activities.models import Session
from uitpas2.attendance.services import forgetting as attendance
from uitpas2.billing import services as billing
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
from uitpas2.cards.rules import CardStatus, HolderKind, months_after
from uitpas2.cards.services import forget_numbers
from uitpas2.database.base import Base
from uitpas2.database.work import Work
from uitpas2.discounts.models import ReducedTickets, Sale, SaleShare
from uitpas2.discounts.services import forget_uses
from uitpas2.kernel.clock import brussels_moment
from uitpas2.outbox.services import forget_sent
from uitpas2.privacy.models import PrivacyRequest, PurgeRun
from uitpas2.privacy.rules import RETENTIONS, RequestStatus, Retention
from uitpas2.privacy.services.erasing import erase_holder, forget_account
from uitpas2.registrations.models import QueueEvent, Referral, RegisteredSession, Registration
from uitpas2.scanning.models import CheckIn, CheckInCount
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
    return forget_numbers(work, Holder.without_card_since <= _last_day("national-numbers", work))


def forget_pictures(work: Work) -> int:
    """Of holders who have had no working card for a year; the purge of national numbers saw who has one."""
    without = select(Holder.id).where(Holder.without_card_since <= _last_day("pictures", work))
    return _gone(work, HolderPicture, HolderPicture.holder_id.in_(without))


def forget_holders(work: Work) -> int:
    """Persons who have had no working card for three years are erased, so many a night."""
    gone = (
        select(Holder.id)
        .where(
            Holder.erased_at.is_(None),
            Holder.kind == HolderKind.PERSON,
            Holder.without_card_since <= _last_day("holders", work),
        )
        .order_by(Holder.without_card_since, Holder.id)
        .limit(AT_ONCE)
    )
    ids = work.session.scalars(gone).all()
    for holder_id in ids:
        erase_holder(work, holder_id)
    return len(ids)


def forget_rights(work: Work) -> int:
    """Rights with all that hangs on them, and questions to a government source."""
    end = func.coalesce(SocialRight.ended_on, SocialRight.ends)
    old = select(SocialRight.id).where(end <= _last_day("rights", work))
    for table in reversed(Base.metadata.sorted_tables):
        for key in table.foreign_keys:
            if key.column.table is SocialRight.__table__:
                work.session.execute(delete(table).where(key.parent.in_(old)))
    asked = EntitlementCheck.answered_at < _last_moment("rights", work)
    return _gone(work, SocialRight, SocialRight.id.in_(old)) + _gone(work, EntitlementCheck, asked)


def forget_participation(work: Work) -> int:
    """Check-ins and registrations; counters and places follow, so that they still add up."""
    before = _last_day("participation", work)
    stays = attendance.forget_stays(work, before)
    return stays + _forget_checkins(work, before) + _forget_registrations(work, brussels_moment(before))


def _forget_checkins(work: Work, before: date) -> int:
    old = CheckIn.day <= before
    touched = work.session.execute(
        select(CheckIn.holder_id, CheckIn.activity_id).where(old).distinct().order_by(CheckIn.holder_id)
    ).all()
    forgotten = _gone(work, CheckIn, old)
    for holder_id, activity_id in touched:
        _count_checkins_anew(work, holder_id, activity_id)
    return forgotten


def _count_checkins_anew(work: Work, holder_id: str, activity_id: str) -> None:
    """The counters of the latest periods hold what is left; older ones go."""
    mine = (CheckInCount.holder_id == holder_id) & (CheckInCount.activity_id == activity_id)
    counted = select(func.count()).where(CheckIn.holder_id == holder_id, CheckIn.activity_id == activity_id)
    left = work.session.scalar(counted) or 0
    for counter in work.session.scalars(select(CheckInCount).where(mine).order_by(CheckInCount.period_start.desc())):
        counter.used = min(counter.used, left)
        left -= counter.used
        if counter.used == 0:
            work.session.delete(counter)
    work.session.flush()


def _forget_registrations(work: Work, before: datetime) -> int:
    """What was taken of a session stays counted, as taken elsewhere: occupancy is no secret, who came is."""
    still_to_come = select(RegisteredSession.registration_id).join(Session).where(Session.ends >= before)
    over = select(Registration.id).where(Registration.id.not_in(still_to_come))
    rows = RegisteredSession.registration_id.in_(over)
    held = (
        select(func.count())
        .where(RegisteredSession.session_id == Session.id, RegisteredSession.holds_place, rows)
        .scalar_subquery()
    )
    by_partners = (
        select(func.count())
        .where(RegisteredSession.session_id == Session.id, RegisteredSession.from_partner, rows)
        .scalar_subquery()
    )
    forgotten = exists().where(RegisteredSession.session_id == Session.id, RegisteredSession.holds_place, rows)
    work.session.execute(
        update(Session)
        .where(Session.taken > 0, forgotten)
        .values(
            taken_elsewhere=Session.taken_elsewhere + held,
            taken=Session.taken - held,
            taken_by_partners=Session.taken_by_partners - by_partners,
        )
        .execution_options(**APART)
    )
    attendance.forget_marks(work, over)
    _gone(work, QueueEvent, QueueEvent.registration_id.in_(over))
    _gone(work, Referral, or_(Referral.registration_id.in_(over), Referral.ends_at < before))
    _gone(work, RegisteredSession, rows)
    return _gone(work, Registration, ~exists().where(RegisteredSession.registration_id == Registration.id))


def forget_sales(work: Work) -> int:
    """Sales of closed years past the term of bookkeeping, with their counters; the ledger keeps the amounts."""
    before = date(_last_day("sales", work).year, 1, 1)
    old = select(Sale.id).where(Sale.day < before)
    _uncount_tickets(work, before)
    attendance.forget_bills(work, old, before)
    forget_uses(work, before)
    work.session.execute(delete(SaleShare).where(SaleShare.sale_id.in_(old)).execution_options(**APART))
    return _gone(work, Sale, Sale.day < before)


def forget_bills(work: Work) -> int:
    """Bills and tax certificates of closed years past the term of bookkeeping, with what was paid of them."""
    return billing.forget_bills(work, date(_last_day("bills", work).year, 1, 1))


def _uncount_tickets(work: Work, before: date) -> None:
    """Take the sales that go out of the counters of reduced tickets. One without a period may count newer sales too."""
    sales = select(Sale.holder_id, Sale.activity_id, Sale.receipt).where(Sale.day < before, Sale.cancelled_at.is_(None))
    counted: Counter[tuple[str, str, date]] = Counter()
    for holder_id, activity_id, receipt in work.session.execute(sales.execution_options(yield_per=1000)):
        if start := receipt.get("limit_period"):
            counted[holder_id, activity_id, date.fromisoformat(start)] += 1
    for (holder_id, activity_id, start), number in counted.items():
        counter = and_(
            ReducedTickets.holder_id == holder_id,
            ReducedTickets.activity_id == activity_id,
            ReducedTickets.period_start == start,
        )
        used = update(ReducedTickets).where(counter).values(used=ReducedTickets.used - number)
        work.session.execute(used.execution_options(**APART))
        work.session.execute(delete(ReducedTickets).where(counter, ReducedTickets.used <= 0).execution_options(**APART))


def forget_ties(work: Work) -> int:
    """Who once decided for a holder or guided them, why one was barred, and which family once paid in parts."""
    before = _last_moment("ties", work)
    past = (
        (Guardianship, Guardianship.ended_at < before),
        (Client, Client.ended_at < before),
        (MembershipBar, MembershipBar.lifted_at < before),
        (PaymentPlan, PaymentPlan.ended_at < before),
    )
    ended = select(Client.id).where(Client.ended_at < before)
    for noted in (Barrier, Task):  # gone when the guidance ended; this is for the constraint
        _gone(work, noted, noted.client_id.in_(ended))
    return sum(_gone(work, model, condition) for model, condition in past)


def forget_consents(work: Work) -> int:
    return _gone(work, Consent, Consent.withdrawn_at < _last_moment("consents", work))


def forget_looks(work: Work) -> int:
    return _gone(work, Look, Look.at < _last_moment("looks", work))


def forget_duty(work: Work) -> int:
    """What those on duty had to know, and who picks up; the purge of national numbers saw who has a card."""
    return attendance.forget_duty(work, _last_day("duty", work))


def forget_requests(work: Work) -> int:
    answered = PrivacyRequest.status != RequestStatus.OPEN
    return _gone(work, PrivacyRequest, and_(answered, PrivacyRequest.answered_at < _last_moment("requests", work)))


def forget_family_codes(work: Work) -> int:
    before = _last_moment("family-codes", work)
    return sum(_gone(work, model, model.asked_at < before) for model in (FamilyRequest, ClientRequest))


def forget_accounts(work: Work) -> int:
    """Accounts of parents who decide for nobody any more; of people at work, their organisation says when it ends."""
    ties = exists().where(Guardianship.account_id == Account.id)
    at_work = exists().where(Assignment.account_id == Account.id, Assignment.role != Role.GUARDIAN)
    is_parent = exists().where(Assignment.account_id == Account.id)
    idle = select(Account.id).where(
        Account.active.is_(True), Account.created_at < _last_moment("accounts", work), is_parent, ~at_work, ~ties
    )
    ids = work.session.scalars(idle.order_by(Account.id).limit(AT_ONCE)).all()
    for account_id in ids:
        forget_account(work, account_id)
    return len(ids)


APART = {"synchronize_session": False}
TERMS: dict[str, Retention] = {retention.purge: retention for retention in RETENTIONS if retention.purge}
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


def _last_day(purge_name: str, work: Work) -> date:
    """What ended on this day or before is past its term."""
    return months_after(work.today, -TERMS[purge_name].months)


def _last_moment(purge_name: str, work: Work) -> datetime:
    """What ended before this moment is past its term."""
    term = TERMS[purge_name]
    return brussels_moment(months_after(work.today, -term.months)) - timedelta(days=term.days)


def _gone(work: Work, model: type[Base], condition: ColumnElement[bool]) -> int:
    result = work.session.execute(delete(model).where(condition).execution_options(**APART))
    assert isinstance(result, CursorResult)
    return result.rowcount
