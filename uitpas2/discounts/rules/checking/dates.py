"""Dates without gaps and overlaps, and values at which nobody looked for a year."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from uitpas2.discounts.engine.ruleset import Rule
from uitpas2.discounts.rules.rulebook import RuleBook
from uitpas2.discounts.values.parameters import Source

A_YEAR = timedelta(days=365)


def days(book: RuleBook) -> list[date]:
    """The days on which a rule or a value of the rule book starts to hold."""
    of_rules = {one.starts for one in book.rules().values()}
    return sorted({*of_rules, *(dated.starts for one in book.parameters.values() for dated in one.values)})


def faults(book: RuleBook) -> Iterator[str]:
    for key, parameter in book.parameters.items():
        first = parameter.values[0].starts
        if first > book.starts:
            yield f"{parameter.folder}/{key}.yaml: values: nothing from {book.starts} up to {first}"
    yield from _of_rules(book)


def _of_rules(book: RuleBook) -> Iterator[str]:
    versions: dict[str, list[Rule]] = {}
    for one in book.rules().values():
        if one.ends is not None and one.ends <= one.starts:
            yield f"rule {one.id}: ends on {one.ends}, which does not come after {one.starts}"
        else:
            versions.setdefault(one.id.split("__")[0], []).append(one)
    for name, same in versions.items():
        same.sort(key=lambda one: one.starts)
        if same[0].starts > book.starts:
            yield f"rule {name}: nothing from {book.starts} up to {same[0].starts}"
        for one, following in pairwise(same):
            if one.ends is None or one.ends > following.starts:
                yield f"rule {name}: {one.id} and {following.id} both hold on {following.starts}"
            elif one.ends < following.starts:
                yield f"rule {name}: nothing from {one.ends} up to {following.starts}"
        if same[-1].ends is not None:
            yield f"rule {name}: nothing from {same[-1].ends} on"


def warnings(book: RuleBook, today: date) -> Iterator[str]:
    """What somebody should look up again: whether it still says what it rests on."""
    for number, article in book.articles.items():
        yield from _stale(f"article {number}", article.source, today)
    for key, parameter in book.parameters.items():
        for dated in parameter.values:
            place = f"{parameter.folder}/{key}.yaml: values › {dated.starts}"
            yield from _stale(f"{place} › default_rests_on", dated.default_rests_on, today)
            yield from _stale(f"{place} › bounds_rest_on", dated.bounds_rest_on, today)


def _stale(place: str, source: Source, today: date) -> Iterator[str]:
    if today - source.checked_on > A_YEAR:
        yield f"{place}: nobody looked at its source since {source.checked_on}"
