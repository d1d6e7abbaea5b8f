"""Hours in care: taking a child in, handing it over, putting the hours right until the day is closed."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import delete, or_, select, update

from uitpas2.activities.models import Session
from uitpas2.attendance.errors import MarkKeyReused, NotExpected, SessionUnknown
from uitpas2.attendance.errors.care import (
    AlreadyInside,
    CollectorUnknown,
    LeftBeforeComing,
    NobodyNamed,
    NotCare,
    NotInside,
    OverMidnight,
    StaysOverlap,
    StayUnknown,
)
from uitpas2.attendance.models import AttendanceMark, CareStay
from uitpas2.attendance.queries.safety import who_collects
from uitpas2.attendance.queries.scope import is_office, must_be_open, own_session, tariff_of
from uitpas2.attendance.rules import ClosedBecause, How, moment_of
from uitpas2.attendance.services.noting import place_of, step
from uitpas2.attendance.services.turns import one_child_at_a_time
from uitpas2.cards.rules import without_national_numbers
from uitpas2.database.work import Work
from uitpas2.database.writes import happened, insert_unless_there
from uitpas2.kernel.clock import brussels_day
from uitpas2.registrations.rules import Attendance
from uitpas2.trail.services import note


def take_in(
    work: Work,
    *,
    session_id: str,
    holder_id: str,
    key: str,
    made_at: datetime | None = None,
    by_card: bool = False,
) -> CareStay:
    """A child comes into care. The same key gives the same stay; a child is inside once, wherever it is.

    A child that is not on the list comes in by its card only (`by_card`).
    Raises SessionUnknown, NotToday, DayClosed, NotCare, NotExpected, OverMidnight, StaysOverlap, AlreadyInside or
    MarkKeyReused.
    """
    session = own_session(work, session_id)
    one_child_at_a_time(work, session.activity_id, [holder_id])
    if before := _with_key(work, CareStay.came_key == key, session_id, holder_id):
        return before
    must_be_open(work, session)
    if tariff_of(work, session) is None:
        raise NotCare
    _new_sign(work, session_id, key)
    place = place_of(work, session_id, holder_id)
    if place is None and not by_card and not _was_here(work, session_id, holder_id):
        raise NotExpected
    came = moment_of(made_at, work.now)
    _same_day(session, came)
    if _overlapping(work, holder_id, came, None):
        raise StaysOverlap
    row: dict[str, Any] = {
        "id": work.new_id(),
        "session_id": session_id,
        "activity_id": session.activity_id,
        "organiser_id": session.activity.organiser_id,
        "holder_id": holder_id,
        "day": session.day,
        "came_at": came,
        "came_key": key,
        "came_by": work.actor.id[:80],
        "handed_to": "",
    }
    if not insert_unless_there(work.session, CareStay, **row):
        raise AlreadyInside
    stay = work.session.get_one(CareStay, row["id"])
    if place is not None and place[0].attendance is not Attendance.ATTENDED:
        _came(work, session, place, key, came)
    note(work, "stay.begun", "stay", stay.id, session=session_id)
    return stay


def hand_over(
    work: Work,
    *,
    session_id: str,
    holder_id: str,
    key: str,
    made_at: datetime | None = None,
    collector_id: str = "",
    somebody_else: str = "",
) -> CareStay:
    """A child goes, with a guardian or somebody of its list (`collector_id`), or with whom those on duty write down.

    Raises SessionUnknown, NotToday, DayClosed, NotInside, CollectorUnknown, NobodyNamed, LeftBeforeComing,
    OverMidnight or MarkKeyReused.
    """
    session = own_session(work, session_id)
    one_child_at_a_time(work, session.activity_id, [holder_id])
    if before := _with_key(work, CareStay.gone_key == key, session_id, holder_id):
        return before
    must_be_open(work, session)
    stay = work.session.scalar(
        select(CareStay)
        .where(CareStay.session_id == session_id, CareStay.holder_id == holder_id, CareStay.gone_at.is_(None))
        .execution_options(populate_existing=True)
    )
    if stay is None:
        raise NotInside
    gone = moment_of(made_at, work.now)
    _same_day(session, gone)
    if gone < stay.came_at:
        raise LeftBeforeComing
    whom = _with_whom(work, holder_id, collector_id, somebody_else)
    leaving = update(CareStay).where(CareStay.id == stay.id, CareStay.gone_at.is_(None))
    if not happened(work.session, leaving.values(gone_at=gone, gone_key=key, gone_by=work.actor.id[:80], **whom)):
        raise NotInside
    work.session.refresh(stay)
    note(work, "stay.ended", "stay", stay.id, session=session_id)
    return stay


def put_right(work: Work, stay_id: str, *, came_at: datetime, gone_at: datetime) -> CareStay:
    """The office puts the hours of a stay right, until the day is closed.

    Raises StayUnknown, DayClosed, LeftBeforeComing, OverMidnight or StaysOverlap.
    """
    stay, session = _own_stay(work, stay_id)
    for moment in (came_at, gone_at):
        _same_day(session, moment)
    if gone_at < came_at or gone_at > work.now:
        raise LeftBeforeComing(field="gone")
    if _overlapping(work, stay.holder_id, came_at, gone_at, but=stay.id):
        raise StaysOverlap
    stay.came_at, stay.gone_at, stay.note = came_at, gone_at, ClosedBecause.CORRECTED
    stay.gone_by = work.actor.id[:80]
    work.session.flush()
    note(work, "stay.put-right", "stay", stay.id, session=stay.session_id)
    return stay


def drop_stay(work: Work, stay_id: str) -> None:
    """A stay that was noted by mistake is gone, and with the last one the child was not there.

    Raises StayUnknown or DayClosed.
    """
    stay, session = _own_stay(work, stay_id)
    holder_id = stay.holder_id
    work.session.execute(delete(CareStay).where(CareStay.id == stay_id))
    work.session.expire_all()
    place = place_of(work, session.id, holder_id)
    if place is not None and place[0].attendance is Attendance.ATTENDED and not _was_here(work, session.id, holder_id):
        step(work, session, place[1], place[0], Attendance.EXPECTED, how=How.LIST, key=work.new_id(), made_at=work.now)
    note(work, "stay.dropped", "stay", stay_id, session=session.id)


def _own_stay(work: Work, stay_id: str) -> tuple[CareStay, Session]:
    found = work.session.get(CareStay, stay_id)
    if found is None or not is_office(work):
        raise StayUnknown
    try:
        session = own_session(work, found.session_id)
    except SessionUnknown:
        raise StayUnknown from None
    one_child_at_a_time(work, session.activity_id, [found.holder_id])
    must_be_open(work, session)
    stay = work.session.scalar(select(CareStay).where(CareStay.id == stay_id).execution_options(populate_existing=True))
    if stay is None:
        raise StayUnknown
    return stay, session


def _came(work: Work, session: Session, place: Any, key: str, came: datetime) -> None:
    row, registration = place
    made = max(came, row.attendance_at) if row.attendance_at else came
    step(work, session, registration, row, Attendance.ATTENDED, how=How.CARE, key=key, made_at=made)


def _with_key(work: Work, condition: Any, session_id: str, holder_id: str) -> CareStay | None:
    """What this very sign did before. Raises MarkKeyReused when the key came with another child."""
    found = work.session.scalar(select(CareStay).where(CareStay.session_id == session_id, condition))
    if found is not None and found.holder_id != holder_id:
        raise MarkKeyReused
    return found


def _new_sign(work: Work, session_id: str, key: str) -> None:
    """Raises MarkKeyReused for a sign of before whose stay the office dropped: it does not begin anew by itself."""
    before = select(AttendanceMark.id).where(AttendanceMark.session_id == session_id, AttendanceMark.key == key)
    if work.session.scalar(before) is not None:
        raise MarkKeyReused


def _same_day(session: Session, moment: datetime) -> None:
    if brussels_day(moment) != session.day:
        raise OverMidnight


def _was_here(work: Work, session_id: str, holder_id: str) -> bool:
    stay = select(CareStay.id).where(CareStay.session_id == session_id, CareStay.holder_id == holder_id)
    return work.session.scalar(stay.limit(1)) is not None


def _overlapping(work: Work, holder_id: str, came: datetime, gone: datetime | None, *, but: str = "") -> bool:
    """Whether the child was somewhere else in those hours; of who comes in now, the row tells that it is inside."""
    others = select(CareStay.id).where(CareStay.holder_id == holder_id, CareStay.id != but)
    if gone is not None:
        others = others.where(CareStay.came_at < gone, or_(CareStay.gone_at > came, CareStay.gone_at.is_(None)))
    else:
        others = others.where(
            CareStay.gone_at > came, or_(CareStay.came_at <= came, CareStay.day == brussels_day(came))
        )
    return work.session.scalar(others.limit(1)) is not None


def _with_whom(work: Work, holder_id: str, collector_id: str, somebody_else: str) -> dict[str, str | None]:
    """Who takes the child along: of the list by name, else in the words of those on duty."""
    if collector_id:
        chosen = next((one for one in who_collects(work, holder_id) if one.id == collector_id), None)
        if chosen is None:
            raise CollectorUnknown(field="collector_id")
        return {"collector_id": None if chosen.is_guardian else chosen.id, "handed_to": chosen.name}
    if not somebody_else.strip():
        raise NobodyNamed(field="somebody_else")
    return {"collector_id": None, "handed_to": without_national_numbers(somebody_else.strip())[:120]}
