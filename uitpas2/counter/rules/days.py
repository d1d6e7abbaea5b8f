"""Birth dates as people type them behind a name: 14/3/2018, 14-03-18, 2018-03-14, 14 maart 2018, 14032018."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from uitpas2.counter.errors import DayToCome, NoSuchDay

FIRST_YEAR = 1900

_MONTHS = (
    "januari jan janvier janv january",
    "februari feb fevrier fev february",
    "maart mrt mars march mar",
    "april apr avril avr",
    "mei mai may",
    "juni jun juin june",
    "juli jul juillet juil july",
    "augustus aug aout august",
    "september sep sept septembre",
    "oktober okt octobre oct october",
    "november nov novembre",
    "december dec decembre",
)
_MONTH_OF = {name: number for number, names in enumerate(_MONTHS, start=1) for name in names.split()}
_PLAIN = str.maketrans("éèûôÉÈÛÔ", "eeuoEEUO")

_ISO = re.compile(r"(?<!\d)(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})(?!\d)")
_WITH_SIGNS = re.compile(r"(?<!\d)(?P<d>\d{1,2}) ?[-/.] ?(?P<m>\d{1,2}) ?[-/.] ?(?P<y>\d{4}|\d{2})(?!\d)")
_IN_WORDS = re.compile(
    rf"(?<!\d)(?P<d>\d{{1,2}})(?:er|e|ste|de|st|nd|rd|th)? (?P<m>{'|'.join(sorted(_MONTH_OF, key=len, reverse=True))})"
    r"\.? (?P<y>\d{4}|\d{2})(?!\d)",
    re.IGNORECASE,
)
_WITH_SPACES = re.compile(r"(?<!\d)(?P<d>\d{1,2}) (?P<m>\d{1,2}) (?P<y>\d{4})(?!\d)")
_YEAR_FIRST = re.compile(r"(?<!\d)(?P<y>(?:19|20)\d{2})(?P<m>0\d|1[0-2])(?P<d>\d{2})(?!\d)")
_IN_A_ROW = re.compile(r"(?<!\d)(?P<d>\d{2})(?P<m>\d{2})(?P<y>\d{4}|\d{2})(?!\d)")
# The last two can be read in two ways only where one of them is no year of somebody alive.
_WAYS = (_ISO, _WITH_SIGNS, _IN_WORDS, _WITH_SPACES, _YEAR_FIRST, _IN_A_ROW)


@dataclass(frozen=True, slots=True)
class DayFound:
    """A day in a text, and the text around it."""

    day: date
    rest: str


def find_day(text: str, today: date) -> DayFound | None:
    """The birth date in a text with single spaces; of a year in two digits, the last one that has been.

    Raises NoSuchDay or DayToCome for something that is written as a date and cannot be one.
    """
    plain = text.translate(_PLAIN)
    for way in _WAYS:
        if found := way.search(plain):
            rest = f"{text[: found.start()]} {text[found.end() :]}"
            return DayFound(_day(found, today), rest)
    return None


def _day(found: re.Match[str], today: date) -> date:
    month = _MONTH_OF.get(found["m"].casefold()) or int(found["m"])
    try:
        day = _with_year(int(found["d"]), month, found["y"], today)
    except ValueError:
        raise NoSuchDay(field="text", typed=found[0]) from None
    if day.year < FIRST_YEAR:
        raise NoSuchDay(field="text", typed=found[0])
    if day > today:
        raise DayToCome(field="text", typed=found[0])
    return day


def _with_year(day: int, month: int, year: str, today: date) -> date:
    if len(year) == 4:
        return date(int(year), month, day)
    this_century = today.year // 100 * 100 + int(year)
    if this_century > today.year or (this_century == today.year and (month, day) > (today.month, today.day)):
        return date(this_century - 100, month, day)
    return date(this_century, month, day)
