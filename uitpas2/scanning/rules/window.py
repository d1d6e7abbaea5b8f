"""When the door of an activity is open for check-in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

# publiq's UiTPAS opens check-in this long before the start of an event and closes it this long after its end.
MARGIN = timedelta(hours=5)


class Spell(Protocol):
    """One time an activity takes place."""

    @property
    def id(self) -> str: ...
    @property
    def starts(self) -> datetime: ...
    @property
    def ends(self) -> datetime: ...


@dataclass(frozen=True, slots=True)
class Door:
    """Whether people can check in now, and for which session, if the activity has sessions.

    `opens_at` is the next opening of a closed door; nothing when none is known.
    """

    is_open: bool
    session_id: str | None = None
    session_starts: datetime | None = None
    opens_at: datetime | None = None


def session_door(sessions: Sequence[Spell], now: datetime) -> Door:
    """The door of an activity with sessions: open from five hours before each until five hours after it.

    Where the margins of two sessions overlap, the one that is going on counts, else the one that starts nearest to now.
    """
    within = [one for one in sessions if one.starts - MARGIN <= now < one.ends + MARGIN]
    if within:
        session = min(within, key=lambda one: (not one.starts <= now < one.ends, abs(one.starts - now)))
        return Door(True, session_id=session.id, session_starts=session.starts)
    return Door(False, opens_at=min((one.starts - MARGIN for one in sessions if one.starts > now), default=None))


def day_door(is_open_today: bool) -> Door:
    """The door of an activity without sessions: open on its opening days, the whole day, as no hour is certain."""
    return Door(is_open_today)
