"""When the nightly purge runs."""

from __future__ import annotations

from datetime import datetime, timedelta

from uitpas2.kernel.clock import brussels_day, brussels_moment

HOUR, MINUTE = 3, 20
PURGE_CRON = f"{MINUTE} {HOUR} * * *"


def next_purge(now: datetime) -> datetime:
    """The first purge after this moment."""
    day = brussels_day(now)
    tonight = brussels_moment(day, HOUR, MINUTE)
    return tonight if tonight > now else brussels_moment(day + timedelta(days=1), HOUR, MINUTE)
