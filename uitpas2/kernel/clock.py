"""The only place that reads the machine's clock. Everybody else gets the moment from `work.now`."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

BRUSSELS = ZoneInfo("Europe/Brussels")


class Clock(Protocol):
    def now(self) -> datetime:
        """This moment as an aware UTC instant."""


class SystemClock:
    def now(self) -> datetime:
        return datetime.now(UTC)


class FrozenClock:
    """A clock that stands still until it is moved: for tests and for making a past year of demo data."""

    def __init__(self, moment: datetime) -> None:
        self.set(moment)

    def set(self, moment: datetime) -> None:
        if moment.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        self._moment = moment.astimezone(UTC)

    def move(self, by: timedelta) -> None:
        self._moment += by

    def now(self) -> datetime:
        return self._moment


def brussels_day(moment: datetime) -> date:
    """The calendar day in Flanders. Validity, limits and age go by it: near midnight the UTC day is another one."""
    return moment.astimezone(BRUSSELS).date()


def brussels_moment(day: date, hour: int = 0, minute: int = 0) -> datetime:
    """The UTC instant at which the clocks in Flanders show this day and time."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=BRUSSELS).astimezone(UTC)
