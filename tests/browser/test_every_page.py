"""Every page there is, opened by somebody who may: no accessibility fault, nothing wider than the smallest phone."""

from __future__ import annotations

from playwright.sync_api import Browser, Page
from sqlalchemy import select

from tests.browser.conftest import PHONE, Server, axe, visiting
from tests.together.tenants import address, ids, pages
from uitpas2.accounts.models import Account, Assignment
from uitpas2.accounts.passwords import quick_hashing
from uitpas2.accounts.rules import PERMISSIONS
from uitpas2.seeds import two_tenants
from uitpas2.web.guard import Route

LEAST_PAGES = 44
NO_PAGE = {"/static/<path:filename>", "/scan/reader.js", "/metrics"}


def test_every_page_is_accessible_and_fits_the_smallest_phone(server: Server, browser: Browser) -> None:
    with quick_hashing():
        made = two_tenants.seed(server.workplace)
    tenant = made["tenants"][0]
    seen: set[str] = set()
    wide: list[str] = []

    for mail in [*tenant["sign_ins"].values(), *made["shared_sign_ins"].values()]:
        assignment = assignment_of(server, mail)
        with visiting(browser, server, size={**PHONE, "width": 320}) as context:
            context.add_cookies([server.session_cookie(assignment)])
            page = context.new_page()
            for route in pages(server.app):
                if route.path in seen | NO_PAGE or not may_enter(route, assignment):
                    continue
                answer = page.request.get(address(route, ids(tenant)))
                if not answer.ok or "text/html" not in answer.headers.get("content-type", ""):
                    continue
                page.goto(address(route, ids(tenant)))
                seen.add(route.path)
                axe(page)
                if is_wide(page):
                    wide.append(route.path)

    assert wide == []
    assert len(seen) >= LEAST_PAGES, f"only {len(seen)} pages were opened: {sorted(seen)}"


def assignment_of(server: Server, mail: str) -> Assignment:
    with server.workplace.reading() as work:
        found = work.session.scalars(select(Assignment).join(Account).where(Account.email == mail)).one()
        assert found.account.email == mail  # loaded now: the session closes
        return found


def may_enter(route: Route, assignment: Assignment) -> bool:
    permissions = route.door.permissions
    return bool(route.door.open_because) or not permissions or bool(permissions & PERMISSIONS[assignment.role])


def is_wide(page: Page) -> bool:
    return bool(page.evaluate("() => document.documentElement.scrollWidth > window.innerWidth"))
