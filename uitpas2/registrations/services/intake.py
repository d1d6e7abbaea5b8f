"""How an activity takes registrations: the organiser says, and everybody can read it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import exists, select

from uitpas2.activities.queries import own_activity
from uitpas2.activities.services import one_at_a_time
from uitpas2.database.work import Work
from uitpas2.registrations.errors import DrawOutOfPlace, OrderIsKept, TermsOutOfBounds
from uitpas2.registrations.models import Intake, Registration
from uitpas2.registrations.rules import ANSWER_HOURS, CUT_OFF_HOURS, Priority, RegistrationStatus
from uitpas2.trail.services import note

IN_ORDER = frozenset({RegistrationStatus.REQUESTED, RegistrationStatus.WAITING})


def set_terms(
    work: Work,
    activity_id: str,
    *,
    opens_at: datetime | None,
    cut_off_minutes: int,
    answer_hours: int,
    needs_approval: bool,
    priorities: Sequence[Priority],
) -> Intake:
    """Say how an activity of the actor's organisation takes registrations from now on.

    `priorities` is who goes first, in that order; it stays as it is while somebody has asked or waits. Offers that
    were made keep their term.
    Raises ActivityUnknown, TermsOutOfBounds, DrawOutOfPlace (opening after the draw) or OrderIsKept.
    """
    own_activity(work, activity_id)
    _must_lie("cut_off_minutes", cut_off_minutes / 60, CUT_OFF_HOURS)
    _must_lie("answer_hours", answer_hours, ANSWER_HOURS)
    one_at_a_time(work, activity_id)
    intake = work.session.get(Intake, activity_id, populate_existing=True)
    if intake is None:
        intake = Intake(activity_id=activity_id, priorities=[])
    if intake.draw_at and intake.drawn_at is None and opens_at and opens_at >= intake.draw_at:
        raise DrawOutOfPlace(field="opens_on")
    order = [group.value for group in dict.fromkeys(priorities)]
    if order != intake.priorities and _somebody_is_in_order(work, activity_id):
        raise OrderIsKept(field="priorities")
    intake.opens_at, intake.priorities, intake.needs_approval = opens_at, order, needs_approval
    intake.cut_off_minutes, intake.answer_hours, intake.changed_at = cut_off_minutes, answer_hours, work.now
    work.session.add(intake)
    work.session.flush()
    note(
        work,
        "intake.changed",
        "activity",
        activity_id,
        opens_at=opens_at.isoformat() if opens_at else "",
        cut_off_minutes=cut_off_minutes,
        answer_hours=answer_hours,
        needs_approval=needs_approval,
        priorities=",".join(order),
    )
    return intake


def _must_lie(field: str, hours: float, bounds: tuple[int, int]) -> None:
    least, most = bounds
    if not least <= hours <= most:
        raise TermsOutOfBounds(field=field, least=least, most=most)


def _somebody_is_in_order(work: Work, activity_id: str) -> bool:
    """Whether somebody has asked or waits, and so has a place in the order."""
    mine = exists().where(Registration.activity_id == activity_id, Registration.status.in_(IN_ORDER))
    return bool(work.session.scalar(select(mine)))
