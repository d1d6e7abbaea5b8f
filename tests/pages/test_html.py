"""The checks themselves: seeded faults must be found, or a silent checker would go unnoticed."""

from __future__ import annotations

import pytest
from flask import Flask, request

from tests.pages.html import Visitor

GOOD = '<!doctype html><html lang="nl"><head><title>T</title></head><body><main><h1>H</h1>{}</main></body></html>'
POLICY = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'"


def _visitor(html: str, policy: str = POLICY) -> Visitor:
    app = Flask("one-page")
    app.add_url_rule("/", view_func=lambda: (html, {"Content-Security-Policy": policy}))
    return Visitor(app.test_client())


@pytest.mark.parametrize(
    ("fragment", "complaint"),
    [
        ("<div><p>open", "seen too early"),
        ("<h1>Again</h1>", "2 times <h1>"),
        ('<p id="a"></p><p id="a"></p>', "id 'a' is used 2 times"),
        ('<input name="age">', "field 'age' has no label"),
        ('<button type="submit"></button>', "<button> without words"),
        ('<img src="/x.png">', "image without alt"),
        ('<p style="color: red">x</p>', "inline style on <p>"),
        ('<button onclick="go()">x</button>', "inline onclick"),
        ("<script>go()</script>", "inline <script>"),
        ('<a href="javascript:go()">x</a>', "javascript: in href"),
        ('<script src="https://cdn.example/x.js"></script>', "asks another host"),
        ('<img alt="" src="//cdn.example/x.png">', "asks another host"),
        ('<label for="gone">x</label>', "points to 'gone'"),
        ('<a href="#gone">x</a>', "points to '#gone'"),
    ],
)
def test_a_fault_in_a_page_is_named(fragment: str, complaint: str) -> None:
    visitor = _visitor(GOOD.format(fragment))

    with pytest.raises(AssertionError) as raised:
        visitor.visit("/")

    assert complaint in str(raised.value)


@pytest.mark.parametrize(
    "policy", ["", "default-src 'self'; style-src 'unsafe-inline'", "default-src 'self' 'unsafe-eval'; x"]
)
def test_a_lax_policy_is_a_fault(policy: str) -> None:
    visitor = _visitor(GOOD.format(""), policy)

    with pytest.raises(AssertionError, match="Content-Security-Policy"):
        visitor.visit("/")


def test_a_page_without_language_or_title_or_with_the_wrong_status_is_a_fault() -> None:
    nameless = GOOD.format("").replace(' lang="nl"', "").replace("<title>T</title>", "<title></title>")

    with pytest.raises(AssertionError, match="in which language") as raised:
        _visitor(nameless).visit("/")
    with pytest.raises(AssertionError, match="answered 404, expected 200"):
        _visitor(GOOD.format("")).visit("/elsewhere")

    assert "the title is empty" in str(raised.value)


def test_a_form_is_sent_with_what_already_stands_in_it() -> None:
    form = (
        '<form method="post" action="/echo"><input type="hidden" name="token" value="t">'
        '<label>Name <input name="name" value="Noor"></label>'
        '<label>Town <select name="town"><option value="a">A</option>'
        '<option value="b" selected>B</option></select></label>'
        '<label>Yes <input type="checkbox" name="yes" checked></label></form>'
    )
    app = Flask("one-form")
    sent: dict[str, str] = {}

    def echo() -> tuple[str, dict[str, str]]:
        sent.update(request.form)
        return GOOD.format(""), {"Content-Security-Policy": POLICY}

    app.add_url_rule("/", view_func=lambda: (GOOD.format(form), {"Content-Security-Policy": POLICY}))
    app.add_url_rule("/echo", view_func=echo, methods=["POST"])

    Visitor(app.test_client()).submit("/", {"name": "Lotte"})

    assert sent == {"token": "t", "name": "Lotte", "town": "b", "yes": "on"}
