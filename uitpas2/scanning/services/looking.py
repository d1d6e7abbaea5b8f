"""A look at a card: who it is, whether they can come in now, what it costs. Records nothing."""

from __future__ import annotations

from uitpas2.activities.models import Activity
from uitpas2.activities.queries import own_activity
from uitpas2.attendance.queries import is_by_stay, place_is_paid
from uitpas2.cards.models import Holder
from uitpas2.cards.queries import CardAtDoor, card_at_door
from uitpas2.cards.rules import HolderKind
from uitpas2.database.work import Work
from uitpas2.kernel.errors import DomainError
from uitpas2.kernel.period import Period, calendar_period
from uitpas2.registrations.rules import age_band
from uitpas2.scanning import queries, rules
from uitpas2.scanning.errors import AlreadyCheckedIn, GroupsDoNotCheckIn, NotOpenNow
from uitpas2.scanning.models import CheckInCount
from uitpas2.scanning.rules import Door, Person, Verdict
from uitpas2.scanning.services.tickets import price_options


def look(work: Work, *, activity_id: str, scanned: str) -> Verdict:
    """What the volunteer is to do with a scanned or typed card.

    Raises ActivityUnknown for an activity of another organisation.
    """
    activity = own_activity(work, activity_id)
    try:
        card = card_at_door(work, scanned)
    except DomainError as error:
        return rules.refused(error)
    person = person_with(work, card)
    try:
        door = door_for(work, activity, card)
    except DomainError as error:
        return rules.not_now(error, person, work.today)
    ticket = queries.unused_ticket(work, holder_id=card.holder_id, activity_id=activity.id, door=door)
    is_paid = ticket is not None or place_is_paid(work, holder_id=card.holder_id, session_id=door.session_id)
    by_stay = door.session_id is not None and is_by_stay(work, door.session_id)
    return rules.welcome(
        person,
        [] if is_paid or by_stay else price_options(work, activity, card, door),
        is_paid=is_paid,
        is_expected=queries.is_expected(work, holder_id=card.holder_id, session_id=door.session_id),
    )


def door_for(work: Work, activity: Activity, card: CardAtDoor) -> Door:
    """The door through which this card may come in now. Raises GroupsDoNotCheckIn, NotOpenNow, AlreadyCheckedIn."""
    if card.kind is HolderKind.GROUP:
        raise GroupsDoNotCheckIn
    door = queries.door_of(work, activity)
    if not door.is_open:
        raise NotOpenNow(door.opens_at)
    period = period_of(work, activity)
    count = work.session.get(CheckInCount, (card.holder_id, activity.id, period.start), populate_existing=True)
    if count is not None and count.used >= activity.checkin_limit:
        raise already(work, activity, card)
    return door


def period_of(work: Work, activity: Activity) -> Period:
    """The present calendar period in which this activity counts check-ins."""
    return calendar_period(activity.checkin_period, work.today)


def already(work: Work, activity: Activity, card: CardAtDoor) -> AlreadyCheckedIn:
    """That the holder checked in as often as counts, with when it was."""
    period = period_of(work, activity)
    last = queries.last_checkin(work, holder_id=card.holder_id, activity_id=activity.id, period=period)
    return AlreadyCheckedIn(last.at if last else work.now, period)


def person_with(work: Work, card: CardAtDoor) -> Person:
    return Person(card.first_name, card.initial, age_band(card.birth_date, work.today))


def person_of(work: Work, holder: Holder) -> Person:
    """The same of a holder whose card was seen before."""
    return Person(holder.first_name, holder.last_name[:1], age_band(holder.birth_date, work.today))
