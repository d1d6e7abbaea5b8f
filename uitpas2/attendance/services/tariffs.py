"""What time in care costs: entered by the organiser, dated, and never changed afterwards."""

from __future__ import annotations

from datetime import date

from sqlalchemy import exists, select

from uitpas2.activities import queries as activities
from uitpas2.activities.rules import ProductClass
from uitpas2.activities.services import one_at_a_time
from uitpas2.attendance.errors.care import HalfDayNeeded, NotCare, TariffNotPossible, TariffThere, TariffTooLate
from uitpas2.attendance.models import CareStay, CareTariff
from uitpas2.attendance.rules import CareUnit, Tariff
from uitpas2.database.work import Work
from uitpas2.database.writes import insert_unless_there
from uitpas2.kernel.actor import ActorKind
from uitpas2.kernel.money import ZERO, Euro
from uitpas2.trail.services import note

MOST = Euro(1_000_00)


def set_tariff(work: Work, activity_id: str, *, starts: date, terms: Tariff, decision: str) -> CareTariff:
    """What time in care costs at an activity of the actor's organisation from a day on.

    Raises ActivityUnknown, NotCare, TariffTooLate, TariffNotPossible, HalfDayNeeded or TariffThere.
    """
    is_platform = work.actor.kind is ActorKind.SYSTEM
    activity = (activities.activity if is_platform else activities.own_activity)(work, activity_id)
    if activity.product_class is not ProductClass.CARE:
        raise NotCare
    one_at_a_time(work, activity_id)
    if (starts < work.today or _has_begun(work, activity_id, starts)) and not is_platform:
        raise TariffTooLate(field="starts")
    for field, price in (("price", terms.price), ("half_day_price", terms.half_day_price or ZERO)):
        if not ZERO <= price <= MOST:
            raise TariffNotPossible(field=field, most=MOST.cents // 100)
    by_day = terms.unit is CareUnit.DAY
    if by_day and (terms.half_day_price is None or not terms.half_day_minutes or terms.half_day_price > terms.price):
        raise HalfDayNeeded(field="half_day_price")
    row = {
        "id": work.new_id(),
        "activity_id": activity_id,
        "starts": starts,
        "unit": terms.unit,
        "price": terms.price,
        "half_day_price": terms.half_day_price if by_day else None,
        "half_day_minutes": terms.half_day_minutes if by_day else None,
        "decision": decision.strip()[:400],
        "entered_by": work.actor.id[:80],
        "entered_at": work.now,
    }
    if not insert_unless_there(work.session, CareTariff, **row):
        raise TariffThere(field="starts")
    note(work, "care-tariff.set", "activity", activity_id, starts=starts.isoformat(), unit=terms.unit.value)
    return work.session.get_one(CareTariff, str(row["id"]))


def _has_begun(work: Work, activity_id: str, day: date) -> bool:
    """Whether a child came into care there on that day, at the tariff of then."""
    came = exists().where(CareStay.activity_id == activity_id, CareStay.day == day)
    return bool(work.session.scalar(select(came)))
