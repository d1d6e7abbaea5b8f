"""What somebody read while standing in line may be over when it is their turn: then what is true now counts.

And nobody keeps what another needs while waiting for what that other has.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from datetime import timedelta
from threading import Event
from time import sleep

import pytest
from sqlalchemy import select

from tests.factories.base import use
from tests.factories.cards import HolderFactory
from tests.factories.registrations import swimming
from tests.factories.uitdatabank import item, sub_event
from uitpas2.activities.errors import SessionUnknown
from uitpas2.activities.models import Session
from uitpas2.activities.services import import_events, one_at_a_time
from uitpas2.database.work import Work, Workplace
from uitpas2.kernel.actor import system_actor
from uitpas2.registrations import errors, services
from uitpas2.registrations.models import Intake
from uitpas2.registrations.rules import commitment
from uitpas2.registrations.services import registering


def swimming_on(*days: int, places: int) -> dict[str, object]:
    """The item of the source: a session on each of these days of December, with so many places."""
    when = [(f"2026-12-{day:02}T14:00:00+01:00", f"2026-12-{day:02}T16:00:00+01:00") for day in days]
    room = {"bookingAvailability": {"type": "Available", "capacity": places}}
    return item(
        calendarType="multiple" if len(days) > 1 else "single",
        startDate=when[0][0],
        endDate=when[-1][1],
        subEvent=[sub_event(*moment, **room) for moment in when],
    )


def meanwhile(workplace: Workplace, first: Callable[[Work], object], second: Callable[[Work], object]) -> object:
    """The second begins while the first is not done yet; what the second answers."""

    def in_its_own_work() -> object:
        with workplace.begin(system_actor("test")) as work:
            return second(work)

    with ThreadPoolExecutor(1) as pool:
        with workplace.begin(system_actor("test")) as work:
            one_at_a_time(work, *work.session.scalars(select(Session.activity_id).distinct()))
            stands_in_line = pool.submit(in_its_own_work)
            wait([stands_in_line], timeout=0.25)
            first(work)
        return stands_in_line.result(timeout=5)


@pytest.fixture
def seat(workplace: Workplace) -> tuple[str, str]:
    """The id of a session with one place that came with an import, and of a child who fits."""
    with workplace.begin(system_actor("test")) as work:
        use(work)
        import_events(work, [swimming_on(2, places=1)])
        return work.session.scalars(select(Session.id)).one(), HolderFactory().id


def test_who_stood_in_line_while_the_draw_was_done_does_not_wait_for_it_forever(workplace: Workplace) -> None:
    with workplace.begin(system_actor("test")) as work:
        use(work)
        activity, session = swimming(session__starts=work.now + timedelta(days=9))
        drawing = {"draw_at": work.now, "draw_seed": "seed", "draw_commitment": commitment("seed")}
        work.session.add(Intake(activity_id=activity.id, changed_at=work.now, **drawing))
        activity_id, session_id, child = activity.id, session.id, HolderFactory().id

    status = meanwhile(
        workplace,
        lambda work: services.draw(work, activity_id),
        lambda work: services.register(work, session_id=session_id, holder_id=child).status.value,
    )

    assert status == "confirmed"


def test_a_session_that_an_import_drops_meanwhile_is_not_there(workplace: Workplace) -> None:
    with workplace.begin(system_actor("test")) as work:
        use(work)
        import_events(work, [swimming_on(2, 9, 16, places=1)])
        session_id = work.session.scalars(select(Session.id).order_by(Session.starts)).all()[1]
        child = HolderFactory().id

    with pytest.raises(SessionUnknown):
        meanwhile(
            workplace,
            lambda work: import_events(work, [swimming_on(2, 16, places=1)]),
            lambda work: services.register(work, session_id=session_id, holder_id=child),
        )


def test_an_import_that_takes_the_last_place_away_is_heard_in_line(workplace: Workplace, seat: tuple[str, str]) -> None:
    session_id, child = seat

    with pytest.raises(errors.Full):
        meanwhile(
            workplace,
            lambda work: import_events(work, [swimming_on(2, places=0)]),
            lambda work: services.register(work, session_id=session_id, holder_id=child),
        )


def test_an_import_counts_the_place_that_was_taken_meanwhile(workplace: Workplace, seat: tuple[str, str]) -> None:
    session_id, child = seat

    meanwhile(
        workplace,
        lambda work: services.register(work, session_id=session_id, holder_id=child),
        lambda work: import_events(work, [swimming_on(2, places=0)]),
    )

    with workplace.reading(system_actor("test")) as work:
        session = work.session.get_one(Session, session_id)
        assert (session.capacity, session.taken) == (1, 1)


def test_a_child_that_leaves_two_activities_does_not_keep_the_budget_from_who_is_in_the_second(
    workplace: Workplace, monkeypatch
) -> None:
    with workplace.begin(system_actor("test")) as work:
        use(work)
        sessions = sorted(((s.activity_id, s.id) for _, s in (swimming(places=5), swimming(places=5))))
        leaving, coming = HolderFactory(with_right=True).id, HolderFactory(with_right=True).id
        for _, session_id in sessions:
            services.register(work, session_id=session_id, holder_id=leaving)
    budget_is_free = Event()

    def slowly(work: Work, activity_id: str) -> int:
        """The first activity is done, and its part of the budget given back, before the second is looked at."""
        if not budget_is_free.is_set():
            budget_is_free.set()
            sleep(0.3)
        return 0

    def leave() -> None:
        with workplace.begin(system_actor("test")) as work:
            services.cancel_what_comes(work, leaving)

    monkeypatch.setattr(registering, "offer_on", slowly)
    with ThreadPoolExecutor(1) as pool:
        left = pool.submit(leave)
        assert budget_is_free.wait(timeout=5)
        with workplace.begin(system_actor("test")) as work:
            made = services.register(work, session_id=sessions[1][1], holder_id=coming)
        left.result(timeout=5)

    assert made.status.value == "confirmed"
