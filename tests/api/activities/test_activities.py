"""The offer for machines: shapes, filters, pages and who may ask."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.factories.accounts import OrganisationFactory, bearer
from tests.factories.activities import WEDNESDAY_AFTERNOON, ActivityFactory
from tests.factories.base import use
from uitpas2.activities.models import Activity
from uitpas2.database.work import Workplace
from uitpas2.kernel.actor import system_actor
from uitpas2.kernel.text import TranslatedText

Headers = dict[str, str]


@pytest.fixture
def offer(workplace: Workplace) -> tuple[list[Activity], Headers]:
    """Swimming, a museum and a draft, and the token of some ticketing system."""
    with workplace.begin(system_actor("test")) as work:
        use(work)
        headers = bearer(work, OrganisationFactory(), "activities")
        swimming = ActivityFactory(
            name=TranslatedText(nl="Zwemmen", fr="Natation"),
            starts=WEDNESDAY_AFTERNOON - timedelta(days=1),
            age_to=12,
            session__capacity=5,
        )
        museum = ActivityFactory(name=TranslatedText(nl="Museum"), permanent=True)
        return [swimming, museum, ActivityFactory(draft=True)], headers


def ask(client: FlaskClient, headers: Headers, path: str = "", **query: Any) -> Any:
    return client.get(f"/api/v1/activities{path}", headers=headers, query_string=query)


def test_a_list_shows_each_activity_with_its_next_session_and_price_in_cents(
    client: FlaskClient, offer: tuple[list[Activity], Headers]
) -> None:
    (swimming, museum, _), headers = offer

    answer = ask(client, headers).json

    first, second = answer["items"]
    assert (answer["total"], answer["limit"], answer["offset"]) == (2, 50, 0)
    assert first["activity"]["id"] == swimming.id
    assert first["activity"]["name"] == {"nl": "Zwemmen", "fr": "Natation"}
    assert first["price"]["amount_cents"] == 1000
    assert (first["next_session"]["starts"], first["next_session"]["free_places"]) == ("2026-12-01T13:00:00+00:00", 5)
    assert (second["activity"]["id"], second["next_session"], second["has_places"]) == (museum.id, None, True)


def test_filters_and_pages_go_by_the_query(client: FlaskClient, offer: tuple[list[Activity], Headers]) -> None:
    (swimming, museum, _), headers = offer

    found = {
        "age": ask(client, headers, age=40).json,
        "day": ask(client, headers, day="2026-12-03").json,
        "text": ask(client, headers, text="natation").json,
        "page": ask(client, headers, limit=1, offset=1).json,
        "elsewhere": ask(client, headers, municipality="11002").json,
    }

    ids = {name: [line["activity"]["id"] for line in answer["items"]] for name, answer in found.items()}
    assert ids == {
        "age": [museum.id],
        "day": [museum.id],
        "text": [swimming.id],
        "page": [museum.id],
        "elsewhere": [],
    }
    assert found["page"]["total"] == 2


def test_one_activity_shows_everything(client: FlaskClient, offer: tuple[list[Activity], Headers]) -> None:
    (swimming, *_), headers = offer

    answer = ask(client, headers, f"/{swimming.id}").json

    assert [price["amount_cents"] for price in answer["prices"]] == [1000]
    assert [session["free_places"] for session in answer["sessions"]] == [5]
    assert (answer["age_to"], answer["place"]["city"], answer["ticket_period"]) == (12, "Gent", "absolute")


def test_the_hours_of_a_week_are_told_in_our_own_words(client: FlaskClient, workplace: Workplace) -> None:
    hours = {"dayOfWeek": ["monday"], "opens": "15:30", "closes": "18:00", "childcare": {"end": "18:30"}}
    days = {"startDate": "2026-12-14", "endDate": "2026-12-18", "description": {"nl": "Kort"}, "openingHours": [hours]}
    with workplace.begin(system_actor("test")) as work:
        use(work)
        headers = bearer(work, OrganisationFactory(), "activities")
        care = ActivityFactory(permanent=True, opening_hours=[hours], adjusted_days=[days])

    answer = ask(client, headers, f"/{care.id}").json

    told = {"weekdays": ["monday"], "opens": "15:30", "closes": "18:00", "care_to": "18:30"}
    assert answer["opening_hours"] == [told]
    assert answer["adjusted_days"] == [
        {"first_day": "2026-12-14", "last_day": "2026-12-18", "reason": {"nl": "Kort"}, "opening_hours": [told]}
    ]


def test_a_draft_answers_like_what_does_not_exist(client: FlaskClient, offer: tuple[list[Activity], Headers]) -> None:
    (_, _, draft), headers = offer

    answers = [ask(client, headers, path) for path in (f"/{draft.id}", "/nothing")]

    assert [(answer.status_code, answer.json["code"]) for answer in answers] == [(404, "activity-unknown")] * 2


def test_a_filter_that_cannot_be_read_is_named(client: FlaskClient, offer: tuple[list[Activity], Headers]) -> None:
    wrong = {"limit": 101, "offset": -1, "day": "2026-02-30", "age": "x", "municipality": "Gent", "sort": "x"}

    answer = ask(client, offer[1], **wrong)

    assert answer.status_code == 422
    assert sorted(error["pointer"] for error in answer.json["errors"]) == sorted(f"/{name}" for name in wrong)


def test_only_a_client_with_this_scope_may_ask(client: FlaskClient, workplace: Workplace) -> None:
    with workplace.begin(system_actor("test")) as work:
        use(work)
        other = bearer(work, OrganisationFactory(), "cards")

    assert (ask(client, {}).status_code, ask(client, other).status_code) == (401, 403)
