"""Who lives in invented Flanders: households of one to four holders, in municipalities by their population.

The same seed number plans the same people, chunk by chunk, whatever chunks there are already. Days are counted back
from today, so that ages and rights are as they are meant whenever the database is filled.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate

from uitpas2.accounts.models import Municipality
from uitpas2.accounts.rules import bare_name
from uitpas2.cards.rules import OF_AGE
from uitpas2.seeds.scale import names

CHUNK = 4_000
SIZES = (1, 2, 3, 4)  # ten holders in a row: each once, in some order
LONGEST_AGO = 1_500  # days since the first were registered
MAIL_DOMAIN = "gezin.example"  # a domain that is nobody's and never will be: mail to it goes nowhere

_WITH_RIGHT, _WITH_NUMBER, _WITH_TWO_HOMES, _WITH_OWN_ACCOUNT = 0.3, 0.7, 0.12, 0.4
_BIS = 0.04  # of the national numbers: for people who are not in the National Register
_UNKNOWN_DAY = 0.02  # a register that does not know the day writes 1 January
_DIGITAL, _LOST, _WITHOUT_CARD = 0.12, 0.03, 0.007
_GROUNDS = {
    "increased_reimbursement": 62,
    "living_wage": 14,
    "school_allowance": 8,
    "debt_settlement": 6,
    "budget_management": 5,
    "reception_centre": 3,
    "foster_care": 2,
}


@dataclass(frozen=True, slots=True)
class Person:
    """A holder to be; `place` is the number in the row of all holders.

    `lost_card` and `without_card` are so many days ago: an earlier card was lost and replaced, the only one blocked.
    """

    place: int
    first_name: str
    last_name: str
    birth_date: date
    national_number: str | None
    is_digital: bool
    lost_card: int | None
    without_card: int | None


@dataclass(frozen=True, slots=True)
class Decider:
    """An account that decides for the people at these places; for a child from another home, perhaps.

    `place` is that of the first of its household, which has at most one account of each sex.
    """

    place: int
    sex: str
    name: str
    email: str
    decides_for: tuple[int, ...]
    lives_elsewhere: bool


@dataclass(frozen=True, slots=True)
class Household:
    """People at one address, registered so many days ago.

    With a `ground` they have the right, first given so many months ago; one in five does not renew it in time.
    """

    nis: str
    city: str
    postal_code: str
    street: str
    registered: int
    people: tuple[Person, ...]
    deciders: tuple[Decider, ...]
    ground: str | None
    right_since: int
    renews: bool


@dataclass(frozen=True, slots=True)
class _Somebody:
    sex: str
    first_name: str
    last_name: str
    age: int


def id_of(number: int, what: str, place: int) -> str:
    """The id of one invented thing under a seed number: always the same.

    It begins with the place, so that the rows of a chunk lie together: the indexes of ids grow at their end only.
    """
    digest = hashlib.sha256(f"scale/{number}/{what}/{place}".encode()).hexdigest()
    return f"{place:08x}-{digest[:4]}-4{digest[4:7]}-8{digest[7:10]}-{digest[10:22]}"


def plan(number: int, chunk: int, towns: Sequence[Municipality], today: date) -> list[Household]:
    """The households of one chunk, CHUNK holders in all."""
    chance = random.Random(f"scale/{number}/{chunk}")
    likely = list(accumulate(town.population for town in towns))
    households, place = [], chunk * CHUNK
    while place < (chunk + 1) * CHUNK:
        for size in chance.sample(SIZES, len(SIZES)):
            town = chance.choices(towns, cum_weights=likely)[0]
            households.append(_household(chance, town, place, size, today))
            place += size
    return households


def _household(chance: random.Random, town: Municipality, place: int, size: int, today: date) -> Household:
    parents, children = _family(chance, size)
    holders = [*parents[: size - len(children)], *children]
    people = tuple(_person(chance, place + at, one, today) for at, one in enumerate(holders))
    youngest = min((today - person.birth_date).days for person in people)
    return Household(
        nis=town.nis,
        city=town.name,
        postal_code=str(chance.choice(town.postal_codes)),
        street=names.street(chance),
        registered=max(1, min(chance.randint(1, LONGEST_AGO), youngest - 60)),
        people=people,
        deciders=tuple(_deciders(chance, people, parents, len(children))),
        ground=chance.choices(tuple(_GROUNDS), tuple(_GROUNDS.values()))[0] if chance.random() < _WITH_RIGHT else None,
        right_since=chance.randint(0, 26),
        renews=chance.random() < 0.8,
    )


def _family(chance: random.Random, size: int) -> tuple[list[_Somebody], list[_Somebody]]:
    """Two parents, of whom some have a card, and the children. Who lives alone has parents that nobody sees."""
    father, mother = names.surname(chance), names.surname(chance)
    with_card = {1: (1, 1, 0), 2: (1, 0), 3: (1, 0), 4: (2, 1)}[size]
    ages = sorted((_age_of_child(chance) for _ in range(size - chance.choice(with_card))), reverse=True)
    age = ages[0] + chance.randint(21, 41) if ages else _age_of_adult(chance)
    parents = [_adult(chance, sex, name, age) for sex, name in chance.sample([("f", mother), ("m", father)], 2)]
    children = []
    for years in ages:
        sex, last_name = chance.choice("fm"), names.surname_of_child(chance, father, mother)
        children.append(_Somebody(sex, names.first_name(chance, names.CHILD, sex), last_name, years))
    return parents, children


def _age_of_child(chance: random.Random) -> int:
    return round(chance.triangular(2, OF_AGE - 1, 8))


def _age_of_adult(chance: random.Random) -> int:
    return round(chance.triangular(OF_AGE + 1, 92, 55))


def _adult(chance: random.Random, sex: str, last_name: str, age: int) -> _Somebody:
    generation = names.SENIOR if age >= 62 else names.ADULT
    return _Somebody(sex, names.first_name(chance, generation, sex), last_name, age)


def _person(chance: random.Random, place: int, one: _Somebody, today: date) -> Person:
    birth_date = today - timedelta(days=int(one.age * 365.25) + chance.randint(1, 364))
    if one.age > OF_AGE and chance.random() < _UNKNOWN_DAY:
        birth_date = birth_date.replace(month=1, day=1)
    return Person(
        place=place,
        first_name=one.first_name,
        last_name=one.last_name,
        birth_date=birth_date,
        national_number=_national_number(chance, birth_date, one.sex) if chance.random() < _WITH_NUMBER else None,
        is_digital=chance.random() < _DIGITAL,
        lost_card=chance.randint(1, 700) if chance.random() < _LOST else None,
        without_card=chance.randint(1, 700) if chance.random() < _WITHOUT_CARD else None,
    )


def _national_number(chance: random.Random, birth_date: date, sex: str) -> str:
    """With check digits that fit; men have an odd number of the day, women an even one."""
    month = birth_date.month + (40 if chance.random() < _BIS else 0)
    order = chance.randrange(1 if sex == "m" else 2, 998, 2)
    first = f"{birth_date:%y}{month:02d}{birth_date:%d}{order:03d}"
    century = "2" if birth_date.year >= 2000 else ""
    return f"{first}{97 - int(century + first) % 97:02d}"


def _deciders(
    chance: random.Random, people: tuple[Person, ...], parents: list[_Somebody], children: int
) -> list[Decider]:
    """For children a parent, sometimes the other one in another home; an adult without children perhaps themselves."""
    if not children and chance.random() >= _WITH_OWN_ACCOUNT:
        return []
    adults, first = len(people) - children, people[0].place
    young = tuple(person.place for person in people[adults:])
    themselves = (first,) if adults else ()
    deciders = [_decider(first, parents[0], (*themselves, *young))]
    if children and chance.random() < _WITH_TWO_HOMES:
        deciders.append(_decider(first, parents[1], young, lives_elsewhere=adults < 2))
    return deciders


def _decider(place: int, parent: _Somebody, decides_for: tuple[int, ...], lives_elsewhere: bool = False) -> Decider:
    name = f"{parent.first_name} {parent.last_name}"
    mailbox = f"{bare_name(parent.first_name)}.{bare_name(parent.last_name)}.{place}"
    return Decider(place, parent.sex, name, f"{mailbox}@{MAIL_DOMAIN}", decides_for, lives_elsewhere)
