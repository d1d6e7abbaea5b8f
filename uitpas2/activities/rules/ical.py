"""Calendars as other programs read them: iCalendar, RFC 5545."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from uitpas2.kernel.clock import BRUSSELS

WIDEST = 75  # octets of one line, RFC 5545 §3.1
PRODUCT = "-//UiTPAS 2.0//activities//NL"

# The rules that hold in Belgium since 1996 (directive 2000/84/EC): programs that do not know the zone read them here.
_ZONE = (
    "BEGIN:VTIMEZONE",
    "TZID:Europe/Brussels",
    "BEGIN:DAYLIGHT",
    "TZOFFSETFROM:+0100",
    "TZOFFSETTO:+0200",
    "TZNAME:CEST",
    "DTSTART:19960331T020000",
    "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
    "END:DAYLIGHT",
    "BEGIN:STANDARD",
    "TZOFFSETFROM:+0200",
    "TZOFFSETTO:+0100",
    "TZNAME:CET",
    "DTSTART:19961027T030000",
    "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
    "END:STANDARD",
    "END:VTIMEZONE",
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One moment in a calendar. `uid` stays the same as long as the moment exists, so that a change moves it.

    `changed` is when it was last written down; what is `cancelled` stays in the calendar and says so.
    """

    uid: str
    starts: datetime
    ends: datetime
    title: str
    changed: datetime
    location: str = ""
    description: str = ""
    url: str = ""
    cancelled: bool = False
    tentative: bool = False


def calendar(name: str, entries: Iterable[Entry]) -> str:
    """The whole file. The same entries give the same bytes."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODUCT}", "CALSCALE:GREGORIAN", f"X-WR-CALNAME:{_text(name)}"]
    lines += ["REFRESH-INTERVAL;VALUE=DURATION:PT6H", "X-PUBLISHED-TTL:PT6H", *_ZONE]
    for entry in entries:
        lines += _lines(entry)
    lines.append("END:VCALENDAR")
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _lines(entry: Entry) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{entry.uid}"
    yield f"DTSTAMP:{entry.changed.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    yield f"LAST-MODIFIED:{entry.changed.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    yield f"DTSTART;TZID=Europe/Brussels:{entry.starts.astimezone(BRUSSELS):%Y%m%dT%H%M%S}"
    yield f"DTEND;TZID=Europe/Brussels:{entry.ends.astimezone(BRUSSELS):%Y%m%dT%H%M%S}"
    yield f"SUMMARY:{_text(entry.title)}"
    if entry.location:
        yield f"LOCATION:{_text(entry.location)}"
    if entry.description:
        yield f"DESCRIPTION:{_text(entry.description)}"
    if entry.url:
        yield f"URL:{entry.url}"
    yield f"STATUS:{'CANCELLED' if entry.cancelled else 'TENTATIVE' if entry.tentative else 'CONFIRMED'}"
    yield "END:VEVENT"


def _text(text: str) -> str:
    """RFC 5545 §3.3.11; control characters have no place in it."""
    for plain, escaped in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\r\n", "\\n"), ("\n", "\\n")):
        text = text.replace(plain, escaped)
    return "".join(letter for letter in text if letter.isprintable())


def _folded(line: str) -> str:
    """Lines of at most 75 octets; what goes on begins with a space. A letter is never cut in two."""
    parts, part, room = [], "", WIDEST
    for letter in line:
        size = len(letter.encode())
        if size > room:
            parts.append(part)
            part, room = "", WIDEST - 1
        part, room = part + letter, room - size
    return "\r\n ".join([*parts, part])
