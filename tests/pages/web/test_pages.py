"""The pages that belong to no feature."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.conftest import SECRET
from tests.factories.accounts import AssignmentFactory, OrganisationFactory
from tests.factories.base import use
from tests.pages.html import Visitor, text_of
from uitpas2.accounts.models import Assignment
from uitpas2.accounts.rules import Role
from uitpas2.app import create_app
from uitpas2.database import migrate
from uitpas2.database.engine import make_engine
from uitpas2.database.work import Workplace
from uitpas2.kernel.actor import system_actor
from uitpas2.kernel.keys import Keys
from uitpas2.settings import Settings
from uitpas2.web.problems import catalogue

# These pages ask nothing of the database but who is signed in, so one kind of database tells enough.
on_sqlite = pytest.mark.parametrize("database", ["sqlite"], indirect=True)

OWN_PAGES = ["/", "/accessibility", "/privacy", "/problems", "/styleguide", "/problems/not-found"]


@on_sqlite
@pytest.mark.parametrize("language", ["nl", "fr", "en"])
def test_the_platforms_own_pages_are_good_pages_in_each_language(visitor: Visitor, language: str) -> None:
    visitor.client.set_cookie("language", language)

    pages = [visitor.visit(path) for path in OWN_PAGES]

    assert {page.one("html").get("lang") for page in pages} == {language}


@on_sqlite
def test_an_address_that_leads_nowhere_is_a_page_in_the_readers_language(visitor: Visitor) -> None:
    visitor.client.set_cookie("language", "fr")

    page = visitor.visit("/nowhere", status=404)

    assert "n’existe pas" in page.heading


@on_sqlite
def test_every_problem_is_explained_on_a_page_without_gaps_in_its_sentence(visitor: Visitor) -> None:
    shown = {code: visitor.visit(f"/problems/{code}") for code in catalogue()}

    assert len(shown) >= 15
    assert all("{" not in page.heading and code in page.text for code, page in shown.items())


@on_sqlite
def test_a_chosen_language_is_remembered_and_leads_back_to_the_page(client: FlaskClient) -> None:
    answer = client.post("/language/fr", data={"next": "/privacy?from=footer"})

    assert (answer.status_code, answer.location) == (303, "/privacy?from=footer")
    assert "Vie privée" in client.get("/privacy").text


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "/a\r\nX: y", ""]
)
@on_sqlite
def test_choosing_a_language_never_leads_to_another_place(client: FlaskClient, elsewhere: str) -> None:
    answer = client.post("/language/en", data={"next": elsewhere})

    assert answer.location == "/"


@on_sqlite
def test_whoever_is_signed_in_starts_at_the_first_page_of_the_menu(
    workplace: Workplace, sign_in: Callable[[Assignment], FlaskClient]
) -> None:
    with workplace.begin(system_actor("test")) as work:
        use(work)
        clerk = AssignmentFactory(role=Role.COUNTER_CLERK, organisation=OrganisationFactory(of_municipality=True))

    answer = sign_in(clerk).get("/")

    assert answer.status_code == 303
    assert answer.location != "/"


@on_sqlite
def test_the_process_is_healthy_but_not_ready_before_the_newest_migration(client: FlaskClient) -> None:
    health = client.get("/healthz")
    readiness = client.get("/readyz")

    assert (health.status_code, health.json) == (200, {"status": "ok"})
    assert (readiness.status_code, readiness.content_type) == (503, "application/problem+json")


def test_a_database_at_the_newest_migration_is_ready(tmp_path: Path, settings: Settings) -> None:
    engine = make_engine(f"sqlite:///{tmp_path / 'migrated.sqlite'}")
    migrate.upgrade(engine)

    readiness = create_app(settings, Workplace(engine, keys=Keys(SECRET))).test_client().get("/readyz")
    engine.dispose()

    assert (readiness.status_code, readiness.json) == (200, {"status": "ok"})


def test_a_database_that_does_not_answer_makes_the_process_not_ready(tmp_path: Path, settings: Settings) -> None:
    engine = make_engine(f"sqlite:///{tmp_path}")  # a folder is no database

    readiness = create_app(settings, Workplace(engine, keys=Keys(SECRET))).test_client().get("/readyz")

    assert (readiness.status_code, readiness.json["details"]) == (503, {"database": "no answer"})


@on_sqlite
def test_figures_count_requests_by_endpoint_for_this_machine_only(fresh_app: Flask) -> None:
    client = fresh_app.test_client()
    client.get("/privacy")

    shown = client.get("/metrics")
    from_afar = client.get("/metrics", environ_overrides={"REMOTE_ADDR": "192.0.2.7"})
    through_a_proxy = client.get("/metrics", headers={"X-Forwarded-For": "192.0.2.7"})

    assert 'uitpas2_requests_total{endpoint="web.privacy",method="GET",status="200"} 1.0' in shown.text
    assert (from_afar.status_code, through_a_proxy.status_code) == (403, 403)


@on_sqlite
def test_with_a_token_in_the_settings_figures_are_for_who_has_it(workplace: Workplace, settings: Settings) -> None:
    client = create_app(replace(settings, metrics_token="figures-please"), workplace).test_client()

    without = client.get("/metrics")
    with_it = client.get(
        "/metrics", headers={"Authorization": "Bearer figures-please"}, environ_overrides={"REMOTE_ADDR": "192.0.2.7"}
    )

    assert (without.status_code, with_it.status_code) == (401, 200)


@on_sqlite
def test_a_request_leaves_one_line_that_names_nobody(client: FlaskClient, capsys: pytest.CaptureFixture[str]) -> None:
    client.get("/problems/not-found?name=Lotte+Maes", headers={"User-Agent": "LottesPhone"})

    lines = [json.loads(line) for line in capsys.readouterr().err.splitlines() if '"request"' in line]
    assert len(lines) == 1
    assert lines[0]["endpoint"] == "web.problem"
    assert lines[0]["status"] == 200
    assert set(lines[0]) == {"event", "level", "timestamp", "method", "endpoint", "status", "ms", "reference"}


@on_sqlite
def test_style_sheets_may_be_kept_for_a_year_under_the_address_that_names_their_content(client: FlaskClient) -> None:
    address = re.search(r'href="(/static/css/base\.css\?v=\w+)"', client.get("/").text)
    assert address

    with client.get(address.group(1)) as kept, client.get("/static/css/base.css") as asked_again:
        pass

    assert "immutable" in kept.headers["Cache-Control"]
    assert "immutable" not in asked_again.headers["Cache-Control"]
    assert "Set-Cookie" not in kept.headers


@on_sqlite
def test_a_mistake_of_ours_shows_a_reference_that_stands_in_the_log_and_nothing_of_what_was_typed(
    app: Flask, visitor: Visitor, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object, **__: object) -> str:
        raise RuntimeError("Lotte Maes")

    app.testing = False
    monkeypatch.setattr("uitpas2.web.pages.render_template", fail)

    page = visitor.visit("/privacy", status=500)

    logged = capsys.readouterr().err
    references = {json.loads(line)["reference"] for line in logged.splitlines()}
    assert len(references) == 1
    assert references.pop() in page.text
    assert "Lotte" not in page.html + logged


@on_sqlite
def test_the_demonstration_says_on_every_page_that_it_is_one(workplace: Workplace, settings: Settings) -> None:
    real = Visitor(create_app(settings, workplace).test_client()).visit("/privacy")
    demo = Visitor(create_app(replace(settings, demo=True), workplace).test_client()).visit("/privacy")

    assert not real.all("p", class_="demo-strip")
    assert "verzonnen" in text_of(demo.one("p", class_="demo-strip"))
