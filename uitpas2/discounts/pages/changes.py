"""What changed when: the values of a municipality from one period to the next, or between two days."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from uitpas2.discounts.queries import HeldFor
from uitpas2.discounts.rules import ChoicesInForce, Chooser, Parameter
from uitpas2.discounts.values.timelines import Held


@dataclass(frozen=True)
class Change:
    """One parameter that got another value or other exceptions. `after.choice` is whose decision it was."""

    parameter: Parameter
    before: Held
    after: Held

    @property
    def decision(self) -> str:
        return self.after.choice.decision if self.after.choice else ""

    @property
    def only_exceptions(self) -> bool:
        return self.before.value == self.after.value


@dataclass(frozen=True)
class ChangesOn:
    """What changed on a day, with who decided it."""

    day: date
    changes: Sequence[Change]

    @property
    def by_decision(self) -> list[tuple[str, list[Change]]]:
        grouped: dict[str, list[Change]] = {}
        for change in self.changes:
            grouped.setdefault(change.decision, []).append(change)
        return list(grouped.items())


def differences(before: ChoicesInForce, after: ChoicesInForce) -> Iterator[Change]:
    """What a municipality may choose and holds differently, in the order of the rule book."""
    for key, now in after.held.items():
        was = before.held[key]
        if now.parameter.chosen_by is not Chooser.MUNICIPALITY:
            continue
        if (was.value, was.used.lines) != (now.value, now.used.lines):
            yield Change(now.parameter, was, now)


def over_time(periods: Sequence[HeldFor]) -> list[ChangesOn]:
    """Every day on which something changed, newest first."""
    found = [
        ChangesOn(later.period.start, tuple(differences(earlier.choices, later.choices)))
        for earlier, later in pairwise(periods)
    ]
    return [one for one in reversed(found) if one.changes]


def own(choices: ChoicesInForce, parameters: Iterable[Parameter]) -> list[Held]:
    """What a municipality chose itself."""
    return [choices.held[one.key] for one in parameters if choices.held[one.key].choice is not None]
