"""A message about a registration put together: our facts, and around them the organiser's words or ours."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import zip_longest

from uitpas2.activities.rules.ical import Entry, calendar
from uitpas2.cards.rules.mails import MailText
from uitpas2.discounts.rules.telling import day_in_words
from uitpas2.kernel.clock import BRUSSELS, brussels_day, brussels_moment
from uitpas2.kernel.text import LANGUAGES, TranslatedText
from uitpas2.registrations.rules.changed import ChangedMoment, changes_in_words
from uitpas2.registrations.rules.mails import MAIL_OF, OUR_CLOSING, OUR_INTRODUCTION
from uitpas2.registrations.rules.states import END_WORDS, EndReason
from uitpas2.registrations.rules.wordings import Gap, MessageKind, Wording, filled, refused_word

MOST_MOMENTS = 12
PLATFORM = "UiTPAS 2.0"
EXAMPLE_GUARDIAN = "Lotte Maes"
WEDNESDAY = 2
_AN_ACTIVITY = TranslatedText(nl="je activiteit", fr="votre activité", en="your activity")
_WHAT = TranslatedText(nl="Wat: {what}", fr="Quoi : {what}", en="What: {what}")
_WHEN = TranslatedText(nl="Wanneer: {when}", fr="Quand : {when}", en="When: {when}")
_WHERE = TranslatedText(nl="Waar: {where}", fr="Où : {where}", en="Where: {where}")
_MEET = TranslatedText(nl="Afspreken: {words}", fr="Rendez-vous : {words}", en="Meet at: {words}")
_BRING = TranslatedText(nl="Breng mee: {words}", fr="À apporter : {words}", en="Bring: {words}")
_PAY = TranslatedText(
    nl="Betalen: hoeveel het is, lees je in je account of hoor je aan de balie",
    fr="À payer : votre compte ou le guichet vous dit combien",
    en="To pay: your account or the counter tells you how much",
)
_ANSWER = TranslatedText(nl="Antwoord voor: {until}", fr="Réponse avant : {until}", en="Answer before: {until}")
_HOURS = TranslatedText(nl="{from_} tot {to}", fr="{from_} à {to}", en="{from_} to {to}")
_MORE = TranslatedText(
    nl="en nog {count} keer; alle dagen staan in je account",
    fr="et encore {count} fois ; votre compte montre tous les jours",
    en="and {count} more; your account shows all days",
)
_CALL = TranslatedText(
    nl="Een vraag? Bel {phone}.", fr="Une question ? Appelez le {phone}.", en="A question? Call {phone}."
)
_WRITE = TranslatedText(
    nl="Een vraag? Mail naar {email}.", fr="Une question ? Écrivez à {email}.", en="A question? Mail {email}."
)
_CALL_OR_WRITE = TranslatedText(
    nl="Een vraag? Bel {phone} of mail naar {email}.",
    fr="Une question ? Appelez le {phone} ou écrivez à {email}.",
    en="A question? Call {phone} or mail {email}.",
)


@dataclass(frozen=True, slots=True)
class Contact:
    """Where a family can ask the organiser something."""

    email: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """What a message is about. `moments` are the starts and ends of what somebody is registered for, in order; `uids`
    what each of them is called in a calendar, and `off` those among them that do not take place.

    `has_place`: there is something to pay. How much is not written: a message is read by whoever holds the telephone
    or opens the envelope, and beside the ordinary amount it would tell who pays less.
    """

    child: str
    activity: TranslatedText
    moments: tuple[tuple[datetime, datetime], ...]
    place: str
    address: str
    organiser: str
    until: datetime | None = None
    reason: TranslatedText = field(default_factory=lambda: TranslatedText(""))
    meeting_place: TranslatedText | None = None
    to_bring: TranslatedText | None = None
    has_place: bool = False
    uids: tuple[str, ...] = ()
    off: frozenset[str] = frozenset()


def calendar_of(facts: Facts, language: str, now: datetime) -> str:
    """What somebody is registered for, to put in the calendar of a telephone."""
    title = f"{facts.child}: {_name(facts, language)}"
    return calendar(
        title,
        (
            Entry(uid, starts, ends, title, changed=now, location=_where(facts), cancelled=uid in facts.off)
            for uid, (starts, ends) in zip(facts.uids, facts.moments, strict=True)
        ),
    )


def values_of(kind: MessageKind, facts: Facts, wording: Wording, contact: Contact) -> dict[str, TranslatedText]:
    """What fills the gaps of the mail of this kind, in three languages."""

    def in_each(said: Callable[[str], str]) -> TranslatedText:
        return TranslatedText(*(said(language) for language in LANGUAGES))

    day = f"{facts.until.astimezone(BRUSSELS):%d/%m/%Y %H:%M}" if facts.until else ""
    return {
        "activity": in_each(lambda language: _name(facts, language)),
        "introduction": in_each(lambda language: _own(wording.introduction, OUR_INTRODUCTION[kind], facts, language)),
        "closing": in_each(lambda language: _own(wording.closing, OUR_CLOSING, facts, language)),
        "facts": in_each(lambda language: facts_in_words(facts, language)),
        "contact": in_each(lambda language: _contact(facts.organiser, contact, language)),
        "reason": facts.reason,
        "until": TranslatedText(day),
    }


def _own(own: Mapping[str, str], ours: TranslatedText, facts: Facts, language: str) -> str:
    """The organiser's words in this language, else ours: nobody gets a language they did not choose."""
    starts = facts.moments[0][0] if facts.moments else None
    values = {
        Gap.CHILD: facts.child,
        Gap.ACTIVITY: _name(facts, language),
        Gap.DAY: day_in_words(brussels_day(starts), language) if starts else "",
        Gap.HOUR: f"{starts.astimezone(BRUSSELS):%H:%M}" if starts else "",
        Gap.PLACE: _where(facts),
    }
    return filled(own.get(language) or ours.in_language(language), values)


def facts_in_words(facts: Facts, language: str) -> str:
    """What, when, where and until when, a line each; no line for what we do not know."""

    def said(text: TranslatedText, **values: str) -> str:
        return text.fill(**values).in_language(language)

    going_on = [moment for moment, uid in zip_longest(facts.moments, facts.uids) if uid not in facts.off]
    moments = [
        f"{day_in_words(brussels_day(starts), language)}, {_hours(starts, ends, language)}"
        for starts, ends in going_on[:MOST_MOMENTS]
    ]
    if len(going_on) > MOST_MOMENTS:
        moments.append(said(_MORE, count=str(len(going_on) - MOST_MOMENTS)))
    when = moments[0] if len(moments) == 1 else "".join(f"\n- {one}" for one in moments)
    lines = [said(_WHAT, what=_name(facts, language)), said(_WHEN, when=when) if moments else ""]
    lines.append(said(_WHERE, where=where) if (where := _where(facts)) else "")
    lines += [
        said(label, words=words)
        for label, told in ((_MEET, facts.meeting_place), (_BRING, facts.to_bring))
        if told and (words := told.in_language(language)) and not refused_word(words)
    ]
    lines.append(said(_PAY) if facts.has_place else "")
    if facts.until:
        moment = facts.until.astimezone(BRUSSELS)
        lines.append(said(_ANSWER, until=f"{day_in_words(moment.date(), language)}, {moment:%H:%M}"))
    return "\n".join(line for line in lines if line)


def _hours(starts: datetime, ends: datetime, language: str) -> str:
    from_, to = (f"{moment.astimezone(BRUSSELS):%H:%M}" for moment in (starts, ends))
    return _HOURS.fill(from_=from_, to=to).in_language(language)


def _name(facts: Facts, language: str) -> str:
    """The name of the activity; not one that would tell, beside a child, what a family pays or why."""
    name = facts.activity.in_language(language)
    return _AN_ACTIVITY.in_language(language) if refused_word(name) else name


def _where(facts: Facts) -> str:
    """Name and address of the place; of a place whose name tells too much the address alone."""
    name = "" if refused_word(facts.place) else facts.place
    address = "" if refused_word(facts.address) else facts.address
    return ", ".join(part for part in (name, address) if part)


def _contact(organiser: str, contact: Contact, language: str) -> str:
    name = PLATFORM if not organiser or refused_word(organiser) else organiser
    if contact.phone and contact.email:
        line = _CALL_OR_WRITE
    elif contact.phone:
        line = _CALL
    elif contact.email:
        line = _WRITE
    else:
        return name
    return f"{name}\n{line.fill(phone=contact.phone, email=contact.email).in_language(language)}"


def example(kind: MessageKind, organiser: str, now: datetime) -> Facts:
    """Made-up facts, to show how a message would look."""
    today = brussels_day(now)
    starts = brussels_moment(today + timedelta(days=7 + (WEDNESDAY - today.weekday()) % 7), 14)
    return Facts(
        child="Noor",
        activity=TranslatedText(nl="Zwemmen op woensdag", fr="Natation du mercredi", en="Swimming on Wednesday"),
        moments=((starts, starts + timedelta(hours=2)),),
        place="Zwembad",
        address="Kouter 1, 9000 Gent",
        organiser=organiser,
        until=now + timedelta(days=2) if kind is MessageKind.OFFERED else None,
        reason=END_WORDS[EndReason.NOT_TAKING_PLACE],
    )


def letter_of(mail: MailText, language: str, guardian: str, child: str, **values: TranslatedText) -> tuple[str, str]:
    """Subject and body in one language."""
    words = {name: value.in_language(language) for name, value in values.items()}
    words |= {"guardian": guardian, "child": child}
    return mail.subject.fill(**words).in_language(language), mail.body.fill(**words).in_language(language)


def preview(
    kind: MessageKind, wording: Wording, contact: Contact, *, organiser: str, now: datetime, language: str
) -> tuple[str, str]:
    """How a message of this kind would read with these words, with made-up facts: subject and body. Sends nothing."""
    facts = example(kind, organiser, now)
    values = values_of(kind, facts, wording, contact)
    if kind is MessageKind.CHANGED:
        (starts, ends), *_ = facts.moments
        values["changes"] = changes_in_words([ChangedMoment(starts - timedelta(hours=1), starts, ends, goes_on=True)])
    return letter_of(MAIL_OF[kind], language, EXAMPLE_GUARDIAN, facts.child, **values)
