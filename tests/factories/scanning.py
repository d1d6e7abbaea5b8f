"""A door: an activity that is open at the hour of the tests' clock, its volunteer, and Noor with her card."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from tests.factories.accounts import AccountFactory, AssignmentFactory, MunicipalityFactory, OrganisationFactory
from tests.factories.activities import ActivityFactory
from tests.factories.cards import CardFactory, HolderFactory
from tests.factories.discounts import ChoiceProposalFactory, Scene
from uitpas2.accounts.models import Assignment, Organisation
from uitpas2.accounts.queries import administration_of
from uitpas2.accounts.rules import Role
from uitpas2.accounts.sessions import actor_of
from uitpas2.database.work import Work
from uitpas2.kernel.actor import Actor
from uitpas2.kernel.clock import brussels_moment

# The afternoon of the Wednesday on which the tests' clock stands still at noon.
THIS_AFTERNOON = brussels_moment(datetime(2026, 11, 25, tzinfo=UTC).date(), 14)


@dataclass
class AtDoor:
    """Everything a volunteer needs; `scan` are the arguments of one scan of Noor's card."""

    scene: Scene
    volunteer: Assignment
    actor: Actor

    @property
    def scan(self) -> dict[str, str]:
        return {"activity_id": self.scene.activity.id, "scanned": self.scene.card.number}


def at_door(work: Work, *, with_right: bool = True, **activity: Any) -> AtDoor:
    """Noor pays 80 % less than € 10,00: `at_door(work, price__amount=Euro(0), checkin_limit=3)`."""
    gent = administration_of(work, MunicipalityFactory().nis) or _gent_with_its_choice()
    holder = HolderFactory(with_right=with_right)
    open_now = ActivityFactory(**{"starts": THIS_AFTERNOON} | activity)
    set_up = Scene(gent, holder, CardFactory(holder=holder), open_now)
    volunteer = volunteer_of(work.session.get_one(Organisation, set_up.organiser_id))
    return AtDoor(set_up, volunteer, actor_of(volunteer))


def _gent_with_its_choice() -> Organisation:
    gent = OrganisationFactory(of_municipality=True)
    ChoiceProposalFactory()
    return gent


def volunteer_of(organiser: Organisation) -> Assignment:
    return AssignmentFactory(role=Role.VOLUNTEER, organisation=organiser, account=AccountFactory(name="Sofie De Smet"))
