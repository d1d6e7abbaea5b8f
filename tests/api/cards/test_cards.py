"""Other systems look up cards of their own region, and check codes with the public keys."""

from __future__ import annotations

import base64
from datetime import date, timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from tests.factories.accounts import MunicipalityFactory, OrganisationFactory, bearer
from tests.factories.base import use
from tests.factories.cards import CardFactory, CardSystemFactory, HolderFactory
from uitpas2.cards import queries, services
from uitpas2.cards.rules import StatusList, check_offline, is_ours, is_signed, read_answer, read_keys, read_scan
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


def fetched(client, address: str, etag: str | None = None):
    return client.get(address, headers={"If-None-Match": etag} if etag else {})


def test_the_public_keys_are_for_everybody_signed_and_check_our_codes(client, region):
    answer = client.get("/api/v1/card-keys")

    (key,) = answer.json["keys"]
    assert {name: key[name] for name in ("kid", "algorithm", "signs_from", "signs_until", "state")} == {
        "kid": 2026,
        "algorithm": "Ed25519",
        "signs_from": "2026-01-01",
        "signs_until": "2027-01-01",
        "state": "trusted",
    }
    assert is_ours(read_scan(region["code"]), Ed25519PublicKey.from_public_bytes(unpacked(key["public_key"])))
    lines = ["UP1 keys", answer.json["as_of"], f"2026 {key['public_key']} 2026-01-01 2027-01-01 trusted"]
    assert is_signed("\n".join(lines).encode(), unpacked(answer.json["signature"]), unpacked(answer.json["signed_by"]))
    assert answer.headers["Cache-Control"] == "public, max-age=3600"
    assert fetched(client, "/api/v1/card-keys", answer.headers["ETag"]).status_code == 304


def unpacked(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def test_after_a_delta_a_door_without_network_refuses_the_old_code_of_a_replaced_card(client, region, workplace, clock):
    signer = unpacked(client.get("/api/v1/card-keys").json["signed_by"])
    first = client.get("/api/v1/card-status")
    keys = read_keys(client.get("/api/v1/card-keys").json, signer=signer)
    known = read_answer(first.json, signer=signer)
    with workplace.begin(system_actor("test")) as work:
        old = queries.card_at_door(work, region["code"])
        new_code = services.qr_token(work, services.replace_card(work, old.card_id))

    same = fetched(client, "/api/v1/card-status?since=0", first.headers["ETag"])
    clock.move(timedelta(minutes=5))
    delta = client.get(f"/api/v1/card-status?since={known.version}")
    newer = read_answer(delta.json, signer=signer, known=known)

    def judge(code: str, status: StatusList) -> str:
        return check_offline(read_scan(code), keys=keys, status=status, now=clock.now()).answer

    assert first.headers["Cache-Control"] == "public, max-age=60"
    assert (same.status_code, same.headers["ETag"] == first.headers["ETag"]) == (200, False)
    assert fetched(client, "/api/v1/card-status", client.get("/api/v1/card-status").headers["ETag"]).status_code == 304
    assert (delta.json["since"], len(delta.json["revoked"]), "bits" in delta.json) == (0, 1, False)
    assert (judge(region["code"], known), judge(region["code"], newer)) == ("genuine", "revoked")
    assert judge(new_code, newer) == "genuine"
    assert newer == read_answer(client.get("/api/v1/card-status").json, signer=signer)


def test_a_version_that_never_was_gets_the_whole_list_and_nonsense_a_no(client, region):
    assert "bits" in client.get("/api/v1/card-status?since=99").json
    assert client.get("/api/v1/card-status?since=yesterday").status_code == 422
    assert client.get("/api/v1/card-status?since=-1").status_code == 422


def test_all_addresses_are_described(client):
    described = client.get("/api/v1/openapi.json").json["paths"]

    assert set(described["/api/v1/cards/{number}"]["get"]["responses"]) >= {"200", "401", "403", "404", "429"}
    assert described["/api/v1/card-keys"]["get"]["security"] == []
    assert described["/api/v1/card-status"]["get"]["security"] == []
