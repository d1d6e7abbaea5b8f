"""Today's list: swimming this afternoon with children who are expected, those on duty and the office."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from tests.factories.accounts import AccountFactory, AssignmentFactory
from tests.factories.cards import CardFactory, GuardianshipFactory, HolderFactory
from tests.factories.registrations import swimming
from tests.factories.scanning import THIS_AFTERNOON, volunteer_of
from uitpas2.accounts.models import Assignment, Organisation
from uitpas2.accounts.rules import Role
from uitpas2.accounts.sessions import actor_of
from uitpas2.activities.models import Activity, Session
from uitpas2.activities.rules import ProductClass
from uitpas2.attendance.rules import CareUnit, Tariff
from uitpas2.attendance.services import set_tariff
from uitpas2.cards.models import Holder
from uitpas2.database.work import Work
from uitpas2.kernel.actor import Actor
from uitpas2.kernel.money import Euro

QUARTERS = Tariff(CareUnit.QUARTER, Euro(50))


@dataclass
class Afternoon:
    """A session this afternoon, with its organiser's people."""

    activity: Activity
    session: Session
    volunteer: Assignment
    office: Assignment

    @property
    def on_duty(self) -> Actor:
        return actor_of(self.volunteer)

    @property
    def at_office(self) -> Actor:
        return actor_of(self.office)


def afternoon(work: Work, **activity: Any) -> Afternoon:
    """Swimming at two today: `afternoon(work, price__amount=Euro(0))`."""
    made, session = swimming(starts=THIS_AFTERNOON, **activity)
    organiser = work.session.get_one(Organisation, made.organiser_id)
    office = AssignmentFactory(
        role=Role.ORGANISER_ADMIN, organisation=organiser, account=AccountFactory(name="An Claes")
    )
    return Afternoon(made, session, volunteer_of(organiser), office)


def care(work: Work, *, tariff: Tariff = QUARTERS, **activity: Any) -> Afternoon:
    """After-school care this afternoon, billed by the started quarter."""
    made = afternoon(work, **{"product_class": ProductClass.CARE, "age_from": 2} | activity)
    set_tariff(work, made.activity.id, starts=date(2026, 9, 1), terms=tariff, decision="Besluit van 22 juni 2026")
    return made


def child_with_card(**holder: Any) -> Holder:
    child: Holder = HolderFactory(**holder)
    CardFactory(holder=child)
    return child


def siblings(*names: str, with_right: str = "") -> list[Holder]:
    """Children of one mother; one of them may have the right."""
    mother = AssignmentFactory(guardian=True, account=AccountFactory(name="Lotte Maes"))
    made = [child_with_card(first_name=name, with_right=name == with_right) for name in names]
    for child in made:
        GuardianshipFactory(account=mother.account, holder=child)
    return made
