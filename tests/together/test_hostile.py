"""Whatever is sent, nothing breaks: odd texts, numbers and days are refused or find nothing, and nobody gets a 500."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest
from flask import Flask

from tests.together.tenants import Caller, address, callers, gaps, ids, pages
from uitpas2.accounts.passwords import quick_hashing
from uitpas2.database.work import Workplace
from uitpas2.seeds import two_tenants
from uitpas2.web import keepable

HUGE = "9" * 40
# Every name under which some page or endpoint takes a number or a day in its query, with what no calendar can hold.
ODD = {
    **dict.fromkeys(("page", "year", "age", "limit", "offset"), HUGE),
    **dict.fromkeys(("day", "day_from", "month"), "0001-01-01"),
    "day_until": "9999-12-31",
}
LAST = {"day": "9999-12-31"}
NUL, HALF = "Noor\x00", "Noor\ud800"


@pytest.fixture
def made(workplace: Workplace) -> dict[str, Any]:
    with quick_hashing():
        return two_tenants.seed(workplace)


@pytest.fixture
def everybody(app: Flask, workplace: Workplace, made: dict[str, Any]) -> list[Caller]:
    app.testing = False  # an unexpected error becomes a 500, as it would for people
    return callers(app, workplace, made, made["tenants"][0])


def broken(app: Flask, everybody: list[Caller], made: dict[str, Any]) -> Iterator[str]:
    """What goes wrong when somebody who may enter asks each page something odd."""
    for route in pages(app):
        who = next((one for one in everybody if one.may_enter(route)), None)
        if who is None or route.endpoint in {"web.readyz", "web.metrics"}:  # these tell of this machine
            continue
        plain = address(route, ids(made["tenants"][0]))
        nul = address(route, dict.fromkeys(gaps(route), "1234%00"))
        one_by_one = [{name: value} for name, value in ODD.items()] if who.is_machine else [ODD]
        for asked, query in [(nul, {}), (plain, {"text": NUL}), (plain, LAST), *((plain, one) for one in one_by_one)]:
            with who.client.get(asked, query_string=query, headers=who.headers) as answer:
                if answer.status_code >= 500:
                    yield f"{asked} {query}: {answer.status_code}"


def test_no_page_breaks_over_an_odd_question(app: Flask, everybody: list[Caller], made: dict[str, Any]) -> None:
    assert list(broken(app, everybody, made)) == []


def test_no_endpoint_breaks_over_an_odd_text(app: Flask, everybody: list[Caller], made: dict[str, Any]) -> None:
    machine, tenant = everybody[-1], made["tenants"][0]
    machine.headers["Idempotency-Key"] = "an-odd-text"
    body = {"card": tenant["card_number"], "activity_id": tenant["activity_id"]}

    for endpoint in ("quotes", "sales", "checkins"):
        for field in body:
            for text in (NUL, HALF):
                answer = machine.ask("POST", f"/api/v1/{endpoint}", body | {field: text})
                assert (answer.status_code, answer.json["errors"][0]["pointer"]) == (422, f"/{field}")


def test_nobody_signs_in_with_an_odd_text(app: Flask, everybody: list[Caller]) -> None:
    client = app.test_client()
    shown = base64.b64encode(f"{NUL}:secret".encode()).decode()

    person = client.post("/sign-in", data={"email": NUL, "password": "geheim"})
    machine = client.post(
        "/realms/uitid/protocol/openid-connect/token",
        data={"grant_type": "client_credentials"},
        headers={"Authorization": f"Basic {shown}"},
    )

    assert person.status_code == 400
    assert machine.status_code in {400, 401}
    assert client.get(quote("/activities/\x00")).status_code == 400


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)  # SQLite keeps a NUL like any other letter
def test_a_gate_that_lets_nul_through_is_noticed(
    app: Flask, everybody: list[Caller], made: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keepable, "is_keepable", lambda text: True)

    assert any(broken(app, everybody, made))
