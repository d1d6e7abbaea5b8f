"""The conditions on a registration that need no counting, each with its reason."""

from __future__ import annotations

from datetime import datetime

from uitpas2.activities.models import Activity
from uitpas2.activities.rules import Availability
from uitpas2.cards.models import Holder
from uitpas2.kernel.clock import brussels_day
from uitpas2.kernel.errors import DomainError
from uitpas2.registrations.errors import AlreadyStarted, NotForFamilies, NotOpenYet, NotTakingPlace
from uitpas2.registrations.queries.intake import Wanted
from uitpas2.registrations.rules import Terms, why_age_does_not_fit


def why_not(activity: Activity, asked: Wanted, holder: Holder, now: datetime) -> DomainError | None:
    """The first condition that a child does not meet for a session or series; None when it meets them all."""
    field = "series_id" if asked.series_id else "session_id"
    everything = (activity.availability, *(session.availability for session in asked.sessions))
    if any(availability is not Availability.AVAILABLE for availability in everything):
        return NotTakingPlace(field=field)
    if activity.schools_only:
        return NotForFamilies()
    if asked.first.starts <= now:
        return AlreadyStarted(field=field)
    return why_age_does_not_fit(activity, holder.birth_date, brussels_day(asked.first.starts))


def not_open_yet(terms: Terms, now: datetime) -> NotOpenYet | None:
    """The refusal before registering opens."""
    return None if terms.opens_at is None or terms.is_open_at(now) else NotOpenYet(terms.opens_at)
