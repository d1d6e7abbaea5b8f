"""Instants, days and wall times."""

from __future__ import annotations

import re
from datetime import date, datetime

from uitpas2.activities.rules.reading import faults as say
from uitpas2.activities.rules.reading.spots import Spot, shown, text_at
from uitpas2.kernel.clock import brussels_day

FIRST_YEAR, LAST_YEAR = 1900, 2200


def instant_at(spot: Spot) -> datetime | None:
    """An instant such as "2027-03-20T19:00:00+01:00"; without its time zone it is none."""
    written = text_at(spot)
    if not written:
        return None
    try:
        found = datetime.fromisoformat(written)
    except ValueError:
        found = None
    if found is None or "T" not in written or not FIRST_YEAR <= found.year <= LAST_YEAR:
        spot.fault(say.NO_DATE, value=shown(written))
        return None
    if found.tzinfo is None:
        spot.fault(say.NO_ZONE, value=shown(written))
        return None
    return found


def day_at(spot: Spot) -> date | None:
    """A day such as "2026-11-02"; of an instant, the day it is then in Flanders."""
    written = text_at(spot)
    if not written:
        return None
    if "T" in written:
        moment = instant_at(spot)
        return moment and brussels_day(moment)
    try:
        found = date.fromisoformat(written) if re.fullmatch(r"\d{4}-\d\d-\d\d", written) else None
    except ValueError:
        found = None
    if found is None or not FIRST_YEAR <= found.year <= LAST_YEAR:
        spot.fault(say.NO_DATE, value=shown(written))
        return None
    return found


def time_at(spot: Spot) -> str | None:
    """A wall time "07:30"."""
    written = text_at(spot)
    if not written:
        return None
    if not re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", written):
        spot.fault(say.NO_TIME, value=shown(written))
        return None
    return written
