"""What an organiser may write itself around a message about a registration: gaps, lengths, and what is refused.

The facts of a message (what, when, until when, how to cancel) are ours and stand between introduction and closing,
whatever somebody writes.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from uitpas2.discounts.rules.coupons import telling_word
from uitpas2.kernel.text import LANGUAGES, TranslatedText

LONGEST = {"introduction": 600, "closing": 400}
LONGEST_NAME = 40


class MessageKind(StrEnum):
    """The messages about a registration that an organiser may put in its own words."""

    REQUESTED = "registration-requested"
    CONFIRMED = "registration-confirmed"
    WAITING = "registration-waiting"
    OFFERED = "registration-offered"
    CANCELLED = "registration-cancelled"
    CHANGED = "moment-changed"


class Gap(StrEnum):
    """What can be filled in. There are no others: no last name, no price, nothing about a right."""

    CHILD = "child"
    ACTIVITY = "activity"
    DAY = "day"
    HOUR = "hour"
    PLACE = "place"


# How each gap is written, per language; all of them are understood everywhere.
GAP_NAMES: dict[str, dict[Gap, str]] = {
    "nl": {
        Gap.CHILD: "voornaam",
        Gap.ACTIVITY: "activiteit",
        Gap.DAY: "dag",
        Gap.HOUR: "uur",
        Gap.PLACE: "plaats",
    },
    "fr": {Gap.CHILD: "prénom", Gap.ACTIVITY: "activité", Gap.DAY: "jour", Gap.HOUR: "heure", Gap.PLACE: "lieu"},
    "en": {Gap.CHILD: "child", Gap.ACTIVITY: "activity", Gap.DAY: "day", Gap.HOUR: "hour", Gap.PLACE: "place"},
}


def _plain(name: str) -> str:
    """A name as it is compared: without accents, capitals and the spaces around it."""
    return unicodedata.normalize("NFKD", name.strip()).encode("ascii", "ignore").decode().lower()


_GAPS = {_plain(name): gap for names in GAP_NAMES.values() for gap, name in names.items()}
_GAP = re.compile(r"\{([^{}]*)\}")
_MARKUP = re.compile(r"</?[a-zA-Z!][^>]*>|&(#\d+|[a-zA-Z]+);|\]\(|\*\*|__|^#{1,6}\s|```", re.MULTILINE)
_PRICE_WORDS = re.compile(
    r"\b(kortingen|korting\w*|verlaagde? \w+|verminderde? (prijs|tarief)|verminderingstarie\w*|goedkoper tarief"
    r"|tarifs? reduits?|prix reduits?|reductions?|reduced (price|rate)|discount\w*)\b"
)
# A first name; the allowance is written in capitals, or with what it gives.
_MIA = re.compile(r"\bMia\b(?![\s-]*(?:tarief|statuut|prijs|korting))")


class Fault(StrEnum):
    """What can be wrong with a text."""

    UNKNOWN_GAP = "unknown-gap"
    LOOSE_BRACE = "loose-brace"
    TOO_LONG = "too-long"
    MARKUP = "markup"
    WORD = "word"
    CONTROL = "control"


@dataclass(frozen=True, slots=True)
class Found:
    """A fault, with the line and the sign on it where it stands, both from one, and what stands there."""

    fault: Fault
    line: int = 1
    sign: int = 1
    what: str = ""


@dataclass(frozen=True, slots=True)
class Wording:
    """An organiser's own words: a text per language, none where it wrote none."""

    introduction: Mapping[str, str] = field(default_factory=dict)
    closing: Mapping[str, str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return any(self.introduction.values()) or any(self.closing.values())


def framed(nl: str, fr: str, en: str) -> TranslatedText:
    """Our facts and what to do, between the words that may be the organiser's."""
    frame = "{{guardian}},\n\n{{introduction}}\n\n{ours}\n\n{{closing}}\n\n{{contact}}"
    return TranslatedText(
        nl="Dag " + frame.format(ours=nl), fr="Bonjour " + frame.format(ours=fr), en="Hello " + frame.format(ours=en)
    )


def tidy(text: str) -> str:
    """As it is kept: one kind of line end, no spaces at the end of a line, at most one empty line between."""
    lines = (line.rstrip() for line in re.sub(r"\r\n?", "\n", text).replace("\t", " ").split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def fault_in(text: str, *, longest: int) -> Found | None:
    """The first thing that is wrong with a text; none when it may be kept."""
    if len(text) > longest:
        return Found(Fault.TOO_LONG, *_place(text, longest), what=str(len(text)))
    for index, sign in enumerate(text):
        if sign != "\n" and unicodedata.category(sign) in {"Cc", "Cf", "Co", "Cn", "Cs", "Zl", "Zp"}:
            return Found(Fault.CONTROL, *_place(text, index))
    if markup := _MARKUP.search(text):
        return Found(Fault.MARKUP, *_place(text, markup.start()), what=markup[0].strip())
    for gap in _GAP.finditer(text):
        if _plain(gap[1]) not in _GAPS:
            return Found(Fault.UNKNOWN_GAP, *_place(text, gap.start()), what=gap[0][:LONGEST_NAME])
    bare = _GAP.sub(lambda gap: "." * len(gap[0]), text)
    if loose := re.search(r"[{}]", bare):
        return Found(Fault.LOOSE_BRACE, *_place(text, loose.start()), what=loose[0])
    if word := refused_word(text):
        return Found(Fault.WORD, what=word)
    return None


def refused_word(text: str) -> str:
    """The first word that would tell, beside a child, what a family pays or why; empty when there is none."""
    if word := telling_word(_MIA.sub("", text)):
        return word
    found = _PRICE_WORDS.search(re.sub(r"[\W_]+", " ", _plain(text)))
    return found[0] if found else ""


def filled(text: str, values: Mapping[Gap, str]) -> str:
    """The text with its gaps filled. What is put in is never read for gaps again."""
    return _GAP.sub(lambda gap: values[_GAPS[_plain(gap[1])]], text)


def gaps_for(language: str) -> list[str]:
    """The gaps as somebody writes them in this language."""
    return ["{" + name + "}" for name in GAP_NAMES[language if language in LANGUAGES else "nl"].values()]


def _place(text: str, index: int) -> tuple[int, int]:
    """The line and the sign on it, both from one."""
    before = text[:index]
    return before.count("\n") + 1, index - (before.rfind("\n") + 1) + 1
