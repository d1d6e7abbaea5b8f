"""Moving house: out of the region at the counter of before, or into it with the card in hand."""

from __future__ import annotations

from datetime import date

import pytest

from tests.factories.cards import CardFactory, HolderFactory, SocialRightFactory
from tests.services.cards.people import clerk_of_aalst
from uitpas2.cards import queries
from uitpas2.cards.models import Holder

AALST = {"street": "Grote Markt 3", "postal_code": "9300", "city": "Aalst"}
GENT = {"street": "Kouter 1", "postal_code": "9000", "city": "Gent"}


@pytest.fixture(autouse=True)
def aalst(prepare) -> None:
    with prepare():
        clerk_of_aalst()


def test_a_family_moves_away_and_the_right_goes_along(desk, prepare):
    with prepare():
        card = CardFactory(number="0900000095902")
        noor = card.membership.holder
        SocialRightFactory(holder_id=noor.id)

    page = desk.visit(desk.visit(f"/counter/holders/{noor.id}").link("Verhuisd?")).submit(AALST)

    assert "Het recht op verlaagde prijs loopt door zonder een dag ertussen" in page.text
    assert "tot en met dinsdag 31 augustus 2027." in page.text
    assert page.heading == "Wie staat er aan je balie?"
    assert "Vanaf nu zorgt een andere regio voor dit gezin; jij ziet het niet meer." in page.text
    assert desk.client.get(f"/counter/holders/{noor.id}").status_code == 404
    with prepare() as work:
        assert work.session.get_one(Holder, noor.id).municipality_nis == "41002"
        assert queries.has_right_on(work, noor.id, work.today)
        assert queries.card_at_door(work, "0900000095902").municipality_nis == "41002"
        assert len(work.session.get_one(Holder, noor.id).memberships) == 2


def test_somebody_with_a_card_of_another_region_comes_to_live_here(desk, prepare):
    with prepare():
        card = CardFactory(number="0900000095902", holder=HolderFactory(of_aalst=True))
        SocialRightFactory(holder_id=card.membership.holder_id, municipality_nis="41002", ground="rent_subsidy")
    shown = {"card_number": "0900 000 095 902", "birth_date": "2018-03-14", **GENT}

    page = desk.submit("/counter/arrivals", shown)

    assert page.heading == "Noor Peeters"
    assert "Het recht op verlaagde prijs van de andere gemeente stopt vandaag." in page.text
    assert "9000 Gent" in page.text
    with prepare() as work:
        assert not queries.has_right_on(work, card.membership.holder_id, work.today)


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"birth_date": "2018-03-15"}, "card_number", "vinden we niet"),
        ({"card_number": "0900000000010"}, "card_number", "vinden we niet"),
        ({**AALST}, "postal_code", "Aalst hoort niet bij jouw regio"),
        ({"postal_code": "1000"}, "postal_code", "geen Vlaamse gemeente"),
    ],
)
def test_who_cannot_be_received_stays_where_they_are_and_nothing_typed_is_lost(desk, prepare, changes, field, sentence):
    with prepare():
        noor = HolderFactory(of_aalst=True)
        CardFactory(number="0900000095902", holder=noor)
    shown = {"card_number": "0900000095902", "birth_date": "2018-03-14", **GENT, **changes}

    page = desk.submit("/counter/arrivals", shown, status=422)

    assert sentence in page.error_beside(field)
    assert {name: page.value_of(name) for name in shown} == shown
    with prepare() as work:
        assert work.session.get_one(Holder, noor.id).municipality_nis == "41002"


def test_a_clerk_moves_nobody_of_another_region_by_address_alone(desk, prepare):
    with prepare():
        noor = HolderFactory(of_aalst=True, birth_date=date(2018, 3, 14))

    answer = desk.client.post(f"/counter/holders/{noor.id}/move", data={**GENT, "idempotency_key": "some-key-0001"})

    assert answer.status_code == 404
