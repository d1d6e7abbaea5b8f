"""What a rule book fixes as data: facts a decision may look at, and parameters with dated values inside bounds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from uitpas2.discounts.values.kinds import NUMBERS, YES_NO, Kind
from uitpas2.discounts.values.numbers import NOTHING
from uitpas2.kernel.text import TranslatedText


class Basis(StrEnum):
    """What a value rests on. Shown wherever the value is shown: an assumption is never dressed up as law."""

    DECREE = "decree"
    PRACTICE = "observed practice"
    ASSUMPTION = "assumption"


class Chooser(StrEnum):
    """Who may set a parameter inside the bounds of the rule book."""

    FLANDERS = "flanders"
    MUNICIPALITY = "municipality"
    ORGANISER = "organiser"


@dataclass(frozen=True, slots=True)
class Source:
    """What a value or article rests on, why, where that can be read, and when somebody last looked."""

    basis: Basis
    why: TranslatedText
    link: str
    checked_on: date


@dataclass(frozen=True, slots=True)
class Fact:
    """Something a decision may look at, with what is assumed when nobody says it."""

    name: str
    kind: Kind
    default: int
    label: TranslatedText
    help: str = ""
    codes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Vocabulary:
    """The facts by name, and the words of every list of codes."""

    facts: Mapping[str, Fact]
    codes: Mapping[str, Mapping[str, TranslatedText]]

    def words_of(self, fact: Fact) -> Mapping[str, TranslatedText]:
        """The words for the codes of a fact, whatever list they come from."""
        return next((words for words in self.codes.values() if tuple(words)[: len(fact.codes)] == fact.codes), {})


@dataclass(frozen=True, slots=True)
class Option:
    """One of the values of a parameter that is a choice: its label in a form, and what is told to the public."""

    label: TranslatedText
    told: TranslatedText


@dataclass(frozen=True, slots=True)
class DatedValue:
    """What holds for a parameter from a day on: the default, the bounds for a choice, and what each rests on.

    Numbers have `lowest` and `highest` and may allow no limit at all; codes have `allowed`; sets have the least and
    the most they may hold.
    """

    starts: date
    default: int
    default_rests_on: Source
    bounds_rest_on: Source
    lowest: int = 0
    highest: int = 0
    may_be_none: bool = False
    allowed: frozenset[int] = frozenset()
    at_least: int = 0
    at_most: int = 0


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of the rule book; `values` stand in the order of their start days.

    `help` speaks to who chooses, `told` to the public with the gap {value}; a choice of one tells by its options.
    `step` is what a number goes up by, counted from the lowest.
    """

    key: str
    article: int
    label: TranslatedText
    help: TranslatedText
    kind: Kind
    chosen_by: Chooser
    values: tuple[DatedValue, ...]
    step: int = 1
    told: TranslatedText | None = None
    told_none: TranslatedText | None = None
    codes: tuple[str, ...] = ()
    options: Mapping[str, Option] = field(default_factory=dict)
    words: Mapping[str, TranslatedText] = field(default_factory=dict)
    folder: str = ""

    def on(self, day: date) -> DatedValue:
        """The version in force on a day; before the first day there is, the first version."""
        held = [value for value in self.values if value.starts <= day]
        return held[-1] if held else self.values[0]

    def allows(self, value: int, on: date) -> bool:
        return self.inside(value, on) == value

    def inside(self, value: int, on: date) -> int:
        """The value itself where the bounds of a day allow it, else the nearest that they do allow."""
        dated = self.on(on)
        if self.kind is Kind.SET_OF:
            return value & dated.at_most | dated.at_least
        if self.kind not in NUMBERS and self.kind is not Kind.DAY_OF_YEAR:
            return value if value in dated.allowed else dated.default
        if value >= NOTHING:
            return NOTHING if dated.may_be_none else dated.highest
        if dated.lowest >= NOTHING:  # no limit is the only thing allowed
            return NOTHING
        bounded = min(max(value, dated.lowest), dated.highest)
        return bounded - (bounded - dated.lowest) % self.step

    @property
    def is_fixed(self) -> bool:
        """Whether the newest bounds leave nothing to choose."""
        dated = self.values[-1]
        if self.kind is Kind.SET_OF:
            return dated.at_least == dated.at_most
        if self.kind in NUMBERS or self.kind is Kind.DAY_OF_YEAR:
            return dated.lowest == dated.highest and not (dated.may_be_none and dated.lowest < NOTHING)
        return len(dated.allowed) == 1

    @property
    def all_codes(self) -> tuple[str, ...]:
        return YES_NO if self.kind is Kind.YES_NO else self.codes
