"""The swimming club of the demo writes to families in its own words, and drew for the places of a camp."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from sqlalchemy import select

from uitpas2.accounts.models import Organisation
from uitpas2.activities.rules import ProductClass
from uitpas2.activities.services import NewSession, add_activity
from uitpas2.cards.models import Guardianship, Holder
from uitpas2.cards.rules import HolderKind
from uitpas2.database.work import Work, Workplace
from uitpas2.kernel.actor import system_actor
from uitpas2.kernel.clock import FrozenClock, brussels_day, brussels_moment
from uitpas2.kernel.money import Euro
from uitpas2.registrations.rules.wordings import MessageKind
from uitpas2.registrations.services import announce_draw, draw, register, write_contact, write_wording
from uitpas2.seeds import people
from uitpas2.seeds.household import as_somebody
from uitpas2.seeds.offer import DOLFIJN

ACTOR = system_actor("demo")
OFFICE = "kantoor@dolfijn.demo"
PLACES, ASKED = 4, 9
DAYS_AHEAD = 60


def make(past: Workplace, clock: FrozenClock, now: datetime) -> None:
    """Announced eight days ago, drawn yesterday: four places for nine children, Fien among them."""
    clock.set(now - timedelta(days=8))
    with past.begin(ACTOR) as work:
        _write(as_somebody(work, OFFICE))
        activity_id, session_id = _camp(work, brussels_day(now) + timedelta(days=DAYS_AHEAD))
        announce_draw(as_somebody(work, OFFICE), activity_id, at=now - timedelta(days=1))
        for holder_id in _children(work):
            register(work, session_id=session_id, holder_id=holder_id)
    clock.set(now - timedelta(days=1))
    with past.begin(ACTOR) as work:
        draw(work, activity_id)
    clock.set(now)


def _write(office: Work) -> None:
    write_contact(office, email=OFFICE, phone="09 123 45 67", seen=0)
    write_wording(
        office,
        MessageKind.CONFIRMED,
        introduction={
            "nl": "Joepie, {voornaam} komt zwemmen! We zien elkaar op {dag} om {uur}.",
            "fr": "Chouette, {prénom} vient nager ! Rendez-vous le {jour} à {heure}.",
        },
        closing={
            "nl": "Tot in het water!\nEls en de hele ploeg",
            "fr": "À bientôt dans l’eau !\nEls et toute l’équipe",
        },
        seen=0,
    )
    write_wording(
        office,
        MessageKind.OFFERED,
        introduction={"nl": "Het wachten loont: er is een plaats vrij bij {activiteit}."},
        closing={"nl": "Tot gauw misschien!\nEls"},
        seen=0,
    )


def _camp(work: Work, day: date) -> tuple[str, str]:
    club = work.session.scalars(select(Organisation).where(Organisation.name == DOLFIJN)).one()
    camp = add_activity(
        work,
        organiser_id=club.id,
        name="Zwemdag voor beginners",
        description="Een hele dag wennen aan het water, in kleine groepjes. Er is een loting: vroeg of laat vragen "
        "maakt niets uit.",
        product_class=ProductClass.LEISURE,
        theme="Sport",
        price=Euro(1800),
        sessions=[NewSession(brussels_moment(day, 9), brussels_moment(day, 16), capacity=PLACES)],
        age_from=6,
        age_to=12,
    )
    return camp.id, camp.sessions[0].id


def _children(work: Work) -> list[str]:
    """Fien, and others of her age in Gent."""
    fien = work.session.scalars(
        select(Holder.id)
        .join(Guardianship, Guardianship.holder_id == Holder.id)
        .where(Guardianship.account_id == as_somebody(work, people.PARENT).actor.id, Holder.first_name == "Fien")
    ).one()
    of_age = Holder.birth_date.between(work.today - timedelta(days=11 * 365), work.today - timedelta(days=7 * 365))
    others = work.session.scalars(
        select(Holder.id)
        .where(Holder.municipality_nis == people.GENT, Holder.kind == HolderKind.PERSON, of_age, Holder.id != fien)
        .order_by(Holder.id)
        .limit(ASKED - 1)
    )
    return [fien, *others]
