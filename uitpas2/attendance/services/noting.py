"""Noting who came: one tap, one transaction; the same tap again changes nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update

from uitpas2.activities.models import Session
from uitpas2.attendance.errors import MarkKeyReused, NoSuchStep, NotExpected, TooEarly
from uitpas2.attendance.models import AttendanceMark, CareStay
from uitpas2.attendance.queries.scope import must_be_open, own_session, tariff_of
from uitpas2.attendance.rules import STAYED_AWAY, Heard, How, MarkReason, moment_of, reason_of
from uitpas2.attendance.services.paying import keep_again, pay_place, release_when_nobody_comes, undo_place
from uitpas2.attendance.services.turns import budgets_in_turn, one_child_at_a_time
from uitpas2.database.work import Work
from uitpas2.database.writes import happened
from uitpas2.discounts.models import Sale
from uitpas2.registrations.models import RegisteredSession, Registration
from uitpas2.registrations.rules import Attendance, RegistrationStatus
from uitpas2.trail.services import note


@dataclass(frozen=True, slots=True)
class Noted:
    """What became of a mark, and how the child stands now."""

    holder_id: str
    heard: Heard
    attendance: Attendance


def mark(
    work: Work,
    *,
    session_id: str,
    holder_id: str,
    to: Attendance,
    key: str,
    made_at: datetime | None = None,
    how: How = How.LIST,
) -> Noted:
    """Note on the list that a child is present, absent, excused, or not there yet.

    `key` names this mark: sent again, it gets the same answer. Of two telephones the mark that was made last counts,
    whichever came in first; `made_at` is believed within two days.
    Raises SessionUnknown, NotToday, DayClosed, NotExpected, NoSuchStep or MarkKeyReused.
    """
    session = own_session(work, session_id)
    one_child_at_a_time(work, session.activity_id, [holder_id])
    if before := _same_mark(work, session_id, holder_id, to, key):
        return before
    must_be_open(work, session)
    if session.day > work.today and to in {Attendance.ATTENDED, Attendance.ABSENT}:
        raise TooEarly
    row, registration = registered(work, session_id, holder_id)
    if tariff_of(work, session) is not None and (to is Attendance.ATTENDED or _has_stayed(work, row)):
        raise NoSuchStep  # into care a child is taken in, and its hours are what is put right
    made = moment_of(made_at, work.now)
    return step(work, session, registration, row, to, how=how, key=key, made_at=made)


def step(
    work: Work,
    session: Session,
    registration: Registration,
    row: RegisteredSession,
    to: Attendance,
    *,
    how: How,
    key: str,
    made_at: datetime,
    sold: Sale | None = None,
) -> Noted:
    """One step of one child, with what hangs on it. The caller holds the child and the activity. Raises NoSuchStep."""
    before = row.attendance
    if row.attendance_at is not None and made_at < row.attendance_at:
        _write(work, row, before, to, Heard.OVERTAKEN, None, key, made_at)
        return Noted(row.holder_id, Heard.OVERTAKEN, before)
    if before is to:
        _write(work, row, before, to, Heard.SAME, None, key, made_at)
        return Noted(row.holder_id, Heard.SAME, before)
    reason = reason_of(before, to, how)
    if reason is None:
        raise NoSuchStep
    moving = update(RegisteredSession).where(
        RegisteredSession.registration_id == row.registration_id,
        RegisteredSession.session_id == row.session_id,
        RegisteredSession.live,
        RegisteredSession.attendance == before,
    )
    by = work.actor.id[:80]
    if not happened(work.session, moving.values(attendance=to, attendance_at=made_at, attendance_by=by)):
        raise NoSuchStep
    work.session.refresh(row)
    _write(work, row, before, to, Heard.TAKEN, reason, key, made_at)
    budgets_in_turn(work, [row.holder_id], [registration.id])
    _money_follows(work, session, registration, before, to, sold)
    details = {"session": session.id, "before": before.value, "after": to.value, "reason": reason.value}
    note(work, "attendance.noted", "registration", registration.id, **details)
    return Noted(row.holder_id, Heard.TAKEN, to)


def registered(work: Work, session_id: str, holder_id: str) -> tuple[RegisteredSession, Registration]:
    """A child's place in a session. Raises NotExpected."""
    found = place_of(work, session_id, holder_id)
    if found is None:
        raise NotExpected
    return found


def place_of(work: Work, session_id: str, holder_id: str) -> tuple[RegisteredSession, Registration] | None:
    """The same, or nothing for a child that is not registered."""
    row = work.session.execute(
        select(RegisteredSession, Registration)
        .join(Registration, Registration.id == RegisteredSession.registration_id)
        .where(
            RegisteredSession.session_id == session_id,
            RegisteredSession.holder_id == holder_id,
            RegisteredSession.live,
            Registration.status == RegistrationStatus.CONFIRMED,
        )
        .execution_options(populate_existing=True)
    ).one_or_none()
    return None if row is None else (row.RegisteredSession, row.Registration)


def _money_follows(
    work: Work, session: Session, registration: Registration, before: Attendance, to: Attendance, sold: Sale | None
) -> None:
    """Hours in care are billed when the day is closed; anything else is sold as the child comes."""
    if tariff_of(work, session) is not None:
        return
    if to is Attendance.ATTENDED:
        pay_place(work, registration, session, sold=sold)
        return
    if before is Attendance.ATTENDED and not _came_otherwise(work, registration):
        undo_place(work, registration)
    if to in STAYED_AWAY:
        release_when_nobody_comes(work, registration)
    elif not _came_otherwise(work, registration):
        keep_again(work, registration)


def _came_otherwise(work: Work, registration: Registration) -> bool:
    """Whether the child came to another session of the same registration: the place was bought by that."""
    came = select(RegisteredSession.session_id).where(
        RegisteredSession.registration_id == registration.id, RegisteredSession.attendance == Attendance.ATTENDED
    )
    return work.session.scalar(came.limit(1)) is not None


def _has_stayed(work: Work, row: RegisteredSession) -> bool:
    stay = select(CareStay.id).where(CareStay.session_id == row.session_id, CareStay.holder_id == row.holder_id)
    return work.session.scalar(stay.limit(1)) is not None


def _same_mark(work: Work, session_id: str, holder_id: str, to: Attendance, key: str) -> Noted | None:
    """What this very mark was answered before. Raises MarkKeyReused when the key came with another child or sign."""
    before = work.session.scalar(
        select(AttendanceMark).where(AttendanceMark.session_id == session_id, AttendanceMark.key == key)
    )
    if before is None:
        return None
    if (before.holder_id, before.after) != (holder_id, to):
        raise MarkKeyReused
    row = work.session.get_one(RegisteredSession, (before.registration_id, session_id), populate_existing=True)
    return Noted(holder_id, before.heard, row.attendance)


def _write(
    work: Work,
    row: RegisteredSession,
    before: Attendance,
    after: Attendance,
    heard: Heard,
    reason: MarkReason | None,
    key: str,
    made_at: datetime,
) -> None:
    work.session.add(
        AttendanceMark(
            id=work.new_id(),
            session_id=row.session_id,
            registration_id=row.registration_id,
            holder_id=row.holder_id,
            key=key,
            before=before,
            after=after,
            heard=heard,
            reason=reason,
            made_at=made_at,
            at=work.now,
            by=work.actor.id[:80],
        )
    )
    work.session.flush()
