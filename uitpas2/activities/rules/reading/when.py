"""When: the four calendar types and the sessions that follow from them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from uitpas2.activities.rules.calendar import days_between, hours_on, moments_of
from uitpas2.activities.rules.reading import faults as say
from uitpas2.activities.rules.reading.hours import hours_at, spells_at
from uitpas2.activities.rules.reading.moments import instant_at, time_at
from uitpas2.activities.rules.reading.results import CalendarRead, SessionRead, StatusRead
from uitpas2.activities.rules.reading.spots import Spot, truth_at, whole_at, word_at
from uitpas2.activities.rules.reading.texts import optional_text_at
from uitpas2.activities.rules.words import Availability, CalendarType
from uitpas2.kernel.clock import brussels_day

LONGEST_PERIOD = 30  # years
MOST_SESSIONS = 10_000

_TYPES = {kind.value: kind for kind in CalendarType}
_STATUS = {
    "Available": Availability.AVAILABLE,
    "TemporarilyUnavailable": Availability.TEMPORARILY_UNAVAILABLE,
    "Unavailable": Availability.UNAVAILABLE,
}
_BOOKING = {"Available": Availability.AVAILABLE, "Unavailable": Availability.UNAVAILABLE}


def calendar_of(item: Spot, status: StatusRead, main_language: str) -> CalendarRead:
    """The calendar of an item. Permanent offer gets no sessions: it is open or not on a day."""
    kind = word_at(item.at("calendarType").needed(), _TYPES, CalendarType.PERMANENT)
    starts, ends = _span(item, needed=kind is CalendarType.PERIODIC)
    hours = hours_at(item.at("openingHours"))
    closed = spells_at(item.at("openingHoursClosedDays"), main_language)
    adjusted = spells_at(item.at("openingHoursAdjustedDays"), main_language, with_hours=True)
    read = CalendarRead(kind, None, None, (), hours, closed, adjusted)
    match kind:
        case CalendarType.SINGLE | CalendarType.MULTIPLE:
            sessions = _dated(item, kind, status, starts, ends, main_language)
            first = min((one.starts for one in sessions), default=starts)
            last = max((one.ends for one in sessions), default=ends)
            return CalendarRead(kind, first, last, sessions, hours, closed, adjusted)
        case CalendarType.PERIODIC if starts and ends and not item.faults:
            return CalendarRead(kind, starts, ends, _weekly(item, read, status, starts, ends), hours, closed, adjusted)
        case _:
            return read


def status_at(spot: Spot, main_language: str) -> StatusRead:
    """Whether it goes on, with the reason people may read: an object, or the bare word as it used to be."""
    if isinstance(spot.value, str):
        return StatusRead(word_at(spot, _STATUS, Availability.AVAILABLE), None)
    if not spot.is_object():
        return StatusRead(Availability.AVAILABLE, None)
    availability = word_at(spot.at("type").needed(), _STATUS, Availability.AVAILABLE)
    return StatusRead(availability, optional_text_at(spot.at("reason"), main_language, longest=2000))


def _span(item: Spot, *, needed: bool) -> tuple[datetime | None, datetime | None]:
    """The start and end of the whole."""
    first, last = item.at("startDate"), item.at("endDate")
    if needed:
        first.needed()
        last.needed()
    starts, ends = instant_at(first), instant_at(last)
    if starts and ends and ends < starts:
        last.fault(say.ENDS_BEFORE_START)
        return None, None
    return starts, ends


def _dated(
    item: Spot,
    kind: CalendarType,
    status: StatusRead,
    starts: datetime | None,
    ends: datetime | None,
    main_language: str,
) -> tuple[SessionRead, ...]:
    """The dates of single and multiple; a single date may stand on the item itself."""
    dates = item.at("subEvent")
    if dates.is_missing and kind is CalendarType.SINGLE:
        item.at("startDate").needed()
        item.at("endDate").needed()
        only = _session(item, status, starts, ends)
        return (only,) if only else ()
    if dates.needed().value == []:
        dates.fault(say.EMPTY_LIST)
    found = (_date(spot, main_language) for spot in dates.each() if spot.is_object())
    return tuple(session for session in found if session is not None)


def _date(spot: Spot, main_language: str) -> SessionRead | None:
    starts, ends = _span(spot, needed=True)
    return _session(spot, status_at(spot.at("status"), main_language), starts, ends)


def _session(spot: Spot, status: StatusRead, starts: datetime | None, ends: datetime | None) -> SessionRead | None:
    """Everything about one date; None when its moments were no good, which is already noted."""
    sold_out, capacity, remaining = booking_at(spot.at("bookingAvailability"))
    care_from, care_to = _care(spot.at("childcare"))
    overnight = truth_at(spot.at("overnight"))
    if starts is None or ends is None:
        return None
    return SessionRead(
        starts=starts,
        ends=ends,
        status=status,
        capacity=capacity,
        remaining=remaining,
        sold_out=sold_out,
        overnight=overnight,
        care_from=care_from,
        care_to=care_to,
    )


def booking_at(spot: Spot) -> tuple[bool, int | None, int | None]:
    """Sold out or not, how many places there are, and how many the source still has."""
    if isinstance(spot.value, str):
        return word_at(spot, _BOOKING, Availability.AVAILABLE) is Availability.UNAVAILABLE, None, None
    if not spot.is_object():
        return False, None, None
    sold_out = word_at(spot.at("type"), _BOOKING, Availability.AVAILABLE) is Availability.UNAVAILABLE
    capacity, remaining = whole_at(spot.at("capacity")), whole_at(spot.at("remainingCapacity"))
    if capacity is not None and remaining is not None and remaining > capacity:
        spot.at("remainingCapacity").fault(say.MORE_LEFT_THAN_PLACES, value=remaining, most=capacity)
    return sold_out, capacity, remaining


def _care(spot: Spot) -> tuple[str | None, str | None]:
    """Care before, after or both."""
    return (time_at(spot.at("start")), time_at(spot.at("end"))) if spot.is_object() else (None, None)


def _weekly(
    item: Spot, calendar: CalendarRead, status: StatusRead, starts: datetime, ends: datetime
) -> tuple[SessionRead, ...]:
    """Every time it is open within its period, by the clocks of Flanders."""
    if (ends - starts).days > LONGEST_PERIOD * 366:
        item.at("endDate").fault(say.TOO_LONG_A_TIME, most=LONGEST_PERIOD)
        return ()
    sold_out, _capacity, _remaining = booking_at(item.at("bookingAvailability"))
    found: dict[tuple[datetime, datetime], SessionRead] = {}
    for session in _openings(calendar, status, starts, ends, sold_out):
        found.setdefault((session.starts, session.ends), session)
        if len(found) > MOST_SESSIONS:
            item.at("openingHours").fault(say.TOO_MANY, most=MOST_SESSIONS)
            return ()
    return tuple(found[key] for key in sorted(found))


def _openings(
    calendar: CalendarRead, status: StatusRead, starts: datetime, ends: datetime, sold_out: bool
) -> Iterator[SessionRead]:
    for day in days_between(brussels_day(starts), brussels_day(ends)):
        for entry in hours_on(calendar.opening_hours, calendar.closed_days, calendar.adjusted_days, day):
            moments = moments_of(entry, day)
            if moments is None or moments[1] <= starts or moments[0] >= ends:
                continue
            care = entry.get("childcare") or {}
            yield SessionRead(
                starts=moments[0],
                ends=moments[1],
                status=status,
                sold_out=sold_out,
                care_from=care.get("start"),
                care_to=care.get("end"),
            )
