"""How long each kind of data is kept, as days and moments of this night, and deleting what is past them."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, CursorResult, delete

from uitpas2.cards.rules import months_after
from uitpas2.database.base import Base
from uitpas2.database.work import Work
from uitpas2.kernel.clock import brussels_moment
from uitpas2.privacy.rules import RETENTIONS, Retention

APART = {"synchronize_session": False}
TERMS: dict[str, Retention] = {retention.purge: retention for retention in RETENTIONS if retention.purge}


def last_day(purge_name: str, work: Work) -> date:
    """What ended on this day or before is past its term."""
    return months_after(work.today, -TERMS[purge_name].months)


def last_moment(purge_name: str, work: Work) -> datetime:
    """What ended before this moment is past its term."""
    term = TERMS[purge_name]
    return brussels_moment(months_after(work.today, -term.months)) - timedelta(days=term.days)


def gone(work: Work, model: type[Base], condition: ColumnElement[bool]) -> int:
    """Delete what answers the condition; tells how many rows went."""
    result = work.session.execute(delete(model).where(condition).execution_options(**APART))
    assert isinstance(result, CursorResult)
    return result.rowcount
