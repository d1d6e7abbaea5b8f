"""Check-ins by a ticketing system."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select

from tests.factories.accounts import OrganisationFactory, bearer
from tests.factories.base import use
from tests.factories.cards import CardFactory
from tests.factories.scanning import AtDoor, at_door
from uitpas2.accounts.models import Organisation
from uitpas2.cards.services import block_card, qr_token
from uitpas2.database.work import Workplace
from uitpas2.discounts.services import sell
from uitpas2.kernel.actor import system_actor
from uitpas2.kernel.clock import FrozenClock
from uitpas2.scanning.models import CheckIn


class Turnstile:
    """A system of an organiser, with its token."""

    def __init__(self, client: FlaskClient, headers: dict[str, str]) -> None:
        self.client = client
        self.headers = headers

    def send(self, key: str, **body: Any) -> Any:
        return self.client.post("/api/v1/checkins", json=body, headers={**self.headers, "Idempotency-Key": key})

    def list(self, **query: Any) -> Any:
        return self.client.get("/api/v1/checkins", query_string=query, headers=self.headers).json


@pytest.fixture
def door(workplace: Workplace) -> AtDoor:
    with workplace.begin(system_actor("test")) as work:
        use(work)
        return at_door(work)


@pytest.fixture
def ours(client: FlaskClient, workplace: Workplace, door: AtDoor) -> Turnstile:
    with workplace.begin(system_actor("test")) as work:
        organiser = work.session.get_one(Organisation, door.scene.organiser_id)
        return Turnstile(client, bearer(work, organiser, "checkins"))


@pytest.fixture
def theirs(client: FlaskClient, workplace: Workplace, door: AtDoor) -> Turnstile:
    with workplace.begin(system_actor("test")) as work:
        use(work)
        return Turnstile(client, bearer(work, OrganisationFactory(), "checkins"))


def body(door: AtDoor) -> dict[str, str]:
    return {"activity_id": door.scene.activity.id, "card": door.scene.card.number}


def test_a_checkin_uses_the_ticket_names_nobody_and_counts_once(
    ours: Turnstile, door: AtDoor, workplace: Workplace
) -> None:
    with workplace.begin(door.actor) as work:
        ticket = sell(work, **door.scene.ticket).id

    first = ours.send("turnstile-1", **body(door))
    again = ours.send("turnstile-1", **body(door))

    assert first.status_code == 201
    assert first.json == again.json
    assert set(first.json) == {"id", "activity_id", "client_reference", "at", "day", "points", "sale_id"}
    assert (first.json["sale_id"], first.json["day"], first.json["points"]) == (ticket, "2026-11-25", 1)
    with workplace.reading() as work:
        assert work.session.scalar(select(func.count()).select_from(CheckIn)) == 1


def test_a_second_key_for_the_same_card_is_a_conflict_that_tells_when(ours: Turnstile, door: AtDoor) -> None:
    ours.send("turnstile-1", **body(door))

    second = ours.send("turnstile-2", **body(door))

    assert (second.status_code, second.json["code"]) == (409, "already-checked-in")
    assert second.json["details"]["at"].startswith("2026-11-25T11:00")
    assert second.content_type == "application/problem+json"


def test_the_same_key_for_another_card_is_refused(ours: Turnstile, door: AtDoor, workplace: Workplace) -> None:
    with workplace.begin(system_actor("test")) as work:
        use(work)
        other = CardFactory().number
    ours.send("turnstile-1", **body(door))

    refused = ours.send("turnstile-1", **{**body(door), "card": other})
    by_reference = ours.send("turnstile-2", **{**body(door), "card": other}, client_reference="turnstile-1")

    assert (refused.status_code, refused.json["code"]) == (422, "idempotency-key-reused")
    assert (by_reference.status_code, by_reference.json["code"]) == (422, "scan-key-reused")


def test_what_cannot_be_checked_in_is_told_apart(
    ours: Turnstile, door: AtDoor, workplace: Workplace, clock: FrozenClock
) -> None:
    number = door.scene.card.number
    mistyped = number[:-1] + str((int(number[-1]) + 1) % 10)
    found = {}

    found["mistyped"] = ours.send("turnstile-1", **{**body(door), "card": mistyped})
    found["no key"] = ours.client.post("/api/v1/checkins", json=body(door), headers=ours.headers)
    found["odd field"] = ours.send("turnstile-2", **body(door), points=100)
    clock.move(timedelta(days=-2))
    found["too early"] = ours.send("turnstile-3", **body(door))
    clock.move(timedelta(days=2))
    with workplace.begin(system_actor("counter")) as work:
        code = qr_token(work, door.scene.card)
        block_card(work, door.scene.card.id)
    found["blocked"] = ours.send("turnstile-4", **{**body(door), "card": code})
    found["blocked, by number"] = ours.send("turnstile-5", **body(door))

    assert {what: (answer.status_code, answer.json["code"]) for what, answer in found.items()} == {
        "mistyped": (422, "card-number-mistyped"),
        "no key": (422, "idempotency-key-needed"),
        "odd field": (422, "invalid-body"),
        "too early": (422, "checkin-not-open"),
        "blocked": (422, "card-blocked"),
        "blocked, by number": (404, "card-unknown"),
    }
    assert "Noor" not in found["blocked"].text
    assert found["too early"].json["details"] == {"opens_at": "2026-11-25T08:00:00+00:00"}


def test_another_organiser_neither_checks_in_nor_sees(ours: Turnstile, theirs: Turnstile, door: AtDoor) -> None:
    ours.send("turnstile-1", **body(door))

    foreign = theirs.send("turnstile-1", **body(door))
    missing = theirs.send("turnstile-2", **{**body(door), "activity_id": "not-there"})

    assert (foreign.status_code, foreign.json["code"]) == (404, "activity-unknown")
    assert foreign.json == missing.json
    assert theirs.list() == {"items": [], "total": 0, "limit": 50, "offset": 0}


def test_checkins_are_listed_newest_first_in_pages_and_by_reference(
    ours: Turnstile, door: AtDoor, workplace: Workplace, clock: FrozenClock
) -> None:
    with workplace.begin(system_actor("test")) as work:
        use(work)
        numbers = [CardFactory().number for _ in range(3)]
    for place, number in enumerate(numbers):
        clock.move(timedelta(minutes=1))
        ours.send(f"turnstile-{place}", **{**body(door), "card": number})

    page = ours.list(limit=2, offset=1)
    found = ours.list(client_reference="turnstile-2", activity_id=door.scene.activity.id)

    assert [item["client_reference"] for item in page["items"]] == ["turnstile-1", "turnstile-0"]
    assert page["total"] == 3
    assert [item["client_reference"] for item in found["items"]] == ["turnstile-2"]
    assert ours.list(day_until="2026-11-24")["total"] == 0
    assert ours.list(limit=1000)["code"] == "invalid-body"
