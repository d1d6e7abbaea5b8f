"""Pages read as a strict browser and a careful reader would: every fetched page is checked before a test sees it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urljoin
from xml.etree.ElementTree import Element

import html5lib
from flask.testing import FlaskClient
from html5lib.constants import E as MESSAGES
from werkzeug.test import TestResponse

LANGUAGES = {"nl", "fr", "en"}
ANSWERED_BY_TYPING = {"input", "select", "textarea"}
NOT_LABELLED = {"hidden", "submit", "button", "reset", "image"}
LOADS = {
    "script": "src",
    "img": "src",
    "iframe": "src",
    "link": "href",
    "source": "src",
    "form": "action",
    "use": "href",
}


def text_of(element: Element) -> str:
    """The words a reader sees, with single spaces."""
    return " ".join("".join(element.itertext()).split())


class Page:
    """One answer of the platform, parsed."""

    def __init__(self, response: TestResponse, visitor: Visitor) -> None:
        self.response = response
        self.status = response.status_code
        self.address = response.request.path
        self.html = response.text
        self.visitor = visitor
        self.tree, self.parse_errors = _parsed(self.html)

    @property
    def title(self) -> str:
        return text_of(self.one("title"))

    @property
    def heading(self) -> str:
        return text_of(self.one("h1"))

    @property
    def text(self) -> str:
        """Everything in the main part of the page, without header and footer."""
        return text_of(self.one("main"))

    def all(self, tag: str, **attributes: str) -> list[Element]:
        """Elements with this tag and these attributes; write class_ and for_."""
        wanted = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
        return [
            element
            for element in self.tree.iter(tag)
            if all(_has(element, name, value) for name, value in wanted.items())
        ]

    def one(self, tag: str, **attributes: str) -> Element:
        found = self.all(tag, **attributes)
        assert len(found) == 1, f"{self.address}: {len(found)} times <{tag}> with {attributes}, expected one"
        return found[0]

    def value_of(self, field: str) -> str:
        """What stands in a field of a form."""
        fields = [element for tag in ANSWERED_BY_TYPING for element in self.all(tag, name=field)]
        assert fields, f"{self.address}: no field {field}"
        return dict(_typed(fields)).get(field, "")

    def error_beside(self, field: str) -> str:
        """The error shown at a field, by the `field` macro."""
        return text_of(self.one("p", id=f"{field}-error"))

    def link(self, text: str) -> str:
        """The address behind the first link with this text."""
        for element in self.all("a"):
            if text_of(element) == text:
                return element.get("href", "")
        raise AssertionError(f"{self.address}: no link {text!r}")

    def submit(self, values: Mapping[str, Any] | None = None, *, action: str | None = None, status: int = 200) -> Page:
        """Send the form that has these fields, with everything that already stands in it, and follow the redirect.

        `action` chooses among forms by the address they go to. `status` is what the last page must answer with.
        """
        form = self._form(set(values or {}), action)
        sent = {**dict(_typed(form.iter())), **(values or {})}
        where = urljoin(self.address, form.get("action") or self.address)
        if form.get("method", "get").lower() == "get":
            return self.visitor.visit(where, status=status, query_string=sent)
        return self.visitor.send(where, sent, status=status)

    def _form(self, names: set[str], action: str | None) -> Element:
        fitting = [
            form
            for form in self.all("form")
            if "languages" not in form.get("class", "")
            and (action is None or form.get("action") == action)
            and names <= {element.get("name") for element in form.iter() if element.get("name")}
        ]
        in_main = [form for form in fitting if form in set(self.one("main").iter("form"))] or fitting
        assert in_main, f"{self.address}: no form with {sorted(names)}{f' going to {action}' if action else ''}"
        return in_main[0]


class Visitor:
    """A reader who checks every page it gets. `client` is the same one that `sign_in` signs in."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client

    def visit(self, path: str, status: int = 200, **options: Any) -> Page:
        """Fetch a page; it must answer with this status and be without faults."""
        return self._checked(self.client.get(path, follow_redirects=True, **options), status)

    def send(self, path: str, values: Mapping[str, Any] | None = None, status: int = 200) -> Page:
        """Post values to an address as they are; `Page.submit` is better where there is a form."""
        return self._checked(self.client.post(path, data=dict(values or {}), follow_redirects=True), status)

    def submit(self, path: str, values: Mapping[str, Any] | None = None, **options: Any) -> Page:
        """Open a page and send its form."""
        return self.visit(path).submit(values, **options)

    def _checked(self, response: TestResponse, status: int) -> Page:
        where = f"{response.request.method} {response.request.path}"
        assert response.status_code == status, f"{where} answered {response.status_code}, expected {status}"
        page = Page(response, self)
        found = list(faults(page))
        assert not found, f"{where}:\n" + "\n".join(found)
        return page


def _parsed(html: str) -> tuple[Element, list[str]]:
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    tree = parser.parse(html)
    lines = html.splitlines()
    errors = [
        f"line {line}: {MESSAGES[code] % details} in {lines[line - 1].strip()[:120] if line <= len(lines) else ''}"
        for (line, _column), code, details in parser.errors
    ]
    return tree, errors


def _has(element: Element, name: str, value: str) -> bool:
    there = element.get(name)
    return there is not None and (value in there.split() if name == "class" else there == value)


def _typed(elements: Any) -> Iterator[tuple[str, Any]]:
    """What a browser would send from these fields without anybody touching them."""
    chosen: dict[str, list[str]] = {}
    for element in elements:
        name = element.get("name", "")
        match element.tag, element.get("type", "text"):
            case "input", "radio" | "checkbox" if element.get("checked") is not None:
                chosen.setdefault(name, []).append(element.get("value", "on"))
            case "input", kind if kind not in {"radio", "checkbox", "submit", "button", "image", "reset", "file"}:
                yield name, element.get("value", "")
            case "textarea", _:
                yield name, "".join(element.itertext())
            case "select", _:
                options = list(element.iter("option"))
                picked = [option for option in options if option.get("selected") is not None] or options[:1]
                yield name, picked[0].get("value", text_of(picked[0])) if picked else ""
    yield from ((name, values if len(values) > 1 else values[0]) for name, values in chosen.items())


def faults(page: Page) -> Iterator[str]:
    """Everything that is wrong with a page, each in one line."""
    yield from page.parse_errors
    yield from _frame_faults(page)
    yield from _id_faults(page)
    yield from _label_faults(page)
    yield from _inline_faults(page)
    yield from _policy_faults(page.response.headers.get("Content-Security-Policy", ""))


def _frame_faults(page: Page) -> Iterator[str]:
    if page.one("html").get("lang") not in LANGUAGES:
        yield "the page does not say in which language it is"
    if not text_of(page.one("title")).split("·")[0].strip():
        yield "the title is empty"
    for tag in ("h1", "main"):
        if (count := len(page.all(tag))) != 1:
            yield f"{count} times <{tag}>, expected one"
    if any(not text_of(heading) for level in range(1, 7) for heading in page.all(f"h{level}")):
        yield "a heading is empty"


def _id_faults(page: Page) -> Iterator[str]:
    ids = Counter(element.get("id") for element in page.tree.iter() if element.get("id"))
    yield from (f"id {name!r} is used {count} times" for name, count in ids.items() if count > 1)
    for element in page.tree.iter():
        for attribute in ("for", "aria-describedby", "aria-labelledby", "aria-controls"):
            for name in (element.get(attribute) or "").split():
                if name not in ids:
                    yield f"{attribute} points to {name!r}, which is not there"
        href = element.get("href", "") if element.tag == "a" else ""
        if href.startswith("#") and href != "#" and href[1:] not in ids:
            yield f"a link points to {href!r}, which is not there"


def _label_faults(page: Page) -> Iterator[str]:
    labelled = {label.get("for") for label in page.all("label") if text_of(label)}
    wrapped = {field for label in page.all("label") if text_of(label) for field in label.iter()}
    for element in page.tree.iter():
        named = element.get("aria-label") or element.get("aria-labelledby")
        if element.tag in ANSWERED_BY_TYPING and element.get("type") not in NOT_LABELLED:
            if not (named or element in wrapped or (element.get("id") in labelled and element.get("id"))):
                yield f"field {element.get('name')!r} has no label"
        elif element.tag in {"button", "a"} and not (text_of(element) or named or _pictured(element)):
            yield f"<{element.tag}> without words: {dict(element.attrib)}"
        elif element.tag == "img" and element.get("alt") is None:
            yield f"image without alt: {element.get('src')}"


def _pictured(element: Element) -> bool:
    return any(image.get("alt") for image in element.iter("img"))


def _inline_faults(page: Page) -> Iterator[str]:
    for element in page.tree.iter():
        if not isinstance(element.tag, str):
            continue
        if element.tag == "style" or (element.tag == "script" and element.get("src") is None):
            yield f"inline <{element.tag}>"
        for name, value in element.attrib.items():
            if name == "style" or name.startswith("on"):
                yield f"inline {name} on <{element.tag}>"
            if name in {"href", "src", "action", "formaction"} and value.strip().lower().startswith("javascript:"):
                yield f"javascript: in {name} of <{element.tag}>"
        loaded = element.get(LOADS.get(element.tag, ""), "")
        if re.match(r"(?:[a-z]+:)?//", loaded, re.IGNORECASE):
            yield f"<{element.tag}> asks another host: {loaded}"


def _policy_faults(policy: str) -> Iterator[str]:
    if "default-src 'self'" not in policy:
        yield "no Content-Security-Policy that keeps the page to itself"
    for word in ("'unsafe-inline'", "'unsafe-eval'"):
        if word in policy.split() or f"{word};" in policy:
            yield f"the Content-Security-Policy allows {word}"
