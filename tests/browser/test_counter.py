"""A clerk at work without a mouse: a scan, a name, a family that is registered, and no fault on the way."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.conftest import Server, axe
from tests.factories.base import use
from tests.factories.cards import CardFactory, HolderFactory
from tests.services.cards.people import clerk_of_gent
from uitpas2.cards.models import Holder
from uitpas2.kernel.actor import system_actor

KNOWN = "0900000095902"


def open_desk(server: Server, page: Page) -> Holder:
    with server.workplace.begin(system_actor("test")) as work:
        use(work)
        clerk = clerk_of_gent()
        noor = HolderFactory()
        CardFactory(holder=noor, number=KNOWN)
        HolderFactory(first_name="Nora", last_name="De Smet")
        page.context.add_cookies([server.session_cookie(clerk)])
    page.set_viewport_size({"width": 1024, "height": 768})
    page.goto("/counter")
    return noor


def test_a_clerk_needs_no_mouse(server: Server, page: Page) -> None:
    noor = open_desk(server, page)
    address = f"{server.address}/counter/holders/{noor.id}"

    # A hand scanner that sends no Enter: into the field that has the focus, and on the page of somebody else.
    page.keyboard.type(KNOWN)
    page.wait_for_url(address)
    page.locator("h1").click()
    page.keyboard.type(KNOWN)
    page.wait_for_url(address)

    # A name and a birth date: the list has the focus, the next Tab the first person.
    page.goto("/counter")
    expect(page.locator("#text")).to_be_focused()
    page.keyboard.type("no 14/3/2018", delay=60)
    page.keyboard.press("Enter")
    expect(page.locator("#found-heading")).to_be_focused()
    expect(page.locator("#text")).to_have_value("no 14/3/2018")
    axe(page)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Nora De Smet")).to_be_focused()

    # A wrong digit: the field keeps it and has the focus.
    page.goto("/counter")
    expect(page.locator("#text")).to_be_focused()
    page.keyboard.type("0900 000 095 912", delay=60)
    page.keyboard.press("Enter")
    expect(page.get_by_text("cijfer 12 is anders")).to_be_visible()
    expect(page.locator("#text")).to_be_focused()
    axe(page)

    # Registering: field after field, and the postal code names the place.
    page.goto("/counter/holders/new")
    page.keyboard.type("Nour", delay=60)
    page.keyboard.press("Tab")
    page.keyboard.type("Peeters", delay=60)
    page.locator("#birth_date").fill("2018-03-14")
    expect(page.locator("#guardian-hint")).to_have_text("8 jaar: vul in wie voor dit kind beslist.")
    page.locator("#guardian_name").fill("Lotte Maes")
    page.locator("#guardian_email").fill("lotte@voorbeeld.test")
    page.locator("#postal_code").press_sequentially("9000", delay=60)
    expect(page.locator("#city")).to_have_value("Gent")

    # Somebody alike: Enter in a field asks again, only the button says that it is somebody else.
    page.keyboard.press("Enter")
    expect(page.locator("#alike-heading")).to_be_focused()
    axe(page)
    page.locator("#street").press("Enter")
    expect(page.locator("#alike-heading")).to_be_focused()
    page.get_by_role("button", name="Nee, dit is iemand anders").press("Enter")
    expect(page.locator("h1")).to_have_text("Nour Peeters")
    expect(page.get_by_text("Geef deze code nu aan Lotte Maes")).to_be_visible()
