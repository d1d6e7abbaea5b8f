"""What an organiser enters about an activity, in one piece, and what must be right about it before it is kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from uitpas2.activities.errors.entering import (
    AgesReversed,
    BirthDatesReversed,
    ClassesReversed,
    NameNeeded,
    PriceNeeded,
)
from uitpas2.activities.rules.access import Access
from uitpas2.activities.rules.planning.plans import Plan
from uitpas2.activities.rules.words import ProductClass
from uitpas2.kernel.money import Euro


@dataclass(frozen=True, slots=True)
class Where:
    """An address; without a name there is none."""

    name: str = ""
    street: str = ""
    postal_code: str = ""
    city: str = ""


@dataclass(frozen=True, slots=True)
class Tariff:
    """A price beside the ordinary one, by its own name."""

    name: str
    amount: Euro


@dataclass(frozen=True, slots=True)
class Entry:
    """Everything that is typed about an activity. Texts are Dutch; ages, birth dates and classes end included."""

    name: str
    product_class: ProductClass
    plan: Plan
    price: Euro
    tariffs: tuple[Tariff, ...] = ()
    description: str = ""
    theme: str = ""
    where: Where = Where()
    online_url: str = ""
    age_from: int | None = None
    age_to: int | None = None
    born_from: date | None = None
    born_to: date | None = None
    class_from: int | None = None
    class_to: int | None = None
    children_only: bool = False
    members_only: bool = False
    meeting_place: str = ""
    to_bring: str = ""
    access: tuple[Access, ...] = ()
    access_note: str = ""
    spoken: tuple[str, ...] = ()


def check(entry: Entry) -> None:
    """The same demands as on what is imported. Raises NameNeeded, PriceNeeded or one of the reversed ends."""
    if not entry.name.strip():
        raise NameNeeded(field="name")
    if any(amount.cents < 0 for amount in (entry.price, *(one.amount for one in entry.tariffs))):
        raise PriceNeeded(field="price")
    if _reversed(entry.age_from, entry.age_to):
        raise AgesReversed(field="age_to")
    if entry.born_from and entry.born_to and entry.born_to < entry.born_from:
        raise BirthDatesReversed(field="born_to")
    if _reversed(entry.class_from, entry.class_to):
        raise ClassesReversed(field="class_to")


def _reversed(low: int | None, high: int | None) -> bool:
    return low is not None and high is not None and high < low
