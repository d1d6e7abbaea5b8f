"""Days that the UiTPAS test dataset writes as a distance from today: "+1y", "-3d"."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from uitpas2.kernel.clock import brussels_day


class DatasetUnreadable(Exception):
    """The file is missing or is not the dataset; the message says which."""


def day_of(now: datetime, relative: str) -> date:
    """The Brussels day of a relative date such as "+1y" or "-3d"; "now" is today."""
    if relative == "now":
        return brussels_day(now)
    match = re.fullmatch(r"([+-])(\d+)([ymwdh])", relative)
    if match is None:
        raise DatasetUnreadable(f"{relative!r} is no relative date")
    amount = int(match[1] + match[2])
    today = brussels_day(now)
    match match[3]:
        case "y":
            return today + timedelta(days=365 * amount)
        case "m":
            return today + timedelta(days=30 * amount)
        case "w":
            return today + timedelta(weeks=amount)
        case "d":
            return today + timedelta(days=amount)
        case _:
            return brussels_day(now + timedelta(hours=amount))
