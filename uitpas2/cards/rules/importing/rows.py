"""One line of a file as somebody to register, or what is wrong with it: all of it at once, cell by cell."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from uitpas2.accounts.rules import bare_name
from uitpas2.cards.errors import (
    BirthDateImpossible,
    NationalNumberNotKept,
    NationalNumberOfOther,
    OutsideRegion,
    PlaceUnknown,
)
from uitpas2.cards.errors.importing import (
    GuardianMailNeeded,
    GuardianNameNeeded,
    NationalNumberMisplaced,
    TwoCardsWished,
)
from uitpas2.cards.rules.households import OF_AGE
from uitpas2.cards.rules.importing import cells
from uitpas2.cards.rules.importing.columns import Column, Header
from uitpas2.cards.rules.national_number import HIDDEN, NationalNumber, without_national_numbers
from uitpas2.cards.rules.words import HolderKind
from uitpas2.kernel.errors import DomainError
from uitpas2.kernel.period import age_on
from uitpas2.lists.errors import CellMissing
from uitpas2.lists.rules import Line, day, plain_text

Cells = Mapping[Column, str]
Value = TypeVar("Value")

OLDEST = 120
_SHOWN = 60  # letters of a cell that are shown again
# Characters that fit in what is kept.
_MOST = {
    Column.REFERENCE: 80,
    Column.FIRST_NAME: 80,
    Column.LAST_NAME: 80,
    Column.STREET: 100,
    Column.HOUSE_NUMBER: 10,
    Column.BOX: 8,
    Column.POSTAL_CODE: 10,
    Column.CITY: 80,
    Column.GUARDIAN_NAME: 120,
    Column.GUARDIAN_EMAIL: 200,
}
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Place:
    """A municipality as an importing counter sees it."""

    nis: str
    name: str
    in_region: bool
    keeps_national_numbers: bool


Places = Mapping[str, tuple[Place, ...]]  # by postal code


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong in one cell: a code of `words` with its values."""

    column: Column
    code: str
    details: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, column: Column, error: DomainError) -> Problem:
        return cls(column, error.code, error.details)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Somebody as a line of a file tells, read and checked as far as that can be done without looking anybody up."""

    first_name: str
    last_name: str
    birth_date: date | None
    street: str
    postal_code: str
    city: str
    nis: str
    kind: HolderKind
    national_number: NationalNumber | None
    guardian_name: str
    guardian_email: str
    reference: str
    card_number: str
    wants_digital: bool
    language: str

    def is_child(self, today: date) -> bool:
        return self.birth_date is not None and age_on(self.birth_date, today) < OF_AGE


def cells_of(header: Header, line: Line) -> dict[Column, str]:
    """What stands in the columns that mean something; empty cells are left out."""
    filled = ((column, line.cells[place]) for place, column in header.columns.items() if place < len(line.cells))
    return {column: text for column, text in filled if text.strip()}


def shown(column: Column, text: str) -> str:
    """A cell as it may be shown again: a national number never, and nothing endless."""
    if column is Column.NATIONAL_NUMBER and text.strip():
        return HIDDEN
    text = without_national_numbers(text)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def read_row(typed: Cells, places: Places, today: date) -> tuple[Wanted | None, tuple[Problem, ...]]:
    """Who is meant, or None with everything that is wrong."""
    reader = _Reader(_with_wish(typed))
    kind = reader.read(Column.KIND, cells.kind, HolderKind.PERSON)
    person = kind is HolderKind.PERSON
    first_name = reader.read(Column.FIRST_NAME, cells.name, "", needed=True)
    last_name = reader.read(Column.LAST_NAME, cells.name, "", needed=person)
    birth_date = reader.read(Column.BIRTH_DATE, day, None, needed=person)
    if birth_date is not None and (birth_date > today or age_on(birth_date, today) > OLDEST):
        reader.refuse(Column.BIRTH_DATE, BirthDateImpossible())
    street = reader.street()
    postal_code = reader.read(Column.POSTAL_CODE, cells.postal_code, "", needed=True)
    city = reader.read(Column.CITY, str, "")
    place = reader.place(places, postal_code, city)
    number = reader.read(Column.NATIONAL_NUMBER, cells.national_number, None)
    if number is not None and place is not None and not place.keeps_national_numbers:
        reader.refuse(Column.NATIONAL_NUMBER, NationalNumberNotKept())
    if number is not None and birth_date is not None and not number.may_belong_to(birth_date):
        reader.refuse(Column.NATIONAL_NUMBER, NationalNumberOfOther())
    card_number = reader.read(Column.CARD_NUMBER, cells.card_number, "")
    wants_digital = reader.read(Column.CARD, cells.wants_card, False)
    if card_number and wants_digital:
        reader.refuse(Column.CARD, TwoCardsWished())
    wanted = Wanted(
        first_name=first_name,
        last_name=last_name,
        birth_date=birth_date,
        street=street,
        postal_code=postal_code,
        city=city or (place.name if place else ""),
        nis=place.nis if place else "",
        kind=kind,
        national_number=number,
        guardian_name=reader.read(Column.GUARDIAN_NAME, cells.name, ""),
        guardian_email=reader.read(Column.GUARDIAN_EMAIL, cells.mail_address, ""),
        reference=reader.read(Column.REFERENCE, str, ""),
        card_number=card_number,
        wants_digital=wants_digital,
        language=reader.read(Column.LANGUAGE, cells.language, "nl"),
    )
    reader.guardian(wanted.is_child(today))
    return (None if reader.problems else wanted), reader.in_order()


def _with_wish(typed: Cells) -> Cells:
    """ "Digital" among the card numbers is a wish for a card."""
    wish = typed.get(Column.CARD_NUMBER, "")
    if not cells.is_wish(wish) or Column.CARD in typed:
        return typed
    found: dict[Column, str] = {column: text for column, text in typed.items() if column is not Column.CARD_NUMBER}
    found[Column.CARD] = wish
    return found


class _Reader:
    """The cells of one line, and what is wrong with them so far."""

    def __init__(self, typed: Cells) -> None:
        self.typed = typed
        self.problems: list[Problem] = []

    def refuse(self, column: Column, error: DomainError) -> None:
        self.problems.append(Problem.of(column, error))

    def read(self, column: Column, meaning: Callable[[str], Value], empty: Value, *, needed: bool = False) -> Value:
        try:
            text = plain_text(self.typed.get(column, ""), _MOST.get(column, _LONGEST))
            if column is not Column.NATIONAL_NUMBER and without_national_numbers(text) != text:
                raise NationalNumberMisplaced
            if text:
                return meaning(text)
            if needed:
                raise CellMissing
        except DomainError as error:
            self.refuse(column, error)
        return empty

    def street(self) -> str:
        street, number, box = (
            self.read(column, str, "") for column in (Column.STREET, Column.HOUSE_NUMBER, Column.BOX)
        )
        return " ".join(part for part in (street, number, f"bus {box}" if box else "") if part)

    def place(self, places: Places, postal_code: str, city: str) -> Place | None:
        """As at the counter: where a postal code lies in two municipalities the name decides, never a guess."""
        if not postal_code:
            return None
        found: Iterable[Place] = places.get(postal_code, ())
        if len(candidates := list(found)) > 1:
            candidates = [place for place in candidates if bare_name(place.name) == bare_name(city)]
        if len(candidates) != 1:
            self.refuse(Column.POSTAL_CODE, PlaceUnknown())
            return None
        if not candidates[0].in_region:
            self.refuse(Column.POSTAL_CODE, OutsideRegion(municipality=candidates[0].name))
        return candidates[0]

    def guardian(self, is_child: bool) -> None:
        """An account needs a mail address; a child's also the name of somebody else."""
        has_name, has_mail = Column.GUARDIAN_NAME in self.typed, Column.GUARDIAN_EMAIL in self.typed
        if has_name and not has_mail:
            self.refuse(Column.GUARDIAN_EMAIL, GuardianMailNeeded())
        if has_mail and not has_name and is_child:
            self.refuse(Column.GUARDIAN_NAME, GuardianNameNeeded())

    def in_order(self) -> tuple[Problem, ...]:
        order = list(Column)
        return tuple(sorted(self.problems, key=lambda problem: order.index(problem.column)))
