"""Whether two people may be one and the same: a name typed a little differently, a day and a month that changed places.

The same rule for whoever registers one person and for whoever brings a file of thousands.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from uitpas2.accounts.rules import bare_name

_SHORT, _LONG = 4, 8  # letters in a name from which on one, or two, may differ


class Likeness(StrEnum):
    """How much two people look like one another. SAME: nothing that was compared tells them apart."""

    SAME = "same"
    ALIKE = "alike"


@dataclass(frozen=True, slots=True)
class NamedPerson:
    """What people are compared by. A group has no birth date."""

    first_name: str
    last_name: str
    birth_date: date | None


def likeness(one: NamedPerson, other: NamedPerson) -> Likeness | None:
    """Whether these two are the same by name and birth date, nearly so, or somebody else (None)."""
    names = _name_likeness(one, other)
    if names is None or not is_near(one.birth_date, other.birth_date):
        return None
    if names is Likeness.SAME:
        return Likeness.SAME if one.birth_date == other.birth_date else Likeness.ALIKE
    return Likeness.ALIKE if one.birth_date == other.birth_date else None


def days_to_compare(birth_date: date) -> frozenset[date]:
    """The birth dates among which somebody who may be the same is looked for."""
    swapped = _swapped(birth_date)
    return frozenset({birth_date, swapped} if swapped else {birth_date})


def is_near(one: date | None, other: date | None) -> bool:
    """The same day, or day and month in the other order."""
    if one is None or other is None:
        return one is other
    return other in days_to_compare(one)


def _swapped(day: date) -> date | None:
    return day.replace(month=day.day, day=day.month) if day.day <= 12 and day.day != day.month else None


def _name_likeness(one: NamedPerson, other: NamedPerson) -> Likeness | None:
    first, last = bare_name(one.first_name), bare_name(one.last_name)
    other_first, other_last = bare_name(other.first_name), bare_name(other.last_name)
    if (first, last) == (other_first, other_last):
        return Likeness.SAME
    if first + last == other_last + other_first or first + last == other_first + other_last:
        return Likeness.ALIKE
    if _is_slip(first, other_first) and (_is_slip(last, other_last) or _shares_a_name(one.last_name, other.last_name)):
        return Likeness.ALIKE
    return None


def _shares_a_name(one: str, other: str) -> bool:
    """Peeters and Peeters-Janssens: one of a double name."""
    words, others = (
        {bare_name(word) for word in name.replace("-", " ").split() if len(bare_name(word)) >= _SHORT}
        for name in (one, other)
    )
    return bool(words & others)


def _is_slip(one: str, other: str) -> bool:
    """The same name but for a letter typed wrong, left out or changed places; two letters in a long name."""
    longest = max(len(one), len(other))
    most = 2 if longest >= _LONG else 1 if longest >= _SHORT else 0
    return _distance(one, other, most) <= most


def _distance(one: str, other: str, most: int) -> int:
    """How many letters are to be changed, added, dropped or swapped; beyond `most` any larger number."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one, start=1):
        earlier, before, row = before, row, [at]
        for place, beside in enumerate(other, start=1):
            cost = min(before[place] + 1, row[-1] + 1, before[place - 1] + (letter != beside))
            if at > 1 and place > 1 and letter == other[place - 2] and one[at - 2] == beside:
                cost = min(cost, earlier[place - 2] + 1)
            row.append(cost)
    return row[-1]
