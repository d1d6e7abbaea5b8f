"""What one cell of a list of activities means: times, amounts, counts, and a few fixed words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TypeVar

from uitpas2.accounts.rules import bare_name
from uitpas2.activities.errors.listing import (
    AmountUnreadable,
    CountUnreadable,
    PostalCodeUnreadable,
    TimeUnreadable,
    WordUnknown,
)
from uitpas2.activities.rules.planning import Season
from uitpas2.activities.rules.words import ProductClass
from uitpas2.kernel.money import Euro
from uitpas2.lists.rules import plain_text

_V = TypeVar("_V")
_TIME = re.compile(r"(\d{1,2})(?:[:.uhH]\s*(\d{2})?)?(?::00)?\s*(?:u|uur|h)?", re.IGNORECASE)
_HIGHEST = Euro(1_000_000)

_KINDS = {
    ProductClass.LEISURE: "vrije tijd, vrijetijd, activiteit, cursus, les, loisirs, activité, leisure, activity",
    ProductClass.CARE: "opvang, buitenschoolse opvang, boa, accueil, garde, care, childcare",
    ProductClass.CAMP: "kamp, vakantie, stage, camp, holiday camp",
}
_SEASONS = {
    Season.ALL_YEAR: "altijd, heel het jaar, toute l’année, toujours, all year, always",
    Season.SCHOOL_DAYS: "schooldagen, school, jours d’école, école, school days",
    Season.HOLIDAYS: "vakantie, schoolvakantie, vakanties, vacances, vacances scolaires, holidays",
}
_WEEKDAYS = (
    "maandag, ma, lundi, lu, monday, mo",
    "dinsdag, di, mardi, tuesday, tu",
    "woensdag, wo, mercredi, me, wednesday, we",
    "donderdag, do, jeudi, je, thursday, th",
    "vrijdag, vr, vendredi, ve, friday, fr",
    "zaterdag, za, samedi, sa, saturday",
    "zondag, zo, dimanche, sunday, su",
)
_KIND_WORDS = {bare_name(word): kind for kind, words in _KINDS.items() for word in words.split(",")}
_SEASON_WORDS = {bare_name(word): season for season, words in _SEASONS.items() for word in words.split(",")}
_WEEKDAY_WORDS = {bare_name(word): number for number, words in enumerate(_WEEKDAYS) for word in words.split(",")}


def time_of_day(text: str) -> str:
    """ "14:00", "14u", "9u30" or "9.30" as a wall time "09:30". Raises TimeUnreadable."""
    found = _TIME.fullmatch(text.strip())
    if found is None:
        raise TimeUnreadable
    hour, minute = int(found[1]), int(found[2] or 0)
    if hour > 23 or minute > 59:
        raise TimeUnreadable
    return f"{hour:02d}:{minute:02d}"


def amount(text: str) -> Euro:
    """Raises AmountUnreadable."""
    try:
        found = Euro.parse(text)
    except ValueError:
        raise AmountUnreadable from None
    if not Euro(0) <= found <= _HIGHEST:
        raise AmountUnreadable
    return found


def count(text: str, least: int, most: int) -> int:
    """A whole number within bounds. Raises CountUnreadable."""
    bare = text.strip().removesuffix(".0").removesuffix(",0")
    if not (bare.isascii() and bare.isdigit() and len(bare) < 8 and least <= int(bare) <= most):
        raise CountUnreadable(least=least, most=most)
    return int(bare)


def postal_code(text: str) -> str:
    """Raises PostalCodeUnreadable."""
    bare = re.sub(r"^B(E)?[\s\-]*(?=\d{4}$)", "", plain_text(text, 20), flags=re.IGNORECASE)
    if not re.fullmatch(r"[1-9]\d{3}", bare):
        raise PostalCodeUnreadable
    return bare


def kind(text: str) -> ProductClass:
    """Raises WordUnknown."""
    return _one_of(text, _KIND_WORDS, "vrije tijd, opvang, kamp")


def season(text: str) -> Season:
    """Raises WordUnknown."""
    return _one_of(text, _SEASON_WORDS, "altijd, schooldagen, vakantie")


def weekdays(text: str) -> tuple[int, ...]:
    """ "ma, wo en vr" as (0, 2, 4). Raises WordUnknown."""
    words = [word for word in re.split(r"[\s,;/+&]+", text.strip()) if bare_name(word) not in {"", "en", "et", "and"}]
    found = {_one_of(word, _WEEKDAY_WORDS, "ma, di, wo, do, vr, za, zo") for word in words}
    return tuple(sorted(found))


def _one_of(text: str, words: Mapping[str, _V], known: str) -> _V:
    found = words.get(bare_name(text))
    if found is None:
        raise WordUnknown(known=known)
    return found
