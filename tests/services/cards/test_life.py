"""Every change of a card's state that the table does not have is refused, and leaves the card as it was."""

from itertools import product

import pytest
from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from tests.factories.accounts import OrganisationFactory
from tests.factories.cards import CardFactory, HolderFactory
from tests.services.cards.people import acts_as, clerk_of_aalst, clerk_of_gent
from uitpas2.cards import queries, services
from uitpas2.cards.errors import (
    CardAlreadyActive,
    CardNotActive,
    CardNotInStock,
    CardTakenOut,
    CardUnknown,
    ChipNumberTaken,
    ChipNumberWrong,
    CounterOutsideRegion,
    NotEnoughCards,
    NotInParcel,
    NumberTaken,
    ParcelReceived,
    ParcelUnknown,
    ReasonDoesNotFit,
    TooManyAtOnce,
)
from uitpas2.cards.models import Card, CardParcel
from uitpas2.cards.rules import (
    HANDED_OUT,
    CardChange,
    CardEndReason,
    CardKind,
    CardStatus,
    card_after,
    is_card_number,
    read_scan,
)
from uitpas2.kernel.errors import DomainError, NotAllowed

IN_DRAWER = {"membership_id": None, "issued_at": None, "valid_until": None, "holder": None, "card_system_id": 5}


def card_in(status: CardStatus) -> Card:
    HolderFactory()
    return CardFactory(status=status) if status in HANDED_OUT else CardFactory(status=status, **IN_DRAWER)


def do(work, change: CardChange, card: Card) -> None:
    """The change by the service that a person or a job would use."""
    match change:
        case CardChange.SHIP:
            gent = clerk_of_gent().organisation
            services.ship_cards(work, card_system_id=5, organisation_id=gent.id, count=1)
        case CardChange.RECEIVE:
            parcel = CardParcel(
                id="parcel", card_system_id=5, organisation_id=OrganisationFactory().id, cards=1, shipped_at=work.now
            )
            work.session.add(parcel)
            work.session.flush()
            card.parcel_id = parcel.id
            work.session.flush()
            services.receive_parcel(work, parcel.id)
        case CardChange.HAND_OUT:
            services.issue_card(work, HolderFactory(first_name="Daan").id, number=card.number)
        case CardChange.BLOCK:
            services.block_card(work, card.id)
        case CardChange.REPLACE:
            services.replace_card(work, card.id)
        case CardChange.DELETE:
            services.delete_card(work, card.id)


@pytest.mark.parametrize(("status", "change"), list(product(CardStatus, CardChange)))
def test_only_what_the_table_has_happens_to_a_card(work, status, change):
    card = card_in(status)
    wanted = card_after(status, change)

    try:
        do(work, change, card)
        happened = True
    except DomainError:
        happened = False
    work.session.refresh(card)

    assert card.status is (wanted or status)
    assert happened == (wanted is not None) or change is CardChange.RECEIVE  # a parcel without this card arrives
    assert (card.revoked_in is not None) == (card.status in {"blocked", "replaced", "deleted"})


@pytest.mark.parametrize("status", [CardStatus.ACTIVE, CardStatus.BLOCKED, CardStatus.REPLACED])
def test_the_database_itself_holds_a_card_in_use_to_a_holder(work, status):
    card = card_in(CardStatus.STOCK)

    with pytest.raises(IntegrityError), work.session.begin_nested():
        work.session.execute(update(Card).where(Card.id == card.id).values(status=status))


def test_numbers_are_made_sent_received_and_handed_out(work):
    clerk = clerk_of_gent()
    at_desk, noor, gent = acts_as(work, clerk), HolderFactory(), clerk.organisation_id

    batch = services.provision_cards(work, card_system_id=5, count=60)
    codes = list(services.batch_codes(work, batch.id))
    parcel = services.ship_cards(work, card_system_id=5, organisation_id=gent, count=50)
    lost = codes[7][0]
    assert [one.id for one in queries.parcels_under_way(at_desk)] == [parcel.id]
    services.receive_parcel(at_desk, parcel.id, missing=[lost])
    card = services.issue_card(at_desk, noor.id, number=codes[3][0])

    assert len({number for number, _ in codes if is_card_number(number)}) == 60
    assert [read_scan(code).serial for _, code in codes] == list(range(batch.first_serial, batch.last_serial + 1))
    assert (card.status, card.batch_id, card.held_by) == (CardStatus.ACTIVE, batch.id, gent)
    assert queries.card_at_door(work, codes[3][1]).holder_id == noor.id  # the code that was printed before
    assert (queries.own_stock(at_desk), queries.provisioned(work, 5)) == (48, 10)
    assert [(one.in_stock, one.shipped) for one in queries.stock(work, 5)] == [(48, 0)]
    assert queries.parcels_under_way(at_desk) == []
    for problem, act in [
        (NumberTaken, lambda: services.issue_card(at_desk, HolderFactory().id, number=codes[3][0])),
        (CardTakenOut, lambda: services.issue_card(at_desk, HolderFactory().id, number=lost)),
        (CardNotInStock, lambda: services.issue_card(at_desk, HolderFactory().id, number=codes[55][0])),
        (CardNotInStock, lambda: services.issue_card(at_desk, HolderFactory().id, number="0900000095902")),
        (ParcelReceived, lambda: services.receive_parcel(at_desk, parcel.id)),
        (
            NotEnoughCards,
            lambda: services.ship_cards(work, card_system_id=5, organisation_id=gent, count=11),
        ),
    ]:
        with pytest.raises(problem):
            act()


def test_a_counter_neither_makes_numbers_nor_touches_what_is_sent_to_another(work):
    gent, aalst = clerk_of_gent(), clerk_of_aalst()
    services.provision_cards(work, card_system_id=5, count=3)
    parcel = services.ship_cards(work, card_system_id=5, organisation_id=gent.organisation_id, count=2)
    card = work.session.query(Card).filter_by(parcel_id=parcel.id).first()
    at_desk, elsewhere = acts_as(work, gent), acts_as(work, aalst)

    with pytest.raises(NotAllowed):
        services.provision_cards(at_desk, card_system_id=5, count=1)
    with pytest.raises(NotAllowed):
        services.ship_cards(at_desk, card_system_id=5, organisation_id=gent.organisation_id, count=1)
    with pytest.raises(CounterOutsideRegion):
        services.ship_cards(work, card_system_id=5, organisation_id=aalst.organisation_id, count=1)
    with pytest.raises(TooManyAtOnce):
        services.provision_cards(work, card_system_id=5, count=50_001)
    with pytest.raises(ParcelUnknown):
        services.receive_parcel(elsewhere, parcel.id)
    with pytest.raises(CardUnknown):
        services.delete_card(elsewhere, card.id)
    with pytest.raises(NotInParcel), work.session.begin_nested():
        services.receive_parcel(at_desk, parcel.id, missing=["0900000095902"])
    assert services.receive_parcel(at_desk, parcel.id).missing == 0


def test_replacing_is_one_act_with_a_reason_and_the_card_from_the_drawer(work):
    clerk = clerk_of_gent()
    at_desk = acts_as(work, clerk)
    old = services.issue_card(at_desk, HolderFactory().id, kind=CardKind.DIGITAL)
    in_drawer = CardFactory(stock=True, held_by=clerk.organisation_id)

    new = services.replace_card(at_desk, old.id, reason=CardEndReason.UPGRADE, number=in_drawer.number)

    assert (new.id, new.status, new.kind) == (in_drawer.id, CardStatus.ACTIVE, CardKind.PHYSICAL)
    assert (old.replaced_by, old.end_reason, old.ended_at) == (new.id, CardEndReason.UPGRADE, work.now)
    with pytest.raises(ReasonDoesNotFit):
        services.block_card(at_desk, new.id, reason=CardEndReason.UPGRADE)
    assert new.status is CardStatus.ACTIVE


def test_a_blocked_card_is_replaced_unless_the_holder_has_another_one_by_now(work):
    noor = HolderFactory()
    lost = services.issue_card(work, noor.id)
    services.block_card(work, lost.id, reason=CardEndReason.THEFT)
    blocked_at, blocked_in = lost.ended_at, lost.revoked_in

    new = services.replace_card(work, lost.id)

    assert (lost.status, lost.end_reason, lost.replaced_by) == (CardStatus.REPLACED, CardEndReason.THEFT, new.id)
    assert (lost.ended_at, lost.revoked_in) == (blocked_at, blocked_in)
    services.block_card(work, new.id)
    services.issue_card(work, noor.id)
    with pytest.raises(CardAlreadyActive), work.session.begin_nested():
        services.replace_card(work, new.id)
    with pytest.raises(CardNotActive):
        services.replace_card(work, lost.id)


def test_a_chip_belongs_to_one_card(work):
    HolderFactory()
    one, other = CardFactory(stock=True), CardFactory(stock=True)

    services.set_chip_number(work, one.number, "04A1B2C3D4E5F6")
    services.set_chip_number(work, one.number, "04a1b2c3d4e5f6")

    work.session.refresh(one)
    assert one.chip_number == "04a1b2c3d4e5f6"
    for number, chip, problem in [
        (other.number, "04a1b2c3d4e5f6", ChipNumberTaken),
        (one.number, "04a1b2c3d4e5f7", ChipNumberTaken),
        (other.number, "04a1b2", ChipNumberWrong),
        ("0900000095902", "04a1b2c3d4e5f8", CardUnknown),
    ]:
        with pytest.raises(problem):
            services.set_chip_number(work, number, chip)
