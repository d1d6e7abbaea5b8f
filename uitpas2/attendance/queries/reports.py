"""Who came and how long, for others on the platform; and what the office has to mend."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import exists, select

from uitpas2.activities.models import Activity, Session
from uitpas2.attendance.models import CareDay, CareTariff, PlacePaid
from uitpas2.attendance.rules import Paid
from uitpas2.cards.models import Holder
from uitpas2.database.work import Work
from uitpas2.discounts.models import Sale
from uitpas2.kernel.money import Euro
from uitpas2.kernel.period import Period
from uitpas2.ledger.models import BudgetHold
from uitpas2.registrations.models import RegisteredSession, Registration
from uitpas2.registrations.rules import Attendance, RegistrationStatus


@dataclass(frozen=True, slots=True)
class StayLine:
    """A child's day in care as it was billed: `amount` is before any reduction, the sale tells what is paid."""

    session_id: str
    activity_id: str
    holder_id: str
    day: date
    unit: str
    units: int
    minutes: int
    amount: Euro
    siblings: int
    state: Paid
    sale_id: str | None


@dataclass(frozen=True, slots=True)
class AttendedLine:
    """How a child stands in one session of a registration."""

    registration_id: str
    session_id: str
    activity_id: str
    holder_id: str
    day: date
    attendance: Attendance


@dataclass(frozen=True, slots=True)
class ToMend:
    """A child that came, and for whom nothing could be sold. `code` tells why; the office sees a sentence for it."""

    registration_id: str | None
    session: Session
    activity: Activity
    holder: Holder
    code: str


def stays(work: Work, *, organiser_id: str, period: Period, holder_ids: Sequence[str] | None = None) -> list[StayLine]:
    """The days in care of an organiser in a period, by day and child; for services, no scope is asked.

    Days whose list is not closed yet are not in it.
    """
    found = (
        select(CareDay, Session.activity_id)
        .join(Session, Session.id == CareDay.session_id)
        .join(Activity, Activity.id == Session.activity_id)
        .where(Activity.organiser_id == organiser_id, CareDay.day >= period.start)
        .order_by(CareDay.day, CareDay.holder_id, CareDay.session_id)
    )
    if period.end is not None:
        found = found.where(CareDay.day < period.end)
    if holder_ids is not None:
        found = found.where(CareDay.holder_id.in_(holder_ids))
    return [
        StayLine(
            day.session_id,
            activity_id,
            day.holder_id,
            day.day,
            day.unit,
            day.units,
            day.minutes,
            day.amount,
            day.siblings,
            day.state,
            day.sale_id,
        )
        for day, activity_id in work.session.execute(found)
    ]


def attended(
    work: Work, *, holder_id: str | None = None, session_id: str | None = None, activity_id: str | None = None
) -> list[AttendedLine]:
    """How confirmed registrations stand, by day; for services, no scope is asked."""
    found = (
        select(RegisteredSession, Session.activity_id, Session.day)
        .join(Registration, Registration.id == RegisteredSession.registration_id)
        .join(Session, Session.id == RegisteredSession.session_id)
        .where(Registration.status == RegistrationStatus.CONFIRMED)
        .order_by(Session.starts, RegisteredSession.holder_id)
    )
    if holder_id is not None:
        found = found.where(RegisteredSession.holder_id == holder_id)
    if session_id is not None:
        found = found.where(RegisteredSession.session_id == session_id)
    if activity_id is not None:
        found = found.where(Session.activity_id == activity_id)
    return [
        AttendedLine(row.registration_id, row.session_id, of, row.holder_id, day, row.attendance)
        for row, of, day in work.session.execute(found)
    ]


def to_mend(work: Work) -> list[ToMend]:
    """What the office of the actor's organisation has to mend, newest first."""
    own = Activity.organiser_id == work.actor.organisation_id
    places = work.session.execute(
        select(PlacePaid, Registration, Session, Activity, Holder)
        .join(Registration, Registration.id == PlacePaid.registration_id)
        .join(Session, Session.id == Registration.session_id)
        .join(Activity, Activity.id == Session.activity_id)
        .join(Holder, Holder.id == Registration.holder_id)
        .where(own, PlacePaid.state == Paid.REFUSED)
    )
    days = work.session.execute(
        select(CareDay, Session, Activity, Holder)
        .join(Session, Session.id == CareDay.session_id)
        .join(Activity, Activity.id == Session.activity_id)
        .join(Holder, Holder.id == CareDay.holder_id)
        .where(own, CareDay.state == Paid.REFUSED)
    )
    found = [
        *(ToMend(paid.registration_id, at, of, who, paid.refused or "") for paid, _, at, of, who in places),
        *(ToMend(None, at, of, who, day.refused or "") for day, at, of, who in days),
    ]
    return sorted(found, key=lambda one: (one.session.starts, one.holder.id), reverse=True)


def place_is_paid(work: Work, *, holder_id: str, session_id: str | None) -> bool:
    """Whether a child's place in this session needs no ticket any more: its series was sold when it first came."""
    return session_id is not None and bool(
        work.session.scalar(
            select(PlacePaid.registration_id)
            .join(RegisteredSession, RegisteredSession.registration_id == PlacePaid.registration_id)
            .outerjoin(Sale, Sale.id == PlacePaid.sale_id)
            .where(
                RegisteredSession.session_id == session_id,
                RegisteredSession.holder_id == holder_id,
                RegisteredSession.live,
                PlacePaid.state.in_([Paid.SOLD, Paid.FOUND, Paid.NOTHING, Paid.WAIVED]),
                Sale.cancelled_at.is_(None),
            )
        )
    )


def registered_price(work: Work, *, holder_id: str, session_id: str | None) -> str | None:
    """The price at which a child is registered for this session; nothing for who is not."""
    return work.session.scalar(
        select(Registration.price_id)
        .join(RegisteredSession, RegisteredSession.registration_id == Registration.id)
        .where(
            RegisteredSession.session_id == session_id,
            RegisteredSession.holder_id == holder_id,
            RegisteredSession.live,
            Registration.status == RegistrationStatus.CONFIRMED,
        )
    )


def kept_price(work: Work, *, holder_id: str, session_id: str | None) -> Euro | None:
    """The price a family was shown for this session, while the part of others in it is kept for the child."""
    kept = exists().where(BudgetHold.reference == Registration.id, BudgetHold.ended_at.is_(None))
    return work.session.scalar(
        select(Registration.price_shown)
        .join(RegisteredSession, RegisteredSession.registration_id == Registration.id)
        .where(
            RegisteredSession.session_id == session_id,
            RegisteredSession.holder_id == holder_id,
            RegisteredSession.live,
            Registration.status == RegistrationStatus.CONFIRMED,
            kept,
        )
    )


def tariffs(work: Work, activity_id: str) -> Sequence[CareTariff]:
    """What time in care costs at an activity, newest first; the caller has asked whose activity it is."""
    return work.session.scalars(
        select(CareTariff).where(CareTariff.activity_id == activity_id).order_by(CareTariff.starts.desc())
    ).all()
