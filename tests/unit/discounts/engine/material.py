"""Small things for tests of the engine: facts, parameters and lines of a world with fruit in it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from uitpas2.discounts.engine import NOTHING
from uitpas2.discounts.values.choosing import Choice, Condition, Line
from uitpas2.discounts.values.kinds import Kind
from uitpas2.discounts.values.parameters import Basis, Chooser, DatedValue, Fact, Parameter, Source
from uitpas2.kernel.text import TranslatedText

WORDS = TranslatedText(nl="x", fr="x", en="x")
SOURCE = Source(Basis.ASSUMPTION, WORDS, "https://example.org", date(2026, 1, 1))
FRUITS = ("apple", "pear", "plum")
FACTS = {
    "price": Fact("price", Kind.CENTS, 0, WORDS),
    "units": Fact("units", Kind.COUNT, 0, WORDS),
    "fruit": Fact("fruit", Kind.ONE_OF, 0, WORDS, codes=FRUITS),
    "basket": Fact("basket", Kind.SET_OF, 0, WORDS, codes=FRUITS),
    "ripe": Fact("ripe", Kind.YES_NO, 0, WORDS),
}


def line(value: int, **when: Any) -> Line:
    """`line(5, price=(100, 200), fruit=["apple"], ripe=True)`"""
    return Line(tuple(condition(name, given) for name, given in when.items()), value)


def condition(name: str, given: Any) -> Condition:
    fact = FACTS[name]
    if fact.kind is Kind.YES_NO:
        return Condition(name, fact.kind, codes=1 << int(given))
    if fact.codes:
        return Condition(name, fact.kind, codes=sum(1 << fact.codes.index(code) for code in given))
    lowest, highest = given
    return Condition(name, fact.kind, lowest, NOTHING if highest is None else highest)


def parameter(*values: DatedValue, key: str = "discount", kind: Kind = Kind.PERCENT, step: int = 1) -> Parameter:
    return Parameter(key, 1, WORDS, WORDS, kind, Chooser.MUNICIPALITY, values, step)


def dated(starts: date, default: int, lowest: int, highest: int, *, may_be_none: bool = False) -> DatedValue:
    return DatedValue(starts, default, SOURCE, SOURCE, lowest=lowest, highest=highest, may_be_none=may_be_none)


def chosen(
    value: int, starts: date, ends: date | None = None, *, known: datetime | None = None, id: str = ""
) -> Choice:
    return Choice("discount", value, starts=starts, ends=ends, known_from=known, id=id)


def moment(day: int) -> datetime:
    """Noon on a day of January 2027."""
    return datetime(2027, 1, day, 12, tzinfo=UTC)
