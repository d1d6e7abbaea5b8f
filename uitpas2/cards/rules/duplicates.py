"""Whether two people may be one and the same: a name typed a little differently, a day and a month that changed places.

The same rule for whoever registers one person and for whoever brings a file of thousands.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from uitpas2.cards.rules.likeness import is_like
from uitpas2.cards.rules.names import is_same_name


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
    names = one.first_name, one.last_name, other.first_name, other.last_name
    if is_same_name(*names):
        return Likeness.SAME
    return Likeness.ALIKE if is_like(*names) else None
