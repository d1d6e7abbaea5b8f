"""What who is registered reads when a moment moved or falls away: what was, what is now, and what they can do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from uitpas2.cards.rules.mails import MailText
from uitpas2.discounts.rules.telling import day_in_words
from uitpas2.kernel.clock import BRUSSELS, brussels_day
from uitpas2.kernel.text import LANGUAGES, TranslatedText
from uitpas2.registrations.rules.wordings import MessageKind, framed, refused_word

MOMENT_CHANGED = MailText(
    kind=MessageKind.CHANGED,
    subject=TranslatedText(
        nl="Er verandert iets aan {activity}",
        fr="Il y a du changement : {activity}",
        en="Something changes about {activity}",
    ),
    body=framed(
        nl="De organisator veranderde iets aan {activity}:\n\n{changes}\n\nHiervoor is {child} ingeschreven:\n\n{facts}"
        "\n\nDe plaats van {child} blijft. Lukt het zo niet? Geef de plaats dan terug in je account of aan de balie.",
        fr="L’organisateur a modifié ceci, pour {activity} :\n\n{changes}\n\n{child} est inscrit·e à :\n\n{facts}\n\n"
        "La place de {child} est gardée. Cela ne convient pas ? Rendez la place dans votre compte ou au guichet.",
        en="The organiser changed something about {activity}:\n\n{changes}\n\n{child} is registered for:\n\n{facts}\n\n"
        "{child} keeps the place. Does it not suit you? Give the place back in your account or at the counter.",
    ),
)
_MOVED = TranslatedText(nl="Was: {was}\nNu: {now}", fr="Avant : {was}\nMaintenant : {now}", en="Was: {was}\nNow: {now}")
_OFF = TranslatedText(nl="Valt weg: {now}. {why}", fr="N’a pas lieu : {now}. {why}", en="Falls away: {now}. {why}")
_LATER = TranslatedText(nl="Uitgesteld: {now}. {why}", fr="Reporté : {now}. {why}", en="Postponed: {now}. {why}")
_ON = TranslatedText(nl="Gaat toch door: {now}", fr="A bien lieu : {now}", en="Takes place after all: {now}")


@dataclass(frozen=True, slots=True)
class ChangedMoment:
    """`was` is the start people knew, None when it did not move. `goes_on` is None for what is postponed."""

    was: datetime | None
    starts: datetime
    ends: datetime
    goes_on: bool | None
    because: TranslatedText | None = None


def changes_in_words(changes: Sequence[ChangedMoment]) -> TranslatedText:
    """A line or two for each moment, in three languages."""
    return TranslatedText(*("\n\n".join(_line(one, language) for one in changes) for language in LANGUAGES))


def _line(change: ChangedMoment, language: str) -> str:
    now = f"{_moment(change.starts, language)}–{change.ends.astimezone(BRUSSELS):%H:%M}"
    why = change.because.in_language(language) if change.because else ""
    why = "" if refused_word(why) else why
    was = _moment(change.was or change.starts, language)
    text = {True: _MOVED if change.was else _ON, False: _OFF, None: _LATER}[change.goes_on]
    return text.in_language(language).format(was=was, now=now, why=why).strip()


def _moment(moment: datetime, language: str) -> str:
    return f"{day_in_words(brussels_day(moment), language)}, {moment.astimezone(BRUSSELS):%H:%M}"
