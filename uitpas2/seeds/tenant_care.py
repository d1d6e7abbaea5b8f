"""Care of one side of the two tenants: a list of today with a child inside, who picks it up, and what to watch for."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from uitpas2.activities.models import Session
from uitpas2.activities.rules import ProductClass
from uitpas2.activities.services import NewPlace, NewSession, add_activity
from uitpas2.attendance.models import CareStay, Collector
from uitpas2.attendance.rules import CareUnit, Needs, Tariff
from uitpas2.attendance.services import add_collector, set_tariff, take_in, write_needs
from uitpas2.database.work import Work, Workplace
from uitpas2.kernel.actor import Actor, system_actor
from uitpas2.kernel.clock import brussels_moment
from uitpas2.kernel.money import Euro


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
            sessions=[NewSession(opens, opens + timedelta(hours=23))],
            age_from=2,
            age_to=14,
        )
        tariff = Tariff(CareUnit.QUARTER, Euro(50))
        set_tariff(work, care.id, starts=work.today, terms=tariff, decision=f"Besluit over opvang {canary}")
        session_id = work.session.scalars(select(Session.id).where(Session.activity_id == care.id)).one()
    with workplace.begin(guardian) as work:
        add_collector(work, holder_id, name=f"Oma {canary}", phone="0470 12 34 56")
        write_needs(work, holder_id, Needs(allergies=f"Noten {canary}"), agreed=True)
    with workplace.begin(volunteer) as work:
        take_in(work, session_id=session_id, holder_id=holder_id, key=f"seed-{canary}", by_card=True)


def described(work: Work, organiser_id: str) -> dict[str, str]:
    """What fills the gaps in the addresses of lists, stays and pick-up lists."""
    stay = work.session.scalars(select(CareStay).where(CareStay.organiser_id == organiser_id)).one()
    collector = work.session.scalars(select(Collector).where(Collector.holder_id == stay.holder_id)).one()
    return {
        "session_id": stay.session_id,
        "stay_id": stay.id,
        "collector_id": collector.id,
        "care_activity_id": stay.activity_id,
    }
