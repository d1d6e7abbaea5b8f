"""Groups with a pass: so many tickets at the reduced price in a calendar year."""

from __future__ import annotations

from tests.factories.activities import ActivityFactory
from uitpas2.cards import queries as cards
from uitpas2.discounts.services import sell

CREW = {"name": "Chiro Ter Leie", "postal_code": "9000", "city": "Gent"}


def test_a_group_gets_a_pass_and_a_card_uses_tickets_and_goes_on_next_year(desk, prepare):
    wrong = desk.submit("/counter/groups", {**CREW, "postal_code": "1000"}, status=422)
    assert wrong.value_of("name") == CREW["name"]
    assert "vinden we geen Vlaamse gemeente" in wrong.error_beside("postal_code")
    page = wrong.submit({"postal_code": "9000"})
    address, holder_id = page.address, page.address.rsplit("/", 1)[1]
    assert page.heading == CREW["name"]
    assert "Ouder of voogd" not in page.text
    page = page.submit({"way": "print"}, action=f"{address}/card")
    with prepare() as work:
        activity_id, card = ActivityFactory().id, cards.active_card(work, holder_id)
        for _ in range(3):
            sale = sell(work, activity_id=activity_id, holder_id=holder_id, card_id=card.id)
            assert sale.holder_pays < sale.full_price

    page = desk.visit(address)
    assert "47 van 50 tickets aan de verlaagde prijs zijn er dit jaar nog" in page.text
    assert "tot en met donderdag 31 december 2026" in page.text
    page = page.submit({}, action=f"/counter/groups/{holder_id}/renew")
    assert "De groep heeft haar pas voor 2027." in page.text
    stale = desk.send(f"/counter/groups/{holder_id}/renew", {"year": "2027", "idempotency_key": "a-second-clerk-01"})
    assert "Deze groep heeft haar pas al." in stale.text
    assert "tot en met vrijdag 31 december 2027" in page.text
    assert "47 van 50" in desk.visit("/counter/groups").text
    page = page.submit({}, action=f"/counter/groups/{holder_id}/end")
    assert "Deze groep heeft nu geen pas" in page.text
