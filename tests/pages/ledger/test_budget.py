"""An officer sets the year's budget and sees what is left of it."""

from __future__ import annotations

import pytest

from tests.factories.accounts import AssignmentFactory, OrganisationFactory
from tests.factories.base import use
from tests.factories.discounts import officer, scene
from uitpas2.accounts.models import Assignment
from uitpas2.accounts.rules import Role
from uitpas2.discounts.services import sell
from uitpas2.kernel.actor import system_actor


@pytest.fixture
def an(workplace) -> Assignment:
    """An officer of Gent, where Noor has just bought a ticket of which Gent pays € 4,00."""
    with workplace.begin(system_actor("test")) as work:
        use(work)
        here = scene()
        sell(work, **here.ticket)
        return officer(here.gent)


def test_before_a_budget_is_set_what_was_spent_is_counted(sign_in, an: Assignment) -> None:
    page = sign_in(an).get("/municipality/budget").text

    assert "Voor 2026 is nog geen budget ingesteld" in page
    assert "tot nu toe €\u00a04,00" in page
    assert "is over van het budget" not in page
    assert "-4,00" not in page


def test_the_budget_is_lower_by_four_euro(sign_in, an: Assignment) -> None:
    sign_in(an).post("/municipality/budget", data={"year": "2026", "total": "100", "when_empty": "warns"})

    page = sign_in(an).get("/municipality/budget").text

    assert "€\u00a096,00" in page
    assert "Grootboek en budget kloppen tot op de cent." in page


def test_an_amount_that_cannot_be_read_stays_typed(sign_in, an: Assignment) -> None:
    page = sign_in(an).post("/municipality/budget", data={"year": "2026", "total": "veel", "when_empty": "warns"})

    assert page.status_code == 422
    assert "Schrijf een bedrag zoals 10,50." in page.text
    assert 'value="veel"' in page.text


def test_a_budget_that_should_stop_below_what_was_spent_is_refused(sign_in, an: Assignment) -> None:
    page = sign_in(an).post("/municipality/budget", data={"year": "2026", "total": "3", "when_empty": "stops"})

    assert page.status_code == 422
    assert "Er is dit jaar al meer uitgegeven dan dit bedrag." in page.text


def test_a_passed_budget_warns(sign_in, an: Assignment) -> None:
    sign_in(an).post("/municipality/budget", data={"year": "2026", "total": "3", "when_empty": "warns"})

    page = sign_in(an).get("/municipality/budget").text

    assert "Het budget is overschreden met €\u00a01,00" in page


def test_a_clerk_does_not_set_budgets(sign_in, workplace) -> None:
    with workplace.begin(system_actor("test")) as work:
        use(work)
        gent = OrganisationFactory(of_municipality=True)
        clerk = AssignmentFactory(role=Role.COUNTER_CLERK, organisation=gent)

    assert sign_in(clerk).get("/municipality/budget").status_code == 403
