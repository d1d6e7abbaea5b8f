"""For which classes something is: -3 to -1 are the three of nursery school, 1 to 6 primary, 7 to 12 secondary school.

A class goes by the school year of a day. Nobody tells us in which class a child sits, so it is the one of its birth
year: who is six before 1 January starts primary school in that school year (decree on primary education of 25 February
1997). A child that sits a class higher or lower is let in by the organiser itself.
"""

from __future__ import annotations

from datetime import date

from uitpas2.activities.rules.school_years import school_year_of
from uitpas2.kernel.text import TranslatedText

FIRST_CLASS, LAST_CLASS = -3, 12
CLASSES: tuple[int, ...] = tuple(number for number in range(FIRST_CLASS, LAST_CLASS + 1) if number)

_LEVELS = (
    (-3, -1, 4, TranslatedText(nl="kleuterklas", fr="maternelle", en="nursery class")),
    (1, 6, 0, TranslatedText(nl="leerjaar", fr="primaire", en="primary class")),
    (7, 12, -6, TranslatedText(nl="middelbaar", fr="secondaire", en="year of secondary school")),
)


def usual_class(birth_date: date, on: date) -> int | None:
    """The class of somebody's birth year in the school year of a day; None before nursery and after secondary."""
    turns = school_year_of(on) - birth_date.year  # the age reached in the calendar year in which the school year starts
    number = turns - 5 if turns >= 6 else turns - 6
    return number if number in CLASSES else None


def fits_class(class_from: int | None, class_to: int | None, birth_date: date, on: date) -> bool:
    """Whether the usual class lies between both, ends included; None is an open end."""
    if class_from is None and class_to is None:
        return True
    number = usual_class(birth_date, on)
    if number is None:
        return False
    return (class_from is None or number >= class_from) and (class_to is None or number <= class_to)


def class_in_words(number: int) -> TranslatedText:
    """ "1ste kleuterklas", "3de leerjaar", "2de middelbaar"."""
    for low, high, shift, level in _LEVELS:
        if low <= number <= high:
            place = number + shift
            return TranslatedText(
                nl=f"{place}{'ste' if place == 1 else 'de'} {level.nl}",
                fr=f"{place}{'re' if place == 1 else 'e'} {level.fr}",
                en=f"{place}{_english(place)} {level.en}",
            )
    raise ValueError(f"there is no class {number}")


def classes_in_words(class_from: int | None, class_to: int | None) -> TranslatedText:
    """ "de 1ste kleuterklas tot en met het 3de leerjaar", "vanaf het 1ste middelbaar"; not both may be missing."""
    if class_from == class_to and class_from is not None:
        return _the_class(class_from)
    low = _the_class(FIRST_CLASS if class_from is None else class_from)
    if class_to is None:
        return TranslatedText(nl=f"vanaf {low.nl}", fr=f"à partir de {low.fr}", en=f"{low.en} and up")
    high = _the_class(class_to)
    return TranslatedText(
        nl=f"{low.nl} tot en met {high.nl}", fr=f"de {low.fr} à {high.fr}", en=f"{low.en} to {high.en}"
    )


def _the_class(number: int) -> TranslatedText:
    name = class_in_words(number)
    return TranslatedText(nl=f"{'de' if number < 0 else 'het'} {name.nl}", fr=f"la {name.fr}", en=f"the {name.en}")


def _english(place: int) -> str:
    return {1: "st", 2: "nd", 3: "rd"}.get(place, "th")
