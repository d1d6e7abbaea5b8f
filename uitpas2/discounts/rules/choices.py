"""What a municipality chose, and what holds where it chose nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial

from uitpas2.discounts.engine.running import Ready
from uitpas2.discounts.errors import NothingChosen, OutOfBounds, OverlapsOwnChoice, UnknownParameter
from uitpas2.discounts.rules.rulebook import PRICE, RIGHT, RuleBook
from uitpas2.discounts.rules.telling import bounds_in_words, value_in_words
from uitpas2.discounts.values.choosing import Choice
from uitpas2.discounts.values.parameters import Chooser
from uitpas2.discounts.values.timelines import Held, held_on
from uitpas2.kernel.errors import Rejected
from uitpas2.kernel.text import LANGUAGES, TranslatedText


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


def refusals(
    book: RuleBook, starts: date, choices: Sequence[Choice], *, ends: date | None = None
) -> Iterator[Rejected]:
    """Everything the rule book does not allow in these choices, each with the key it belongs to.

    A bound that Flanders has already announced for a later day within the period counts too.
    """
    if not choices:
        yield NothingChosen()
    for key, count in Counter(choice.key for choice in choices).items():
        if count > 1:
            yield OverlapsOwnChoice(field=key)
    for choice in choices:
        parameter = book.parameters.get(choice.key)
        if parameter is None or parameter.chosen_by is not Chooser.MUNICIPALITY:
            yield UnknownParameter(field=choice.key, key=choice.key)
            continue
        later = (dated.starts for dated in parameter.values if dated.starts > starts)
        for day in (starts, *(day for day in later if ends is None or day < ends)):
            wrong = next((value for value in choice.values() if not parameter.allows(value, day)), None)
            if wrong is not None:
                yield OutOfBounds(
                    field=choice.key,
                    article=parameter.article,
                    bounds=_in_every_language(partial(bounds_in_words, parameter, day)),
                    value=_in_every_language(partial(value_in_words, parameter, wrong)),
                )
                break


def _in_every_language(write: Callable[[str], str]) -> TranslatedText:
    return TranslatedText(**{language: write(language) for language in LANGUAGES})


__all__ = ["PRICE", "RIGHT", "ChoicesInForce", "in_force", "refusals", "with_draft"]
