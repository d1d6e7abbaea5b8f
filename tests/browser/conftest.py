"""A real server on this machine and a real Chromium in front of it."""

from __future__ import annotations

import os
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright
from werkzeug.serving import WSGIRequestHandler, make_server

from tests.conftest import NOON, SECRET
from tests.databases import fresh_sqlite
from uitpas2.accounts.models import Assignment
from uitpas2.accounts.sessions import session_id
from uitpas2.app import create_app
from uitpas2.database.work import Workplace
from uitpas2.kernel.clock import Clock, FrozenClock
from uitpas2.kernel.keys import Keys
from uitpas2.settings import LETTERBOX, Settings

CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
ROOT = Path(__file__).resolve().parents[2]
SCREENSHOTS = ROOT / "tests" / "screenshots"
AXE = ROOT / "uitpas2" / "static" / "vendor" / "axe" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 800}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.browser)


def need(there: bool, what: str) -> None:
    """Skip loudly when something for browser tests is missing; UITPAS2_REQUIRE_E2E=1 makes it a failure."""
    if there:
        return
    if os.environ.get("UITPAS2_REQUIRE_E2E") == "1":
        pytest.fail(f"{what} is missing, and UITPAS2_REQUIRE_E2E=1 forbids to skip")
    pytest.skip(f"{what} is missing: browser tests are skipped")


@dataclass
class Server:
    """A running platform: its address, and the workplace through which a test seeds and looks."""

    address: str
    app: Flask
    workplace: Workplace
    clock: Clock

    def session_cookie(self, assignment: Assignment) -> dict[str, str]:
        """The cookie of somebody who signed in with this assignment."""
        interface = self.app.session_interface
        assert isinstance(interface, SecureCookieSessionInterface)
        signer = interface.get_signing_serializer(self.app)
        assert signer is not None
        value = signer.dumps({"_user_id": session_id(assignment), "_fresh": True})
        return {"name": self.app.config["SESSION_COOKIE_NAME"], "value": str(value), "url": self.address}


class _Quiet(WSGIRequestHandler):
    def log_request(self, *_: Any) -> None:
        """The platform writes its own line for each request."""


@contextmanager
def running(
    folder: Path, *, clock: Clock | None = None, wrap: Callable[[Any], Any] | None = None, is_demo: bool = False
) -> Iterator[Server]:
    """A platform with an empty SQLite database in `folder`, served on a free port until the block ends.

    CSRF protection stays on. `wrap` may put a WSGI middleware around it, for example one that cuts connections.
    A demo says on each page that it is one, and shows the messages that would have been sent.
    """
    engine = fresh_sqlite(folder / "browser.sqlite")
    the_clock = clock or FrozenClock(NOON)
    workplace = Workplace(engine, keys=Keys(SECRET), clock=the_clock)
    settings = Settings(
        secret_key=SECRET,
        rate_limits=False,
        secure_cookies=False,
        data_folder=folder,
        demo=is_demo,
        mail=LETTERBOX if is_demo else "",
    )
    app = create_app(settings, workplace)
    server = make_server("127.0.0.1", 0, wrap(app) if wrap else app, threaded=True, request_handler=_Quiet)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield Server(f"http://127.0.0.1:{server.port}", app, workplace, the_clock)
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
        engine.dispose()


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """Stands still at noon on Wednesday 25 November 2026, like the other tests; empty until the test seeds it."""
    with running(tmp_path) as running_server:
        yield running_server


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    need(Path(CHROMIUM).exists(), CHROMIUM)
    with sync_playwright() as made:
        yield made


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    launched = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
    yield launched
    launched.close()


def launch_with_camera(playwright: Playwright, feed: Path) -> Browser:
    """A Chromium whose camera shows this .y4m or .mjpeg file; the caller closes it."""
    camera = ["--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream"]
    return playwright.chromium.launch(
        executable_path=CHROMIUM, args=[*FLAGS, *camera, f"--use-file-for-fake-video-capture={feed}"]
    )


@contextmanager
def visiting(
    browser: Browser, server: Server, *, size: dict[str, int] = DESK, **options: Any
) -> Iterator[BrowserContext]:
    """A fresh reader with a Dutch browser. At the end no other host may have been asked, and no policy broken."""
    context = browser.new_context(base_url=server.address, viewport=size, locale="nl-BE", **options)  # type: ignore[arg-type]
    asked: set[str] = set()
    complaints: list[str] = []
    context.on("request", lambda request: asked.add(urlsplit(request.url).hostname or "127.0.0.1"))
    context.on(
        "console",
        lambda message: complaints.append(message.text) if "Content Security Policy" in message.text else None,
    )
    try:
        yield context
        assert asked <= {"127.0.0.1"}, f"other hosts were asked: {asked}"
        assert complaints == []
    finally:
        context.close()


@pytest.fixture
def context(browser: Browser, server: Server) -> Iterator[BrowserContext]:
    with visiting(browser, server) as made:
        yield made


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """A desk-sized page of a fresh reader: `page.goto("/")`."""
    return context.new_page()


@pytest.fixture
def phone(browser: Browser, server: Server) -> Iterator[Page]:
    """The same on a phone of 360 pixels wide that is touched."""
    with visiting(browser, server, size=PHONE, has_touch=True, is_mobile=True) as made:
        yield made.new_page()


@pytest.fixture
def enter(server: Server, context: BrowserContext) -> Callable[[Assignment], None]:
    """Sign the reader in with an assignment, without the form."""

    def _enter(assignment: Assignment) -> None:
        context.add_cookies([server.session_cookie(assignment)])  # type: ignore[list-item]

    return _enter


# Only violations: telling of every element that is in order takes longer than looking.
_LOOK = "async rules => (await axe.run(document, {runOnly: rules, resultTypes: ['violations']})).violations"


def axe(page: Page, *, themes: tuple[str, ...] = ("light",), accepted: frozenset[str] = frozenset()) -> None:
    """Fail on any accessibility violation that axe finds in the present state of the page.

    `accepted` names rules by id that this page may break; say why where you do so.
    """
    need(AXE.exists(), "axe (run make)")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    for theme in themes:
        page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
        violations = page.evaluate(_LOOK, RULES)
        told = [
            f"{theme}: {violation['id']}: {violation['help']}: {node['html'][:160]} ({node['failureSummary']})"
            for violation in violations
            if violation["id"] not in accepted
            for node in violation["nodes"]
        ]
        assert not told, f"{page.url}\n" + "\n".join(told)


def fits(page: Page, width: int = 320) -> None:
    """Fail when the page scrolls sideways at this width, or something to touch is smaller than 44 pixels."""
    before = page.viewport_size
    page.set_viewport_size({"width": width, "height": 640})
    wide = page.evaluate("() => document.documentElement.scrollWidth")
    culprits = page.evaluate(
        "width => [...document.querySelectorAll('main *')].filter(e => e.getBoundingClientRect().right > width + 1)"
        ".slice(0, 5).map(e => e.outerHTML.slice(0, 120))",
        width,
    )
    small = page.evaluate(_TOO_SMALL)
    if before:
        page.set_viewport_size(before)
    assert wide <= width, f"{page.url} is {wide} pixels wide at {width}: {culprits}"
    assert not small, f"{page.url}: too small to touch: {small}"


# Links inside a sentence are excepted, as in WCAG 2.5.8; a choice card is touched through its label.
_TOO_SMALL = """() => [...document.querySelectorAll('button, .button, input, select, textarea, summary, nav a')]
  .filter(e => e.offsetParent && !['hidden', 'radio', 'checkbox'].includes(e.type))
  .map(e => [e, e.getBoundingClientRect()])
  .filter(([e, box]) => box.height < 43.5 && box.width > 1)
  .map(([e, box]) => `${e.outerHTML.slice(0, 100)} is ${Math.round(box.width)} by ${Math.round(box.height)}`)"""


def shoot(page: Page, name: str) -> None:
    """Pictures of the whole page on a phone and on a desk, in tests/screenshots/."""
    assert re.fullmatch(r"[\w-]+", name), "a plain name, please"
    SCREENSHOTS.mkdir(exist_ok=True)
    before = page.viewport_size
    for size in (PHONE, DESK):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        page.screenshot(path=SCREENSHOTS / f"{name}-{size['width']}.png", full_page=True)
    if before:
        page.set_viewport_size(before)
