"""Deciding one case: values of the day, facts of the case, and what came of every step."""

from __future__ import annotations

from collections.abc import Mapping
from operator import itemgetter
from typing import Any

from uitpas2.discounts.engine.compiling import Compiled
from uitpas2.discounts.values.kinds import Kind
from uitpas2.discounts.values.timelines import Held


class Outcome:
    """What came of a case: `reason` 0 is yes, n that the nth condition failed; outputs and steps by name.

    `outcomes` is None when nobody asked for the steps.
    """

    __slots__ = ("compiled", "outcomes", "output_values", "reason", "used")

    def __init__(
        self,
        compiled: Compiled,
        used: tuple[int, ...],
        reason: int,
        output_values: tuple[int, ...],
        outcomes: tuple[int, ...] | None = None,
    ) -> None:
        self.compiled = compiled
        self.used = used
        self.reason = reason
        self.output_values = output_values
        self.outcomes = outcomes

    @property
    def granted(self) -> bool:
        return self.reason == 0

    @property
    def failed(self) -> str:
        """The id of the first condition that did not hold; empty when all did."""
        return self.compiled.conditions[self.reason - 1] if self.reason else ""

    @property
    def outputs(self) -> dict[str, int]:
        return dict(zip(self.compiled.outputs, self.output_values, strict=True))

    @property
    def values(self) -> dict[str, int]:
        """The value of each parameter as it was used for this case."""
        return dict(zip(self.compiled.parameters, self.used, strict=True))

    @property
    def steps(self) -> dict[str, int]:
        """Every rule that was worked out with its outcome, in order. Asks for a traced decision."""
        assert self.outcomes is not None
        return dict(zip(self.compiled.paths[self.reason], self.outcomes, strict=True))


class Ready:
    """A program with the values of a day, ready for cases. Raises KeyError for a fact that is not given."""

    def __init__(self, compiled: Compiled, held: Mapping[str, Held]) -> None:
        self.compiled = compiled
        self.held = held
        chosen = [held[key] for key in compiled.parameters]
        self._values = tuple(_typed(one.parameter.kind, one.value) for one in chosen)
        self._varying = [(place, one.used) for place, one in enumerate(chosen) if one.used.lines]
        self._facts = _getter(compiled.facts)

    def values_for(self, facts: Mapping[str, int]) -> tuple[Any, ...]:
        """The parameters' values for a case, in the order of the program."""
        if not self._varying:
            return self._values
        values = list(self._values)
        for place, choice in self._varying:
            values[place] = type(values[place])(choice.value_for(facts))
        return tuple(values)

    def decide(self, facts: Mapping[str, int]) -> Outcome:
        """What comes out, without the steps."""
        values = self.values_for(facts)
        return Outcome(self.compiled, values, *self.compiled.scalar(self._facts(facts), values))

    def explain(self, facts: Mapping[str, int]) -> Outcome:
        """What comes out, with every step."""
        values = self.values_for(facts)
        return Outcome(self.compiled, values, *self.compiled.traced(self._facts(facts), values))


def _typed(kind: Kind, value: int) -> int:
    return bool(value) if kind is Kind.YES_NO else value


def _getter(names: tuple[str, ...]) -> Any:
    if len(names) > 1:
        return itemgetter(*names)
    return lambda facts: tuple(facts[name] for name in names)
