"""Values in the reader's language: amounts, days, per cents, and the words of codes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from babel.dates import format_date
from babel.numbers import format_decimal

from uitpas2.discounts.values.kinds import Kind
from uitpas2.discounts.values.numbers import NOTHING, as_date
from uitpas2.discounts.values.parameters import Parameter
from uitpas2.kernel.money import Euro
from uitpas2.kernel.text import TranslatedText

NO_LIMIT = TranslatedText(nl="geen", fr="aucune limite", en="none")
EMPTY = TranslatedText(nl="geen", fr="aucune", en="none")
YES = TranslatedText(nl="ja", fr="oui", en="yes")
NO = TranslatedText(nl="nee", fr="non", en="no")


def amount_in_words(amount: Euro, language: str) -> str:
    """€ 2,00 in Dutch, 2,00 € in French, €2.00 in English."""
    whole = format_decimal(amount.cents // 100, format="#,##0", locale="nl_BE" if language == "nl" else language)
    mark = "." if language == "en" else ","
    number = f"{whole}{mark}{amount.cents % 100:02d}"
    return {"nl": f"€\u00a0{number}", "fr": f"{number}\u00a0€"}.get(language, f"€{number}")


def day_in_words(day: date, language: str) -> str:
    return format_date(day, "EEEE d MMMM y", locale=language)


def in_words(
    kind: Kind,
    value: int,
    language: str,
    *,
    codes: Sequence[str] = (),
    words: Mapping[str, TranslatedText] | None = None,
) -> str:
    """A value as people read it; per cents, months and the like as bare numbers, for sentences that name the unit."""
    words = words or {}
    if kind is Kind.SET_OF:
        held = [code for place, code in enumerate(codes) if value >> place & 1]
        return ", ".join(_word(code, words, language) for code in held) or EMPTY.in_language(language)
    if kind is Kind.ONE_OF:
        return _word(codes[value], words, language)
    if kind is Kind.YES_NO:
        return (YES if value else NO).in_language(language)
    if value >= NOTHING:
        return NO_LIMIT.in_language(language)
    if kind is Kind.CENTS:
        return amount_in_words(Euro(value), language)
    if kind is Kind.DAY:
        return day_in_words(as_date(value), language)
    if kind is Kind.DAY_OF_YEAR:
        return format_date(date(2024, value // 100, value % 100), "d MMMM", locale=language)
    if kind is Kind.TENTHS_PCT:
        mark = "." if language == "en" else ","
        return f"{value // 10}{mark}{value % 10}" if value % 10 else str(value // 10)
    return str(value)


BOUNDS = TranslatedText(nl="{lowest} tot {highest}", fr="de {lowest} à {highest}", en="{lowest} to {highest}")
FROM = TranslatedText(nl="vanaf {lowest}", fr="à partir de {lowest}", en="{lowest} and up")
OR_NO_LIMIT = TranslatedText(nl=" of geen grens", fr=" ou sans limite", en=" or no limit")
OR = TranslatedText(nl=" of ", fr=" ou ", en=" or ")
FIXED_SET = TranslatedText(nl="alleen wat vaststaat", fr="uniquement ce qui est fixe", en="only what is fixed")
FIXED_AND_FREE = TranslatedText(
    nl="{fixed} die vaststaan en {free} naar keuze",
    fr="{fixed} éléments fixes et {free} au choix",
    en="{fixed} that are fixed and {free} to choose from",
)
FREE_SET = TranslatedText(nl="{free} naar keuze", fr="{free} au choix", en="{free} to choose from")


WITHOUT_LIMIT = TranslatedText(nl="geen grens", fr="sans limite", en="no limit")
UNITS = {
    Kind.PERCENT: TranslatedText(nl="\u00a0%", fr="\u00a0%", en="%"),
    Kind.TENTHS_PCT: TranslatedText(nl="\u00a0%", fr="\u00a0%", en="%"),
    Kind.MONTHS: TranslatedText(nl="\u00a0maanden", fr="\u00a0mois", en="\u00a0months"),
    Kind.DAYS: TranslatedText(nl="\u00a0dagen", fr="\u00a0jours", en="\u00a0days"),
    Kind.AGE: TranslatedText(nl="\u00a0jaar", fr="\u00a0ans", en="\u00a0years"),
}


def _unit(kind: Kind, language: str) -> str:
    return UNITS[kind].in_language(language) if kind in UNITS else ""


def _word(code: str, words: Mapping[str, TranslatedText], language: str) -> str:
    return words[code].in_language(language) if code in words else code.replace("_", " ")


def value_in_words(parameter: Parameter, value: int, language: str) -> str:
    """A parameter's value for a form or a table: with its unit."""
    if parameter.options:
        code = parameter.all_codes[value]
        return parameter.options[code].label.in_language(language)
    if value >= NOTHING and parameter.kind is not Kind.SET_OF:
        return WITHOUT_LIMIT.in_language(language)
    shown = in_words(parameter.kind, value, language, codes=parameter.codes, words=parameter.words)
    return shown + _unit(parameter.kind, language)


def told_to_public(parameter: Parameter, value: int, language: str) -> str:
    """What a parameter's value means, in a sentence for everybody."""
    if parameter.options:
        return parameter.options[parameter.all_codes[value]].told.in_language(language)
    if value >= NOTHING and parameter.kind is not Kind.SET_OF and parameter.told_none is not None:
        return parameter.told_none.in_language(language)
    assert parameter.told is not None
    shown = in_words(parameter.kind, value, language, codes=parameter.codes, words=parameter.words)
    return parameter.told.in_language(language).format(value=shown)


def bounds_in_words(parameter: Parameter, on: date, language: str) -> str:
    """The bounds of a parameter on a day, as people read them."""
    dated = parameter.on(on)
    if parameter.options:
        codes = [parameter.all_codes[value] for value in sorted(dated.allowed)]
        *labels, last = [parameter.options[code].label.in_language(language) for code in codes]
        return f"{', '.join(labels)}{OR.in_language(language)}{last}" if labels else last
    if parameter.kind is Kind.SET_OF:
        free, fixed = (dated.at_most & ~dated.at_least).bit_count(), dated.at_least.bit_count()
        text = (FIXED_AND_FREE if fixed else FREE_SET) if free else FIXED_SET
        return text.in_language(language).format(fixed=fixed, free=free)
    unit = _unit(parameter.kind, language)
    if dated.lowest >= NOTHING:
        return WITHOUT_LIMIT.in_language(language)
    lowest = in_words(parameter.kind, dated.lowest, language)
    highest = in_words(parameter.kind, dated.highest, language)
    none = OR_NO_LIMIT.in_language(language) if dated.may_be_none and dated.lowest < NOTHING else ""
    if dated.lowest == dated.highest:
        return f"{lowest}{unit}{none}"
    if none and parameter.kind is Kind.CENTS:  # no limit is allowed, so the highest amount tells nothing
        return f"{FROM.in_language(language).format(lowest=lowest)}{none}"
    return f"{BOUNDS.in_language(language).format(lowest=lowest, highest=f'{highest}{unit}')}{none}"
