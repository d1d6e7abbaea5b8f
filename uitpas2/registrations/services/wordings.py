"""An organiser writes its own words around the messages about registrations. Each time it does is a version."""

from __future__ import annotations

import re
from collections.abc import Mapping

from uitpas2.accounts.queries import own_organisation
from uitpas2.database.work import Work
from uitpas2.database.writes import insert_unless_there
from uitpas2.kernel.text import LANGUAGES
from uitpas2.registrations.errors.wordings import (
    AddressUnreadable,
    GapUnknown,
    NumberUnreadable,
    SignRefused,
    TextMarkedUp,
    TextTells,
    TextTooLong,
    WrittenMeanwhile,
)
from uitpas2.registrations.models import MessageContact, MessageWording
from uitpas2.registrations.queries.wordings import contact_in_force, wording_in_force
from uitpas2.registrations.rules.wordings import (
    LONGEST,
    Fault,
    Found,
    MessageKind,
    Wording,
    fault_in,
    gaps_for,
    tidy,
)
from uitpas2.trail.services import note

LONGEST_PHONE = 20
_PHONE = re.compile(r"(\+|0)[0-9]{8,14}")
_EMAIL = re.compile(r"[^@\s<>,;:\"()\[\]\\]+@[^@\s<>,;:\"()\[\]\\]+\.[a-zA-Z]{2,}")
Part = Mapping[str, str]


def checked_wording(introduction: Part, closing: Part) -> Wording:
    """The words as they would be kept, tidied.

    Raises GapUnknown, SignRefused, TextTooLong, TextMarkedUp or TextTells, each beside its field (`introduction_nl`).
    """
    return Wording(_checked("introduction", introduction), _checked("closing", closing))


def _checked(part: str, texts: Part) -> dict[str, str]:
    kept = {}
    for language in LANGUAGES:
        text = tidy(texts.get(language, ""))
        if found := fault_in(text, longest=LONGEST[part]):
            raise _error(found, f"{part}_{language}", language, LONGEST[part])
        if text:
            kept[language] = text
    return kept


def _error(found: Found, field: str, language: str, longest: int) -> Exception:
    at = {"line": found.line, "sign": found.sign}
    match found.fault:
        case Fault.UNKNOWN_GAP:
            return GapUnknown(field=field, what=found.what, known=", ".join(gaps_for(language)), **at)
        case Fault.TOO_LONG:
            return TextTooLong(field=field, longest=longest, length=found.what)
        case Fault.MARKUP:
            return TextMarkedUp(field=field, what=found.what, **at)
        case Fault.WORD:
            return TextTells(field=field, word=found.what)
        case _:
            return SignRefused(field=field, **at)


def write_wording(work: Work, kind: MessageKind, *, introduction: Part, closing: Part, seen: int) -> MessageWording:
    """Keep the own words of the actor's organisation for one kind of message; nothing at all means our text again.

    `seen` is the number of the version that was on the screen, zero for none. What says the same makes no version.
    Raises as `checked_wording`, or WrittenMeanwhile when somebody else wrote a version after that one.
    """
    wording = checked_wording(introduction, closing)
    organiser = own_organisation(work)
    last = wording_in_force(work, organiser.id, kind)
    if last is not None and last.version == seen and last.wording == wording:
        return last
    id = work.new_id()
    is_new = (last.version if last else 0) == seen and insert_unless_there(
        work.session,
        MessageWording,
        id=id,
        organiser_id=organiser.id,
        kind=kind,
        version=seen + 1,
        introduction=dict(wording.introduction),
        closing=dict(wording.closing),
        written_at=work.now,
        written_by=work.actor.id[:80],
    )
    if not is_new:
        raise WrittenMeanwhile
    note(work, "message-wording.written", "organisation", organiser.id, kind=kind.value, version=seen + 1)
    return work.session.get_one(MessageWording, id)


def write_contact(work: Work, *, email: str, phone: str, seen: int) -> MessageContact:
    """Keep where families can ask the actor's organisation something; both may be empty.

    Raises AddressUnreadable, NumberUnreadable or WrittenMeanwhile.
    """
    email, number = email.strip(), re.sub(r"[\s./()-]", "", phone)
    if email and not _EMAIL.fullmatch(email):
        raise AddressUnreadable(field="email")
    if number and not _PHONE.fullmatch(number):
        raise NumberUnreadable(field="phone")
    organiser = own_organisation(work)
    last = contact_in_force(work, organiser.id)
    shown = spaced if len(spaced := " ".join(phone.split())) <= LONGEST_PHONE else number
    if last is not None and last.version == seen and (last.email, last.phone) == (email, shown):
        return last
    id = work.new_id()
    is_new = (last.version if last else 0) == seen and insert_unless_there(
        work.session,
        MessageContact,
        id=id,
        organiser_id=organiser.id,
        version=seen + 1,
        email=email,
        phone=shown,
        written_at=work.now,
        written_by=work.actor.id[:80],
    )
    if not is_new:
        raise WrittenMeanwhile
    note(work, "message-contact.written", "organisation", organiser.id, version=seen + 1)
    return work.session.get_one(MessageContact, id)
