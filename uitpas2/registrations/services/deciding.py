"""The organiser decides about a request: yes, with a place or on the waiting list, or no."""

from __future__ import annotations

from sqlalchemy import select

from uitpas2.activities import queries as activities
from uitpas2.activities.errors import ActivityUnknown
from uitpas2.activities.services import one_at_a_time
from uitpas2.database.work import Work
from uitpas2.registrations.errors import DrawDecides, NotRequested, PriceNotKnown, RegistrationUnknown
from uitpas2.registrations.models import Registration
from uitpas2.registrations.queries.intake import terms_of
from uitpas2.registrations.rules import Change, EndReason, RegistrationStatus
from uitpas2.registrations.services.changing import end
from uitpas2.registrations.services.granting import place_or_queue


def grant(work: Work, registration_id: str) -> Registration:
    """Say yes to a request of the own activity: it is confirmed, or waits in its turn when there is no place.

    Raises RegistrationUnknown, NotRequested, DrawDecides while a draw is still to come, or PriceNotKnown when the price
    was taken away meanwhile.
    """
    registration = _requested(work, registration_id)
    if not place_or_queue(work, [registration]):
        raise PriceNotKnown
    return registration


def refuse(work: Work, registration_id: str) -> None:
    """Say no to a request of the own activity. Raises RegistrationUnknown, NotRequested or DrawDecides."""
    end(work, _requested(work, registration_id), Change.CANCEL, EndReason.REFUSED)


def _requested(work: Work, registration_id: str) -> Registration:
    registration = work.session.scalar(select(Registration).where(Registration.id == registration_id))
    if registration is None:
        raise RegistrationUnknown
    try:
        activities.own_activity(work, registration.activity_id)
    except ActivityUnknown:
        raise RegistrationUnknown from None
    one_at_a_time(work, registration.activity_id)
    work.session.refresh(registration)
    if registration.status is not RegistrationStatus.REQUESTED:
        raise NotRequested
    terms = terms_of(work, registration.activity_id)
    if terms.draw_at is not None and terms.drawn_at is None:
        raise DrawDecides
    return registration
