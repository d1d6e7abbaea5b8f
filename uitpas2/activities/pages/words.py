"""Hours, days and spells in the reader's language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from babel import Locale
from babel.dates import get_day_names
from babel.lists import format_list
from flask_babel import gettext

from uitpas2.activities.rules.calendar import WEEKDAYS, Hours
from uitpas2.kernel.text import TranslatedText
from uitpas2.web.language import day_in_words, in_words, reader_language


@dataclass(frozen=True, slots=True)
class HoursInWords:
    """ "maandag tot en met vrijdag", "15:30", "18:00", with the care hours where there are any.

    `days` is empty where the day has already been named.
    """

    days: str
    opens: str
    closes: str
    care_from: str
    care_to: str


@dataclass(frozen=True, slots=True)
class SpellInWords:
    """Some days in words, why they differ, and their own hours."""

    days: str
    reason: str
    hours: list[HoursInWords]


def week_in_words(hours: Sequence[Hours]) -> list[HoursInWords]:
    """The hours of a week, the earliest weekday first."""
    return [_entry(entry) for entry in sorted(hours, key=_first_weekday)]


def spells_in_words(spells: Sequence[Hours], today: date) -> list[SpellInWords]:
    """The closed or adjusted days that are not over, in order of time."""
    coming = (spell for spell in spells if spell["endDate"] >= today.isoformat())
    return [_spell(spell) for spell in sorted(coming, key=lambda spell: str(spell["startDate"]))]


def _first_weekday(entry: Hours) -> tuple[int, str]:
    return min((WEEKDAYS.index(day) for day in entry["dayOfWeek"]), default=7), str(entry["opens"])


def _entry(entry: Hours) -> HoursInWords:
    care: dict[str, Any] = entry.get("childcare") or {}
    return HoursInWords(
        days=weekdays_in_words(entry["dayOfWeek"]),
        opens=entry["opens"],
        closes=entry["closes"],
        care_from=care.get("start", ""),
        care_to=care.get("end", ""),
    )


def weekdays_in_words(days: Sequence[str]) -> str:
    """ "maandag, dinsdag en donderdag", or "dinsdag tot en met zondag" for three days or more in a row."""
    numbers = sorted({WEEKDAYS.index(day) for day in days})
    names = get_day_names("wide", locale=reader_language())
    if len(numbers) == len(WEEKDAYS):
        return str(gettext("every day"))
    in_a_row = len(numbers) > 2 and numbers[-1] - numbers[0] == len(numbers) - 1
    if in_a_row:
        return str(gettext("%(first)s to %(last)s", first=names[numbers[0]], last=names[numbers[-1]]))
    return format_list([names[number] for number in numbers], locale=reader_language())


def language_name(code: str) -> str:
    """ "Nederlands", "Turks": what a language is called in the reader's own."""
    return str(Locale.parse(reader_language()).languages.get(code, code))


def languages_in_words(codes: Sequence[str]) -> str:
    """ "Nederlands, Frans en Turks"."""
    return format_list([language_name(code) for code in codes], locale=reader_language()) if codes else ""


def _spell(spell: Hours) -> SpellInWords:
    first, last = date.fromisoformat(spell["startDate"]), date.fromisoformat(spell["endDate"])
    days, hours = day_in_words(first), week_in_words(spell.get("openingHours") or [])
    if last != first:
        days = gettext("from %(first)s to %(last)s", first=days, last=day_in_words(last))
    else:
        hours = [replace(one, days="") for one in hours]
    reason = in_words(TranslatedText.from_dict(spell.get("description") or {"nl": ""}))
    return SpellInWords(days, reason, hours)
