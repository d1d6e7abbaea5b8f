"""Laying out the sessions of an activity by a plan: made, moved, or taken away; whoever has a place keeps it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import delete, exists, select, update
from sqlalchemy.exc import IntegrityError

from uitpas2.activities.errors.entering import AllOver, CapacityBelowTaken
from uitpas2.activities.models import Activity, Price, Series, Session
from uitpas2.activities.rules import Availability, PriceCategory
from uitpas2.activities.rules.matching import match_sessions
from uitpas2.activities.rules.planning.naming import series_name
from uitpas2.activities.rules.planning.plans import Plan, Planned, PlannedSession, Rhythm, times_of
from uitpas2.activities.services.noting import changing
from uitpas2.activities.services.pricing import BASE_PRICE_NAME, NewPrice, keep_prices
from uitpas2.database.work import Work
from uitpas2.database.writes import happened
from uitpas2.kernel.clock import brussels_day
from uitpas2.kernel.money import Euro
from uitpas2.kernel.text import TranslatedText

FALLS_AWAY = TranslatedText(
    nl="De organisator haalde dit moment uit de planning.",
    fr="L’organisateur a retiré ce moment du planning.",
    en="The organiser took this moment out of the plan.",
)


def lay_out(work: Work, activity: Activity, plan: Plan, planned: Planned, *, before: Plan | None = None) -> bool:
    """Make the sessions and series of an activity those of a plan; tells whether a price that was used ended.

    What is over stays as it was. A session that only moves keeps its places. `before` is the plan by which it was laid
    out the last time: times and numbers of places are set anew only where the plan changed them, so that what was
    changed for one session stays. Raises AllOver, or CapacityBelowTaken.
    """
    known = _known(work, activity.id)
    if planned.sessions and planned.sessions[-1].ends <= work.now:
        raise AllOver(field="first")
    over = [session for session in known if session.ends <= work.now]
    coming = [session for session in known if session.ends > work.now]
    wanted = [one for one in planned.sessions if one.ends > work.now or not known]
    matched = match_sessions(coming, wanted, dated=plan.rhythm is not Rhythm.WEEKLY, first=len(over))
    series = _series(work, activity, planned, matched.pairs, before is None)
    released = _Releases(plan, planned)
    sets_times = before is None or times_of(plan) != times_of(before)
    sets_places = before is None or _places(plan) != _places(before)
    pairs: list[tuple[Session, PlannedSession]] = []
    for number, (found, new) in enumerate(matched.pairs, start=len(over)):
        if found is None and not sets_times:
            continue
        session = found or _new(work, activity, plan, new)
        work.session.add(session)
        moves = found is None or (sets_times and session.starts != new.starts)
        if sets_times:
            _move(work, session, new)
            session.position, session.overnight = number, new.overnight
            session.care_from, session.care_to = new.care_from, new.care_to
            session.series_id = series[new.series].id if new.series is not None else None
        if found is not None and sets_places:
            set_places(work, session, plan.capacity)
        if sets_places:
            session.kept_for_partners = plan.kept
        if sets_places or moves:
            session.kept_until = released(new) if session.kept_for_partners else None
        pairs.append((session, new))
    work.session.flush()
    if sets_times:
        _take_away(work, matched.gone)
    return _price(work, activity, planned, series, pairs)


def set_places(work: Work, session: Session, capacity: int | None) -> None:
    """Set the number of places, never below what was taken: the write decides. Raises CapacityBelowTaken."""
    work.session.flush()
    setting = update(Session).where(Session.id == session.id)
    if capacity is not None:
        setting = setting.where(Session.taken + Session.taken_elsewhere <= capacity)
    if not happened(work.session, setting.values(capacity=capacity)):
        work.session.refresh(session, ["taken", "taken_elsewhere"])
        taken = session.taken + session.taken_elsewhere
        raise CapacityBelowTaken(field="capacity", taken=taken, day=f"{session.day:%d/%m/%Y}")
    work.session.refresh(session, ["capacity"])


def _known(work: Work, activity_id: str) -> Sequence[Session]:
    """The sessions as they are now, in the order of the plan, kept from others until this transaction ends."""
    return work.session.scalars(
        select(Session)
        .where(Session.activity_id == activity_id)
        .order_by(Session.position, Session.starts)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).all()


def _new(work: Work, activity: Activity, plan: Plan, new: PlannedSession) -> Session:
    return Session(
        id=work.new_id(),
        activity_id=activity.id,
        starts=new.starts,
        ends=new.ends,
        capacity=plan.capacity,
        kept_for_partners=plan.kept,
        availability=Availability.AVAILABLE,
    )


def _move(work: Work, session: Session, new: PlannedSession) -> None:
    with changing(work, session):
        session.starts, session.ends, session.day = new.starts, new.ends, brussels_day(new.starts)
        if session.unavailable_because == FALLS_AWAY:
            session.availability, session.unavailable_because = Availability.AVAILABLE, None


def _places(plan: Plan) -> tuple[int | None, int, int]:
    return plan.capacity, plan.kept, plan.kept_days


class _Releases:
    """When the places of partners are released: so many days before the first session of what is booked."""

    def __init__(self, plan: Plan, planned: Planned) -> None:
        self._days = timedelta(days=plan.kept_days)
        self._first: dict[int, datetime] = {}
        for one in planned.sessions:
            if one.series is not None:
                self._first.setdefault(one.series, one.starts)

    def __call__(self, session: PlannedSession) -> datetime:
        first = session.starts if session.series is None else self._first[session.series]
        return first - self._days


def _series(
    work: Work,
    activity: Activity,
    planned: Planned,
    pairs: Iterable[tuple[Session | None, PlannedSession]],
    is_new: bool,
) -> list[Series]:
    """A row for each series of the plan: the one its sessions had, as far as no other series has it already."""
    rows = select(Series).where(Series.activity_id == activity.id)
    known = {} if is_new else {one.id: one for one in work.session.scalars(rows)}
    own: dict[int, Series] = {}
    for session, new in pairs:
        if session is not None and new.series is not None and new.series not in own and session.series_id in known:
            own[new.series] = known.pop(session.series_id)
    found = []
    for number, series in enumerate(planned.series):
        row = own.get(number) or Series(id=work.new_id(), activity_id=activity.id)
        count = sum(one.series == number for one in planned.sessions)
        row.position, row.kind, row.name = number, series.kind, series_name(series, count)
        work.session.add(row)
        found.append(row)
    work.session.flush()
    return found


def _take_away(work: Work, gone: Iterable[Session]) -> None:
    """Remove sessions that left the plan. One that somebody registered for stays, and says that it falls away."""
    for session in gone:
        if _is_removed(work, session):
            work.session.expunge(session)
            continue
        with changing(work, session):
            session.availability, session.unavailable_because = Availability.UNAVAILABLE, FALLS_AWAY
    work.session.flush()


def _is_removed(work: Work, session: Session) -> bool:
    used = exists().where(Price.session_id == session.id, Price.frozen_at.is_not(None))
    try:
        with work.session.begin_nested():
            work.session.execute(delete(Price).where(Price.session_id == session.id, ~used))
            going = delete(Session).where(Session.id == session.id, Session.taken == 0, ~used)
            work.session.execute(going.execution_options(synchronize_session=False))
    except IntegrityError:  # somebody was registered for it, or came to it
        return False
    return work.session.scalar(select(Session.id).where(Session.id == session.id)) is None


def _price(
    work: Work,
    activity: Activity,
    planned: Planned,
    series: Sequence[Series],
    pairs: Iterable[tuple[Session, PlannedSession]],
) -> bool:
    """The prices of series and sessions that have their own."""
    ended = False
    had = set(work.session.scalars(select(Price.series_id).where(Price.activity_id == activity.id).distinct()))
    had |= set(work.session.scalars(select(Price.session_id).where(Price.activity_id == activity.id).distinct()))
    for row, new in zip(series, planned.series, strict=True):
        if new.price is not None or row.id in had:
            ended |= keep_prices(work, activity, _base(new.price), series_id=row.id)
    for session, one in pairs:
        if one.price is not None or session.id in had:
            ended |= keep_prices(work, activity, _base(one.price), session_id=session.id)
    return ended


def _base(amount: Euro | None) -> list[NewPrice]:
    return [] if amount is None else [NewPrice(PriceCategory.BASE, BASE_PRICE_NAME, amount)]
