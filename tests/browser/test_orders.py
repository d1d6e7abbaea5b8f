"""From a choice to a confirmation on the smallest phone: each step is accessible and fits."""

from __future__ import annotations

from playwright.sync_api import Browser, Page
from sqlalchemy import select

from tests.browser.conftest import PHONE, Server, axe, visiting
from tests.browser.test_every_page import assignment_of, is_wide
from uitpas2.accounts.passwords import quick_hashing
from uitpas2.activities.models import Session
from uitpas2.seeds import two_tenants


def test_a_family_chooses_several_and_confirms(server: Server, browser: Browser) -> None:
    with quick_hashing():
        tenant = two_tenants.seed(server.workplace)["tenants"][0]
    with server.workplace.reading() as work:
        ahead = select(Session.id).where(Session.activity_id == tenant["sold_activity_id"]).order_by(Session.starts)
        first, second = work.session.scalars(ahead).all()[2:4]
    here = f"/family/children/{tenant['holder_id']}/places/{tenant['sold_activity_id']}"
    chosen = f"child={tenant['holder_id']}&child={tenant['sibling_id']}&what=session:{first}&what=session:{second}"

    with visiting(browser, server, size={**PHONE, "width": 320}) as context:
        context.add_cookies([server.session_cookie(assignment_of(server, tenant["sign_ins"]["guardian"]))])
        page = context.new_page()
        for step in (here, f"{here}/check", f"{here}/check?{chosen}"):
            page.goto(step)
            looks_right(page)
        for closed in page.locator("details").all():
            closed.evaluate("element => { element.open = true }")
        looks_right(page)
        page.locator("main form button[type=submit]").last.click()
        page.wait_for_url("**/registered")
        looks_right(page)


def looks_right(page: Page) -> None:
    axe(page)
    assert not is_wide(page), page.url
