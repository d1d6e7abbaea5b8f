"""The purge of what people did: who came where, and what was sold and billed, with the counters that follow."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime

from sqlalchemy import and_, delete, exists, func, or_, select, update

from uitpas2.activities.models import Session
from uitpas2.attendance.services import forgetting as attendance
from uitpas2.billing import services as billing
from uitpas2.database.work import Work
from uitpas2.discounts.models import ReducedTickets, Sale, SaleShare
from uitpas2.discounts.services import forget_uses
from uitpas2.kernel.clock import brussels_moment
from uitpas2.privacy.services.terms import APART, gone, last_day
from uitpas2.registrations.models import QueueEvent, Referral, RegisteredSession, Registration
from uitpas2.scanning.models import CheckIn, CheckInCount


def forget_participation(work: Work) -> int:
    """Check-ins and registrations; counters and places follow, so that they still add up."""
    before = last_day("participation", work)
    stays = attendance.forget_stays(work, before)
    return stays + _forget_checkins(work, before) + _forget_registrations(work, brussels_moment(before))


def _forget_checkins(work: Work, before: date) -> int:
    old = CheckIn.day <= before
    touched = work.session.execute(
        select(CheckIn.holder_id, CheckIn.activity_id).where(old).distinct().order_by(CheckIn.holder_id)
    ).all()
    forgotten = gone(work, CheckIn, old)
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
    gone(work, QueueEvent, QueueEvent.registration_id.in_(over))
    gone(work, Referral, or_(Referral.registration_id.in_(over), Referral.ends_at < before))
    gone(work, RegisteredSession, rows)
    return gone(work, Registration, ~exists().where(RegisteredSession.registration_id == Registration.id))


def forget_sales(work: Work) -> int:
    """Sales of closed years past the term of bookkeeping, with their counters; the ledger keeps the amounts."""
    before = date(last_day("sales", work).year, 1, 1)
    old = select(Sale.id).where(Sale.day < before)
    _uncount_tickets(work, before)
    attendance.forget_bills(work, old, before)
    forget_uses(work, before)
    work.session.execute(delete(SaleShare).where(SaleShare.sale_id.in_(old)).execution_options(**APART))
    return gone(work, Sale, Sale.day < before)


def forget_bills(work: Work) -> int:
    """Bills and tax certificates of closed years past the term of bookkeeping, with what was paid of them."""
    return billing.forget_bills(work, date(last_day("bills", work).year, 1, 1))


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
