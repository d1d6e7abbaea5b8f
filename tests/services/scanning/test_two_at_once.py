"""The same card at two doors at the same moment."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import func, select

from tests.factories.base import use
from tests.factories.scanning import AtDoor, at_door
from uitpas2.database.work import Workplace
from uitpas2.discounts.models import Sale
from uitpas2.kernel.actor import system_actor
from uitpas2.scanning import services
from uitpas2.scanning.models import CheckIn, CheckInCount
from uitpas2.scanning.rules import Situation, Verdict
from uitpas2.scanning.services import admitting

TIMES = 3


def race(workplace: Workplace, door: AtDoor, keys: list[str]) -> list[Verdict]:
    """As many devices as keys, all let go at once."""
    start = Barrier(len(keys))

    def device(key: str) -> Verdict:
        start.wait(timeout=10)
        with workplace.begin(door.actor) as work:
            return services.admit(work, **door.scan, key=key)

    with ThreadPoolExecutor(len(keys)) as pool:
        return list(pool.map(device, keys))


@pytest.fixture
def make_door(workplace: Workplace) -> Callable[..., AtDoor]:
    def _make(**options: object) -> AtDoor:
        with workplace.begin(system_actor("test")) as work:
            use(work)
            return at_door(work, **options)

    return _make


def count(workplace: Workplace, door: AtDoor) -> tuple[int, int]:
    """How many check-ins and sales the door has."""
    with workplace.reading() as work:
        of_door = [
            work.session.scalar(
                select(func.count()).select_from(model).where(model.activity_id == door.scene.activity.id)
            )
            for model in (CheckIn, Sale)
        ]
    return of_door[0], of_door[1]


def test_one_device_lets_in_and_the_other_hears_that_it_was_done(
    workplace: Workplace, make_door: Callable[..., AtDoor]
) -> None:
    for turn in range(TIMES):
        door = make_door()

        verdicts = race(workplace, door, [f"device-a-{turn}", f"device-b-{turn}"])

        assert sorted(verdict.situation for verdict in verdicts) == [Situation.ADMITTED, Situation.ALREADY_CHECKED_IN]
        assert count(workplace, door) == (1, 1)


def test_the_same_tap_sent_twice_at_once_is_answered_twice_and_counted_once(
    workplace: Workplace, make_door: Callable[..., AtDoor]
) -> None:
    door = make_door(checkin_limit=5)

    verdicts = race(workplace, door, ["the-same-tap"] * 3)

    assert [verdict.situation for verdict in verdicts] == [Situation.ADMITTED] * 3
    assert len(set(verdicts)) == 1
    assert count(workplace, door) == (1, 1)
    with workplace.reading() as work:
        assert work.session.scalars(select(CheckInCount.used)).one() == 1


def test_without_the_guard_both_devices_let_in(
    workplace: Workplace, make_door: Callable[..., AtDoor], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The negative control: what the conditional update prevents does happen when it always says yes."""
    door = make_door()
    monkeypatch.setattr(admitting, "_take_turn", lambda *_: True)

    race(workplace, door, ["device-a-0", "device-b-0"])

    assert count(workplace, door)[0] == 2
