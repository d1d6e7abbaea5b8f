"""Every problem has a code of its own, a title in three languages and the status of its family."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from enum import Enum
from string import Formatter
from typing import Any, get_args, get_origin, get_type_hints

import pytest
from flask import Flask
from markupsafe import escape
from sqlalchemy import Engine

import uitpas2
from tests.databases import empty
from tests.together.routes import address
from uitpas2.kernel.errors import FAMILIES, Conflict, DomainError, NotAllowed, NotFound, Rejected, Unavailable
from uitpas2.kernel.money import Euro
from uitpas2.kernel.text import LANGUAGES, TranslatedText
from uitpas2.web.guard import open_to_all, routes
from uitpas2.web.problems import CSRF_PROBLEM, HTTP_PROBLEMS, catalogue

STATUS = {NotFound: 404, NotAllowed: 403, Conflict: 409, Rejected: 422, Unavailable: 503}


def every_error() -> list[type[DomainError]]:
    """All of the platform's own errors, the families included."""
    for module in pkgutil.walk_packages(uitpas2.__path__, "uitpas2."):
        if not module.name.startswith("uitpas2.migrations"):
            importlib.import_module(module.name)
    return [error for error in _below(DomainError) if error.__module__.startswith("uitpas2.")]


def _below(error: type[DomainError]) -> Iterator[type[DomainError]]:
    for child in error.__subclasses__():
        yield child
        yield from _below(child)


def gaps(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def an_occurrence(error: type[DomainError]) -> DomainError:
    """One case of an error: something in each gap of its title and for each value that it is made with."""
    hints = get_type_hints(error.__init__)
    values = {}
    for name, parameter in inspect.signature(error).parameters.items():
        if parameter.kind is inspect.Parameter.VAR_KEYWORD:
            values |= dict.fromkeys(gaps(error.title.nl) - values.keys(), 7)
        elif parameter.default is inspect.Parameter.empty or name in gaps(error.title.nl):
            values[name] = something(hints[name])
    return error(**values)


def something(kind: Any) -> Any:
    """A value of a type."""
    kinds = [one for one in get_args(kind) if one is not type(None)] if get_origin(kind) is not Mapping else []
    kind = kinds[0] if kinds else kind
    if isinstance(kind, type) and issubclass(kind, Enum):
        return next(iter(kind))
    known: dict[Any, Any] = {
        str: "iets",
        TranslatedText: TranslatedText(nl="iets", fr="quelque chose", en="something"),
        int: 7,
        Euro: Euro(200),
        date: date(2026, 12, 3),
        datetime: datetime(2026, 12, 3, 14, 2, tzinfo=UTC),
    }
    return known.get(kind, {"email": ["Vul dit nog in."]})


@pytest.fixture
def database(_sqlite: Engine) -> Engine:
    """Problems are the same on both databases: one will do."""
    empty(_sqlite)
    return _sqlite


@pytest.fixture
def troubled(fresh_app: Flask) -> Flask:
    """The application with an address, for machines and for people, where each error happens."""
    errors = {error.code: error for error in every_error()}

    @open_to_all("a test")
    def trouble(code: str):
        raise an_occurrence(errors[code])

    fresh_app.add_url_rule("/api/v1/trouble/<code>", "trouble_api", trouble)
    fresh_app.add_url_rule("/trouble/<code>", "trouble_page", trouble)
    return fresh_app


def test_every_error_has_a_code_of_its_own() -> None:
    errors = every_error()
    codes = Counter(error.code for error in errors)
    general = {problem.code for problem in (*HTTP_PROBLEMS.values(), CSRF_PROBLEM)}

    assert len(errors) > 20
    assert [code for code, count in codes.items() if count > 1] == []
    assert {error.code for error in errors if error not in FAMILIES} & general == set()
    assert [code for code in codes if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", code)] == []


def test_every_problem_has_a_title_in_three_languages_with_the_same_gaps() -> None:
    titles: dict[str, TranslatedText] = {code: problem.title for code, problem in catalogue().items()}
    titles |= {error.code: error.title for error in every_error()}

    assert [code for code, title in titles.items() if not title.is_complete()] == []
    assert [code for code, title in titles.items() if not gaps(title.nl) == gaps(title.fr) == gaps(title.en)] == []


def test_no_two_languages_were_left_alike() -> None:
    titles = {error.code: error.title for error in every_error()}

    assert [code for code, title in titles.items() if len({title.nl, title.fr, title.en}) < 3] == []


def test_every_error_belongs_to_one_family() -> None:
    assert [error for error in every_error() if sum(issubclass(error, family) for family in FAMILIES) != 1] == []


def test_machines_get_a_problem_document_with_the_status_of_the_family(troubled) -> None:
    client = troubled.test_client()
    for error in every_error():
        status = next(status for family, status in STATUS.items() if issubclass(error, family))

        answer = client.get(f"/api/v1/trouble/{error.code}", headers={"Accept-Language": "en"})

        assert (answer.status_code, answer.content_type) == (status, "application/problem+json"), error
        assert answer.json["code"] == error.code
        assert answer.json["status"] == status
        assert answer.json["type"] == f"/problems/{error.code}"
        assert answer.json["title"] == an_occurrence(error).message.en
        assert answer.headers["Content-Language"] == "en"
        assert ("Retry-After" in answer.headers) == (status == 503)


def test_people_get_a_page_in_their_language(troubled) -> None:
    client = troubled.test_client()
    errors = every_error()
    for number, error in enumerate(errors):
        language = LANGUAGES[number % len(LANGUAGES)]

        answer = client.get(f"/trouble/{error.code}", headers={"Accept-Language": language, "Accept": "text/html"})

        assert answer.mimetype == "text/html"
        assert f'<html lang="{language}">' in answer.text
        assert str(escape(an_occurrence(error).message.in_language(language))) in answer.text


def test_every_problem_is_explained_at_its_type(app: Flask) -> None:
    client = app.test_client()

    answers = {code: client.get(f"/problems/{code}") for code in catalogue()}

    assert [code for code, answer in answers.items() if answer.status_code != 200] == []
    assert [code for code, answer in answers.items() if re.search(r"\{\w+\}", answer.text)] == []


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("GET", "/api/v1/nowhere", 404), ("DELETE", "/api/v1/openapi.json", 405), ("GET", "/nowhere", 404)],
)
def test_what_flask_itself_refuses_is_told_in_the_same_way(client, method, path, status) -> None:
    answer = client.open(path, method=method)

    assert answer.status_code == status
    expected = "application/problem+json" if path.startswith("/api") else "text/html; charset=utf-8"
    assert answer.content_type == expected


def test_a_machine_that_shows_no_token_is_told_how(app: Flask) -> None:
    closed = [route for route in routes(app) if route.path.startswith("/api/v1/") and not route.door.open_because]

    answers = [app.test_client().open(address(route), method=route.method) for route in closed]

    assert answers
    for answer in answers:
        assert (answer.status_code, answer.content_type) == (401, "application/problem+json")
        assert answer.headers["WWW-Authenticate"].startswith("Bearer")
        assert answer.json["code"] == "unauthorized"
