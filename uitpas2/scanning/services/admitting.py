"""Letting in: one tap, one transaction; the same tap again, the same answer."""

from __future__ import annotations

from sqlalchemy import bindparam, update

from uitpas2.activities.models import Activity
from uitpas2.activities.queries import own_activity
from uitpas2.attendance import queries as attendance
from uitpas2.attendance.services import arrived, arriving, into_care
from uitpas2.cards.models import Card, Holder
from uitpas2.cards.queries import CardAtDoor, card_at_door
from uitpas2.cards.rules import is_same_card, read_scan
from uitpas2.database.work import Work
from uitpas2.database.writes import as_stored, happened, insert_unless_there
from uitpas2.discounts.models import Sale
from uitpas2.kernel.errors import DomainError
from uitpas2.kernel.money import Euro
from uitpas2.loyalty.services import earn
from uitpas2.scanning import queries, rules
from uitpas2.scanning.errors import AlreadyCheckedIn, GroupsDoNotCheckIn, NotOpenNow, ScanKeyReused
from uitpas2.scanning.models import CheckIn, CheckInCount
from uitpas2.scanning.rules import Person, Verdict
from uitpas2.scanning.services.looking import already, door_for, period_of, person_of, person_with
from uitpas2.scanning.services.tickets import ticket_to_come_in
from uitpas2.trail.services import note

EARNED_BY = "checkin"


def admit(
    work: Work,
    *,
    activity_id: str,
    scanned: str,
    key: str,
    price_id: str | None = None,
    coupon_id: str | None = None,
    shown: Euro | None = None,
) -> Verdict:
    """One tap: the ticket is sold if it still has to be, the check-in recorded, the points earned. All or nothing.

    `key` names this scan: sent again, it gets the same answer and records nothing more. `shown` is the amount the
    volunteer saw and took; when it is not what is due, nothing is recorded. `coupon_id` is the coupon or voucher that
    the holder wants to use.
    Raises ActivityUnknown, ScanKeyReused, PriceChanged, and what selling raises.
    """
    activity = own_activity(work, activity_id)
    if before := _same_scan(work, activity, scanned, key):
        return _answer(work, before, person_of(work, work.session.get_one(Holder, before.holder_id)))
    try:
        card = card_at_door(work, scanned)
    except DomainError as error:
        return rules.refused(error)
    person = person_with(work, card)
    try:
        door = door_for(work, activity, card)
        checkin, is_new = _claim(work, activity, card, key)
    except (AlreadyCheckedIn, GroupsDoNotCheckIn, NotOpenNow) as error:
        return rules.not_now(error, person, work.today)
    if is_new and door.session_id and attendance.is_by_stay(work, door.session_id):
        _complete(work, checkin, None)  # what care costs follows from the hours
        into_care(work, holder_id=card.holder_id, session_id=door.session_id, key=key)
    elif is_new:
        arrival = arriving(work, holder_id=card.holder_id, session_id=door.session_id)
        ticket = ticket_to_come_in(work, activity, card, door, price_id, coupon_id, shown)
        _complete(work, checkin, ticket)
        if arrival is not None:
            arrived(work, arrival, sold=ticket, key=key)
    return _answer(work, checkin, person)


def check_in(work: Work, *, activity_id: str, scanned: str, key: str) -> CheckIn:
    """A check-in alone, for ticketing systems that sell by themselves. The same key gives the same check-in.

    Raises ActivityUnknown, ScanKeyReused, what `card_at_door` raises, GroupsDoNotCheckIn, NotOpenNow, AlreadyCheckedIn.
    """
    activity = own_activity(work, activity_id)
    if before := _same_scan(work, activity, scanned, key):
        return before
    card = card_at_door(work, scanned)
    door = door_for(work, activity, card)
    checkin, is_new = _claim(work, activity, card, key)
    if is_new:
        ticket = queries.unused_ticket(work, holder_id=card.holder_id, activity_id=activity.id, door=door)
        _complete(work, checkin, ticket)
    return checkin


def _same_scan(work: Work, activity: Activity, scanned: str, key: str) -> CheckIn | None:
    """The check-in this very scan already made. Raises ScanKeyReused when the key came with another scan."""
    before = queries.checkin_with_key(work, key)
    if before is None:
        return None
    card = work.session.get_one(Card, before.card_id)
    try:
        scan = read_scan(scanned)
    except DomainError:
        raise ScanKeyReused from None
    is_same = is_same_card(scan, number=card.number, serial=card.serial, chip_number=card.chip_number)
    if before.activity_id != activity.id or not is_same:
        raise ScanKeyReused
    return before


def _claim(work: Work, activity: Activity, card: CardAtDoor, key: str) -> tuple[CheckIn, bool]:
    """Put the check-in down under its key, if there is room for it in this period; both or neither.

    The same key sent twice at once waits here for the first one, and gets its check-in (and False).
    Raises AlreadyCheckedIn.
    """
    row = {
        "id": work.new_id(),
        "key": key,
        "activity_id": activity.id,
        "organiser_id": activity.organiser_id,
        "holder_id": card.holder_id,
        "card_id": card.card_id,
        "sale_id": None,
        "at": work.now,
        "day": work.today,
        "by": work.actor.id[:80],
        "points": activity.checkin_points,
    }
    with work.session.begin_nested() as attempt:
        is_new = insert_unless_there(work.session, CheckIn, **row)
        has_turn = is_new and _take_turn(work, activity, card)
        if is_new and not has_turn:
            attempt.rollback()
    if has_turn:
        return as_stored(work.session, CheckIn, **row), True
    if is_new:
        raise already(work, activity, card)
    before = queries.checkin_with_key(work, key)
    if before is None or (before.activity_id, before.card_id) != (activity.id, card.card_id):
        raise ScanKeyReused
    return before, False


_TAKE_TURN = (
    update(CheckInCount)
    .where(
        CheckInCount.holder_id == bindparam("holder"),
        CheckInCount.activity_id == bindparam("activity"),
        CheckInCount.period_start == bindparam("period"),
        CheckInCount.used < bindparam("limit"),
    )
    .values(used=CheckInCount.used + 1)
)


def _take_turn(work: Work, activity: Activity, card: CardAtDoor) -> bool:
    """Count one check-in of this holder in this period; False when it already has as many as count.

    One conditional update decides: of two doors that scan the same card at once, one gets it.
    """
    start = period_of(work, activity).start
    insert_unless_there(
        work.session, CheckInCount, holder_id=card.holder_id, activity_id=activity.id, period_start=start, used=0
    )
    return happened(
        work.session,
        _TAKE_TURN,
        holder=card.holder_id,
        activity=activity.id,
        period=start,
        limit=activity.checkin_limit,
    )


def _complete(work: Work, checkin: CheckIn, ticket: Sale | None) -> None:
    """What goes with a new check-in: its ticket, its points, its line in the trail."""
    checkin.sale_id = ticket.id if ticket else None
    work.session.flush()
    earn(work, holder_id=checkin.holder_id, points=checkin.points, reason=EARNED_BY, reference=checkin.id)
    note(
        work,
        "checkin.recorded",
        "checkin",
        checkin.id,
        activity=checkin.activity_id,
        holder=checkin.holder_id,
        sale=checkin.sale_id,
    )


def _answer(work: Work, checkin: CheckIn, person: Person) -> Verdict:
    """What a check-in is answered with, the first time and each time after."""
    sale = work.session.get(Sale, checkin.sale_id) if checkin.sale_id else None
    was_sold_at_this_tap = sale is not None and sale.at == checkin.at
    return rules.admitted(
        person, paid=sale.holder_pays if sale and was_sold_at_this_tap else None, points=checkin.points
    )
