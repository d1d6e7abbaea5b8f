"""What a series is called when nobody names it: its days."""

from __future__ import annotations

from babel.dates import format_date, format_interval

from uitpas2.activities.rules.planning.plans import PlannedSeries
from uitpas2.activities.rules.words import SeriesKind
from uitpas2.kernel.text import LANGUAGES, TranslatedText

_LESSONS = {"nl": "{count} lessen, {days}", "fr": "{count} leçons, {days}", "en": "{count} lessons, {days}"}


def series_name(series: PlannedSeries, count: int) -> TranslatedText:
    """ "5–9 juli 2027" of a camp, "10 lessen, 6 okt.–15 dec. 2026" of a course; one day by its own name."""
    names = {}
    for language in LANGUAGES:
        if series.first == series.last:
            days = format_date(series.first, "d MMMM y", locale=language)
        else:
            days = format_interval(series.first, series.last, "yMMMd", locale=language)
        days = days.replace("\u2009", " ")  # not every font of a print has the thin space
        is_course = series.kind is SeriesKind.COURSE and count > 1
        names[language] = _LESSONS[language].format(count=count, days=days) if is_course else days
    return TranslatedText(**names)
