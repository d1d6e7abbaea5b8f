"""Two clerks give the same child a card in the same moment: the database lets one of them through."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Barrier

import pytest
from sqlalchemy import Engine, Index, delete, select

from tests.factories.base import use
from tests.factories.cards import HolderFactory
from tests.services.cards.people import clerk_of_gent
from uitpas2.accounts.sessions import actor_of
from uitpas2.cards import queries, services
from uitpas2.cards.errors import CardAlreadyActive, CardNotActive, RightOverlaps
from uitpas2.cards.models import Card
from uitpas2.cards.rules import CardStatus
from uitpas2.database.work import Workplace
from uitpas2.kernel.actor import Actor, system_actor

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
                    ground="living-wage",
                    granted_by=clerk.organisation_id or "",
                )
        except RightOverlaps:
            return "overlaps"
        return "recorded"

    assert all_at_once(record) == ["overlaps", "overlaps", "overlaps", "recorded"]
