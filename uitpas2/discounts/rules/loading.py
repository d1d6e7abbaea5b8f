"""Reading the rule book's files. Strict: what is not understood is refused, with the place."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

import yaml

from uitpas2.discounts.rules.rulebook import Article, DatedValue, Parameter, RuleBook, Source
from uitpas2.discounts.rules.words import Basis, Chooser, Unit
from uitpas2.kernel.text import LANGUAGES, TranslatedText

ARTICLES = "articles.yaml"
E = TypeVar("E", bound=StrEnum)


class RuleBookFault(Exception):
    """Something is wrong in a file of the rule book; the text names the file and the place."""


class _Place:
    """Where we are, for a message that can be acted on: file: key › key."""

    def __init__(self, *path: object) -> None:
        self.path = path

    def below(self, key: object) -> _Place:
        return _Place(*self.path, key)

    def fault(self, what: str) -> RuleBookFault:
        file, *keys = (str(part) for part in self.path)
        return RuleBookFault(f"{file}: {' › '.join(keys)}: {what}" if keys else f"{file}: {what}")


class _StrictLoader(yaml.SafeLoader):
    """YAML in which a key that occurs twice is an error."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: set[Any] = set()
        for key_node, _ in node.value:
            key = self.construct_object(key_node, deep=True)
            if key in seen:
                line = key_node.start_mark.line + 1
                raise yaml.MarkedYAMLError(problem=f"line {line}: the key {key!r} occurs twice")
            seen.add(key)
        return super().construct_mapping(node, deep)


def load(folder: Path) -> RuleBook:
    """The rule book of a folder: `articles.yaml`, and one file per parameter in folders by subject.

    Raises RuleBookFault at the first thing that is not in order.
    """
    digest = hashlib.sha256()
    articles: dict[int, Article] = {}
    parameters: dict[str, Parameter] = {}
    for path in sorted(folder.rglob("*.yaml")):
        name = path.relative_to(folder).as_posix()
        content = path.read_bytes()
        digest.update(f"{name}\0{hashlib.sha256(content).hexdigest()}\n".encode())
        place = _Place(name)
        read = _parse(content, place)
        if name == ARTICLES:
            articles = {number: _article(number, item, place) for number, item in read.items()}
            continue
        parameter = _parameter(path.stem, read, place)
        if parameter.key in parameters:
            raise place.fault(f"there is already a parameter {parameter.key}")
        parameters[parameter.key] = parameter
    for key, parameter in parameters.items():
        if parameter.article not in articles:
            raise RuleBookFault(f"{key}: article {parameter.article} does not stand in {ARTICLES}")
    ordered = sorted(parameters.values(), key=lambda one: (one.article, one.key))
    return RuleBook(digest.hexdigest(), dict(sorted(articles.items())), {one.key: one for one in ordered})


def _parse(content: bytes, place: _Place) -> dict[Any, Any]:
    try:
        read = yaml.load(content, _StrictLoader)  # noqa: S506  a SafeLoader
    except yaml.YAMLError as error:
        raise place.fault(" ".join(str(error).split())) from None
    if not isinstance(read, dict):
        raise place.fault("should hold keys with values")
    return read


def _article(number: Any, item: Any, place: _Place) -> Article:
    here = place.below(number)
    if type(number) is not int or number < 1:
        raise here.fault("an article has a whole number")
    _keys(item, {"title", "text", "rests_on"}, here)
    return Article(
        number,
        _text(item["title"], here.below("title")),
        _text(item["text"], here.below("text")),
        _source(item["rests_on"], here.below("rests_on")),
    )


def _parameter(stem: str, item: dict[Any, Any], place: _Place) -> Parameter:
    _keys(item, {"key", "article", "label", "help", "told", "unit", "chosen_by", "step", "values"}, place)
    if item["key"] != stem:
        raise place.fault(f"the key {item['key']!r} differs from the name of the file")
    step = _whole(item["step"], place.below("step"))
    if step < 1:
        raise place.below("step").fault("is at least 1")
    return Parameter(
        key=stem,
        article=_whole(item["article"], place.below("article")),
        label=_text(item["label"], place.below("label")),
        help=_text(item["help"], place.below("help")),
        told=_told(item["told"], place.below("told")),
        unit=_one_of(Unit, item["unit"], place.below("unit")),
        chosen_by=_one_of(Chooser, item["chosen_by"], place.below("chosen_by")),
        step=step,
        values=_values(item["values"], step, place.below("values")),
    )


def _values(item: Any, step: int, place: _Place) -> tuple[DatedValue, ...]:
    if not isinstance(item, dict) or not item:
        raise place.fault("should hold at least one start day")
    return tuple(_dated(starts, item[starts], step, place) for starts in sorted(item, key=str))


def _dated(starts: Any, item: Any, step: int, place: _Place) -> DatedValue:
    here = place.below(starts)
    if type(starts) is not date:
        raise here.fault("is not a day like 2026-01-01")
    _keys(item, {"default", "lowest", "highest", "default_rests_on", "bounds_rest_on"}, here)
    default, lowest, highest = (_whole(item[key], here.below(key)) for key in ("default", "lowest", "highest"))
    if lowest > highest:
        raise here.fault(f"the lowest ({lowest}) is higher than the highest ({highest})")
    if not lowest <= default <= highest:
        raise here.below("default").fault(f"{default} is not between {lowest} and {highest}")
    if (default - lowest) % step or (highest - lowest) % step:
        raise here.fault(f"default and highest should be whole steps of {step} from {lowest}")
    return DatedValue(
        starts,
        default,
        lowest,
        highest,
        default_rests_on=_source(item["default_rests_on"], here.below("default_rests_on")),
        bounds_rest_on=_source(item["bounds_rest_on"], here.below("bounds_rest_on")),
    )


def _source(item: Any, place: _Place) -> Source:
    _keys(item, {"basis", "why", "link", "checked_on"}, place)
    link = item["link"]
    if not isinstance(link, str) or not link.startswith("https://"):
        raise place.below("link").fault("should be an https address")
    if type(item["checked_on"]) is not date:
        raise place.below("checked_on").fault("is not a day like 2026-11-22")
    basis = _one_of(Basis, item["basis"], place.below("basis"))
    return Source(basis, _text(item["why"], place.below("why")), link, item["checked_on"])


def _keys(item: Any, expected: Collection[str], place: _Place) -> None:
    """Exactly these keys: one that is unknown or missing is named."""
    if not isinstance(item, dict):
        raise place.fault("should hold keys with values")
    for key in item:
        if key not in expected:
            raise place.fault(f"unknown key {key!r}; known are {', '.join(sorted(expected))}")
    for key in sorted(expected):
        if key not in item:
            raise place.fault(f"the key {key!r} is missing")


def _text(item: Any, place: _Place) -> TranslatedText:
    _keys(item, LANGUAGES, place)
    for language in LANGUAGES:
        if not isinstance(item[language], str) or not item[language].strip():
            raise place.below(language).fault("should hold a text")
    return TranslatedText(**{language: item[language].strip() for language in LANGUAGES})


def _told(item: Any, place: _Place) -> TranslatedText:
    text = _text(item, place)
    for language in LANGUAGES:
        if text.in_language(language).count("{value}") != 1:
            raise place.below(language).fault("should name {value} once")
    return text


def _whole(item: Any, place: _Place) -> int:
    if type(item) is not int:
        raise place.fault(f"{item!r} is not a whole number")
    return item


def _one_of(enumeration: type[E], item: Any, place: _Place) -> E:
    try:
        return enumeration(item)
    except ValueError:
        known = ", ".join(member.value for member in enumeration)
        raise place.fault(f"{item!r} is none of: {known}") from None
