"""What somebody with bad intentions would try first, with a role or a token of their own."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from click.testing import CliRunner
from flask import Flask
from sqlalchemy import Engine, select

from tests.databases import empty
from tests.together.tenants import Caller, callers
from uitpas2.accounts.models import Account, Organisation
from uitpas2.accounts.passwords import quick_hashing
from uitpas2.accounts.rules import Role
from uitpas2.accounts.services import assign
from uitpas2.accounts.sessions import session_id
from uitpas2.app import create_app
from uitpas2.cards.models import Holder
from uitpas2.database.work import Workplace
from uitpas2.kernel.actor import system_actor
from uitpas2.running import serve
from uitpas2.seeds import two_tenants
from uitpas2.settings import Settings


@pytest.fixture
def database(_sqlite: Engine) -> Engine:
    """Nothing here depends on the database: one will do."""
    empty(_sqlite)
    return _sqlite


@pytest.fixture
def made(workplace: Workplace) -> dict[str, Any]:
    with quick_hashing():
        return two_tenants.seed(workplace)


@pytest.fixture
def limited(workplace: Workplace, settings: Settings) -> Flask:
    app = create_app(replace(settings, rate_limits=True), workplace)
    app.config["WTF_CSRF_ENABLED"] = False
    return app


def named(everybody: list[Caller], name: str) -> Caller:
    return next(who for who in everybody if who.name == name)


def test_a_clerk_cannot_try_mail_addresses_as_guardians_all_day(
    limited: Flask, workplace: Workplace, made: dict[str, Any]
) -> None:
    tenant = made["tenants"][0]
    clerk = named(callers(limited, workplace, made, tenant), "clerk")
    place = f"/counter/holders/{tenant['holder_id']}/guardians"

    answers = [clerk.ask("POST", place, {"name": "Jan", "email": "geen-adres"}).status_code for _ in range(62)]

    assert answers == [422] * 60 + [429] * 2


def test_an_answer_for_one_organisation_is_not_repeated_for_another_one_of_the_same_person(
    app: Flask, workplace: Workplace, made: dict[str, Any]
) -> None:
    a, b = made["tenants"]
    with workplace.begin(system_actor("test")) as work:
        worker = work.session.scalars(select(Account).where(Account.email == a["sign_ins"]["partner"])).one()
        places = [work.session.get_one(Organisation, tenant["partner_id"]) for tenant in (a, b)]
        roles = [session_id(assign(work, worker, Role.WELFARE_WORKER, place)) for place in places]
        born = work.session.get_one(Holder, a["holder_id"]).birth_date
    form = {
        "card_number": a["card_number"],
        "birth_date": str(born),
        "way": "paper",
        "why": "Geen mail of gsm in huis",
        "idempotency_key": "one-key-twice",
    }
    client, answers = app.test_client(), []

    for role in roles:
        with client.session_transaction() as session:
            session["_user_id"] = role
        answers.append(client.post("/partner/clients/new", data=form))

    assert [answer.status_code for answer in answers] == [303, 422]
    assert a["holder_id"] not in answers[1].text


def test_made_up_methods_do_not_fill_the_memory(app: Flask) -> None:
    client = app.test_client()

    for number in range(5):
        client.open("/", method=f"MADEUP{number}")

    figures = client.get("/metrics").text
    assert "MADEUP" not in figures
    assert 'method="other"' in figures


def test_a_mistake_of_ours_writes_no_card_number_in_the_log(
    app: Flask, workplace: Workplace, made: dict[str, Any], monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    tenant = made["tenants"][0]
    machine = named(callers(app, workplace, made, tenant), "api client")
    app.testing = False
    monkeypatch.setattr("uitpas2.cards.queries.card_of_region", lambda *_: 1 / 0)

    answer = machine.ask("GET", f"/api/v1/cards/{tenant['card_number']}")

    logged = capsys.readouterr().err
    assert answer.status_code == 500
    assert "ZeroDivisionError" in logged
    assert tenant["card_number"] not in logged


@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.7", "::"])
def test_the_demo_with_its_known_secret_is_served_to_nobody_else(
    workplace: Workplace, monkeypatch: pytest.MonkeyPatch, host: str
) -> None:
    monkeypatch.setenv("UITPAS2_DEMO", "on")
    monkeypatch.setattr("gunicorn.app.base.BaseApplication.run", lambda _: None)

    open_to_all = CliRunner().invoke(serve, ["--host", host], obj=workplace)
    at_home = CliRunner().invoke(serve, obj=workplace)

    assert (open_to_all.exit_code, at_home.exit_code) == (1, 0)
    assert "the demo stays on this machine" in open_to_all.stderr


def test_nobody_lets_the_platform_work_out_a_year_of_sales_all_day(
    limited: Flask, workplace: Workplace, made: dict[str, Any]
) -> None:
    flanders = named(callers(limited, workplace, made, made["tenants"][0]), "flanders")

    tried = [flanders.ask("GET", "/flanders/simulation?parameter=card_price&value=veel").status_code for _ in range(21)]

    assert (tried.count(422), tried[-1]) == (20, 429)
    assert flanders.ask("GET", "/flanders/simulation?parameter=card_price").status_code == 200
