"""Letting a family know what became of its registrations: when they are made, and when somebody else decides."""

from __future__ import annotations

from collections.abc import Sequence

from uitpas2.accounts.models import Organisation
from uitpas2.activities.models import Activity, Session
from uitpas2.activities.rules import Availability
from uitpas2.cards.models import Holder
from uitpas2.cards.rules.mails import MailText
from uitpas2.cards.services import Extras, tell_family
from uitpas2.database.work import Work
from uitpas2.kernel.text import LANGUAGES, TranslatedText
from uitpas2.outbox.rules import Attachment
from uitpas2.registrations.models import Registration
from uitpas2.registrations.queries.intake import sessions_of
from uitpas2.registrations.queries.wordings import contact_in_force, contact_of, wording_in_force
from uitpas2.registrations.rules import END_WORDS, HOLDS_PLACES, EndReason, RegistrationStatus
from uitpas2.registrations.rules.composing import Facts, calendar_of, values_of
from uitpas2.registrations.rules.mails import REGISTRATION_MAILS
from uitpas2.registrations.rules.wordings import MessageKind, Wording, refused_word
from uitpas2.trail.services import note

CALENDAR = "uitpas.ics"


def tell_state(work: Work, registration: Registration, *others: Registration) -> None:
    """Write to who decides for the child; the text follows from the state, with the organiser's own words around it.

    `others` are registrations of the same child for the same activity that are in the same state.
    """
    text = REGISTRATION_MAILS.get(registration.status)
    holder = work.session.get_one(Holder, registration.holder_id)
    if text is None or holder.erased_at is not None:
        return
    write(work, text, holder, registration, facts_of(work, holder, registration, *others))


def write(
    work: Work,
    text: MailText,
    holder: Holder,
    registration: Registration,
    facts: Facts,
    **more: TranslatedText,
) -> None:
    """Write a message of one of the kinds that an organiser may put in its own words; `more` fills its other gaps."""
    kind = MessageKind(text.kind)
    organiser_id = work.session.get_one(Activity, registration.activity_id).organiser_id
    own, contact = wording_in_force(work, organiser_id, kind), contact_of(contact_in_force(work, organiser_id))
    values = values_of(kind, facts, own.wording if own else Wording(), contact) | more
    files = _files(work, kind, facts, holder.language)
    extras = Extras(contact.email, files, facts.until)
    tell_family(work, text, holder, prints=True, extras=extras, **values)
    version = own.version if own is not None and own.wording else 0
    if version or kind is MessageKind.CHANGED:  # all others follow from what is noted of the registration itself
        note(work, "registration.told", "registration", registration.id, kind=kind.value, version=version)


def _files(work: Work, kind: MessageKind, facts: Facts, language: str) -> tuple[Attachment, ...]:
    """Who has a place gets it for the calendar too, and again when it moves."""
    if not facts.has_place or kind not in {MessageKind.CONFIRMED, MessageKind.CHANGED}:
        return ()
    return (Attachment(CALENDAR, "text/calendar", calendar_of(facts, language, work.now).encode()),)


def tell_registered(work: Work, made: Sequence[Registration]) -> None:
    """Confirm what was registered in one go: a message per child and state, whoever registered."""
    groups: dict[tuple[str, RegistrationStatus], list[Registration]] = {}
    for registration in made:
        groups.setdefault((registration.holder_id, registration.status), []).append(registration)
    for group in groups.values():
        tell_state(work, *group)


def _reason(registration: Registration, sessions: Sequence[Session]) -> TranslatedText:
    """Why it ended; of what does not take place with what the organiser wrote about it."""
    if registration.end_reason is None:
        return TranslatedText("")
    ours = END_WORDS[registration.end_reason]
    theirs = next((session.unavailable_because for session in sessions if session.unavailable_because), None)
    if theirs is not None and any(map(refused_word, theirs.as_dict().values())):
        theirs = None
    if registration.end_reason is not EndReason.NOT_TAKING_PLACE or theirs is None:
        return ours
    return TranslatedText(*(f"{ours.in_language(one)} {theirs.in_language(one)}" for one in LANGUAGES))


def facts_of(work: Work, holder: Holder, registration: Registration, *others: Registration) -> Facts:
    """What a message about registrations tells: nothing about a right, an amount, or who brought the child."""
    all_of_them = (registration, *others)
    by_registration = sessions_of(work, [one.id for one in all_of_them])
    sessions = [session for own in by_registration.values() for session in own]
    moments = sorted(
        (
            session.starts,
            session.ends,
            f"{registration_id}.{session.id}@uitpas2",
            session.availability is Availability.AVAILABLE,
        )
        for registration_id, own in by_registration.items()
        for session in own
    )
    activity = work.session.get_one(Activity, registration.activity_id)
    organiser = work.session.get(Organisation, activity.organiser_id) if activity.organiser_id else None
    place = activity.place
    city = f"{place.postal_code} {place.city}".strip() if place else ""
    return Facts(
        child=holder.first_name,
        activity=activity.name,
        moments=tuple((starts, ends) for starts, ends, *_ in moments),
        uids=tuple(uid for _, _, uid, _ in moments),
        off=frozenset(uid for _, _, uid, takes_place in moments if not takes_place),
        place=place.name.nl if place else "",
        address=", ".join(part for part in (place.street, city) if part) if place else "",
        organiser=organiser.name if organiser else "",
        until=registration.offered_until,
        reason=_reason(registration, sessions),
        meeting_place=activity.meeting_place,
        to_bring=activity.to_bring,
        has_place=registration.status in HOLDS_PLACES,
    )
