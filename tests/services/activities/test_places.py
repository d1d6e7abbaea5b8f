"""Places are taken inside the write."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import count

from sqlalchemy import select, update

from tests.factories.activities import ActivityFactory
from tests.factories.base import use
from uitpas2.activities.errors.entering import CapacityBelowTaken
from uitpas2.activities.models import Session
from uitpas2.activities.rules import Availability
from uitpas2.activities.services import free_place, take_place
from uitpas2.activities.services.laying_out import set_places
from uitpas2.database.work import Work, Workplace

TAKERS = 16


def test_a_place_that_was_given_back_can_be_taken_again(work: Work) -> None:
    session = ActivityFactory(session__capacity=1, session__taken_elsewhere=0).sessions[0]

    first, second = take_place(work, session.id), take_place(work, session.id)
    free_place(work, session.id)
    third = take_place(work, session.id)

    assert (first, second, third, session.taken) == (True, False, True, 1)


def test_nothing_is_taken_of_a_session_that_does_not_take_place(work: Work) -> None:
    session = ActivityFactory(session__availability=Availability.UNAVAILABLE).sessions[0]

    assert not take_place(work, session.id)
    assert session.taken == 0


def test_giving_back_what_nobody_took_changes_nothing(work: Work) -> None:
    session = ActivityFactory(session__capacity=3).sessions[0]

    free_place(work, session.id)

    assert session.taken == 0


def test_of_sixteen_who_want_one_of_five_places_five_get_it(workplace: Workplace) -> None:
    session_id = _session_with_five_places(workplace)

    got_it = _at_once(workplace, lambda work: take_place(work, session_id))

    assert sum(got_it) == 5
    assert _taken(workplace, session_id) == 5


def test_looking_first_and_writing_afterwards_would_lose_takers(workplace: Workplace) -> None:
    """The negative control: the same race without the condition in the write."""
    session_id = _session_with_five_places(workplace)
    all_looked = threading.Barrier(TAKERS, timeout=20)

    def look_then_write(_: Work | None) -> bool:
        with workplace.reading() as work:
            taken = work.session.scalar(select(Session.taken).where(Session.id == session_id)) or 0
        all_looked.wait()
        if taken >= 5:
            return False
        with workplace.begin() as work:
            work.session.execute(update(Session).where(Session.id == session_id).values(taken=taken + 1))
        return True

    got_it = _at_once(workplace, look_then_write, in_a_work=False)

    assert sum(got_it) == TAKERS
    assert _taken(workplace, session_id) == 1


def test_places_are_not_taken_away_under_who_takes_one(workplace: Workplace) -> None:
    """One lowers the number of places to three, while fifteen want one of the five."""
    session_id = _session_with_five_places(workplace)
    turn = count()

    def take_or_lower(work: Work) -> bool:
        if next(turn):
            return take_place(work, session_id)
        try:
            set_places(work, work.session.get_one(Session, session_id), 3)
        except CapacityBelowTaken:
            return False
        return True

    _at_once(workplace, take_or_lower)

    with workplace.reading() as work:
        session = work.session.get_one(Session, session_id)
        assert (session.taken, session.capacity) in {(3, 3), (5, 5)}


def _session_with_five_places(workplace: Workplace) -> str:
    with workplace.begin() as work:
        use(work)
        session: Session = ActivityFactory(session__capacity=5).sessions[0]
        return session.id


def _at_once(workplace: Workplace, act: Callable[[Work], bool], *, in_a_work: bool = True) -> list[bool]:
    """Let sixteen people act at the same moment, each in a Work of its own."""
    ready = threading.Barrier(TAKERS, timeout=20)

    def one(_: int) -> bool:
        ready.wait()
        if not in_a_work:
            return act(None)  # type: ignore[arg-type]
        with workplace.begin() as work:
            return act(work)

    with ThreadPoolExecutor(TAKERS) as pool:
        return list(pool.map(one, range(TAKERS)))


def _taken(workplace: Workplace, session_id: str) -> int:
    with workplace.reading() as work:
        return work.session.get_one(Session, session_id).taken
