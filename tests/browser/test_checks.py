"""The checks of the browser tests themselves: seeded faults must be found, or silence would look like health."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page
from werkzeug.serving import make_server

from tests.browser.conftest import axe, fits

FAULTY = """<!doctype html><html lang="nl"><head><title>Fouten</title><link rel="stylesheet" href="/faint.css"></head>
<body><main><h1>Fouten</h1><input name="naam"><img src="/x.png"><button></button>
<p class="faint">Bijna niet te lezen</p><div class="wide">Te breed</div></main></body></html>"""
FAINT = ".faint { color: #bbb; background: #fff } .wide { width: 900px } button { height: 20px; width: 20px }"


@pytest.fixture
def faulty(browser: Browser) -> Iterator[Page]:
    app = Flask("faulty")
    app.add_url_rule("/", view_func=lambda: FAULTY)
    app.add_url_rule("/faint.css", "css", view_func=lambda: (FAINT, {"Content-Type": "text/css"}))
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    page = browser.new_page()
    page.goto(f"http://127.0.0.1:{server.port}/")
    yield page
    page.close()
    server.shutdown()
    thread.join()
    server.server_close()


def test_axe_finds_each_seeded_fault(faulty: Page) -> None:
    with pytest.raises(AssertionError) as raised:
        axe(faulty)

    assert all(rule in str(raised.value) for rule in ("label:", "image-alt:", "button-name:", "color-contrast:"))


def test_a_page_that_scrolls_sideways_is_noticed(faulty: Page) -> None:
    with pytest.raises(AssertionError, match="pixels wide at 320"):
        fits(faulty, 320)


def test_a_target_that_is_too_small_is_noticed(faulty: Page) -> None:
    with pytest.raises(AssertionError, match="too small to touch"):
        fits(faulty, 1000)
