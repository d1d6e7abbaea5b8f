"""Sixteen families want five places in the same moment."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import func, select, update

from tests.factories.base import use
from tests.factories.cards import HolderFactory
from tests.factories.registrations import swimming
from uitpas2.activities.models import Session
from uitpas2.database.work import Work, Workplace
from uitpas2.kernel.actor import system_actor
from uitpas2.registrations import errors, services
from uitpas2.registrations.models import Registration
from uitpas2.registrations.rules import RegistrationStatus
from uitpas2.registrations.services import changing

FAMILIES = 16
PLACES = 5


@pytest.fixture
def rush(workplace: Workplace) -> tuple[str, list[str]]:
    """The id of a session with five places, and of sixteen children who fit."""
    with workplace.begin(system_actor("test")) as work:
        use(work)
        _, session = swimming(places=PLACES)
        return session.id, [HolderFactory().id for _ in range(FAMILIES)]


def register_together(workplace: Workplace, session_id: str, children: list[str]) -> list[str]:
    """Every family sees five free places, and then all of them register."""
    all_looked = Barrier(len(children))

    def register(holder_id: str) -> str:
        with workplace.reading(system_actor("test")) as work:
            assert work.session.get_one(Session, session_id).free_places == PLACES
        all_looked.wait(timeout=20)
        try:
            with workplace.begin(system_actor("test")) as work:
                services.register(work, session_id=session_id, holder_id=holder_id)
        except errors.Full:
            return "full"
        except errors.AlreadyRegistered:
            return "has one"
        return "placed"

    with ThreadPoolExecutor(len(children)) as pool:
        return sorted(pool.map(register, children))


def counted(workplace: Workplace, session_id: str) -> tuple[int, int]:
    """Live registrations, and places taken."""
    with workplace.reading(system_actor("test")) as work:
        live = work.session.scalar(
            select(func.count()).where(
                Registration.session_id == session_id, Registration.status == RegistrationStatus.CONFIRMED
            )
        )
        return live or 0, work.session.get_one(Session, session_id).taken


def test_exactly_as_many_children_are_placed_as_there_are_places(workplace, rush):
    session_id, children = rush

    outcomes = register_together(workplace, session_id, children)

    assert outcomes == ["full"] * (FAMILIES - PLACES) + ["placed"] * PLACES
    assert counted(workplace, session_id) == (PLACES, PLACES)


def test_without_the_conditional_update_the_same_rush_gives_away_places_that_are_not_there(
    workplace, rush, monkeypatch
):
    session_id, children = rush

    def what_everybody_saw(work: Work, id: str, *, for_partner: bool) -> bool:
        """Decide on the number that was read before, and write that number plus one."""
        work.session.execute(update(Session).where(Session.id == id).values(taken=1))
        return True

    monkeypatch.setattr(changing, "take_place", what_everybody_saw)

    outcomes = register_together(workplace, session_id, children)

    assert outcomes == ["placed"] * FAMILIES
    assert counted(workplace, session_id) == (FAMILIES, 1)


def test_eight_clicks_for_one_child_take_one_place(workplace, rush):
    session_id, children = rush

    outcomes = register_together(workplace, session_id, children[:1] * 8)

    assert outcomes == ["has one"] * 7 + ["placed"]
    assert counted(workplace, session_id) == (1, 1)


def test_a_place_that_several_give_back_at_once_is_freed_once(workplace, rush):
    session_id, children = rush
    with workplace.begin(system_actor("test")) as work:
        made = [services.register(work, session_id=session_id, holder_id=child).id for child in children[:3]]
    together = Barrier(6)

    def cancel(_: int) -> None:
        together.wait(timeout=20)
        with workplace.begin(system_actor("test")) as work:
            services.cancel(work, made[0])

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(cancel, range(6)))

    assert counted(workplace, session_id) == (2, 2)
