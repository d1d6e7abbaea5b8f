"""The door: look at a card, let its holder in."""

from __future__ import annotations

from functools import partial

from sqlalchemy import update

from uitpas2.activities.models import Activity, Price
from uitpas2.activities.queries import base_price, own_activity
from uitpas2.activities.rules import PriceCategory
from uitpas2.cards.models import Card, Holder
from uitpas2.cards.queries import CardAtDoor, card_at_door
from uitpas2.cards.rules import HolderKind, ScannedNumber, read_scan
from uitpas2.database.work import Work
from uitpas2.database.writes import happened, insert_unless_there
from uitpas2.discounts.errors import PriceUnknown, ReducedRateRefused
from uitpas2.discounts.models import Sale
from uitpas2.discounts.services import quote, sell
from uitpas2.kernel.errors import DomainError
from uitpas2.kernel.money import ZERO, Euro
from uitpas2.kernel.period import Period, calendar_period
from uitpas2.loyalty.services import earn
from uitpas2.registrations.rules import age_band
from uitpas2.scanning import queries, rules
from uitpas2.scanning.errors import AlreadyCheckedIn, GroupsDoNotCheckIn, NotOpenNow, PriceChanged, ScanKeyReused
from uitpas2.scanning.models import CheckIn, CheckInCount
from uitpas2.scanning.rules import Door, Person, PriceOption, Verdict
from uitpas2.trail.services import note

EARNED_BY = "checkin"


def look(work: Work, *, activity_id: str, scanned: str) -> Verdict:
    """What the volunteer is to do with a scanned or typed card. Records nothing.

    Raises ActivityUnknown for an activity of another organisation.
    """
    activity = own_activity(work, activity_id)
    try:
        card = card_at_door(work, scanned)
    except DomainError as error:
        return rules.refused(error)
    person = _person(work, work.session.get_one(Holder, card.holder_id))
    try:
        door = _door_for(work, activity, card)
    except DomainError as error:
        return rules.not_now(error, person, work.today)
    ticket = queries.unused_ticket(work, holder_id=card.holder_id, activity_id=activity.id, door=door)
    return rules.welcome(
        person,
        [] if ticket else _price_options(work, activity, card, door),
        is_paid=ticket is not None,
        is_expected=queries.is_expected(work, holder_id=card.holder_id, session_id=door.session_id),
    )


def admit(
    work: Work, *, activity_id: str, scanned: str, key: str, price_id: str | None = None, shown: Euro | None = None
) -> Verdict:
    """One tap: the ticket is sold if it still has to be, the check-in recorded, the points earned. All or nothing.

    `key` names this scan: sent again, it gets the same answer and records nothing more. `shown` is the amount the
    volunteer saw and took; when it is not what is due, nothing is recorded.
    Raises ActivityUnknown, ScanKeyReused, PriceChanged, and what selling raises.
    """
    activity = own_activity(work, activity_id)
    if before := _same_scan(work, activity, scanned, key):
        return _answer(work, before)
    try:
        card = card_at_door(work, scanned)
    except DomainError as error:
        return rules.refused(error)
    try:
        door = _door_for(work, activity, card)
        checkin, is_new = _claim(work, activity, card, key)
    except (AlreadyCheckedIn, GroupsDoNotCheckIn, NotOpenNow) as error:
        person = _person(work, work.session.get_one(Holder, card.holder_id))
        return rules.not_now(error, person, work.today)
    if is_new:
        _complete(work, checkin, activity, _ticket(work, activity, card, door, price_id, shown))
    return _answer(work, checkin)


def check_in(work: Work, *, activity_id: str, scanned: str, key: str) -> CheckIn:
    """A check-in alone, for ticketing systems that sell by themselves. The same key gives the same check-in.

    Raises ActivityUnknown, ScanKeyReused, what `card_at_door` raises, GroupsDoNotCheckIn, NotOpenNow, AlreadyCheckedIn.
    """
    activity = own_activity(work, activity_id)
    if before := _same_scan(work, activity, scanned, key):
        return before
    card = card_at_door(work, scanned)
    door = _door_for(work, activity, card)
    checkin, is_new = _claim(work, activity, card, key)
    if is_new:
        ticket = queries.unused_ticket(work, holder_id=card.holder_id, activity_id=activity.id, door=door)
        _complete(work, checkin, activity, ticket)
    return checkin


def _door_for(work: Work, activity: Activity, card: CardAtDoor) -> Door:
    """The door through which this card may come in now. Raises GroupsDoNotCheckIn, NotOpenNow, AlreadyCheckedIn."""
    if card.kind is HolderKind.GROUP:
        raise GroupsDoNotCheckIn
    door = queries.door_of(work, activity)
    if not door.is_open:
        raise NotOpenNow(door.opens_at)
    period = _period(work, activity)
    count = work.session.get(CheckInCount, (card.holder_id, activity.id, period.start), populate_existing=True)
    if count is not None and count.used >= activity.checkin_limit:
        raise _already(work, activity, card, period)
    return door


def _period(work: Work, activity: Activity) -> Period:
    return calendar_period(activity.checkin_period, work.today)


def _already(work: Work, activity: Activity, card: CardAtDoor, period: Period) -> AlreadyCheckedIn:
    last = queries.last_checkin(work, holder_id=card.holder_id, activity_id=activity.id, period=period)
    return AlreadyCheckedIn(last.at if last else work.now, period)


# --- the second click is harmless


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
    is_same_card = card.number == scan.number if isinstance(scan, ScannedNumber) else card.serial == scan.serial
    if before.activity_id != activity.id or not is_same_card:
        raise ScanKeyReused
    return before


def _claim(work: Work, activity: Activity, card: CardAtDoor, key: str) -> tuple[CheckIn, bool]:
    """Put the check-in down under its key, if there is room for it in this period; both or neither.

    The same key sent twice at once waits here for the first one, and gets its check-in (and False).
    Raises AlreadyCheckedIn.
    """
    checkin_id = work.new_id()
    with work.session.begin_nested() as attempt:
        is_new = insert_unless_there(
            work.session,
            CheckIn,
            id=checkin_id,
            key=key,
            activity_id=activity.id,
            organiser_id=activity.organiser_id,
            holder_id=card.holder_id,
            card_id=card.card_id,
            at=work.now,
            day=work.today,
            by=work.actor.id[:80],
            points=activity.checkin_points,
        )
        has_turn = is_new and _take_turn(work, activity, card)
        if is_new and not has_turn:
            attempt.rollback()
    if has_turn:
        return work.session.get_one(CheckIn, checkin_id), True
    if is_new:
        raise _already(work, activity, card, _period(work, activity))
    before = queries.checkin_with_key(work, key)
    if before is None or (before.activity_id, before.card_id) != (activity.id, card.card_id):
        raise ScanKeyReused
    return before, False


def _take_turn(work: Work, activity: Activity, card: CardAtDoor) -> bool:
    """Count one check-in of this holder in this period; False when it already has as many as count.

    One conditional update decides: of two doors that scan the same card at once, one gets it.
    """
    turn = {"holder_id": card.holder_id, "activity_id": activity.id, "period_start": _period(work, activity).start}
    insert_unless_there(work.session, CheckInCount, **turn, used=0)
    return happened(
        work.session,
        update(CheckInCount)
        .where(
            *(getattr(CheckInCount, name) == value for name, value in turn.items()),
            CheckInCount.used < activity.checkin_limit,
        )
        .values(used=CheckInCount.used + 1),
    )


def _complete(work: Work, checkin: CheckIn, activity: Activity, ticket: Sale | None) -> None:
    """What goes with a new check-in: its ticket, its points, its line in the trail."""
    checkin.sale_id = ticket.id if ticket else None
    work.session.flush()
    earn(work, holder_id=checkin.holder_id, points=checkin.points, reason=EARNED_BY, reference=checkin.id)
    note(
        work,
        "checkin.recorded",
        "checkin",
        checkin.id,
        activity=activity.id,
        holder=checkin.holder_id,
        sale=checkin.sale_id,
    )


def _answer(work: Work, checkin: CheckIn) -> Verdict:
    """What a check-in is answered with, the first time and each time after."""
    sale = work.session.get(Sale, checkin.sale_id) if checkin.sale_id else None
    was_sold_at_this_tap = sale is not None and sale.at == checkin.at
    person = _person(work, work.session.get_one(Holder, checkin.holder_id))
    return rules.admitted(
        person, paid=sale.holder_pays if sale and was_sold_at_this_tap else None, points=checkin.points
    )


def _person(work: Work, holder: Holder) -> Person:
    return Person(holder.first_name, holder.last_name[:1], age_band(holder.birth_date, work.today))


# --- money


def _single_prices(activity: Activity) -> list[Price]:
    """What one person can be charged, the base price first. Group prices and published UiTPAS prices are not."""
    base = base_price(activity)
    further = [
        price
        for price in activity.prices
        if not price.for_group and price.category is not PriceCategory.UITPAS and price is not base
    ]
    return [base, *further] if base else []


def _price_options(work: Work, activity: Activity, card: CardAtDoor, door: Door) -> list[PriceOption]:
    """What each price comes to for this holder. A reduced price that is used up is simply the ordinary one here."""
    options = []
    for price in _single_prices(activity):
        found = quote(
            work, activity_id=activity.id, holder_id=card.holder_id, price_id=price.id, session_id=door.session_id
        )
        options.append(PriceOption(price.id, price.name, found.full_price, found.holder_pays, found.remaining))
    return options


def _ticket(
    work: Work, activity: Activity, card: CardAtDoor, door: Door, price_id: str | None, shown: Euro | None
) -> Sale | None:
    """The ticket to come in with: one sold before, else one sold now if there is a price.

    Raises PriceChanged when what is charged now is not what the volunteer was shown.
    """
    ticket, charged = queries.unused_ticket(work, holder_id=card.holder_id, activity_id=activity.id, door=door), ZERO
    if ticket is None and (price := _chosen_price(activity, price_id)):
        ticket = _sell(work, activity, card, door, price)
        charged = ticket.holder_pays
    if shown is not None and shown != charged:
        raise PriceChanged
    return ticket


def _sell(work: Work, activity: Activity, card: CardAtDoor, door: Door, price: Price) -> Sale:
    """One ticket: at the ordinary price when the reduced one cannot be had. A child is not sent away over a limit."""
    sell_one = partial(
        sell,
        work,
        activity_id=activity.id,
        holder_id=card.holder_id,
        card_id=card.card_id,
        price_id=price.id,
        session_id=door.session_id,
    )
    try:
        with work.session.begin_nested():
            return sell_one()
    except ReducedRateRefused:
        return sell_one(at_full_price=True)


def _chosen_price(activity: Activity, price_id: str | None) -> Price | None:
    """The price to charge, the base price unless another was chosen; nothing when that is free.

    Raises PriceUnknown for a price that is not one of this activity's.
    """
    prices = _single_prices(activity)
    chosen = [price for price in prices if price.id == price_id] if price_id else prices[:1]
    if price_id and not chosen:
        raise PriceUnknown(field="price_id")
    return next((price for price in chosen if price.amount), None)
