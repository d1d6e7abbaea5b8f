"""Reading the rule book's files. Strict: what is not understood is refused, with the place."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from uitpas2.discounts.rulebook.programs import PRICE, RIGHT
from uitpas2.discounts.rules.rulebook import Article, RuleBook
from uitpas2.discounts.rules.yaml_files import Faults, Place, RuleBookFault, keys, parse, parse_any
from uitpas2.discounts.values.kinds import NUMBERS, YES_NO, Kind, ValueFault, from_stored
from uitpas2.discounts.values.numbers import NOTHING
from uitpas2.discounts.values.parameters import (
    Basis,
    Chooser,
    DatedValue,
    Fact,
    Option,
    Parameter,
    Source,
    Vocabulary,
)
from uitpas2.kernel.text import LANGUAGES, TranslatedText

PROGRAMS = {program.name: program for program in (RIGHT, PRICE)}
ARTICLES = "articles.yaml"
CASES = "cases.yaml"
VOCABULARY = "vocabulary.yaml"
PARAMETER_KEYS = {"key", "article", "label", "help", "kind", "chosen_by", "values"}
SOURCES = ("default_rests_on", "bounds_rest_on")
E = TypeVar("E", bound=StrEnum)


def load(folder: Path) -> RuleBook:
    """The rule book of a folder: `vocabulary.yaml`, and by subject `articles.yaml` and one file per parameter.

    Raises RuleBookFault at the first thing that is not in order.
    """
    digest = hashlib.sha256()
    articles: dict[int, Article] = {}
    parameters: dict[str, Parameter] = {}
    files = sorted(folder.rglob("*.yaml"))
    vocabulary = _vocabulary(folder)
    for path in files:
        name = path.relative_to(folder).as_posix()
        if path.name == CASES:  # they show what the rules do and change nothing
            continue
        content = path.read_bytes()
        digest.update(f"{name}\0{hashlib.sha256(content).hexdigest()}\n".encode())
        place = Place(name)
        if path.name == VOCABULARY:
            continue
        read = parse(content, place)
        if path.name == ARTICLES:
            _add_articles(articles, read, place)
            continue
        parameter = _parameter(path, read, vocabulary, place)
        if parameter.key in parameters:
            raise place.fault(f"there is already a parameter {parameter.key}")
        if parameter.key in vocabulary.facts:
            raise place.fault(f"there is already a fact {parameter.key}")
        parameters[parameter.key] = parameter
    for key, parameter in parameters.items():
        if parameter.article not in articles:
            raise RuleBookFault(f"{key}: article {parameter.article} does not stand in {ARTICLES}")
    for program in PROGRAMS.values():
        for one in program.rules().values():
            digest.update(f"{one.id} {one.starts} {one.ends} {one.body.text}\n".encode())
    ordered = sorted(parameters.values(), key=lambda one: (one.article, one.key))
    return RuleBook(
        version=digest.hexdigest(),
        articles=dict(sorted(articles.items())),
        parameters={one.key: one for one in ordered},
        vocabulary=vocabulary,
        programs=PROGRAMS,
    )


def _add_articles(articles: dict[int, Article], read: Mapping[Any, Any], place: Place) -> None:
    for number, item in read.items():
        if number in articles:
            raise place.fault(f"there is already an article {number}")
        articles[number] = _article(number, item, place)


def _vocabulary(folder: Path) -> Vocabulary:
    place = Place(VOCABULARY)
    path = folder / VOCABULARY
    if not path.exists():
        raise place.fault("is missing")
    read = parse(path.read_bytes(), place)
    keys(read, {"codes", "facts"}, place)
    for held in (read["codes"], read["facts"], *_held(read["codes"])):
        if not isinstance(held, dict):
            raise place.fault("codes holds lists of codes with words, and facts holds facts")
    codes = {
        name: {code: _text(words, place.below(name).below(code)) for code, words in listed.items()}
        for name, listed in read["codes"].items()
    }
    facts = {name: _fact(name, item, codes, place.below("facts").below(name)) for name, item in read["facts"].items()}
    return Vocabulary(facts, codes)


def _held(item: Any) -> list[Any]:
    return list(item.values()) if isinstance(item, dict) else []


def _fact(name: str, item: Any, codes: Mapping[str, Mapping[str, TranslatedText]], place: Place) -> Fact:
    keys(item, {"kind", "default", "label", "help"}, place, may={"codes"})
    kind = one_of(Kind, item["kind"], place.below("kind"))
    listed = _codes_of(item, codes, place) if kind in (Kind.ONE_OF, Kind.SET_OF) else ()
    default = _value(kind, item["default"], listed, place.below("default"))
    return Fact(name, kind, default, _text(item["label"], place.below("label")), str(item["help"]), listed)


def _codes_of(item: Any, codes: Mapping[str, Mapping[str, TranslatedText]], place: Place) -> tuple[str, ...]:
    name = item.get("codes")
    if not isinstance(name, str) or name not in codes:
        raise place.fault(f"codes: {name!r} is no list of {VOCABULARY}")
    return tuple(codes[name])


def _article(number: Any, item: Any, place: Place) -> Article:
    here = place.below(number)
    if type(number) is not int or number < 1:
        raise here.fault("an article has a whole number")
    keys(item, {"title", "text", "rests_on"}, here)
    return Article(
        number,
        _text(item["title"], here.below("title")),
        _text(item["text"], here.below("text")),
        _source(item["rests_on"], here.below("rests_on")),
    )


def _parameter(path: Path, item: dict[Any, Any], vocabulary: Vocabulary, place: Place) -> Parameter:
    keys(item, PARAMETER_KEYS, place, may={"told", "told_none", "step", "options", "codes"})
    if item["key"] != path.stem:
        raise place.fault(f"the key {item['key']!r} differs from the name of the file")
    kind = one_of(Kind, item["kind"], place.below("kind"))
    step = _whole(item.get("step", 1), place.below("step"))
    if step < 1:
        raise place.below("step").fault("is at least 1")
    options = _options(item.get("options"), kind, place.below("options"))
    codes = _codes_of(item, vocabulary.codes, place) if kind is Kind.SET_OF else tuple(options)
    if kind is Kind.YES_NO:
        codes = ()
    return Parameter(
        key=path.stem,
        article=_whole(item["article"], place.below("article")),
        label=_text(item["label"], place.below("label")),
        help=_text(item["help"], place.below("help")),
        kind=kind,
        chosen_by=one_of(Chooser, item["chosen_by"], place.below("chosen_by")),
        values=_values(item["values"], kind, codes, step, place.below("values")),
        step=step,
        told=None if options else _told(item.get("told"), place.below("told")),
        told_none=_text(item["told_none"], place.below("told_none")) if "told_none" in item else None,
        codes=codes,
        options=options,
        words=vocabulary.codes[item["codes"]] if kind is Kind.SET_OF else {},
        folder=path.parent.name,
    )


def _options(item: Any, kind: Kind, place: Place) -> dict[str, Option]:
    if kind not in (Kind.ONE_OF, Kind.YES_NO):
        if item is not None:
            raise place.fault("only a choice of one, or a yes or no, has options")
        return {}
    if not isinstance(item, dict) or len(item) < 2 or (kind is Kind.YES_NO and set(item) != set(YES_NO)):
        raise place.fault('should hold at least two codes with label and told ("yes" and "no" for a yes or no)')
    options = {}
    for code, words in item.items():
        here = place.below(code)
        keys(words, {"label", "told"}, here)
        options[str(code)] = Option(
            _text(words["label"], here.below("label")), _text(words["told"], here.below("told"))
        )
    return options


def _values(item: Any, kind: Kind, codes: tuple[str, ...], step: int, place: Place) -> tuple[DatedValue, ...]:
    if not isinstance(item, dict) or not item:
        raise place.fault("should hold at least one start day")
    return tuple(_dated(starts, item[starts], kind, codes, step, place) for starts in sorted(item, key=str))


def _dated(starts: Any, item: Any, kind: Kind, codes: tuple[str, ...], step: int, place: Place) -> DatedValue:
    here = place.below(starts)
    if type(starts) is not date:
        raise here.fault("is not a day like 2026-01-01")
    if not isinstance(item, dict) or "default" not in item:
        raise here.fault("the key 'default' is missing")
    default = _value(kind, item["default"], codes, here.below("default"))
    default_source, bounds_source = (_source(item.get(name), here.below(name)) for name in SOURCES)
    dated = DatedValue(starts, default, default_source, bounds_source)
    if kind is Kind.SET_OF:
        keys(item, {"default", "at_least", "at_most", *SOURCES}, here)
        least, most = (_value(kind, item[name], codes, here.below(name)) for name in ("at_least", "at_most"))
        if default & least != least or default | most != most:
            raise here.below("default").fault("should hold everything of at_least and nothing outside at_most")
        return replace(dated, at_least=least, at_most=most)
    if kind in (Kind.ONE_OF, Kind.YES_NO):
        keys(item, {"default", "allowed", *SOURCES}, here)
        if not isinstance(item["allowed"], list):
            raise here.below("allowed").fault("should be a list of codes")
        allowed = frozenset(_value(kind, code, codes, here.below("allowed")) for code in item["allowed"])
        if default not in allowed:
            raise here.below("default").fault("is not among what is allowed")
        return replace(dated, allowed=allowed)
    keys(item, {"default", "lowest", "highest", *SOURCES}, here, may={"may_be_none"})
    return _number(dated, item, kind, step, here)


def _number(dated: DatedValue, item: Any, kind: Kind, step: int, here: Place) -> DatedValue:
    default = dated.default
    lowest, highest = (_value(kind, item[name], (), here.below(name)) for name in ("lowest", "highest"))
    may_be_none = item.get("may_be_none", False)
    if type(may_be_none) is not bool:
        raise here.below("may_be_none").fault("is true or false")
    if lowest > highest:
        raise here.fault(f"the lowest ({lowest}) is higher than the highest ({highest})")
    if default >= NOTHING and not may_be_none:
        raise here.below("default").fault("none is only possible with may_be_none: true")
    if default < NOTHING and not lowest <= default <= highest:
        raise here.below("default").fault(f"{default} is not between {lowest} and {highest}")
    if kind in NUMBERS and lowest < NOTHING:
        off = (highest - lowest) % step or (default < NOTHING and (default - lowest) % step)
        if off:
            raise here.fault(f"default and highest should be whole steps of {step} from {lowest}")
    return replace(dated, lowest=lowest, highest=highest, may_be_none=may_be_none)


def _value(kind: Kind, given: Any, codes: tuple[str, ...], place: Place) -> int:
    try:
        return from_stored(kind, given, codes)
    except ValueFault as fault:
        raise place.fault(str(fault)) from None


def _source(item: Any, place: Place) -> Source:
    keys(item, {"basis", "why", "link", "checked_on"}, place)
    link = item["link"]
    if not isinstance(link, str) or not link.startswith("https://"):
        raise place.below("link").fault("should be an https address")
    if type(item["checked_on"]) is not date:
        raise place.below("checked_on").fault("is not a day like 2026-11-22")
    basis = one_of(Basis, item["basis"], place.below("basis"))
    return Source(basis, _text(item["why"], place.below("why")), link, item["checked_on"])


def _text(item: Any, place: Place) -> TranslatedText:
    keys(item, LANGUAGES, place)
    for language in LANGUAGES:
        if not isinstance(item[language], str) or not item[language].strip():
            raise place.below(language).fault("should hold a text")
    return TranslatedText(**{language: item[language].strip() for language in LANGUAGES})


def _told(item: Any, place: Place) -> TranslatedText:
    text = _text(item, place)
    for language in LANGUAGES:
        if text.in_language(language).count("{value}") != 1:
            raise place.below(language).fault("should name {value} once")
    return text


def _whole(item: Any, place: Place) -> int:
    if type(item) is not int:
        raise place.fault(f"{item!r} is not a whole number")
    return item


def one_of(enumeration: type[E], item: Any, place: Place) -> E:
    try:
        return enumeration(item)
    except ValueError:
        known = ", ".join(member.value for member in enumeration)
        raise place.fault(f"{item!r} is none of: {known}") from None


__all__ = ["CASES", "Faults", "Place", "RuleBookFault", "keys", "load", "one_of", "parse", "parse_any"]
