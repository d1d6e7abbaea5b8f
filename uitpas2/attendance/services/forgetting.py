"""What is past its term goes, with what hangs on it; the privacy register says when."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ColumnElement, CursorResult, Select, delete, exists, or_, select

from uitpas2.attendance.models import AttendanceMark, CareDay, CareNeed, CareStay, Collector, PlacePaid
from uitpas2.cards.models import Consent, Holder
from uitpas2.cards.rules import Purpose
from uitpas2.database.base import Base
from uitpas2.database.work import Work


def forget_marks(work: Work, registration_ids: Select[str]) -> None:
    """Marks of registrations that are forgotten themselves, and what says which sale was theirs."""
    for model in (AttendanceMark, PlacePaid):
        _gone(work, model, model.registration_id.in_(registration_ids))


def forget_stays(work: Work, before: date) -> int:
    """Who was in care when, until this day: what it came to stays with the books."""
    return _gone(work, CareStay, CareStay.day <= before)


def forget_bills(work: Work, sale_ids: Select[str], before: date) -> None:
    """What a day in care came to goes with its sale; where none was made, with the sales of its year."""
    _gone(work, CareDay, or_(CareDay.sale_id.in_(sale_ids), CareDay.sale_id.is_(None) & (CareDay.day < before)))
    _gone(work, PlacePaid, PlacePaid.sale_id.in_(sale_ids))


def forget_duty(work: Work, without_card_until: date) -> int:
    """Care needs without a yes, and those and the pick-up lists of who has had no working card since that day."""
    idle = select(Holder.id).where(
        or_(Holder.without_card_since <= without_card_until, Holder.erased_at.is_not(None)),
    )
    agreed = exists().where(
        Consent.holder_id == CareNeed.holder_id,
        Consent.purpose == Purpose.CARE_NEEDS,
        Consent.withdrawn_at.is_(None),
    )
    return _gone(work, CareNeed, or_(~agreed, CareNeed.holder_id.in_(idle))) + _gone(
        work, Collector, Collector.holder_id.in_(idle)
    )


def _gone(work: Work, model: type[Base], condition: ColumnElement[bool]) -> int:
    statement = delete(model).where(condition).execution_options(synchronize_session=False)
    result = work.session.execute(statement)
    assert isinstance(result, CursorResult)
    return result.rowcount
