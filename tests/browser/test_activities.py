"""The public finder and an activity's page in a real browser: for everybody, also without script."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import PHONE, Server, axe, fits, shoot, visiting
from tests.factories.activities import ActivityFactory
from tests.factories.base import use
from tests.factories.uitdatabank import example
from uitpas2.accounts.services import load_municipalities
from uitpas2.activities.models import Activity
from uitpas2.activities.services import import_events
from uitpas2.kernel.actor import system_actor
from uitpas2.kernel.text import TranslatedText


@pytest.fixture
def offer(server: Server) -> dict[str, str]:
    """The example offer: its names with their ids."""
    with server.workplace.begin(system_actor("test")) as work:
        load_municipalities(work)
        import_events(work, example("uitdatabank-events.json"))
        return {one.name.nl: one.id for one in work.session.query(Activity)}


def test_the_finder_is_accessible_and_whole_in_each_of_its_states(page: Page, offer: dict[str, str]) -> None:
    states = {
        "finder": "/activities",
        "finder-filtered": "/activities?day=2026-12-02&age=14&places=1",
        "finder-nothing": "/activities?text=xyz",
        "finder-wrong": "/activities?day=2026-02-30&age=acht&where=Gnet&weekday=2",
        "finder-week": "/activities?view=week&where=Gent&km=25&week=2026-12-02",
        "finder-map": "/activities?view=map",
        "finder-order": "/activities/order",
        "finder-wall": "/activities/print?where=Gent&km=25",
    }
    for name, path in states.items():
        page.goto(path)

        shoot(page, name)
        fits(page, 320)
        axe(page, themes=("light", "dark") if name in ("finder", "finder-map", "finder-week") else ("light",))


def test_the_page_of_an_activity_is_accessible_and_whole(page: Page, offer: dict[str, str]) -> None:
    shown = {
        "activity-care": "Naschoolse opvang De Beuk",
        "activity-called-off": "Theater in het park (afgelast)",
        "activity-camp": "Acrobatie- en trampolinekamp",
    }
    for name, title in shown.items():
        page.goto(f"/activities/{offer[title]}")

        shoot(page, name)
        fits(page, 320)
        axe(page, themes=("light", "dark") if name == "activity-care" else ("light",))


def test_looking_for_something_works_on_a_phone_without_script(browser: Browser, server: Server) -> None:
    with server.workplace.begin(system_actor("test")) as work:
        use(work)
        load_municipalities(work)
        ActivityFactory(name=TranslatedText(nl="Zwemmen voor beginners"), age_from=6, session__capacity=3)
        ActivityFactory(name=TranslatedText(nl="Turnen"), age_from=6)

    with visiting(browser, server, size=PHONE, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto("/activities")
        page.get_by_label("Wat").fill("zwem")
        page.get_by_label("Waar").fill("9000")
        page.get_by_label("Leeftijd").fill("8")
        page.get_by_text("Alleen met vrije plaatsen").click()
        page.get_by_role("button", name="Zoeken").click()
        expect(page.get_by_role("status")).to_have_text("1 activiteit gevonden")
        page.get_by_role("link", name="Zwemmen voor beginners").click()

        expect(page.get_by_role("heading", level=1)).to_have_text("Zwemmen voor beginners")
        expect(page.get_by_text("nog 3 plaatsen vrij")).to_be_visible()
