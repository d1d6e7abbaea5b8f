"""What a clerk means by what stands in the one search field."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from uitpas2.cards.rules import is_chip_number
from uitpas2.counter.errors import BirthDateNeeded, NothingToSearch, SearchUnclear
from uitpas2.counter.rules.days import find_day
from uitpas2.kernel.errors import Rejected

CODE = "UP1:"
_OF_NATIONAL_NUMBER = re.compile(r"(?<!\d)\d{2}[. -]?\d{2}[. -]?\d{2}[. -]?\d{3}[. -]?\d{2}(?!\d)")
# With the dots and the dash that only national numbers have, also when a digit is missing or too many.
_MEANT_AS_NATIONAL_NUMBER = re.compile(r"(?<!\d)\d{2}\.\d{2}\.\d{2} ?- ?\d{1,4}(\.\d{0,3})?(?!\d)")
_AROUND = " ,;:()*°."


@dataclass(frozen=True, slots=True)
class CardSearch:
    """A card number, the number of a chip or the text of a QR code, still to be checked."""

    text: str


@dataclass(frozen=True, slots=True)
class NationalNumberSearch:
    """Something meant as a national number, perhaps mistyped. It stands in no text that a page or log may show."""

    text: str

    def __repr__(self) -> str:
        return "NationalNumberSearch(***)"


@dataclass(frozen=True, slots=True)
class PersonSearch:
    """Part of a name, perhaps nothing, of somebody born on a day."""

    name: str
    birth_date: date


@dataclass(frozen=True, slots=True)
class WholeNameSearch:
    """Words without a date: they find somebody only when they are a whole first and last name."""

    text: str


Search = CardSearch | NationalNumberSearch | PersonSearch | WholeNameSearch


def read_search(text: str, today: date) -> Search:
    """A scanned code or chip, a number, a name and a birth date in any order ("Noor 14/3/2018"), or a whole name.

    Raises NothingToSearch, BirthDateNeeded, SearchUnclear, NoSuchDay or DayToCome.
    """
    if is_code(text):
        return CardSearch(text.strip().upper())  # a code has capitals only: Caps Lock on a scanner turns them round
    text = tidy(text)
    if not text:
        raise NothingToSearch(field="text")
    if is_chip_number(text):  # before all else: a reader typed it, whatever dates or numbers it may hold
        return CardSearch(text)
    if number := national_number_in(text):
        return NationalNumberSearch(number)
    has_letters = re.search(r"[^\W\d_]", text) is not None
    if not has_letters and len(re.sub(r"\D", "", text)) > 8:
        return CardSearch(text)
    if is_nearly_a_number(text):
        return CardSearch(text)
    if found := find_day(text, today):
        name = " ".join(found.rest.split()).strip(_AROUND)
        if re.search(r"\d", name):
            raise SearchUnclear(field="text")
        return PersonSearch(name, found.day)
    if not has_letters:
        return CardSearch(text)
    if " " not in text or re.search(r"\d{5}", text):
        raise BirthDateNeeded(field="text")
    return WholeNameSearch(text)


def is_code(text: str) -> bool:
    """Whether it starts like the text of one of our QR codes."""
    return text.strip().upper().startswith(CODE)


def national_number_in(text: str) -> str:
    """The part of a text that is, or is meant as, a national number; empty when there is none.

    Eleven digits: no card has so few. Words may stand around it.
    """
    text = tidy(text)
    found = _OF_NATIONAL_NUMBER.search(text) or _MEANT_AS_NATIONAL_NUMBER.search(text)
    if found is None or is_code(text):
        return ""
    return found[0]


def is_nearly_a_number(text: str) -> bool:
    """Whether it is a card number in which a letter slipped: an O for a 0, an l for a 1."""
    bare = re.sub(r"[\s.\-]", "", text)
    return 11 <= len(bare) <= 15 and bare.isalnum() and sum(sign.isdigit() for sign in bare) >= 9


def tidy(text: str) -> str:
    """With single plain spaces, dashes and digits: what was pasted from elsewhere often has others."""
    plain = unicodedata.normalize("NFKC", text)
    return " ".join(re.sub(r"[\u2010-\u2015\u2212]", "-", plain).split())


def as_typed(text: str, today: date) -> dict[str, str]:
    """What of a search can go into the registration form; nothing of a number.

    Of two words the first is taken for the first name, one word for the last name: the clerk sees it and puts it right.
    """
    try:
        wanted = read_search(text, today)
    except Rejected:
        return {}
    match wanted:
        case PersonSearch(name, birth_date):
            day = birth_date.isoformat()
        case WholeNameSearch(name):
            day = ""
        case _:
            return {}
    *first, last = name.split(maxsplit=1) or [""]
    return {"first_name": "".join(first), "last_name": last, "birth_date": day}
