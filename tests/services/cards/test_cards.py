"""Issuing, blocking and replacing cards, and what a door learns of them."""

from dataclasses import asdict
from datetime import date
from itertools import pairwise

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from tests.factories.cards import CardFactory, HolderFactory, MembershipFactory
from tests.services.cards.people import acts_as, clerk_of_aalst, clerk_of_gent, partner_worker, volunteer
from uitpas2.cards import queries, services
from uitpas2.cards.errors import (
    CardAlreadyActive,
    CardBlocked,
    CardExpired,
    CardNotActive,
    CardNotInStock,
    CardUnknown,
    HolderUnknown,
    NumberMistyped,
    NumbersUsedUp,
    NumberTaken,
    TokenUnreadable,
)
from uitpas2.cards.models import CardSerial
from uitpas2.cards.rules import (
    CardKind,
    CardStatus,
    MembershipStatus,
    is_card_number,
    is_ours,
    key_purpose,
    make_token,
    new_number,
    read_scan,
    signing_key,
)
from uitpas2.kernel.keys import Keys


def test_a_clerk_issues_a_card_that_opens_the_door_by_number_and_by_code(work):
    clerk = acts_as(work, clerk_of_gent())
    noor = HolderFactory()

    card = services.issue_card(clerk, noor.id)

    assert is_card_number(card.number)
    assert (card.status, card.card_system_id, card.version) == (CardStatus.ACTIVE, 5, 1)
    assert card.valid_until == date(2031, 11, 25)
    by_number = queries.card_at_door(work, card.number)
    assert by_number == queries.card_at_door(work, services.qr_token(work, card))
    assert asdict(by_number) == {
        "card_id": card.id,
        "holder_id": noor.id,
        "first_name": "Noor",
        "initial": "P",
        "birth_date": date(2018, 3, 14),
        "municipality_nis": "44021",
        "kind": "person",
        "number": card.number,
    }


def test_serials_follow_each_other_and_numbers_do_not(work):
    cards = [services.issue_card(work, HolderFactory().id) for _ in range(4)]

    assert [card.serial for card in cards] == [1, 2, 3, 4]
    assert len({card.number for card in cards}) == 4
    assert len({int(after.number) - int(before.number) for before, after in pairwise(cards)}) == 3


def test_a_number_that_an_old_card_has_already_is_passed_over(work):
    first_choice = new_number(work.keys.derive("card-numbers"), 5, 1)
    CardFactory(number=first_choice)

    card = services.issue_card(work, HolderFactory().id)

    assert card.serial == 2
    assert card.number != first_choice


def test_when_all_numbers_seem_taken_it_says_so(work, monkeypatch):
    taken = CardFactory().number
    monkeypatch.setattr("uitpas2.cards.services.cards.new_number", lambda *_: taken)

    with pytest.raises(NumbersUsedUp):
        services.issue_card(work, HolderFactory().id)


def test_nobody_gets_a_second_working_card(work):
    noor = HolderFactory()
    services.issue_card(work, noor.id)

    with pytest.raises(CardAlreadyActive):
        services.issue_card(work, noor.id)
    with pytest.raises(CardAlreadyActive):
        services.issue_card(work, noor.id, number="0900000095902")


def test_a_printed_card_with_an_old_number_can_be_handed_out_once(work):
    noor, daan = HolderFactory(), HolderFactory(first_name="Daan")

    card = services.issue_card(work, noor.id, number="0900 000 095 902", kind=CardKind.DIGITAL)

    assert (card.number, card.kind) == ("0900000095902", CardKind.DIGITAL)
    with pytest.raises(NumberTaken) as taken:
        services.issue_card(work, daan.id, number="0900000095902")
    with pytest.raises(NumberMistyped):
        services.issue_card(work, daan.id, number="0900000095903")
    assert taken.value.field == "number"


def test_a_card_from_stock_is_handed_out_with_its_own_serial(work):
    noor = HolderFactory()
    stock = CardFactory(stock=True)

    card = services.issue_card(work, noor.id, number=stock.number)

    assert card is stock
    assert (card.status, card.membership_id, card.issued_at) == (CardStatus.ACTIVE, noor.memberships[0].id, work.now)


def test_stock_of_another_region_stays_there(work):
    noor = HolderFactory(of_aalst=True)
    HolderFactory()
    stock = CardFactory(stock=True)

    with pytest.raises(CardNotInStock):
        services.issue_card(work, noor.id, number=stock.number)

    assert stock.status is CardStatus.STOCK


def test_a_blocked_card_is_refused_from_then_on_and_the_door_hears_what_to_say(work):
    clerk = acts_as(work, clerk_of_gent())
    card = services.issue_card(clerk, HolderFactory().id)
    code = services.qr_token(work, card)

    services.block_card(clerk, card.id)

    for scanned in (card.number, code):
        with pytest.raises(CardBlocked) as refused:
            queries.card_at_door(work, scanned)
        assert refused.value.heading.nl == "Deze kaart is geblokkeerd"
        assert refused.value.advice.nl.startswith("Vraag Noor om naar de balie te gaan.")
        assert "Noor" not in str(refused.value.details) + refused.value.message.nl
    with pytest.raises(CardNotActive):
        services.block_card(clerk, card.id)


def test_replacing_a_card_ends_the_old_code_in_the_same_moment(work):
    clerk = acts_as(work, clerk_of_gent())
    old = services.issue_card(clerk, HolderFactory().id)
    old_code = services.qr_token(work, old)

    new = services.replace_card(clerk, old.id)

    assert old.status is CardStatus.REPLACED
    assert queries.card_at_door(work, services.qr_token(work, new)).card_id == new.id
    for scanned in (old.number, old_code):
        with pytest.raises(CardBlocked):
            queries.card_at_door(work, scanned)
    with pytest.raises(CardNotActive):
        services.replace_card(clerk, old.id)


def test_after_blocking_a_new_card_can_be_issued(work):
    noor = HolderFactory()
    lost = services.issue_card(work, noor.id)
    services.block_card(work, lost.id)

    card = services.issue_card(work, noor.id)

    assert queries.active_card(work, noor.id) is card
    assert list(queries.cards_of(work, noor.id)) == [card, lost]


def test_an_older_code_of_the_same_card_no_longer_works(work):
    card = services.issue_card(work, HolderFactory().id)
    older = services.qr_token(work, card)
    card.version = 2
    work.session.flush()

    with pytest.raises(CardBlocked):
        queries.card_at_door(work, older)
    assert queries.card_at_door(work, services.qr_token(work, card)).card_id == card.id


def test_a_code_made_with_another_secret_is_a_card_we_do_not_know(work):
    card = services.issue_card(work, HolderFactory().id)
    key = signing_key(Keys("somebody else's secret of some length").derive(key_purpose(2026)))

    with pytest.raises(CardUnknown) as forged:
        queries.card_at_door(work, make_token(key, kid=2026, serial=card.serial, version=1, last_day=card.valid_until))
    with pytest.raises(CardUnknown) as missing:
        queries.card_at_door(work, "0900000067513")

    assert forged.value.message == missing.value.message


@pytest.mark.parametrize("kid", [2025, 2027])
def test_a_key_of_a_year_without_cards_counts_for_nothing(work, kid):
    card = services.issue_card(work, HolderFactory().id)
    key = signing_key(work.keys.derive(key_purpose(kid)))

    with pytest.raises(CardUnknown):
        queries.card_at_door(work, make_token(key, kid=kid, serial=card.serial, version=1, last_day=card.valid_until))


def test_a_card_in_stock_or_deleted_is_not_known(work):
    HolderFactory()

    for card in (CardFactory(stock=True), CardFactory(status=CardStatus.DELETED)):
        with pytest.raises(CardUnknown):
            queries.card_at_door(work, card.number)


def test_a_card_works_through_its_last_day(work):
    CardFactory(number="0900000095902", valid_until=date(2026, 11, 25))
    CardFactory(number="0900000067513", valid_until=date(2026, 11, 24))

    assert queries.card_at_door(work, "0900000095902")
    with pytest.raises(CardExpired):
        queries.card_at_door(work, "0900000067513")


def test_the_card_of_a_blocked_membership_is_refused(work):
    card = CardFactory()
    card.membership.status = MembershipStatus.BLOCKED
    work.session.flush()

    with pytest.raises(CardBlocked):
        queries.card_at_door(work, card.number)


def test_typing_errors_and_cut_codes_are_told_apart_from_unknown_cards(work):
    with pytest.raises(NumberMistyped) as mistyped:
        queries.card_at_door(work, "0900000095903")
    with pytest.raises(TokenUnreadable):
        queries.card_at_door(work, "UP1:ABC")

    assert mistyped.value.message.nl == "Dit nummer klopt net niet. Kijk nog eens naar de laatste cijfers."


def test_a_clerk_of_another_region_can_do_nothing_with_a_card_but_scan_it(work):
    noor = HolderFactory()
    card = CardFactory(holder=noor)
    of_aalst = acts_as(work, clerk_of_aalst())

    for act in (services.block_card, services.replace_card, queries.card):
        with pytest.raises(CardUnknown):
            act(of_aalst, card.id)
    with pytest.raises(HolderUnknown):
        services.issue_card(of_aalst, noor.id)
    assert card.status is CardStatus.ACTIVE
    assert queries.card_at_door(acts_as(work, volunteer()), card.number).first_name == "Noor"


def test_a_partner_issues_no_cards(work):
    noor = HolderFactory()

    with pytest.raises(HolderUnknown):
        services.issue_card(acts_as(work, partner_worker()), noor.id)


def test_the_card_of_the_oldest_membership_is_the_one_to_show(work):
    noor = HolderFactory()
    of_aalst = acts_as(work, clerk_of_aalst())
    MembershipFactory(holder_id=noor.id, card_system_id=1, since=work.now)
    work.session.expire(noor)

    second = services.issue_card(of_aalst, noor.id)
    first = services.issue_card(work, noor.id)

    assert (first.card_system_id, second.card_system_id) == (5, 1)
    assert queries.active_card(work, noor.id) is first


def test_a_region_looks_up_its_own_cards_only(work):
    card = CardFactory()
    holder = card.membership.holder
    of_gent, of_aalst = acts_as(work, clerk_of_gent()), acts_as(work, clerk_of_aalst())

    assert queries.card_of_region(of_gent, card.number) == (card, holder)
    for actor, number in ((of_aalst, card.number), (of_gent, "0900000067513"), (of_gent, "12")):
        with pytest.raises(CardUnknown):
            queries.card_of_region(actor, number)


def test_the_published_keys_check_the_codes(work):
    code = services.qr_token(work, services.issue_card(work, HolderFactory().id))

    keys = queries.card_keys(work)

    assert [key.kid for key in keys] == [2026]
    assert is_ours(read_scan(code), Ed25519PublicKey.from_public_bytes(keys[0].public_key))


def test_cards_to_print_come_in_the_order_asked_or_newest_first(work):
    cards = [CardFactory() for _ in range(3)]
    CardFactory(blocked=True)
    numbers = [cards[2].number, cards[0].id]

    named = queries.cards_to_print(work, numbers=numbers)
    latest = queries.cards_to_print(work, municipality_nis="44021", latest=2)

    assert [card for card, _ in named] == [cards[2], cards[0]]
    assert [card for card, _ in latest] == [cards[2], cards[1]]
    with pytest.raises(CardUnknown):
        queries.cards_to_print(work, numbers=[*numbers, "0900000067513"])


def test_a_refused_card_costs_at_most_a_serial(work):
    noor = HolderFactory()
    services.issue_card(work, noor.id)

    with pytest.raises(CardAlreadyActive):
        services.issue_card(work, noor.id)

    assert work.session.get_one(CardSerial, 1, populate_existing=True).last == 2
