"""The drawer of a counter, and sheets of cards."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader

from tests.factories.cards import CardFactory
from uitpas2.cards import queries, services
from uitpas2.cards.jobs import print_waiting_sheets
from uitpas2.cards.models import Card
from uitpas2.cards.rules import CardStatus
from uitpas2.cards.services import paper


@pytest.fixture
def parcel(prepare, clerk):
    """Twenty cards on their way to the counter."""
    with prepare() as work:
        services.provision_cards(work, card_system_id=5, count=20)
        sent = services.ship_cards(work, card_system_id=5, organisation_id=clerk.organisation_id, count=20)
        numbers = list(work.session.query(Card.number).filter_by(parcel_id=sent.id).order_by(Card.serial))
        return sent.id, [number for (number,) in numbers]


def test_a_parcel_is_received_without_the_cards_that_are_missing(desk, prepare, parcel):
    parcel_id, numbers = parcel
    page = desk.visit("/counter/stock")
    assert "De lade is bijna leeg" in page.text
    page = desk.visit(page.link("Het is er"))

    wrong = page.submit({"missing": f"{numbers[0]}\n0900000095902\n12"}, status=422)
    assert "Dit hoort niet in dit pakje: 0900000095902, 12." in wrong.error_beside("missing")
    assert wrong.value_of("missing").splitlines() == [numbers[0], "0900000095902", "12"]
    page = wrong.submit({"missing": f"{numbers[0][:4]} {numbers[0][4:]}\n{numbers[1]}"})

    assert "Er liggen nu 18 kaarten bij in de lade. 2 kaarten ontbraken" in page.text
    assert "De lade is bijna leeg" not in page.text
    with prepare() as work:
        lying = work.session.query(Card).filter_by(parcel_id=parcel_id, status=CardStatus.STOCK).count()
        assert lying == 18
    again = desk.send(f"/counter/stock/parcels/{parcel_id}", {"idempotency_key": "a-second-clerk-01"})
    assert "Dit pakje was al gemeld." in again.text


def test_a_card_taken_out_of_the_drawer_is_never_handed_out(desk, prepare, clerk):
    with prepare():
        broken = CardFactory(stock=True, held_by=clerk.organisation_id)

    without_reason = desk.submit("/counter/stock", {"number": broken.number}, status=422)
    page = without_reason.submit({"reason": "defect"})

    assert "Kies wat er met de kaart is." in without_reason.error_beside("reason")
    assert without_reason.value_of("number") == broken.number
    assert "kan nooit meer uitgedeeld worden" in page.text
    with prepare() as work:
        assert work.session.get_one(Card, broken.id).status is CardStatus.DELETED


def test_sheets_are_ordered_from_a_list_followed_and_fetched(desk, prepare, workplace):
    with prepare():
        numbers = [CardFactory().number for _ in range(3)]
    listed = "\n".join([*numbers, "0900000067513"])

    wrong = desk.submit("/counter/sheets", {"which": "list", "numbers": listed}, status=422)
    assert "geen kaarten van jouw regio die werken: 0900000067513." in wrong.error_beside("numbers")
    assert wrong.value_of("numbers") == listed
    going = wrong.submit({"numbers": ", ".join(numbers)})
    bar = going.one("progress")
    assert (bar.get("max"), bar.get("value")) == ("3", "0")
    print_waiting_sheets(workplace)
    ready = desk.visit(going.address)

    assert "De bladen zijn klaar" in ready.text
    file = desk.client.get(ready.link("Haal de bladen op (PDF)"))
    assert file.headers["Cache-Control"] == "no-store"
    assert PdfReader(io.BytesIO(file.data)).pages[0].extract_text().count("UiTPAS 2.0") == 3


def test_sheets_that_could_not_be_made_say_what_to_do(desk, prepare, workplace, monkeypatch):
    with prepare():
        CardFactory()
    monkeypatch.setattr(paper, "sheets", None)

    going = desk.submit("/counter/sheets", {"latest": "5"})
    print_waiting_sheets(workplace)
    failed = desk.visit(going.address)

    assert "Bestel de bladen nog eens" in failed.text
    assert going.address.rsplit("/", 1)[1] in failed.text
    with prepare() as work:
        assert queries.sheets(work)[0].status == "failed"
