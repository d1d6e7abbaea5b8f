"""Ticketing systems ask prices and record sales; they hear what to charge, never why."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.factories.accounts import ApiClientFactory, OrganisationFactory
from tests.factories.base import use
from tests.factories.coupons import CouponFactory, VoucherFactory
from tests.factories.discounts import Scene, scene
from uitpas2.accounts.models import AccessToken
from uitpas2.accounts.sessions import token_hash
from uitpas2.kernel.actor import system_actor


def client_of(work: Any, organisation_id: str, token: str) -> None:
    client = ApiClientFactory(organisation_id=organisation_id, scopes=["quotes", "sales"])
    work.session.add(
        AccessToken(token_hash=token_hash(token), client_id=client.id, expires_at=work.now + timedelta(hours=1))
    )


class BoxOffice:
    """A ticketing system with its token."""

    def __init__(self, client: Any, token: str) -> None:
        self.client = client
        self.headers = {"Authorization": f"Bearer {token}"}
        self.sent = 0

    def post(self, path: str, key: str = "", **body: Any) -> Any:
        self.sent += 1
        headers = {**self.headers, "Idempotency-Key": key or f"test-key-{self.sent:04d}"}
        return self.client.post(f"/api/v1{path}", json=body, headers=headers)

    def get(self, path: str) -> Any:
        return self.client.get(f"/api/v1{path}", headers=self.headers)

    def delete(self, path: str) -> Any:
        return self.client.delete(f"/api/v1{path}", headers=self.headers)


@pytest.fixture
def here(workplace) -> Scene:
    with workplace.begin(system_actor("test")) as work:
        use(work)
        made = scene(permanent=True)
        client_of(work, made.organiser_id, "ours")
        client_of(work, OrganisationFactory().id, "theirs")
    return made


@pytest.fixture
def ours(client, here: Scene) -> BoxOffice:
    return BoxOffice(client, "ours")


@pytest.fixture
def theirs(client, here: Scene) -> BoxOffice:
    return BoxOffice(client, "theirs")


def order(here: Scene) -> dict[str, str]:
    return {"card": here.card.number, "activity_id": here.activity.id}


def test_a_quote_says_what_to_charge_and_how_many_are_left_and_nothing_else(ours: BoxOffice, here: Scene) -> None:
    answer = ours.post("/quotes", **order(here))

    assert answer.status_code == 200
    assert answer.json == {
        "activity_id": here.activity.id,
        "price_id": here.activity.prices[0].id,
        "full_price_cents": 1000,
        "holder_pays_cents": 200,
        "remaining": 1,
        "refusal": None,
        "coupons": [],
        "coupon_refusal": None,
    }


def test_a_quote_shows_coupons_beside_the_price_and_a_sale_takes_the_one_that_was_chosen(
    ours: BoxOffice, here: Scene, workplace
) -> None:
    with workplace.begin(system_actor("test")) as work:
        use(work)
        coupon, voucher = CouponFactory().id, VoucherFactory(value=150).id

    quoted = ours.post("/quotes", **order(here)).json
    sold = ours.post("/sales", **order(here), coupon_id=coupon, voucher_id=voucher)
    again = ours.post("/quotes", **order(here), coupon_id=coupon).json
    refused = ours.post("/sales", **order(here), coupon_id=coupon)
    foreign = ours.post("/sales", **order(here), coupon_id="of-somebody-else")

    shown = [(one["coupon_id"], one["kind"], one["name"], one["holder_pays_cents"]) for one in quoted["coupons"]]
    assert quoted["holder_pays_cents"] == 200
    assert shown == [(voucher, "voucher", "Vrijetijdscheque", 50), (coupon, "coupon", "Cultuurbon", 100)]
    assert (sold.status_code, sold.json["holder_pays_cents"]) == (201, 0)
    assert (again["coupons"], again["coupon_refusal"]["code"]) == ([], "coupon-used-up")
    assert (refused.status_code, refused.json["code"], foreign.status_code) == (422, "coupon-used-up", 404)


def test_a_sale_is_recorded_shown_listed_and_cancelled(ours: BoxOffice, here: Scene) -> None:
    sold = ours.post("/sales", **order(here), client_reference="order-17")

    assert sold.status_code == 201
    assert (sold.json["holder_pays_cents"], sold.json["cancelled_at"]) == (200, None)
    assert ours.get(f"/sales/{sold.json['id']}").json == sold.json
    listed = ours.get("/sales?client_reference=order-17").json
    assert (listed["total"], listed["items"]) == (1, [sold.json])
    assert ours.delete(f"/sales/{sold.json['id']}").status_code == 204
    assert ours.get(f"/sales/{sold.json['id']}").json["cancelled_at"] is not None
    assert ours.delete(f"/sales/{sold.json['id']}").status_code == 409


def test_the_same_key_sells_once_and_a_sale_without_a_key_is_refused(ours: BoxOffice, here: Scene) -> None:
    first = ours.post("/sales", key="the-same-key", **order(here))
    again = ours.post("/sales", key="the-same-key", **order(here))

    assert first.json == again.json
    assert ours.get("/sales").json["total"] == 1
    without = ours.client.post("/api/v1/sales", json=order(here), headers=ours.headers)
    assert (without.status_code, without.json["code"]) == (422, "idempotency-key-needed")


def test_a_used_up_price_is_refused_in_words_and_can_be_sold_at_the_ordinary_one(ours: BoxOffice, here: Scene) -> None:
    ours.post("/sales", **order(here))

    quoted = ours.post("/quotes", **order(here)).json
    refused = ours.post("/sales", **order(here))
    sold = ours.post("/sales", **order(here), at_full_price=True)

    assert (quoted["holder_pays_cents"], quoted["remaining"]) == (1000, 0)
    assert (quoted["refusal"]["code"], quoted["refusal"]["again_from"]) == ("limit-reached", "2026-11-30")
    assert (refused.status_code, refused.json["code"]) == (422, "limit-reached")
    assert "Vanaf maandag 30 november kan het weer." in refused.json["title"]
    assert (sold.status_code, sold.json["holder_pays_cents"]) == (201, 1000)


def test_what_belongs_to_another_organiser_answers_like_what_does_not_exist(
    ours: BoxOffice, theirs: BoxOffice, here: Scene
) -> None:
    sale_id = ours.post("/sales", **order(here)).json["id"]

    foreign = [
        theirs.post("/quotes", **order(here)),
        theirs.post("/sales", **order(here)),
        theirs.get(f"/sales/{sale_id}"),
        theirs.delete(f"/sales/{sale_id}"),
    ]
    missing = [
        theirs.post("/quotes", card=here.card.number, activity_id="nowhere"),
        theirs.post("/sales", card=here.card.number, activity_id="nowhere"),
        theirs.get("/sales/nowhere"),
        theirs.delete("/sales/nowhere"),
    ]

    assert [answer.status_code for answer in foreign] == [404] * 4
    assert [answer.json for answer in foreign] == [answer.json for answer in missing]
    assert theirs.get("/sales").json["items"] == []


def test_a_mistyped_card_is_named_before_anything_is_sold(ours: BoxOffice, here: Scene) -> None:
    wrong = here.card.number[:-1] + str((int(here.card.number[-1]) + 1) % 10)

    answer = ours.post("/sales", **order(here) | {"card": wrong})

    assert (answer.status_code, answer.json["code"]) == (422, "card-number-mistyped")
