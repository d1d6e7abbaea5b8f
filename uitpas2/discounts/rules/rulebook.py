"""The Flemish rule book: articles, parameters, vocabulary and the programs that answer questions, as one whole."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from uitpas2.discounts.engine.compiling import Compiled, compiled
from uitpas2.discounts.engine.ruleset import Program, Rule
from uitpas2.discounts.values.parameters import Chooser, Parameter, Source, Vocabulary
from uitpas2.kernel.text import TranslatedText

FOLDER = Path(__file__).resolve().parents[1] / "rulebook"

RIGHT = "right"
PRICE = "price"


@dataclass(frozen=True, slots=True)
class Article:
    """An article of our own rule book, in plain words."""

    number: int
    title: TranslatedText
    text: TranslatedText
    source: Source


@dataclass(frozen=True)
class RuleBook:
    """Everything Flanders decides. `version` is a hash of files and rules: the same content, the same version."""

    version: str
    articles: Mapping[int, Article]
    parameters: Mapping[str, Parameter]
    vocabulary: Vocabulary
    programs: Mapping[str, Program]
    _compiled: dict[Any, Compiled] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
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

    def compiled(self, name: str, day: date) -> Compiled:
        """A program as it reads on a day, with the rules in force then; before the first day the first rules."""
        day = max(day, self.starts)
        key = (name, *(one.is_in_force(day) for one in self._dated[name]))
        if key not in self._compiled:
            self._compiled[key] = compiled(_on(self.programs[name], day), self.vocabulary.facts, self.parameters)
        return self._compiled[key]

    @cached_property
    def _dated(self) -> dict[str, list[Rule]]:
        """Per program the rules that do not hold on every day; `compiled` is asked for each decision."""
        return {
            name: [one for one in program.rules().values() if one.ends is not None or one.starts > self.starts]
            for name, program in self.programs.items()
        }

    def rules(self) -> dict[str, Rule]:
        """The rules of all programs by id."""
        return {one.id: one for program in self.programs.values() for one in program.rules().values()}

    def with_parameters(self, changed: Mapping[str, Parameter]) -> RuleBook:
        """A draft: the same rule book with some parameters replaced, under a version of its own."""
        parameters = {key: changed.get(key, one) for key, one in self.parameters.items()}
        return replace(self, parameters=parameters, version=_mixed(self.version, changed), _compiled={})

    def with_rules(self, changed: Mapping[str, Rule]) -> RuleBook:
        """A draft: the same rule book with other rules under the same ids, under a version of its own."""
        programs = {name: program.replaced(changed) for name, program in self.programs.items()}
        texts = {key: one.body.text for key, one in changed.items()}
        return replace(self, programs=programs, version=_mixed(self.version, texts), _compiled={})


def _on(program: Program, day: date) -> Program:
    """The program of a day: a rule that is not in force gives way to its version of then, a helper `<id>__<words>`."""
    for one in program.rules().values():
        if not one.is_in_force(day):
            base = one.id.split("__")[0]
            other = next(
                (rule for rule in program.helpers if rule.id.split("__")[0] == base and rule.is_in_force(day)), None
            )
            if other is not None:
                program = program.replaced({one.id: replace(other, id=one.id)})
    return program


def _mixed(version: str, changed: Mapping[str, Any]) -> str:
    text = json.dumps({"base": version, **{key: repr(value) for key, value in changed.items()}}, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


@lru_cache(maxsize=1)
def rule_book() -> RuleBook:
    """The rule book that comes with this version of the platform, read once per process.

    Raises RuleBookFault with the place when a file is wrong.
    """
    from uitpas2.discounts.rules.loading import load  # it needs the classes above

    return load(FOLDER)
