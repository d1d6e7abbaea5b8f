"""What a municipality chose, and what holds where it chose nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from uitpas2.discounts.engine.choosing import Choice
from uitpas2.discounts.engine.parameters import Chooser
from uitpas2.discounts.engine.running import Ready
from uitpas2.discounts.engine.timelines import Held, held_on
from uitpas2.discounts.rules.rulebook import PRICE, RIGHT, RuleBook


@dataclass(frozen=True)
class ChoicesInForce:
    """What holds for a municipality on a day, as known at a moment. What it did not choose is the Flemish default."""

    book: RuleBook
    municipality_nis: str
    municipality: str
    on: date
    held: Mapping[str, Held]
    known_on: datetime | None = None
    _ready: dict[str, Ready] = field(default_factory=dict, repr=False, compare=False)

    def __getitem__(self, key: str) -> int:
        """The value of a parameter where no exception applies."""
        return self.held[key].value

    def ready(self, program: str) -> Ready:
        """A program of the rule book with these values."""
        if program not in self._ready:
            self._ready[program] = Ready(self.book.compiled(program, self.on), self.held)
        return self._ready[program]

    @property
    def chosen(self) -> dict[str, Held]:
        """What the municipality chose itself."""
        return {key: one for key, one in self.held.items() if one.choice is not None}

    @property
    def narrowed(self) -> dict[str, Held]:
        """Own choices that the bounds of the day replace."""
        return {key: one for key, one in self.held.items() if one.narrowed}

    def chosen_by(self, key: str) -> Chooser:
        return Chooser.MUNICIPALITY if self.held[key].choice is not None else Chooser.FLANDERS


def in_force(
    book: RuleBook,
    *,
    nis: str,
    name: str,
    on: date,
    choices: Iterable[Choice],
    known_on: datetime | None = None,
    lift_bounds: bool = False,
) -> ChoicesInForce:
    """What holds on a day, out of everything a municipality ever chose."""
    held = held_on(book.parameters, choices, on, known_on, lift_bounds=lift_bounds)
    return ChoicesInForce(book, nis, name, on, held, known_on)


def with_draft(base: ChoicesInForce, on: date, draft: Iterable[Choice], choices: Iterable[Choice]) -> ChoicesInForce:
    """What would hold on a day if this draft were chosen on top of what was chosen before."""
    return in_force(
        base.book,
        nis=base.municipality_nis,
        name=base.municipality,
        on=on,
        choices=[*choices, *draft],
        known_on=base.known_on,
    )


__all__ = ["PRICE", "RIGHT", "ChoicesInForce", "in_force", "with_draft"]
