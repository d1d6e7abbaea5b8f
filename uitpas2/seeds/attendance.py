"""The demo's swimming club today: a list to call, care by the quarter, and what a family wrote down about its child."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from uitpas2.accounts.models import Account, Assignment
from uitpas2.activities.models import Activity, Session
from uitpas2.activities.rules import ProductClass
from uitpas2.activities.services import NewPlace, NewSession, add_activity
from uitpas2.attendance.rules import CareUnit, Needs, Tariff
from uitpas2.attendance.services import add_collector, set_tariff, take_in, write_needs
from uitpas2.cards.models import Guardianship, Holder
from uitpas2.database.work import Work
from uitpas2.kernel.clock import brussels_moment
from uitpas2.kernel.money import Euro
from uitpas2.registrations.services import register
from uitpas2.seeds import people
from uitpas2.seeds.household import as_somebody

POOL = NewPlace("Zwembad Strop", "Stropkaai 1", "9000", "Gent", "44021")
ON_THE_LIST = 8


def make(work: Work) -> None:
    """Children of the demo's family are expected and inside; others of the town keep them company."""
    club = work.session.scalars(
        select(Assignment.organisation_id)
        .join(Account, Account.id == Assignment.account_id)
        .where(Account.email == "vrijwilliger@dolfijn.demo")
    ).one()
    assert club is not None
    children = _children(work)
    games = _soon(work, club)
    for child in children:
        register(work, session_id=games, holder_id=child.id)
    care = _care(work, club)
    volunteer = as_somebody(work, "vrijwilliger@dolfijn.demo")
    for child in children[:3]:
        take_in(volunteer, session_id=care, holder_id=child.id, key=f"demo-{child.id}", by_card=True)
    parent = as_somebody(work, people.PARENT)
    add_collector(parent, children[0].id, name="Oma Rita", phone="0470 12 34 56")
    needs = Needs(allergies="Noten, ook in koekjes.", emergency="Bel eerst mama, dan 112. De pen zit in haar rugzak.")
    write_needs(parent, children[0].id, needs, agreed=True)


def _children(work: Work) -> list[Holder]:
    """The demo's own family first, then others of Gent who fit."""
    young, old = work.today - timedelta(days=5 * 366), work.today - timedelta(days=12 * 365)
    parent = select(Account.id).where(Account.email == people.PARENT).scalar_subquery()
    own = select(Guardianship.holder_id).where(Guardianship.account_id == parent)
    fits = select(Holder).where(Holder.birth_date < young, Holder.birth_date > old, Holder.municipality_nis == "44021")
    found = fits.order_by(Holder.id.in_(own).desc(), Holder.id).limit(ON_THE_LIST)
    return list(work.session.scalars(found))


def _soon(work: Work, club: str) -> str:
    """Games in the water within the hour, so that they can still be registered for and called at once."""
    starts = work.now.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    made = add_activity(
        work,
        organiser_id=club,
        name="Waterspelletjes",
        product_class=ProductClass.LEISURE,
        price=Euro(1000),
        place=POOL,
        sessions=[NewSession(starts, starts + timedelta(hours=2), capacity=20)],
        age_from=4,
        age_to=13,
    )
    return _session_of(work, made)


def _care(work: Work, club: str) -> str:
    opens = brussels_moment(work.today, 7)
    made = add_activity(
        work,
        organiser_id=club,
        name="Opvang in het zwembad",
        product_class=ProductClass.CARE,
        price=Euro(350),
        place=POOL,
        sessions=[NewSession(opens, opens + timedelta(hours=11, minutes=30), capacity=45)],
        age_from=3,
        age_to=13,
    )
    tariff = Tariff(CareUnit.QUARTER, Euro(50))
    set_tariff(work, made.id, starts=work.today, terms=tariff, decision="Besluit van het bestuur van 15 juni 2026")
    return _session_of(work, made)


def _session_of(work: Work, activity: Activity) -> str:
    return work.session.scalars(select(Session.id).where(Session.activity_id == activity.id)).one()
