"""The Flemish rule book as data: articles, and parameters with dated values, bounds, and what each rests on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from uitpas2.discounts.rules.words import Basis, Chooser, Unit
from uitpas2.kernel.text import TranslatedText

FOLDER = Path(__file__).resolve().parents[1] / "rulebook"


@dataclass(frozen=True, slots=True)
class Source:
    """What a value or article rests on, why, where that can be read, and when somebody last looked."""

    basis: Basis
    why: TranslatedText
    link: str
    checked_on: date


@dataclass(frozen=True, slots=True)
class DatedValue:
    """What holds for a parameter from a day on: the default, the bounds for a choice, and what each rests on."""

    starts: date
    default: int
    lowest: int
    highest: int
    default_rests_on: Source
    bounds_rest_on: Source

    def allows(self, value: int, step: int) -> bool:
        return self.lowest <= value <= self.highest and (value - self.lowest) % step == 0


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of the rule book; `values` stand in the order of their start days.

    `help` speaks to who chooses, `told` to the public: it holds the gap {value}.
    """

    key: str
    article: int
    label: TranslatedText
    help: TranslatedText
    told: TranslatedText
    unit: Unit
    chosen_by: Chooser
    step: int
    values: tuple[DatedValue, ...]

    def on(self, day: date) -> DatedValue:
        """The version in force on a day; before the first day there is, the first version."""
        held = [value for value in self.values if value.starts <= day]
        return held[-1] if held else self.values[0]


@dataclass(frozen=True, slots=True)
class Article:
    """An article of our own rule book, in plain words."""

    number: int
    title: TranslatedText
    text: TranslatedText
    source: Source


@dataclass(frozen=True)
class RuleBook:
    """Everything Flanders decides. `version` is a hash of its content: the same content, the same version."""

    version: str
    articles: Mapping[int, Article]
    parameters: Mapping[str, Parameter]

    @property
    def starts(self) -> date:
        """The first day for which there is a rule book."""
        return min(parameter.values[0].starts for parameter in self.parameters.values())

    @property
    def changes(self) -> frozenset[date]:
        """The days on which Flanders changed something that municipalities may choose."""
        chosen = self.chosen_by(Chooser.MUNICIPALITY)
        return frozenset(value.starts for parameter in chosen for value in parameter.values)

    def chosen_by(self, chooser: Chooser) -> list[Parameter]:
        """The parameters somebody may choose, in the order of their articles."""
        return [parameter for parameter in self.parameters.values() if parameter.chosen_by is chooser]


@lru_cache(maxsize=1)
def rule_book() -> RuleBook:
    """The rule book that comes with this version of the platform, read once per process.

    Raises RuleBookFault with the place when a file is wrong.
    """
    from uitpas2.discounts.rules.loading import load  # it needs the classes above

    return load(FOLDER)
