"""When the door is open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest

from uitpas2.kernel.clock import BRUSSELS
from uitpas2.scanning.rules import day_door, session_door

TWO_O_CLOCK = datetime(2026, 11, 25, 14, tzinfo=BRUSSELS)


@dataclass(frozen=True)
class Session:
    id: str
    starts: datetime
    ends: datetime


def session(name: str, starts: datetime, hours: float = 2) -> Session:
    return Session(name, starts, starts + timedelta(hours=hours))


@pytest.mark.parametrize(
    ("hours_from_start", "is_open"), [(-5.001, False), (-5, True), (0, True), (2, True), (6.999, True), (7, False)]
)
def test_five_hours_before_until_five_hours_after(hours_from_start: float, is_open: bool) -> None:
    now = TWO_O_CLOCK + timedelta(hours=hours_from_start)

    assert session_door([session("a", TWO_O_CLOCK)], now).is_open is is_open


def test_a_closed_door_says_when_it_opens_next() -> None:
    tomorrow, later = TWO_O_CLOCK + timedelta(days=1), TWO_O_CLOCK + timedelta(days=8)

    door = session_door([session("later", later), session("tomorrow", tomorrow)], TWO_O_CLOCK)

    assert door.opens_at == tomorrow - timedelta(hours=5)
    assert session_door([session("over", TWO_O_CLOCK - timedelta(days=1))], TWO_O_CLOCK).opens_at is None


def test_where_margins_overlap_the_session_that_is_going_on_counts() -> None:
    morning = session("morning", TWO_O_CLOCK - timedelta(hours=4), hours=3.5)
    afternoon = session("afternoon", TWO_O_CLOCK)

    during_the_first = session_door([morning, afternoon], TWO_O_CLOCK - timedelta(hours=1))
    between = session_door([morning, afternoon], TWO_O_CLOCK - timedelta(minutes=10))

    assert during_the_first.session_id == "morning"
    assert between.session_id == "afternoon"


def test_without_sessions_the_door_is_open_on_opening_days() -> None:
    assert day_door(True).is_open
    assert not day_door(False).is_open
