"""Care of one side of the two tenants: a list of today with a child inside, who picks it up, and what to watch for.

Behind it lie the days before: a list that nobody closed, and a day in care whose sale was refused.
"""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from uitpas2.activities.models import Session
from uitpas2.activities.rules import ProductClass
from uitpas2.activities.services import NewPlace, NewSession, add_activity
from uitpas2.attendance.models import CareDay, CareStay, CareTariff, Collector, PlacePaid, SessionClosing
from uitpas2.attendance.rules import CareUnit, Needs, Paid, Tariff
from uitpas2.attendance.services import add_collector, set_tariff, take_in, write_needs
from uitpas2.database.work import Work, Workplace
from uitpas2.kernel.actor import Actor, system_actor
from uitpas2.kernel.clock import brussels_moment
from uitpas2.kernel.money import Euro

PAST_KEY = "seed-past"


def make(
    workplace: Workplace,
    *,
    organiser_id: str,
    holder_id: str,
    volunteer: Actor,
    guardian: Actor,
    place: NewPlace,
    canary: str,
) -> None:
    """After-school care that is open all of today; its list and everything on it carry the canary."""
    with workplace.begin(system_actor("seed")) as work:
        opens = brussels_moment(work.today)
        care = add_activity(
            work,
            organiser_id=organiser_id,
            name=f"Opvang {canary}",
            product_class=ProductClass.CARE,
            price=Euro(500),
            place=place,
            sessions=[
                NewSession(day, day + timedelta(hours=23)) for day in (opens - timedelta(days=ago) for ago in range(3))
            ],
            age_from=2,
            age_to=14,
        )
        tariff = Tariff(CareUnit.QUARTER, Euro(50))
        set_tariff(work, care.id, starts=work.today, terms=tariff, decision=f"Besluit over opvang {canary}")
        days = select(Session).where(Session.activity_id == care.id).order_by(Session.starts)
        not_closed, closed, today = work.session.scalars(days).all()
        _past(work, not_closed, closed, organiser_id=organiser_id, holder_id=holder_id)
        session_id = today.id
    with workplace.begin(guardian) as work:
        add_collector(work, holder_id, name=f"Oma {canary}", phone="0470 12 34 56")
        write_needs(work, holder_id, Needs(allergies=f"Noten {canary}"), agreed=True)
    with workplace.begin(volunteer) as work:
        take_in(work, session_id=session_id, holder_id=holder_id, key=f"seed-{canary}", by_card=True)


def _past(work: Work, not_closed: Session, closed: Session, *, organiser_id: str, holder_id: str) -> None:
    """An hour in care on each day; the second list was closed, and its sale waits for the office."""
    tariff_id = work.session.scalars(select(CareTariff.id).where(CareTariff.activity_id == closed.activity_id)).one()
    whose = {"organiser_id": organiser_id, "holder_id": holder_id, "activity_id": closed.activity_id}
    for session in (not_closed, closed):
        came, gone = (session.starts + timedelta(hours=hour) for hour in (8, 9))
        hour = {"came_at": came, "came_key": PAST_KEY, "came_by": "seed", "gone_at": gone, "gone_by": "seed"}
        work.session.add(CareStay(id=work.new_id(), session_id=session.id, day=session.day, **whose, **hour))
    work.session.add(SessionClosing(session_id=closed.id, at=work.now, by="seed"))
    bill = {"unit": CareUnit.QUARTER.value, "units": 4, "minutes": 60, "amount": Euro(200), "siblings": 1}
    refused = {"state": Paid.REFUSED, "refused": "no-card", "turn": 1, "at": work.now}
    work.session.add(
        CareDay(session_id=closed.id, holder_id=holder_id, tariff_id=tariff_id, day=closed.day, **bill, **refused)
    )
    work.session.flush()


def taken_back(work: Work, registration_id: str, holder_id: str) -> None:
    """A child that was noted as come by mistake: nothing stands as paid for its place any more."""
    undone = {"state": Paid.UNDONE, "turn": 1, "at": work.now}
    work.session.add(PlacePaid(registration_id=registration_id, holder_id=holder_id, **undone))
    work.session.flush()


def described(work: Work, organiser_id: str) -> dict[str, str]:
    """What fills the gaps in the addresses of lists, stays and pick-up lists."""
    stays = select(CareStay).where(CareStay.organiser_id == organiser_id, CareStay.came_key != PAST_KEY)
    stay = work.session.scalars(stays).one()
    collector = work.session.scalars(select(Collector).where(Collector.holder_id == stay.holder_id)).one()
    return {
        "session_id": stay.session_id,
        "stay_id": stay.id,
        "collector_id": collector.id,
        "care_activity_id": stay.activity_id,
    }
