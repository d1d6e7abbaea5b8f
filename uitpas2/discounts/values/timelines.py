"""What holds when: dated parameters and dated choices together, on two axes (in force on, known on)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise

from uitpas2.discounts.values.choosing import Choice, Line
from uitpas2.discounts.values.parameters import DatedValue, Parameter


@dataclass(frozen=True)
class Held:
    """The value of a parameter as it is used: the Flemish default, or a choice that the bounds may have narrowed.

    `narrowed` is true where the bounds of the day replace what was chosen: the decree came after the choice.
    """

    parameter: Parameter
    dated: DatedValue
    choice: Choice | None
    used: Choice
    narrowed: bool = False

    @property
    def value(self) -> int:
        return self.used.value


def held_on(
    parameters: Mapping[str, Parameter],
    choices: Iterable[Choice],
    on: date,
    known_on: datetime | None = None,
    *,
    lift_bounds: bool = False,
) -> dict[str, Held]:
    """What holds for every parameter on a day, as known at a moment (everything known, unless told otherwise).

    Of the choices for a key that hold on the day, the one that started last counts; of two that started together,
    the one known last. A later bound narrows an earlier choice; `lift_bounds` leaves it as it was made.
    """
    latest: dict[str, Choice] = {}
    for choice in choices:
        if not _holds(choice, on, known_on):
            continue
        other = latest.get(choice.key)
        if other is None or _rank(choice) > _rank(other):
            latest[choice.key] = choice
    return {
        key: _held(parameter, latest.get(key), on, lift_bounds=lift_bounds) for key, parameter in parameters.items()
    }


def _holds(choice: Choice, on: date, known_on: datetime | None) -> bool:
    if known_on is not None and choice.known_from is not None and choice.known_from > known_on:
        return False
    return choice.starts <= on and (choice.ends is None or on < choice.ends)


def _rank(choice: Choice) -> tuple[date, float, str]:
    return choice.starts, choice.known_from.timestamp() if choice.known_from else 0.0, choice.id


def _held(parameter: Parameter, choice: Choice | None, on: date, *, lift_bounds: bool) -> Held:
    dated = parameter.on(on)
    if choice is None:
        return Held(parameter, dated, None, Choice(parameter.key, dated.default))
    if lift_bounds:
        return Held(parameter, dated, choice, choice)
    value = parameter.inside(choice.value, on)
    lines = tuple(Line(line.when, parameter.inside(line.value, on)) for line in choice.lines)
    if value == choice.value and lines == choice.lines:
        return Held(parameter, dated, choice, choice)
    return Held(parameter, dated, choice, Choice(parameter.key, value, lines), narrowed=True)


def change_days(parameters: Mapping[str, Parameter], choices: Iterable[Choice]) -> list[date]:
    """The days on which something starts or stops to hold, the first one the beginning of time."""
    days = {dated.starts for parameter in parameters.values() for dated in parameter.values}
    for choice in choices:
        days.add(choice.starts)
        if choice.ends is not None:
            days.add(choice.ends)
    return sorted({date.min, *days})


def known_moments(choices: Iterable[Choice]) -> list[datetime]:
    """The moments at which a choice became known, oldest first."""
    return sorted({choice.known_from for choice in choices if choice.known_from is not None})


def out_of_bounds(
    parameters: Mapping[str, Parameter], choices: Iterable[Choice], until: date
) -> Iterator[tuple[Choice, date]]:
    """Choices that the bounds narrow, each with the first day on which they do; looks no further than `until`.

    This is the work list of a municipality after a bound was changed.
    """
    for choice in choices:
        parameter = parameters[choice.key]
        days = sorted({choice.starts, *(dated.starts for dated in parameter.values if dated.starts > choice.starts)})
        for day in days:
            ended = choice.ends is not None and day >= choice.ends
            if not ended and day <= until and any(not parameter.allows(value, day) for value in choice.values()):
                yield choice, day
                break


def overlapping(choices: Sequence[Choice]) -> Iterator[tuple[Choice, Choice]]:
    """Pairs of choices for one key whose periods overlap although the first one states an end.

    A choice without an end holds until the next one starts, so that is no overlap.
    """
    by_key: dict[str, list[Choice]] = {}
    for choice in choices:
        by_key.setdefault(choice.key, []).append(choice)
    for same in by_key.values():
        ordered = sorted(same, key=lambda one: one.starts)
        for first, second in pairwise(ordered):
            if first.starts == second.starts or (first.ends is not None and second.starts < first.ends):
                yield first, second
