"""The platform's own pages in a real browser: accessible in light and dark, whole at 320 pixels, without script."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, Server, axe, fits, shoot
from tests.factories.accounts import AssignmentFactory
from tests.factories.base import use
from uitpas2.accounts.models import Assignment
from uitpas2.accounts.rules import Role
from uitpas2.kernel.actor import system_actor

JUDGED = {"home": "/", "styleguide": "/styleguide", "sign-in": "/sign-in", "problem": "/nowhere"}
OTHERS = ["/problems/not-found", "/accessibility", "/privacy"]


@pytest.mark.parametrize("name", JUDGED)
def test_a_page_that_people_judge_us_by_is_accessible_in_both_themes_and_whole_on_the_smallest_phone(
    page: Page, name: str
) -> None:
    page.goto(JUDGED[name])

    shoot(page, name)
    fits(page, 320)
    axe(page, themes=("light", "dark"))


def test_the_other_pages_are_accessible_and_whole_too(page: Page) -> None:
    for path in OTHERS:
        page.goto(path)

        axe(page)
        fits(page, 320)


def test_the_keyboard_goes_first_to_the_content_and_always_shows_where_it_is(page: Page) -> None:
    page.goto("/privacy")

    page.keyboard.press("Tab")
    expect(page.locator(".skip-link")).to_be_in_viewport()
    page.keyboard.press("Enter")
    landed = page.evaluate("() => document.activeElement.id")
    page.keyboard.press("Shift+Tab")
    ring = page.evaluate("() => getComputedStyle(document.activeElement).outlineWidth")

    assert (landed, ring) == ("content", "3px")


def test_the_language_can_be_chosen_and_the_reader_stays_on_the_page(page: Page) -> None:
    page.goto("/privacy")
    expect(page.get_by_role("heading", level=1)).to_have_text("Privacy")

    page.get_by_role("button", name="fr Français").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Vie privée")
    assert page.url.endswith("/privacy")


def test_a_long_menu_folds_on_a_phone_and_lies_open_on_a_desk(
    page: Page, server: Server, enter: Callable[[Assignment], None]
) -> None:
    with server.workplace.begin(system_actor("test")) as work:
        use(work)
        enter(AssignmentFactory(role=Role.ORGANISER_ADMIN))
    page.goto("/account")
    scan = page.get_by_role("navigation").get_by_role("link", name="Scannen")
    expect(scan).to_be_visible()

    page.set_viewport_size(PHONE)
    expect(scan).to_be_hidden()
    page.get_by_text("Menu", exact=True).click()

    expect(scan).to_be_visible()
    axe(page)
    fits(page, 320)


def test_the_menu_of_the_counter_stays_on_one_line_and_opens_the_rest_by_keyboard(
    page: Page, server: Server, enter: Callable[[Assignment], None]
) -> None:
    with server.workplace.begin(system_actor("test")) as work:
        use(work)
        enter(AssignmentFactory(role=Role.COUNTER_CLERK))
    page.set_viewport_size({"width": 1024, "height": 768})

    for language, more, lists in (("nl", "Meer", "Lijsten"), ("fr", "Plus", "Listes")):
        page.context.add_cookies([{"name": "language", "value": language, "url": server.address}])
        page.goto("/account")
        menu = page.get_by_role("navigation", name=re.compile("menu", re.IGNORECASE))
        height = (menu.bounding_box() or {})["height"]
        hidden = menu.get_by_role("link", name=lists)
        expect(hidden).to_be_hidden()
        menu.get_by_text(more, exact=True).press("Enter")

        assert height < 60
        expect(hidden).to_be_visible()
        axe(page)


def test_the_page_stays_readable_when_letters_are_twice_as_large_and_colours_are_the_readers_own(page: Page) -> None:
    page.emulate_media(forced_colors="active", reduced_motion="reduce")
    page.set_viewport_size({"width": 640, "height": 800})
    page.goto("/styleguide")

    page.evaluate("() => document.documentElement.style.setProperty('font-size', '225%')")
    wide = page.evaluate("() => document.documentElement.scrollWidth")

    assert wide <= 640
