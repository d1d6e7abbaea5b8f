"""Stays as the office puts them right."""

from __future__ import annotations

from uitpas2.attendance.errors import SessionUnknown
from uitpas2.attendance.errors.care import StayUnknown
from uitpas2.attendance.models import CareStay
from uitpas2.attendance.queries.scope import own_session
from uitpas2.database.work import Work


def own_stay(work: Work, stay_id: str) -> CareStay:
    """A stay in care of the actor's own organisation. Raises StayUnknown for everybody else's."""
    found = work.session.get(CareStay, stay_id)
    try:
        if found is not None:
            own_session(work, found.session_id)
            return found
    except SessionUnknown:
        pass
    raise StayUnknown
