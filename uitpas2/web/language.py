"""The reader's language: catalogues kept beside each feature, and how amounts, days and texts are written."""

from __future__ import annotations

import io
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

from babel.dates import format_date, format_datetime, format_time
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal
from babel.support import Translations
from flask import Flask, g, has_request_context, request
from flask_babel import Babel, Domain, get_locale
from jinja2 import pass_eval_context
from jinja2.nodes import EvalContext
from markupsafe import Markup

from uitpas2.kernel.clock import BRUSSELS
from uitpas2.kernel.french import elided, french
from uitpas2.kernel.money import Euro
from uitpas2.kernel.text import LANGUAGES, TranslatedText

PACKAGE = Path(__file__).resolve().parents[1]
COOKIE = "language"


def catalogue_files(language: str) -> list[Path]:
    return sorted(PACKAGE.glob(f"*/translations/{language}.po"))


@lru_cache
def catalogue(language: str) -> Translations:
    """All features' texts in one language. English is the language of the message ids, so it needs none."""
    merged = Translations()
    for path in catalogue_files(language):
        with path.open("rb") as source:
            messages = read_po(source, locale=language)
        if language == "fr":
            _write_as_french(messages)
        compiled = io.BytesIO()
        write_mo(compiled, messages)
        compiled.seek(0)
        part = Translations(compiled)
        if hasattr(merged, "plural"):
            merged.merge(part)
        else:
            merged = part
    return merged


def _write_as_french(messages: Catalog) -> None:
    for message in messages:
        text = message.string or ""
        message.string = french(text) if isinstance(text, str) else tuple(french(one) for one in text)


class _FeatureCatalogues(Domain):  # type: ignore[misc]
    """The texts of the features in the reader's language, their gaps filled as that language wants it."""

    def get_translations(self) -> Translations:
        return catalogue(_locale())

    def gettext(self, string: str, **variables: Any) -> str:
        return _filled(self.get_translations().ugettext(string), variables)

    def ngettext(self, singular: str, plural: str, num: int, **variables: Any) -> str:
        variables.setdefault("num", num)
        return _filled(self.get_translations().ungettext(singular, plural, num), variables)


def _locale() -> str:
    locale = get_locale()
    return locale.language if locale else "nl"


def _filled(text: str, values: dict[str, Any]) -> str:
    if not values:
        return text
    return (elided(text, values) if _locale() == "fr" else text) % values


@pass_eval_context
def _text_on_page(context: EvalContext, string: str, /, **values: Any) -> str:
    return _as_html(context, catalogue(_locale()).ugettext(string), values)


@pass_eval_context
def _counted_on_page(context: EvalContext, singular: str, plural: str, num: int, /, **values: Any) -> str:
    values.setdefault("num", num)
    return _as_html(context, catalogue(_locale()).ungettext(singular, plural, num), values)


def _as_html(context: EvalContext, text: str, values: dict[str, Any]) -> str:
    """The text filled in; values are escaped and the text itself is not, as Jinja's own translations do it."""
    text = elided(text, values) if _locale() == "fr" else text
    return (Markup(text) if context.autoescape else text) % values  # noqa: S704 - our own text, from the catalogues


def reader_language() -> str:
    """The language this reader chose, else the account's, else the browser's, else Dutch."""
    if not has_request_context():
        return "nl"
    chosen = request.cookies.get(COOKIE) or g.get("account_language")
    if chosen in LANGUAGES:
        return str(chosen)
    return request.accept_languages.best_match(LANGUAGES) or "nl"


def in_words(text: TranslatedText | None) -> str:
    """A text in the reader's language."""
    return "" if text is None else text.in_language(reader_language())


def euro(amount: Euro) -> str:
    """€ 2,00 in Dutch, 2,00 € in French, €2.00 in English; the space does not break."""
    language = reader_language()
    number = format_decimal(_as_decimal(amount), format="#,##0.00", locale="nl_BE" if language == "nl" else language)
    match language:
        case "fr":
            return f"{number}\u00a0€"
        case "en":
            return f"-€{number[1:]}" if amount.cents < 0 else f"€{number}"
        case _:
            return f"€\u00a0{number}"


def _as_decimal(amount: Euro) -> Decimal:
    return Decimal(amount.cents).scaleb(-2)


_DAY, _SHORT_DAY = "EEEE d MMMM y", "d MMM y"


def day_in_words(day: date | datetime) -> str:
    """woensdag 3 december 2026"""
    return _day(_local(day), _DAY)


def short_day(day: date | datetime) -> str:
    """3 dec. 2026"""
    return _day(_local(day), _SHORT_DAY)


def _day(day: date, pattern: str) -> str:
    language = reader_language()
    written = format_date(day, pattern, locale=language)
    return french(written) if language == "fr" else written


def clock_time(moment: datetime) -> str:
    """14:02, on the clocks of Flanders."""
    return format_time(moment.astimezone(BRUSSELS), "HH:mm", locale=reader_language())


def moment_in_words(moment: datetime) -> str:
    """wo 3 dec. 2026 14:02"""
    language = reader_language()
    written = format_datetime(moment.astimezone(BRUSSELS), "EE d MMM y HH:mm", locale=language)
    return french(written) if language == "fr" else written


def card_number(number: str) -> str:
    """Grouped for reading: 0900 000 095 902."""
    return f"{number[:4]} {number[4:7]} {number[7:10]} {number[10:]}"


def _local(day: date | datetime) -> date:
    return day.astimezone(BRUSSELS).date() if isinstance(day, datetime) else day


def install(app: Flask) -> None:
    app.config.update(BABEL_DEFAULT_LOCALE="nl", BABEL_DEFAULT_TIMEZONE="Europe/Brussels")
    babel = Babel(app, locale_selector=reader_language)
    babel.domain_instance = _FeatureCatalogues()
    app.jinja_env.globals.update(gettext=_text_on_page, ngettext=_counted_on_page)
    app.jinja_env.filters.update(
        euro=euro,
        day=day_in_words,
        short_day=short_day,
        time=clock_time,
        moment=moment_in_words,
        words=in_words,
        card_number=card_number,
    )
    app.jinja_env.globals.update(reader_language=reader_language, languages=LANGUAGES)
