"""What can be chosen in the form of an activity, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from babel.dates import get_day_names
from flask_babel import gettext

from uitpas2.activities.pages.words import language_name
from uitpas2.activities.rules import ProductClass
from uitpas2.activities.rules.access import ACCESS_WORDS, SPOKEN
from uitpas2.activities.rules.planning import Rhythm, Season
from uitpas2.activities.rules.school_classes import CLASSES, class_in_words
from uitpas2.web.language import in_words, reader_language

# Themes organisers can choose from beside those that occur already.
THEMES = ("Creatief", "Dans", "Kamp", "Muziek", "Natuur", "Opvang", "Sport", "Taal", "Techniek", "Theater")


def choices_of(themes: Iterable[str] = (), own_theme: str = "") -> dict[str, Any]:
    """Every list of choices by its name, as (value, text) or (value, text, hint)."""
    names = get_day_names("wide", locale=reader_language())
    classes = [(number, in_words(class_in_words(number))) for number in CLASSES]
    every_theme = sorted({*THEMES, *themes, *([own_theme] if own_theme else [])}, key=str.casefold)
    return {
        "rhythms": [
            (Rhythm.WEEKLY, gettext("Every week"), gettext("Care after school, a playground, a weekly club.")),
            (Rhythm.COURSE, gettext("A series of lessons"), gettext("Ten lessons that are followed as one course.")),
            (Rhythm.CAMP, gettext("A camp"), gettext("Some days in a row, with or without a night.")),
            (Rhythm.DATES, gettext("One or more moments"), gettext("Each of them is booked by itself.")),
            (Rhythm.ALWAYS, gettext("Always open"), gettext("People come when they like; nobody registers.")),
        ],
        "classes": [("", gettext("any class")), *classes],
        "product_classes": [
            (ProductClass.LEISURE, gettext("Leisure: sport, culture, youth work")),
            (ProductClass.CARE, gettext("Out-of-school care")),
            (ProductClass.CAMP, gettext("Camp or holiday activity")),
        ],
        "seasons": [
            (Season.ALL_YEAR, gettext("All year"), ""),
            (Season.SCHOOL_DAYS, gettext("Only when there is school"), gettext("Not in school holidays.")),
            (Season.HOLIDAYS, gettext("Only when there is no school"), gettext("In school holidays.")),
        ],
        "weekdays": [(number, names[number]) for number in range(7)],
        "every": [(1, gettext("every week")), (2, gettext("every two weeks")), (4, gettext("every four weeks"))],
        "themes": [("", gettext("no theme")), *((theme, theme) for theme in every_theme)],
        "access": [(code.value, in_words(text)) for code, text in ACCESS_WORDS.items()],
        "spoken": [(code, language_name(code)) for code in SPOKEN],
    }
