"""Letting a family know what became of a registration, when somebody else than the family decided it."""

from __future__ import annotations

from uitpas2.activities.models import Activity, Session
from uitpas2.cards.models import Holder
from uitpas2.cards.services.telling import tell_family
from uitpas2.database.work import Work
from uitpas2.discounts.rules.telling import day_in_words
from uitpas2.kernel.clock import BRUSSELS, brussels_day
from uitpas2.kernel.text import LANGUAGES, TranslatedText
from uitpas2.registrations.models import Registration
from uitpas2.registrations.rules import END_WORDS
from uitpas2.registrations.rules.mails import REGISTRATION_MAILS


def tell_state(work: Work, registration: Registration) -> None:
    """Write to who decides for the child; the text follows from the state alone."""
    text = REGISTRATION_MAILS.get(registration.status)
    holder = work.session.get_one(Holder, registration.holder_id)
    if text is None or holder.erased_at is not None:
        return
    activity = work.session.get_one(Activity, registration.activity_id)
    starts = work.session.get_one(Session, registration.session_id).starts
    until = registration.offered_until
    tell_family(
        work,
        text,
        holder,
        activity=activity.name,
        day=TranslatedText(**{language: day_in_words(brussels_day(starts), language) for language in LANGUAGES}),
        until=f"{until.astimezone(BRUSSELS):%d/%m/%Y %H:%M}" if until else "",
        reason=END_WORDS[registration.end_reason] if registration.end_reason else "",
    )
