"""Two clerks give the same child a card in the same moment: the database lets one of them through."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from threading import Barrier, BrokenBarrierError, Event

import pytest
from sqlalchemy import Engine, Index, delete, select, update

from tests.factories.base import use
from tests.factories.cards import CardFactory, HolderFactory
from tests.services.cards.people import acts_as, clerk_of_aalst, clerk_of_gent
from tests.services.cards.test_holders import IN_GENT, NOOR, NOORS_NUMBER
from tests.services.cards.test_pictures import PNG
from uitpas2.accounts.sessions import actor_of
from uitpas2.cards import queries, services
from uitpas2.cards.errors import AlreadyRegistered, CardAlreadyActive, CardNotActive, NotEnoughCards, RightOverlaps
from uitpas2.cards.models import Card, Holder, HolderPicture
from uitpas2.cards.rules import CARD_LIFE, CardStatus, NationalNumber, Purpose
from uitpas2.cards.services import consents, moving, national_numbers, pictures
from uitpas2.database.work import Work, Workplace
from uitpas2.database.writes import happened
from uitpas2.kernel.actor import Actor, system_actor
from uitpas2.kernel.errors import DomainError
from uitpas2.privacy.services.erasing import erase_holder

CLERKS = 4


@pytest.fixture
def counter(workplace: Workplace) -> tuple[str, Actor]:
    """The id of a child without a card, and a clerk."""
    with workplace.begin(system_actor("test")) as work:
        use(work)
        clerk = clerk_of_gent()
        _ = clerk.organisation, clerk.account
        return HolderFactory().id, actor_of(clerk)


def all_at_once(act) -> list[str]:
    with ThreadPoolExecutor(CLERKS) as pool:
        return sorted(pool.map(act, range(CLERKS)))


def issue_together(workplace: Workplace, holder_id: str, clerk: Actor) -> list[str]:
    """Each clerk looks, sees that there is no card, and issues one."""
    all_looked = Barrier(CLERKS)

    def look_and_issue(_: int) -> str:
        with workplace.reading(clerk) as work:
            assert queries.active_card(work, holder_id) is None
        all_looked.wait(timeout=20)
        try:
            with workplace.begin(clerk) as work:
                services.issue_card(work, holder_id)
        except CardAlreadyActive:
            return "refused"
        return "issued"

    return all_at_once(look_and_issue)


def working_cards(workplace: Workplace) -> int:
    with workplace.reading(system_actor("test")) as work:
        return len(work.session.scalars(select(Card.id).where(Card.status == CardStatus.ACTIVE)).all())


@contextmanager
def without_the_guard(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The index that allows one working card per membership taken away, and nobody looking a second time."""
    index = next(index for index in Card.__table__.indexes if index.name == "uq_cards_one_active")
    assert isinstance(index, Index)
    index.drop(engine)
    monkeypatch.setattr("uitpas2.cards.services.cards._refuse_second_card", lambda *_: None)
    try:
        yield
    finally:
        with engine.begin() as connection:
            connection.execute(delete(Card))
        index.create(engine)


def test_of_clerks_who_issue_at_once_one_wins(workplace, counter):
    outcomes = issue_together(workplace, *counter)

    assert outcomes == ["issued", "refused", "refused", "refused"]
    assert working_cards(workplace) == 1


def test_without_the_guard_the_same_race_makes_several_cards(workplace, counter, database, monkeypatch):
    with without_the_guard(database, monkeypatch):
        outcomes = issue_together(workplace, *counter)

        assert outcomes == ["issued"] * CLERKS
        assert working_cards(workplace) == CLERKS


def test_of_clerks_who_replace_a_card_at_once_one_wins(workplace, counter):
    holder_id, clerk = counter
    with workplace.begin(clerk) as work:
        old_id = services.issue_card(work, holder_id).id
    together = Barrier(CLERKS)

    def replace(_: int) -> str:
        together.wait(timeout=20)
        try:
            with workplace.begin(clerk) as work:
                services.replace_card(work, old_id)
        except CardNotActive:
            return "too late"
        return "replaced"

    assert all_at_once(replace) == ["replaced", "too late", "too late", "too late"]
    assert working_cards(workplace) == 1


def test_of_clerks_who_record_a_right_at_once_one_wins(workplace, counter):
    holder_id, clerk = counter
    together = Barrier(CLERKS)

    def record(_: int) -> str:
        together.wait(timeout=20)
        try:
            with workplace.begin(clerk) as work:
                starts = work.today.replace(day=1)
                services.record_right(
                    work,
                    holder_id=holder_id,
                    starts=starts,
                    ends=starts.replace(year=starts.year + 1),
                    ground="living_wage",
                    granted_by=clerk.organisation_id or "",
                )
        except RightOverlaps:
            return "overlaps"
        return "recorded"

    assert all_at_once(record) == ["overlaps", "overlaps", "overlaps", "recorded"]


def activate_together(workplace: Workplace, clerk: Actor, holders: list[str], numbers: list[str]) -> list[str]:
    """Each clerk has a child at the desk and types the number of a card; all of them at the same moment."""
    together = Barrier(len(holders))

    def activate(turn: int) -> str:
        together.wait(timeout=20)
        try:
            with workplace.begin(clerk) as work:
                services.issue_card(work, holders[turn], number=numbers[turn])
        except DomainError as error:
            return error.code
        return "activated"

    with ThreadPoolExecutor(len(holders)) as pool:
        return sorted(pool.map(activate, range(len(holders))))


@pytest.fixture
def drawer(workplace: Workplace, counter: tuple[str, Actor]) -> tuple[list[str], list[str]]:
    """Four children without a card, and four cards in the drawer of the counter."""
    with workplace.begin(system_actor("test")) as work:
        use(work)
        cards = [CardFactory(stock=True, held_by=counter[1].organisation_id).number for _ in range(CLERKS)]
        return [HolderFactory().id for _ in range(CLERKS)], cards


def test_of_clerks_who_activate_the_same_stock_card_at_once_one_wins(workplace, counter, drawer):
    holders, numbers = drawer

    outcomes = activate_together(workplace, counter[1], holders, numbers[:1] * CLERKS)

    assert outcomes == ["activated", *["card-number-taken"] * (CLERKS - 1)]
    assert working_cards(workplace) == 1


def test_of_clerks_who_give_one_child_different_stock_cards_at_once_one_wins(workplace, counter, drawer):
    holders, numbers = drawer

    outcomes = activate_together(workplace, counter[1], holders[:1] * CLERKS, numbers)

    assert outcomes == ["activated", *["card-already-active"] * (CLERKS - 1)]
    assert working_cards(workplace) == 1


def test_without_the_guard_the_same_stock_card_is_promised_to_every_child(workplace, counter, drawer, monkeypatch):
    """Without the state in the condition of the update, who comes later takes the card from who was told it works."""
    holders, numbers = drawer

    def change_whatever_it_is(work, what, *conditions, **values):
        changing = update(Card).where(*conditions).values(status=CARD_LIFE[what].after, **values)
        return happened(work.session, changing)

    monkeypatch.setattr("uitpas2.cards.services.cards.change", change_whatever_it_is)

    outcomes = activate_together(workplace, counter[1], holders, numbers[:1] * CLERKS)

    assert outcomes == ["activated"] * CLERKS
    assert working_cards(workplace) == 1


def test_two_parcels_sent_at_once_share_no_card(workplace, counter):
    with workplace.begin(system_actor("test")) as work:
        services.provision_cards(work, card_system_id=5, count=40)
    together = Barrier(CLERKS)

    def ship(_: int) -> str:
        together.wait(timeout=20)
        try:
            with workplace.begin(system_actor("test")) as work:
                counter_id = counter[1].organisation_id or ""
                services.ship_cards(work, card_system_id=5, organisation_id=counter_id, count=15)
        except NotEnoughCards:
            return "too few left"
        return "shipped"

    outcomes = all_at_once(ship)

    with workplace.reading(system_actor("test")) as work:
        assert [(one.shipped, one.in_stock) for one in queries.stock(work, 5)] == [(30, 0)]
        assert queries.provisioned(work, 5) == 10
    assert outcomes == ["shipped", "shipped", "too few left", "too few left"]


def test_a_card_blocked_and_replaced_at_once_ends_once_in_the_list_of_revoked_cards(workplace, counter):
    holder_id, clerk = counter
    with workplace.begin(clerk) as work:
        card_id = services.issue_card(work, holder_id).id
    together = Barrier(CLERKS)

    def end(turn: int) -> str:
        together.wait(timeout=20)
        try:
            with workplace.begin(clerk) as work:
                services.replace_card(work, card_id) if turn % 2 else services.block_card(work, card_id)
        except (CardNotActive, CardAlreadyActive):
            return "too late"
        return "ended"

    outcomes = all_at_once(end)

    with workplace.reading(system_actor("test")) as work:
        assert services.status_list(work).version == 1
        assert queries.active_card(work, holder_id) is not None
    assert outcomes.count("ended") in {1, 2}  # blocked first and replaced then, or replaced at once


def register_at_once(workplace: Workplace, monkeypatch: pytest.MonkeyPatch) -> tuple[list[str], int]:
    """Two clerks of Gent register a child whom Aalst knows: both look whether Gent does before either goes on.

    Tells what each of them heard, and how many children of Gent have the number then.
    """
    with workplace.begin(system_actor("test")) as work:
        use(work)
        clerk = clerk_of_gent()
        gent = actor_of(clerk)
        of_aalst = acts_as(work, clerk_of_aalst())
        there = {"postal_code": "9300", "city": "Aalst", "municipality_nis": "41002"}
        services.register_holder(of_aalst, **NOOR, **there, national_number=NOORS_NUMBER)
    both_looked, look = Barrier(2), national_numbers.is_known_here

    def look_and_wait(work: Work, number: NationalNumber) -> bool:
        known = look(work, number)
        with suppress(BrokenBarrierError):  # who has to wait for a colleague does not come here in time
            both_looked.wait(timeout=0.5)
        return known

    monkeypatch.setattr(national_numbers, "is_known_here", look_and_wait)

    def register(_: int) -> str:
        try:
            with workplace.begin(gent) as work:
                services.register_holder(work, **NOOR, **IN_GENT, national_number=NOORS_NUMBER)
        except AlreadyRegistered:
            return "known"
        return "registered"

    with ThreadPoolExecutor(2) as pool:
        outcomes = sorted(pool.map(register, range(2)))
    with workplace.reading(system_actor("test")) as work:
        kept = Holder.national_number.is_not(None) & (Holder.municipality_nis == "44021")
        return outcomes, len(work.session.scalars(select(Holder.id).where(kept)).all())


def test_of_clerks_who_register_a_number_that_another_region_knows_one_wins(workplace, monkeypatch):
    assert register_at_once(workplace, monkeypatch) == (["known", "registered"], 1)


def test_without_waiting_for_each_other_both_register_a_number_that_another_region_knows(workplace, monkeypatch):
    """The fingerprint is with the child of Aalst: no unique index stands between the two in Gent."""
    monkeypatch.setattr(national_numbers, "_waited_for", lambda *_: True)

    outcome = register_at_once(workplace, monkeypatch)

    writes_in_turn = workplace.engine.dialect.name == "sqlite"  # there a clerk begins when the other is done
    assert outcome == ((["known", "registered"], 1) if writes_in_turn else (["registered"] * 2, 2))


def keep_and_take_back(workplace: Workplace, noor: str, clerk: Actor, monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """A clerk takes a new picture while the family takes its yes to the first one back; tells what is left."""
    with workplace.begin(clerk) as work:
        services.keep_picture(work, noor, PNG, agreed=True)
    has_yes, is_taken_back, give = Event(), Event(), pictures.give_consent

    def give_and_wait(*known, **more) -> None:
        give(*known, **more)
        has_yes.set()
        is_taken_back.wait(timeout=0.5)

    def keep() -> None:
        with workplace.begin(clerk) as work:
            services.keep_picture(work, noor, PNG, agreed=True)

    def take_back() -> None:
        has_yes.wait(timeout=20)
        with workplace.begin(clerk) as work:
            services.withdraw_consent(work, noor, Purpose.PICTURE)
        is_taken_back.set()

    with monkeypatch.context() as slowly, ThreadPoolExecutor(2) as pool:
        slowly.setattr(pictures, "give_consent", give_and_wait)
        for done in [pool.submit(keep), pool.submit(take_back)]:
            done.result(timeout=30)
    with workplace.reading(system_actor("test")) as work:
        found = {"picture"} if work.session.scalar(select(HolderPicture.holder_id)) else set()
        return found | ({"yes"} if queries.has_consent(work, noor, Purpose.PICTURE) else set())


def test_a_picture_taken_while_the_yes_is_taken_back_does_not_stay_without_it(workplace, counter, monkeypatch):
    assert keep_and_take_back(workplace, *counter, monkeypatch) == set()


def test_without_waiting_for_each_other_a_picture_would_stay(workplace, counter, monkeypatch):
    for service in (consents, pictures):
        monkeypatch.setattr(service, "hold_picture", lambda *_: None)

    left = keep_and_take_back(workplace, *counter, monkeypatch)

    writes_in_turn = workplace.engine.dialect.name == "sqlite"
    assert left == (set() if writes_in_turn else {"picture"})


def test_who_is_erased_while_a_clerk_writes_an_address_gets_none_back(workplace, counter, monkeypatch):
    noor, clerk = counter
    looked, is_erased, find_place = Event(), Event(), moving._place

    def find_slowly(*where):
        looked.set()
        is_erased.wait(timeout=0.5)
        return find_place(*where)

    def move() -> None:
        with suppress(DomainError), workplace.begin(clerk) as work:
            services.move_holder(work, noor, street="Veldstraat 77", postal_code="9000", city="Gent")

    def erase() -> None:
        looked.wait(timeout=20)
        with workplace.begin(system_actor("erasing")) as work:
            erase_holder(work, noor)
        is_erased.set()

    monkeypatch.setattr(moving, "_place", find_slowly)
    with ThreadPoolExecutor(2) as pool:
        for done in [pool.submit(move), pool.submit(erase)]:
            done.result(timeout=30)

    with workplace.reading(system_actor("test")) as work:
        holder = work.session.get_one(Holder, noor)
        assert (holder.erased_at is not None, holder.street, holder.city) == (True, "", "")
