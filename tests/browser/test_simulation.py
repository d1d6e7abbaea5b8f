"""A simulation in a real Chromium: accessible, whole at 320 pixels, and its chart readable in words."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import PHONE, Server, axe, fits, visiting
from tests.factories.accounts import AssignmentFactory, OrganisationFactory
from tests.factories.base import use
from tests.factories.discounts import officer
from tests.factories.simulating import sold_in_october
from uitpas2.accounts.models import Assignment
from uitpas2.accounts.rules import Role
from uitpas2.kernel.actor import system_actor


@pytest.fixture
def people(server: Server) -> dict[str, Assignment]:
    with server.workplace.begin(system_actor("test")) as work:
        use(work)
        here = sold_in_october(work)
        flanders = AssignmentFactory(role=Role.FLEMISH_ADMINISTRATOR, organisation=OrganisationFactory(flanders=True))
        return {"an": officer(here.gent, name="An Peeters"), "flanders": flanders}


def test_flanders_tries_a_change_on_a_phone(browser: Browser, server: Server, people) -> None:
    with visiting(browser, server, size={**PHONE, "width": 320}) as context:
        context.add_cookies([server.session_cookie(people["flanders"])])
        page = context.new_page()
        page.goto("/flanders/simulation")
        page.get_by_label("Waarde van het regelboek", exact=True).select_option("discount_leisure_pct")
        page.get_by_role("button", name="Kiezen").click()
        page.get_by_label("Nieuwe standaardwaarde").fill("100")
        page.get_by_role("button", name="Probeer het uit").click()

        expect(page.get_by_role("img", name="Wie betaalt wat, voor en na")).to_be_visible()
        expect(page.get_by_text("mensen hadden minder betaald")).to_be_visible()
        page.get_by_text("Wat deze berekening niet weet, en wat ze niet toont").click()
        axe(page)
        fits(page)


def test_an_officer_sees_what_a_choice_would_have_cost(browser: Browser, server: Server, people) -> None:
    with visiting(browser, server, size={**PHONE, "width": 320}) as context:
        context.add_cookies([server.session_cookie(people["an"])])
        page = context.new_page()
        page.goto("/municipality/rules/new")
        page.locator("#discount_leisure_pct").fill("100")
        page.locator("button[value=preview]").last.click()

        expect(page.get_by_role("heading", name="Wat had dit vorig jaar gekost?")).to_be_visible()
        expect(page.get_by_text("meer voor de gemeente")).to_be_visible()
        axe(page)
        fits(page)
