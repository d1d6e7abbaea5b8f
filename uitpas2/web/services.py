"""Keeping house for requests."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import CursorResult, delete

from uitpas2.database.work import Work
from uitpas2.web.models import AnsweredRequest

# A ticketing system reconciles within its bookkeeping year; sales keep their own reference for ever.
KEEP_ANSWERS = timedelta(days=400)


def forget_old_answers(work: Work) -> int:
    """Drop the answers that nobody will ask again; returns how many."""
    result = work.session.execute(delete(AnsweredRequest).where(AnsweredRequest.at < work.now - KEEP_ANSWERS))
    assert isinstance(result, CursorResult)
    return result.rowcount
