"""Giving cards from the drawer, ending them with a reason, and stopping somebody's cards for a while."""

from __future__ import annotations

import pytest

from tests.factories.accounts import OrganisationFactory
from tests.factories.cards import CardFactory, GuardianshipFactory, HolderFactory
from uitpas2.cards import queries, services
from uitpas2.cards.errors import CardBlocked, MembershipBarred
from uitpas2.cards.rules import CardEndReason, CardKind, CardStatus

CHIP = "04A1B2C3D4E5F6"


@pytest.fixture
def drawer(prepare, clerk):
    """Cards in the drawer of the clerk's counter."""
    with prepare():
        return [CardFactory(stock=True, held_by=clerk.organisation_id, chip_number=CHIP.lower() if first else None)
                for first in (True, False, False)]  # fmt: skip


def give(holder_id: str) -> str:
    return f"/counter/holders/{holder_id}/card"


def test_a_card_from_the_drawer_is_given_by_its_number_its_code_or_its_chip(desk, prepare, drawer):
    with prepare() as work:
        children = [HolderFactory(first_name=name) for name in ("Noor", "Sam", "Amina")]
        by_code = services.qr_token(work, drawer[1])
    by_number = f"{drawer[2].number[:4]} {drawer[2].number[4:]}"

    for child, card, scanned in zip(children, drawer, (CHIP, by_code, by_number), strict=True):
        page = desk.submit(give(child.id), {"way": "drawer", "number": scanned})

        assert "werkt. Je mag ze meegeven." in page.text
        with prepare() as work:
            assert queries.active_card(work, child.id).id == card.id


def test_a_card_that_cannot_be_given_says_why_and_stays_typed(desk, prepare, clerk, drawer):
    with prepare():
        noor = HolderFactory()
        other = OrganisationFactory()
        mine = {"stock": True, "held_by": clerk.organisation_id}
        wrong = {
            "": "Scan de kaart die je in je hand hebt",
            drawer[0].number[:-1] + str((int(drawer[0].number[-1]) + 1) % 10): "Dit nummer klopt net niet.",
            CardFactory(stock=True, held_by=other.id).number: "zit niet in de voorraad van jouw balie",
            CardFactory(**mine, status=CardStatus.SHIPPED).number: "zit in een pakje dat nog onderweg is",
            CardFactory(**mine, status=CardStatus.DELETED).number: "is uit de voorraad gehaald",
            CardFactory().number: "Dit kaartnummer is al in gebruik.",
            "04000000000000": "zit niet in de voorraad van jouw balie",
        }

    for typed, sentence in wrong.items():
        page = desk.submit(give(noor.id), {"way": "drawer", "number": typed}, status=422)

        assert sentence in page.error_beside("number")
        assert page.value_of("number") == typed


def test_a_card_ends_with_its_reason_and_another_one_comes_in_the_same_moment(desk, prepare, drawer):
    with prepare():
        old = CardFactory(number="0900000095902")
        holder_id = old.membership.holder_id
    page = desk.visit(desk.visit(f"/counter/holders/{holder_id}").link("Kwijt, stuk of een andere kaart"))
    assert "Kaart 0900 000 095 902 werkt vanaf de volgende scan nergens meer." in page.text

    refused = page.submit({"way": "drawer", "number": "12", "reason": "theft"}, status=422)
    assert refused.value_of("reason") == "theft"
    page = refused.submit({"number": drawer[0].number})

    assert "De oude kaart werkt niet meer" in page.text
    assert "Vervangen door een nieuwere: gestolen" in page.text
    with prepare() as work:
        assert queries.active_card(work, holder_id).id == drawer[0].id
        with pytest.raises(CardBlocked):
            queries.card_at_door(work, "0900000095902")


def test_a_lost_card_is_only_blocked_and_a_broken_one_replaced(desk, prepare):
    with prepare():
        card = CardFactory()
        holder_id, address = card.membership.holder_id, f"/counter/cards/{card.id}/end"

    without_reason = desk.submit(address, {"way": "none"}, status=422)
    broken = without_reason.submit({"way": "none", "reason": "defect"}, status=422)
    page = broken.submit({"reason": "loss"})
    again = desk.send(address, {"way": "none", "reason": "loss", "idempotency_key": "a-stale-page-0001"})

    assert "Kies wat er met de kaart is." in without_reason.error_beside("reason")
    assert "Deze reden past hier niet." in broken.error_beside("reason")
    assert "Geblokkeerd: kwijt" in page.text
    assert "Deze kaart werkte al niet meer. Er is niets veranderd." in again.text
    with prepare() as work:
        (only,) = queries.cards_of(work, holder_id)
        assert (only.status, only.end_reason) == (CardStatus.BLOCKED, CardEndReason.LOSS)


def test_a_card_given_by_mistake_is_taken_away_and_the_right_one_given(desk, prepare, drawer):
    with prepare():
        wrong = CardFactory()
        GuardianshipFactory(holder=wrong.membership.holder)

    desk.submit(f"/counter/cards/{wrong.id}/end", {"way": "digital", "reason": "mistake"})

    with prepare() as work:
        right = queries.active_card(work, wrong.membership.holder_id)
        assert (right.kind, right.id != wrong.id) == (CardKind.DIGITAL, True)
        assert queries.card(work, wrong.id).status is CardStatus.DELETED


def test_the_search_says_that_a_card_is_an_old_one_and_knows_chips(desk, prepare):
    with prepare():
        old = CardFactory(replaced=True, chip_number=CHIP.lower())
        CardFactory(holder=old.membership.holder)

    by_chip = desk.submit("/counter", {"text": "04:a1:b2:c3:d4:e5:f6"})
    unknown = desk.submit("/counter", {"text": "04A1B2C3D4E5F7"}, status=422)

    assert "werkt niet meer. Hieronder zie je waarom" in by_chip.text
    assert by_chip.heading == "Noor Peeters"
    assert "Deze persoon vinden we niet." in unknown.error_beside("text")


def test_somebodys_cards_stop_for_a_while_and_the_door_does_not_say_why(desk, prepare):
    with prepare():
        card = CardFactory()
        holder_id = card.membership.holder_id
    address = f"/counter/holders/{holder_id}"

    page = desk.submit(address, {"bar_reason": "misuse"})
    with prepare() as work, pytest.raises(MembershipBarred) as refused:
        queries.card_at_door(work, card.number)
    assert "De kaart van Noor is voorlopig gestopt" in page.text
    assert "de kaart werd misbruikt" in page.text
    assert "misbruik" not in refused.value.heading.nl + refused.value.advice.nl + refused.value.message.nl
    page = page.submit({}, action=f"{address}/bar/lift")

    assert "De kaart werkt weer." in page.text
    with prepare() as work:
        assert queries.card_at_door(work, card.number).card_id == card.id
