"""Every route is guarded, every form has its token, and what is shown about routes is true."""

from __future__ import annotations

import json
import os
import re
from types import SimpleNamespace

import pytest
from click.testing import CliRunner
from flask import Blueprint, Flask
from sqlalchemy import Engine

import uitpas2.app
from tests.databases import empty
from tests.together.routes import KEPT, Matrix, address, callers, only_doors
from uitpas2.app import create_app
from uitpas2.inspection import openapi
from uitpas2.inspection import routes as show_routes
from uitpas2.web.guard import UnguardedRoute, routes

UNSAFE = {"POST", "PUT", "PATCH", "DELETE"}


@pytest.fixture
def database(_sqlite: Engine) -> Engine:
    """Doors are the same on both databases: one will do."""
    empty(_sqlite)
    return _sqlite


def test_a_route_without_a_declaration_stops_the_start(monkeypatch, settings, workplace) -> None:
    blueprint = Blueprint("careless", __name__)
    blueprint.get("/careless")(lambda: "everybody may see this")
    careless = SimpleNamespace(blueprint=blueprint)
    monkeypatch.setattr(uitpas2.app, "PAGES", (*uitpas2.app.PAGES, careless))

    with pytest.raises(UnguardedRoute, match="/careless"):
        create_app(settings, workplace)


def test_every_door_admits_whom_it_declares_and_nobody_else(fresh_app: Flask, workplace) -> None:
    only_doors(fresh_app)
    matrix = Matrix(fresh_app, callers(fresh_app, workplace))

    surprises = list(matrix.surprises())

    print(matrix)
    assert surprises == []
    if os.environ.get("UITPAS2_WRITE_ROUTES"):
        KEPT.write_text(str(matrix), encoding="utf-8")
    assert str(matrix) == KEPT.read_text(encoding="utf-8"), "permissions changed: renew the table, see its first line"


def test_a_door_that_lets_in_the_wrong_people_is_noticed(fresh_app: Flask, workplace) -> None:
    only_doors(fresh_app)
    everyone = callers(fresh_app, workplace)
    fresh_app.before_request_funcs[None] = [
        step for step in fresh_app.before_request_funcs[None] if "guard" not in step.__qualname__
    ]

    assert any("nobody: yes, declared: door" in line for line in Matrix(fresh_app, everyone).surprises())


def test_every_form_is_refused_without_its_token(fresh_app: Flask) -> None:
    fresh_app.config["WTF_CSRF_ENABLED"] = True
    only_doors(fresh_app)
    client = fresh_app.test_client()
    pages = [
        route
        for route in routes(fresh_app)
        if route.method in UNSAFE and not route.path.startswith(("/api/", "/uitpas4/", "/realms/"))
    ]

    answers = {f"{route.method} {route.path}": client.open(address(route), method=route.method) for route in pages}

    assert pages
    assert {path for path, answer in answers.items() if answer.status_code != 400} == set()
    assert all("stond te lang open" in answer.text for answer in answers.values())


def test_a_form_with_its_token_is_read(fresh_app: Flask) -> None:
    fresh_app.config["WTF_CSRF_ENABLED"] = True
    client = fresh_app.test_client()
    token = re.search(r'name="csrf_token" value="([^"]+)"', client.get("/sign-in").text)
    assert token

    answer = client.post("/sign-in", data={"csrf_token": token[1], "email": "", "password": ""})

    assert answer.status_code == 422


def test_the_commands_routes_and_openapi_agree_on_our_api() -> None:
    shown = json.loads(CliRunner().invoke(show_routes, ["--json"]).stdout)
    described = json.loads(CliRunner().invoke(openapi).stdout)

    ours = {
        (route["method"], re.sub(r"<(?:[^:>]+:)?([^>]+)>", r"{\1}", route["path"]))
        for route in shown
        if route["path"].startswith("/api/v1/") and route["endpoint"] != "api-docs.openapi_json"
    }
    in_document = {
        (method.upper(), path)
        for path, operations in described["paths"].items()
        for method in operations
        if path.startswith("/api/v1/") and method not in {"parameters", "summary", "description"}
    }
    assert described["openapi"].startswith("3.1")
    assert ours == in_document


def test_routes_are_shown_as_lines_with_method_path_and_permission() -> None:
    result = CliRunner().invoke(show_routes)

    assert result.exit_code == 0
    assert re.search(r"^POST +/sign-in +open: ", result.stdout, re.MULTILINE)
    assert re.search(r"^GET +/account +signed in$", result.stdout, re.MULTILINE)


def test_an_api_that_is_not_served_has_no_description() -> None:
    result = CliRunner().invoke(openapi, ["--uitpas4"])

    assert result.exit_code != 0
    assert "not served" in result.stderr
    assert result.stdout == ""
