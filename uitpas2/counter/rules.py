"""What a clerk means by what stands in the one search field."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from uitpas2.counter.errors import BirthDateNeeded, NoSuchDay, NothingToSearch

_DAY = re.compile(r"\b(\d{1,2})[./-](\d{1,2})[./-](\d{4})\b")


@dataclass(frozen=True, slots=True)
class CardSearch:
    """A card number or the text of a QR code, still to be read."""

    text: str


@dataclass(frozen=True, slots=True)
class PersonSearch:
    """Part of a name, perhaps nothing, of somebody born on a day."""

    name: str
    birth_date: date


def read_search(text: str, birth_date: date | None) -> CardSearch | PersonSearch:
    """A number, a scanned code, or a name with a birth date: in its own field or behind the name ("Noor 14/3/2018").

    Raises NothingToSearch, BirthDateNeeded or NoSuchDay.
    """
    text = text.strip()
    if text.startswith("UP1:"):
        return CardSearch(text)
    if found := _DAY.search(text):
        birth_date = _date_of(found)
        text = " ".join(_DAY.sub(" ", text).split())
    if birth_date is not None and not re.search(r"\d", text):
        return PersonSearch(text, birth_date)
    if not text:
        raise NothingToSearch(field="text")
    if re.search(r"[^\W\d_]", text):
        raise BirthDateNeeded(field="birth_date")
    return CardSearch(text)


def may_be_national_number(text: str) -> bool:
    """Eleven digits, with the usual signs or without: no card has so few."""
    return re.fullmatch(r"(\d[\s.\-]*){11}", text) is not None


def _date_of(found: re.Match[str]) -> date:
    day, month, year = (int(part) for part in found.groups())
    try:
        return date(year, month, day)
    except ValueError:
        raise NoSuchDay(field="text") from None
