"""What the makers of rows share: the people of one chunk who are not there yet, and the rows to insert for them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import select

from uitpas2.accounts.models import Account, Assignment, Municipality
from uitpas2.cards.models import Card, Guardianship, Holder, Membership, RightGround, SocialRight
from uitpas2.database.base import Base
from uitpas2.database.work import Work
from uitpas2.database.writes import insert_many
from uitpas2.discounts.rules import ChoicesInForce, in_force, rule_book
from uitpas2.discounts.values.choosing import Choice
from uitpas2.kernel.clock import brussels_moment
from uitpas2.seeds.scale.households import CHUNK, Household, id_of

# In this order: what is pointed at comes first.
_TABLES: tuple[type[Base], ...] = (
    Holder,
    Membership,
    Card,
    Account,
    Assignment,
    Guardianship,
    SocialRight,
    RightGround,
)


@dataclass
class Flanders:
    """What is the same for all chunks: where people live, under which card system, who grants rights by which rules."""

    towns: Mapping[str, Municipality]
    system_of: Mapping[str, int]
    desk_of: Mapping[str, str]
    without_numbers: frozenset[str]
    own_choices: Mapping[str, Sequence[Choice]]
    _known: dict[tuple[str, date], ChoicesInForce] = field(default_factory=dict)

    def choices(self, nis: str, day: date) -> ChoicesInForce:
        """What a municipality's rules were on a day; the same few days come back for thousands of families."""
        chosen, name = self.own_choices.get(nis), self.towns[nis].name
        if chosen:
            return self._of(nis, day, chosen)
        return replace(self._of("", day, ()), municipality_nis=nis, municipality=name)

    def _of(self, nis: str, day: date, chosen: Sequence[Choice]) -> ChoicesInForce:
        if (nis, day) not in self._known:
            name = self.towns[nis].name if nis else ""
            self._known[nis, day] = in_force(rule_book(), nis=nis, name=name, on=day, choices=chosen)
        return self._known[nis, day]


class Chunk:
    """`homes` are the new people with their households, in the order of their places; `rows` go in at the end."""

    def __init__(self, work: Work, flanders: Flanders, number: int, households: Sequence[Household], upto: int) -> None:
        self.work, self.flanders, self.number, self.households = work, flanders, number, households
        planned = [(home, person) for home in households for person in home.people if person.place < upto]
        there = self.there(Holder)
        self.homes = [(home, person) for home, person in planned if self.id("holder", person.place) not in there]
        self.rows: dict[type[Base], list[dict[str, Any]]] = {}

    def id(self, what: str, place: int) -> str:
        return id_of(self.number, what, place)

    def there(self, model: type[Holder] | type[Account]) -> set[str]:
        """The ids of this chunk that are in the database already, and perhaps those of others in between."""
        first = self.households[0].people[0].place
        between = model.id >= f"{first:08x}", model.id < f"{first + CHUNK:08x}"
        return set(self.work.session.scalars(select(model.id).where(*between)))

    def day(self, days_ago: int) -> date:
        return self.work.today - timedelta(days=days_ago)

    def add(self, model: type[Base], **values: Any) -> None:
        self.rows.setdefault(model, []).append(values)

    def insert(self) -> Counter[str]:
        """Put everything in the tables; tells how many rows came in each."""
        for model in _TABLES:
            insert_many(self.work.session, model, self.rows.get(model, []))
        return Counter({model.__tablename__: len(rows) for model, rows in self.rows.items()})


@cache
def at_noon(day: date) -> datetime:
    return brussels_moment(day, 12)
