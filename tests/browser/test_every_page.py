"""Every page there is, opened by somebody who may: no accessibility fault, nothing wider than the smallest phone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from sqlalchemy import select

from tests.browser.conftest import PHONE, Server, axe, running, visiting
from tests.together.tenants import address, ids, pages
from uitpas2.accounts.models import Account, Assignment
from uitpas2.accounts.passwords import quick_hashing
from uitpas2.accounts.rules import PERMISSIONS
from uitpas2.activities.models import Session
from uitpas2.mailbox.queries import messages
from uitpas2.outbox.services import deliver, transport_of
from uitpas2.seeds import two_tenants
from uitpas2.settings import LETTERBOX
from uitpas2.web.guard import Route

HALVES = 2  # two workers share the work
SHORT = {**PHONE, "width": 320}
# What is downloaded or read by machines; all other addresses must show a page to somebody.
NO_PAGE = {
    "/static/<path:filename>",
    "/metrics",
    "/healthz",
    "/readyz",
    "/counter/cards/<card_id>/print",
    "/family/cards/kept",
    "/family/cards/",
    "/family/cards/app.webmanifest",
}
# Shown to families and at the counter, where they are walked; with a partner's frame around them only for what that
# partner arranged itself, and here the family did.
WALKED_ELSEWHERE = {
    "/partner/clients/<holder_id>/places/<activity_id>/registered",
    "/partner/clients/<holder_id>/registrations/<registration_id>",
}
FILES = (".js", ".csv", ".xlsx", ".pdf", ".jpg", ".ics", ".json", ".xml", "/code", "/file", "/files/<int:number>")


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[Server]:
    """As people try it: with the line above each page that all of it is made up, and a page with what was sent."""
    with running(tmp_path, is_demo=True) as server:
        yield server


@pytest.mark.parametrize("half", range(HALVES))
def test_every_page_is_accessible_and_fits_the_smallest_phone(
    demo: Server, browser: Browser, tmp_path: Path, half: int
) -> None:
    with quick_hashing():
        made = two_tenants.seed(demo.workplace)
    tenant = made["tenants"][0]
    fillings = ways_to_fill(demo, tenant, tmp_path / "messages")
    wanted = [route for route in pages(demo.app) if is_page(route)][half::HALVES]
    seen: set[str] = set()
    wide: list[str] = []

    for mail in [None, *tenant["sign_ins"].values(), *made["shared_sign_ins"].values()]:
        assignment = assignment_of(demo, mail) if mail else None
        with visiting(browser, demo, size=SHORT) as context:
            if assignment:
                context.add_cookies([demo.session_cookie(assignment)])
            page = context.new_page()
            for route in wanted:
                if route.path in seen or not may_enter(route, assignment) or not opens(page, route, fillings):
                    continue
                seen.add(route.path)
                axe(page)
                if is_wide(page):
                    wide.append(route.path)

    assert wide == []
    assert {route.path for route in wanted} - seen == set(), "nobody could open these"


def is_page(route: Route) -> bool:
    return not (
        route.path in NO_PAGE | WALKED_ELSEWHERE or route.path.startswith("/api/") or route.path.endswith(FILES)
    )


def ways_to_fill(server: Server, tenant: Mapping[str, Any], letters: Path) -> list[dict[str, str]]:
    """What to put in the gaps of an address, the usual first: for some pages another activity has what they show."""
    deliver(server.workplace, transport_of(LETTERBOX, folder=letters, clock=server.clock))
    to_family = frozenset({tenant["sign_ins"]["guardian"]})
    usual = ids(tenant) | {"letter_id": messages(letters, to_family)[0].id}
    activities = [tenant[name] for name in ("activity_id", "sold_activity_id", "care_activity_id")]
    with server.workplace.reading() as work:
        latest = select(Session.id).order_by(Session.starts.desc()).limit(1)
        return [
            usual | {"activity_id": id, "what": work.session.scalar(latest.where(Session.activity_id == id)) or ""}
            for id in activities
        ]


def opens(page: Page, route: Route, fillings: list[dict[str, str]]) -> bool:
    """Whether the page is shown, with the ids of one of the activities."""
    for values in fillings if "<activity_id>" in route.path else fillings[:1]:
        question = (
            f"?child={values['holder_id']}&what=session:{values['what']}" if route.path.endswith("/check") else ""
        )
        answer = page.goto(address(route, values) + question)
        if answer and answer.ok and not answer.request.redirected_from and "html" in answer.headers["content-type"]:
            return True
    return False


def assignment_of(server: Server, mail: str) -> Assignment:
    with server.workplace.reading() as work:
        found = work.session.scalars(select(Assignment).join(Account).where(Account.email == mail)).one()
        assert found.account.email == mail  # loaded now: the session closes
        return found


def may_enter(route: Route, assignment: Assignment | None) -> bool:
    permissions = route.door.permissions
    if assignment is None or route.door.open_because:
        return bool(route.door.open_because)
    return not permissions or bool(permissions & PERMISSIONS[assignment.role])


def is_wide(page: Page) -> bool:
    """In its own letters: those of the machine, shown until they are there, may be broader."""
    wider = "async () => (await document.fonts.ready, document.documentElement.scrollWidth > window.innerWidth)"
    return bool(page.evaluate(wider))
