"""The confirmation of what somebody is registered for: on paper, or sent to the family once more."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from uitpas2.activities.models import Session
from uitpas2.database.work import Work
from uitpas2.kernel.text import TranslatedText
from uitpas2.registrations.errors import RegistrationUnknown
from uitpas2.registrations.models import Registration
from uitpas2.registrations.queries import child, in_scope
from uitpas2.registrations.rules import LIVE, STATUS_WORDS, RegistrationStatus
from uitpas2.registrations.rules.composing import Facts, facts_in_words
from uitpas2.registrations.services.telling import facts_of, tell_registered

TITLE = TranslatedText(nl="Inschrijving van {child}", fr="Inscription de {child}", en="Registration of {child}")
BRING_THE_CARD = TranslatedText(
    nl="Breng de kaart mee. Kan {child} niet komen? Geef de plaats terug in je account of aan de balie: dan kan een "
    "ander kind mee.",
    fr="Apportez la carte. Un empêchement ? Rendez la place dans votre compte ou au guichet : un autre enfant pourra "
    "venir.",
    en="Bring the card. Can {child} not come? Give the place back in your account or at the counter: then another "
    "child can come.",
)
YOU_HEAR = TranslatedText(
    nl="Zodra er meer bekend is, hoor je het van ons.",
    fr="Dès que nous en savons plus, nous vous prévenons.",
    en="You hear from us as soon as more is known.",
)


def confirmation_pdf(work: Work, holder_id: str, activity_id: str, *, language: str) -> bytes:
    """What a child is registered for in an activity, a page per state. Raises ChildUnknown or RegistrationUnknown."""
    from uitpas2.cards.services.paper import letters  # loads fpdf

    holder = child(work, holder_id)
    pages = []
    for group in _by_state(_live(work, holder_id, activity_id)):
        facts = facts_of(work, holder, *group)
        pages.append(_page(facts, group[0].status, language))
    title = TITLE.fill(child=holder.first_name).in_language(language)
    return letters(pages, title=title, language=language, made_at=work.now)


def confirm_again(work: Work, holder_id: str, activity_id: str) -> dict[str, Any]:
    """Send the family its confirmation once more, as it stands now. Raises ChildUnknown or RegistrationUnknown."""
    child(work, holder_id)
    tell_registered(work, _live(work, holder_id, activity_id))
    return {}


def _live(work: Work, holder_id: str, activity_id: str) -> Sequence[Registration]:
    found = work.session.scalars(
        select(Registration)
        .join(Session, Session.id == Registration.session_id)
        .where(
            in_scope(work),
            Registration.holder_id == holder_id,
            Registration.activity_id == activity_id,
            Registration.status.in_(LIVE),
            Session.ends > work.now,
        )
        .order_by(Session.starts, Registration.id)
    ).all()
    if not found:
        raise RegistrationUnknown
    return found


def _by_state(registrations: Sequence[Registration]) -> list[list[Registration]]:
    groups: dict[RegistrationStatus, list[Registration]] = {}
    for one in registrations:
        groups.setdefault(one.status, []).append(one)
    return list(groups.values())


def _page(facts: Facts, status: RegistrationStatus, language: str) -> list[tuple[str, bool]]:
    def said(text: TranslatedText) -> str:
        return text.fill(child=facts.child).in_language(language)

    last = BRING_THE_CARD if status is RegistrationStatus.CONFIRMED else YOU_HEAR
    lines = facts_in_words(facts, language).splitlines()
    return [
        (said(TITLE), True),
        (said(STATUS_WORDS[status]), True),
        *((line, False) for line in lines),
        (said(last), False),
        (facts.organiser, False),
    ]
