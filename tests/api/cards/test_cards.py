"""Other systems look up cards of their own region, and check codes with the public keys."""

from __future__ import annotations

import base64
from dataclasses import replace
from datetime import date

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from tests.factories.accounts import MunicipalityFactory, OrganisationFactory, bearer
from tests.factories.base import use
from tests.factories.cards import CardFactory, CardSystemFactory, HolderFactory
from uitpas2.app import create_app
from uitpas2.cards import services
from uitpas2.cards.rules import is_ours, read_scan
from uitpas2.kernel.actor import system_actor


@pytest.fixture
def region(workplace):
    """Three cards of Gent (one with a right, one blocked, one too old), one of Aalst, and clients of both places."""
    with workplace.begin(system_actor("test")) as work:
        use(work)
        gent, aalst = MunicipalityFactory(), MunicipalityFactory(nis="41002", name="Aalst", postal_codes=["9300"])
        CardSystemFactory(municipality=gent)
        CardSystemFactory(municipality=aalst, aalst=True)
        organiser = OrganisationFactory()
        made = {
            "with_right": CardFactory(holder=HolderFactory(with_right=True)).number,
            "without": CardFactory().number,
            "blocked": CardFactory(blocked=True).number,
            "old": CardFactory(valid_until=date(2026, 11, 24)).number,
            "foreign": CardFactory(holder=HolderFactory(of_aalst=True)).number,
            "gent": bearer(work, organiser, "cards"),
            "aalst": bearer(work, OrganisationFactory(municipality=aalst), "cards"),
            "flanders": bearer(work, OrganisationFactory(flanders=True), "cards"),
            "other_scope": bearer(work, organiser, "sales"),
        }
        made["code"] = services.qr_token(work, services.issue_card(work, HolderFactory().id))
    return made


def test_a_working_card_tells_for_whom_it_is(client, region):
    answer = client.get(f"/api/v1/cards/{region['without']}", headers=region["gent"])

    assert answer.json == {
        "number": region["without"],
        "status": "active",
        "holder": {"first_name": "Noor", "initial": "P"},
    }


def test_nothing_in_the_answer_depends_on_a_right(client, region):
    one, other = (
        client.get(f"/api/v1/cards/{region[name]}", headers=region["gent"]) for name in ("with_right", "without")
    )

    assert {**one.json, "number": ""} == {**other.json, "number": ""}
    assert len(one.data) == len(other.data)


def test_unknown_mistyped_blocked_old_and_foreign_cards_are_answered_alike(client, region):
    asked = [
        (region["foreign"], "gent"),
        (region["blocked"], "gent"),
        (region["old"], "gent"),
        ("0900000067513", "gent"),
        ("0900000067514", "gent"),
        ("nonsense", "gent"),
        (region["without"], "aalst"),
        (region["without"], "flanders"),
    ]

    answers = [client.get(f"/api/v1/cards/{number}", headers=region[who]) for number, who in asked]

    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.data for answer in answers}) == 1
    assert answers[0].json["code"] == "card-unknown"


def test_without_a_token_or_with_another_scope_there_is_no_answer(client, region):
    address = f"/api/v1/cards/{region['without']}"

    assert client.get(address).status_code == 401
    assert client.get(address, headers=region["other_scope"]).status_code == 403


def test_guessing_numbers_is_stopped_after_a_minute_s_worth(workplace, settings, region):
    app = create_app(replace(settings, rate_limits=True), workplace)
    app.testing = True
    client = app.test_client()

    answers = [client.get(f"/api/v1/cards/{number:013d}", headers=region["gent"]) for number in range(80)]

    assert [answer.status_code for answer in answers] == [404] * 30 + [429] * 50


def test_the_public_keys_are_for_everybody_and_check_our_codes(client, region):
    answer = client.get("/api/v1/card-keys")

    (key,) = answer.json["keys"]
    raw = base64.urlsafe_b64decode(key["public_key"] + "=")
    assert (key["kid"], key["algorithm"]) == (2026, "Ed25519")
    assert is_ours(read_scan(region["code"]), Ed25519PublicKey.from_public_bytes(raw))


def test_both_addresses_are_described(client):
    described = client.get("/api/v1/openapi.json").json["paths"]

    assert set(described["/api/v1/cards/{number}"]["get"]["responses"]) >= {"200", "401", "403", "404", "429"}
    assert described["/api/v1/card-keys"]["get"]["security"] == []
