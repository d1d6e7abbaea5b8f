"""One story for all screens: Noor, her mother, the partner that guides them, and the swimming club."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest

from tests.factories.accounts import AccountFactory, AssignmentFactory, OrganisationFactory
from tests.factories.base import use
from tests.factories.cards import CardFactory, GuardianshipFactory, HolderFactory
from tests.factories.registrations import family, swimming
from tests.factories.welfare import ClientFactory, recognised_partner, worker
from uitpas2.accounts.models import Assignment, Organisation
from uitpas2.accounts.rules import Role
from uitpas2.cards.queries import active_card
from uitpas2.database.work import Workplace
from uitpas2.discounts.services import sell
from uitpas2.kernel.actor import system_actor
from uitpas2.kernel.text import TranslatedText


@dataclass
class Story:
    noor: str
    sam: str  # a child of another family, guided by another partner
    mother: Assignment
    other_mother: Assignment
    worker: Assignment
    other_worker: Assignment
    office: Assignment
    other_office: Assignment
    swimming: str
    session: str
    sale: str
    others_sale: str


@pytest.fixture
def story(workplace: Workplace) -> Story:
    """Noor has the right, a partner and a purchase at its reduced price; Sam has the same elsewhere."""
    with workplace.begin(system_actor("test")) as work:
        use(work)
        OrganisationFactory(of_municipality=True)
        home, other = family(with_right=True, last_name="Maes"), family(with_right=True, first_name="Sam")
        partner, other_partner = recognised_partner(), recognised_partner(name="CAW")
        ClientFactory(partner=partner, holder=home.child)
        ClientFactory(partner=other_partner, holder=other.child)
        activity, session = swimming(places=2, name=TranslatedText(nl="Zwemmen op woensdag"), ticket_limit=3)
        club = work.session.get_one(Organisation, activity.organiser_id)
        sales = []
        for child in (home.child, other.child):
            card = active_card(work, child.id)
            assert card is not None
            sales.append(sell(work, activity_id=activity.id, holder_id=child.id, card_id=card.id).id)
        return Story(
            noor=home.child.id,
            sam=other.child.id,
            mother=home.guardian,
            other_mother=other.guardian,
            worker=worker(partner),
            other_worker=worker(other_partner),
            office=_office(club),
            other_office=_office(OrganisationFactory(name="Judoclub")),
            swimming=activity.id,
            session=session.id,
            sale=sales[0],
            others_sale=sales[1],
        )


def _office(organiser: Organisation) -> Assignment:
    account = AccountFactory(name="Bart Claes")
    return AssignmentFactory(role=Role.ORGANISER_ADMIN, organisation=organiser, account=account)


@pytest.fixture
def brother(workplace: Workplace, story: Story) -> str:
    """Ilias, a younger child of Noor's mother."""
    with workplace.begin(system_actor("test")) as work:
        use(work)
        ilias = HolderFactory(first_name="Ilias", birth_date=date(2020, 6, 1))
        CardFactory(holder=ilias)
        GuardianshipFactory(account=story.mother.account, holder=ilias)
        return ilias.id
