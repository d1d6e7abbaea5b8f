"""The demo's welfare partner: families it guides, two quarters of what came of it, tasks, a letter with a code."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import cycle, islice

from sqlalchemy import func, select, update

from uitpas2.accounts.models import Account
from uitpas2.activities.models import Activity, Session
from uitpas2.attendance.models import PlacePaid
from uitpas2.attendance.rules import Paid
from uitpas2.cards.models import Card, Guardianship, Holder, Membership
from uitpas2.cards.rules import CardStatus
from uitpas2.database.work import Work
from uitpas2.database.writes import insert_many
from uitpas2.kernel.money import Euro
from uitpas2.monitoring.rules.quarters import last_closed_quarter, quarter_of
from uitpas2.monitoring.services import build_guidance
from uitpas2.registrations.models import RegisteredSession, Registration
from uitpas2.registrations.rules import Attendance, RegistrationStatus
from uitpas2.registrations.services import refer
from uitpas2.seeds import people
from uitpas2.seeds.household import as_somebody
from uitpas2.welfare.models import Client
from uitpas2.welfare.rules import BarrierKind, Consent
from uitpas2.welfare.services import add_task, choose_barriers, choose_partner, set_contact

GUIDED = 34
WITH_A_PLACE = 26


def make(work: Work) -> None:
    """OCMW Gent, its families and its figures of the last two quarters."""
    worker = as_somebody(work, "partner@gent.demo")
    partner_id = worker.actor.organisation_id
    assert partner_id is not None
    children = _children(work)
    since = work.now - timedelta(days=300)
    insert_many(
        work.session,
        Client,
        [
            {
                "id": work.new_id(),
                "partner_id": partner_id,
                "holder_id": child,
                "consent": Consent.CODE,
                "note": "",
                "since": since,
                "accepted_by": worker.actor.id,
                "attendance_since": since if number % 2 else None,
            }
            for number, child in enumerate(children)
        ],
    )
    last = last_closed_quarter(work.today)
    before = quarter_of(last.start - timedelta(days=1))
    for quarter, places in ((before, WITH_A_PLACE - 9), (last, WITH_A_PLACE)):
        assert quarter.end is not None
        _took_part(work, partner_id, children[:places], quarter.start, quarter.end)
        if work.today >= quarter.end + timedelta(days=14):
            build_guidance(work, people.GENT, quarter)
    _today(work, worker, children)


def _children(work: Work) -> list[str]:
    """Children of Gent with a card, no family of the demo's own among them."""
    at_home = select(Guardianship.holder_id)
    with_card = select(Membership.holder_id).join(Card).where(Card.status == CardStatus.ACTIVE)
    young, old = work.today - timedelta(days=5 * 366), work.today - timedelta(days=12 * 365)
    found = select(Holder.id).where(
        Holder.municipality_nis == people.GENT,
        Holder.birth_date < young,
        Holder.birth_date > old,
        Holder.id.in_(with_card),
        Holder.id.not_in(at_home),
    )
    return list(work.session.scalars(found.order_by(Holder.id.desc()).limit(GUIDED)))


def _took_part(work: Work, partner_id: str, children: list[str], starts: date, ends: date) -> None:
    """A place for each of them somewhere in a quarter, and three in four came; the organiser charged nothing."""
    past = (
        select(Session.id, Session.activity_id, Session.starts)
        .join(Activity, Activity.id == Session.activity_id)
        .where(Session.day >= starts, Session.day < ends, Activity.municipality_nis == people.GENT)
        .where(Session.capacity.is_(None) | (Session.capacity - Session.taken - Session.taken_elsewhere > 10))
        .order_by(Session.starts, Session.id)
        .limit(12)
    )
    sessions = work.session.execute(past).all()
    for number, (child, one) in enumerate(zip(children, islice(cycle(sessions), len(children)), strict=False)):
        highest = select(func.coalesce(func.max(Registration.number), 0)).where(
            Registration.activity_id == one.activity_id
        )
        made = {"activity_id": one.activity_id, "session_id": one.id, "holder_id": child, "entered_for": partner_id}
        id = work.new_id()
        work.session.add(
            Registration(
                id=id,
                status=RegistrationStatus.CONFIRMED,
                price_shown=Euro(200),
                entered_by="system:demo",
                at=one.starts - timedelta(days=9),
                number=(work.session.scalar(highest) or 0) + 1,
                **made,
            )
        )
        work.session.flush()
        came = Attendance.ATTENDED if number % 4 else Attendance.ABSENT
        there = {"registration_id": id, "session_id": one.id, "holder_id": child, "attendance_at": one.starts}
        work.session.add(RegisteredSession(holds_place=True, from_partner=True, attendance=came, **there))
        if came is Attendance.ATTENDED:
            waived = {"state": Paid.WAIVED, "turn": 1, "at": one.starts}
            work.session.add(PlacePaid(registration_id=id, holder_id=child, **waived))
        taken = update(Session).where(Session.id == one.id)
        work.session.execute(taken.values(taken=Session.taken + 1, taken_by_partners=Session.taken_by_partners + 1))
    work.session.flush()


def _today(work: Work, worker: Work, children: list[str]) -> None:
    """Something to do, somebody who asked for help in their account, a letter and a card for the fridge door."""
    father = as_somebody(work, people.PARENT)
    fien = work.session.scalars(
        select(Holder.id)
        .join(Guardianship, Guardianship.holder_id == Holder.id)
        .where(Guardianship.account_id == father.actor.id, Holder.first_name == "Fien")
    ).one()
    assert worker.actor.organisation_id is not None
    choose_partner(father, holder_id=fien, partner_id=worker.actor.organisation_id, with_attendance=True)
    choose_barriers(worker, fien, [BarrierKind.TRANSPORT, BarrierKind.CLOTHING])
    sofie = work.session.scalars(select(Account.id).where(Account.email == "partner@gent.demo")).one()
    add_task(
        worker, fien, what="Tweedehandsfiets zoeken", due_on=work.today, kind=BarrierKind.TRANSPORT, for_account=sofie
    )
    add_task(worker, children[0], what="Mee naar de eerste les", due_on=work.today + timedelta(days=4))
    set_contact(
        worker,
        shown_name="Team Vrije Tijd",
        phone="09 123 45 67",
        email="vrijetijd@gent.demo",
        hours="Maandag tot vrijdag van 9 tot 12 uur, in de bibliotheek",
        names_partner=False,
    )
    coming = (
        select(Session.id, Session.activity_id)
        .join(Activity, Activity.id == Session.activity_id)
        .where(
            Session.starts > work.now + timedelta(days=6),
            Session.series_id.is_(None),
            Session.capacity - Session.taken - Session.taken_elsewhere > 3,
            Activity.municipality_nis == people.GENT,
            Activity.age_from <= 6,
            Activity.age_to >= 12,
        )
        .order_by(Session.starts, Session.id)
        .limit(1)
    )
    found = work.session.execute(coming).first()
    if found is not None:
        refer(
            worker,
            holder_id=fien,
            activity_id=found.activity_id,
            session_id=found.id,
            keep_place=True,
            until=work.today + timedelta(days=5),
        )
