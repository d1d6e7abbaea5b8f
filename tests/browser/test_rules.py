"""The pages about rules, choices and budgets in a real Chromium: accessible in each state, and whole at 320 pixels."""

from __future__ import annotations

from datetime import date

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import PHONE, Server, axe, fits, shoot, visiting
from tests.factories.accounts import AssignmentFactory, OrganisationFactory
from tests.factories.base import use
from tests.factories.cards import GuardianshipFactory
from tests.factories.discounts import ChoiceProposalFactory, officer, scene
from tests.factories.ledger import BudgetFactory
from uitpas2.accounts.models import Assignment
from uitpas2.accounts.rules import Role
from uitpas2.discounts.services import sell
from uitpas2.kernel.actor import system_actor
from uitpas2.kernel.money import Euro


@pytest.fixture
def people(server: Server) -> dict[str, Assignment | str]:
    """Two officers of Gent with a choice that waits, Lotte with a sale, and the Flemish administration."""
    with server.workplace.begin(system_actor("test")) as work:
        use(work)
        here = scene()
        an, bert = officer(here.gent, name="An Peeters"), officer(here.gent, name="Bert De Smet")
        ChoiceProposalFactory()
        waiting = ChoiceProposalFactory(
            undecided=True, starts=date(2027, 1, 1), entered_by=an.account_id, choices={"discount_leisure_pct": 90}
        )
        BudgetFactory(organisation_id=here.gent.id, total=Euro(300))
        lotte = AssignmentFactory(guardian=True)
        GuardianshipFactory(account=lotte.account, holder=here.holder)
        flanders = AssignmentFactory(role=Role.FLEMISH_ADMINISTRATOR, organisation=OrganisationFactory(flanders=True))
        sale = sell(work, **here.ticket)
        return {
            "an": an,
            "bert": bert,
            "lotte": lotte,
            "flanders": flanders,
            "proposal": f"/municipality/rules/{waiting.id}",
            "purchase": f"/family/purchases/{sale.id}",
        }


def look(page: Page, path: str) -> None:
    page.goto(path)
    axe(page)
    fits(page)


def test_everybody_can_read_the_rules(phone: Page, people) -> None:
    for path in ("/rulebook", "/rules", "/rules/44021"):
        look(phone, path)
    shoot(phone, "regels-van-gent")


def test_an_officer_can_choose_and_set_a_budget(browser: Browser, server: Server, people) -> None:
    with visiting(browser, server, size=PHONE) as context:
        context.add_cookies([server.session_cookie(people["an"])])
        page = context.new_page()
        for path in ("/municipality/rules", people["proposal"], "/municipality/budget"):
            look(page, path)
        page.goto("/municipality/rules/new")
        page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        axe(page)
        fits(page)
        page.get_by_label("Korting in de vrije tijd").fill("70")
        page.get_by_role("button", name="Indienen ter goedkeuring").click()
        expect(page.get_by_role("alert")).to_be_visible()
        axe(page)
        fits(page)


def test_an_officer_adds_an_exception_and_sees_what_it_comes_to(browser: Browser, server: Server, people) -> None:
    with visiting(browser, server, size=PHONE) as context:
        context.add_cookies([server.session_cookie(people["an"])])
        page = context.new_page()
        page.goto("/municipality/rules/new")
        part = page.locator("#discount_leisure_pct-exceptions")
        part.locator("summary").click()
        part.get_by_role("button", name="Een uitzondering toevoegen").click()
        part.get_by_label("Soort aanbod").select_option("camp")
        part.get_by_label("Dan geldt").fill("95")
        axe(page)
        fits(page)
        page.get_by_label("Dan geldt").press("Enter")
        expect(page.get_by_role("heading", name="Dit vulde je in")).to_be_visible()
        expect(page.get_by_text("voor kampen: 95 %").first).to_be_visible()
        axe(page)
        fits(page)
        shoot(page, "gemeente-keuze")


def test_a_colleague_can_decide(browser: Browser, server: Server, people) -> None:
    with visiting(browser, server) as context:
        context.add_cookies([server.session_cookie(people["bert"])])
        page = context.new_page()
        look(page, people["proposal"])
        page.get_by_role("button", name="Goedkeuren").click()
        expect(page.get_by_text("Bert De Smet keurde dit goed")).to_be_visible()
        axe(page)


def test_a_family_can_read_why_and_flanders_who_chose_what(browser: Browser, server: Server, people) -> None:
    of_flanders = ("/flanders/choices", "/flanders/choices?parameter=discount_leisure_pct", "/flanders/versions")
    for who, path in (("lotte", people["purchase"]), *(("flanders", path) for path in of_flanders)):
        with visiting(browser, server, size=PHONE) as context:
            context.add_cookies([server.session_cookie(people[who])])
            page = context.new_page()
            look(page, path)
            if "parameter=" in path:
                shoot(page, "vlaanderen-keuzes")
