"""Who on a line is somebody new, somebody known, or perhaps somebody known; and what the file tells differently."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from uitpas2.accounts.rules import bare_name
from uitpas2.cards.errors.importing import BelongsToOther, CardNotFree, OtherNationalNumber
from uitpas2.cards.rules.duplicates import Likeness, NamedPerson, days_to_compare, likeness
from uitpas2.cards.rules.importing.columns import Column
from uitpas2.cards.rules.importing.rows import Problem, Wanted
from uitpas2.cards.rules.importing.words import RowState
from uitpas2.cards.rules.likeness import is_like
from uitpas2.cards.rules.national_number import HIDDEN
from uitpas2.cards.rules.numbers import is_from_elsewhere
from uitpas2.cards.rules.words import HolderKind


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody of the region, as far as a file is compared with them. `references` are those of the own organisation.

    `number_index` is the fingerprint of the national number, where there is one to compare with. `had_card` and
    `had_guardian`: ever, in this region.
    """

    holder_id: str
    first_name: str
    last_name: str
    birth_date: date | None
    street: str
    postal_code: str
    city: str
    nis: str
    kind: HolderKind
    has_national_number: bool
    number_index: str | None = None
    references: frozenset[str] = frozenset()
    had_card: bool = False
    had_guardian: bool = False

    @property
    def person(self) -> NamedPerson:
        return NamedPerson(self.first_name, self.last_name, self.birth_date)

    def with_references(self, references: frozenset[str]) -> Known:
        return replace(self, references=references)


@dataclass(frozen=True, slots=True)
class CardThere:
    """A number that exists: free for this counter to hand out, or somebody's (None: of nobody whom it may see)."""

    is_free: bool
    holder_id: str | None


@dataclass(slots=True)
class Knowledge:
    """Everybody in the actor's scope who may be meant by some lines. `by_number` is by the blind index."""

    people: dict[str, Known] = field(default_factory=dict)
    by_reference: dict[str, str] = field(default_factory=dict)
    by_number: dict[str, str] = field(default_factory=dict)
    cards: dict[str, CardThere] = field(default_factory=dict)

    def near(self, person: NamedPerson) -> Iterator[Known]:
        """The people with one of the birth dates to compare; groups by having none."""
        for day in days_to_compare(person.birth_date) if person.birth_date else (None,):
            yield from self._by_day().get(day, ())

    def _by_day(self) -> Mapping[date | None, list[Known]]:
        if not self._days:
            for one in self.people.values():
                self._days.setdefault(one.birth_date, []).append(one)
        return self._days

    _days: dict[date | None, list[Known]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Difference:
    """What is kept beside what the file says; what is kept may be nothing."""

    column: Column
    known: str
    typed: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a line is. `by_name`: nothing surer than name and birth date says so. `moves`: to another municipality.

    `alike` are holders who may be the same person; `alike_line` is an earlier line of the file with the same person.
    """

    state: RowState
    holder_id: str | None = None
    by_name: bool = False
    moves: bool = False
    differences: tuple[Difference, ...] = ()
    alike: tuple[str, ...] = ()
    alike_line: int | None = None
    problems: tuple[Problem, ...] = ()

    @classmethod
    def wrong(cls, *problems: Problem) -> Judgement:
        return cls(RowState.WRONG, problems=problems)


def judge(
    wanted: Wanted,
    number_indexes: Collection[str],
    knowledge: Knowledge,
    *,
    apart: Collection[str] = (),
) -> Judgement:
    """Who is meant. `apart` are people whom a name alone does not make the same: they were told apart already."""
    sure, problems = _sure(wanted, number_indexes, knowledge)
    if problems:
        return Judgement.wrong(*problems)
    if sure is not None:
        return _known(wanted, sure, number_indexes, by_name=False)
    same, alike = _by_name(wanted, number_indexes, knowledge, apart)
    if same:
        found = min(same, key=lambda one: len(differences(wanted, one)))
        judged = _known(wanted, found, number_indexes, by_name=True)
        return replace(judged, alike=tuple(one.holder_id for one in same))
    if alike:
        return Judgement(RowState.PERHAPS, alike=tuple(one.holder_id for one in alike))
    return Judgement(RowState.NEW)


def _sure(wanted: Wanted, number_indexes: Collection[str], knowledge: Knowledge) -> tuple[Known | None, list[Problem]]:
    """Whom reference, national number and card point at: all at the same person, or something is wrong."""
    found: list[tuple[Column, str]] = []
    problems: list[Problem] = []
    if wanted.reference in knowledge.by_reference:
        found.append((Column.REFERENCE, knowledge.by_reference[wanted.reference]))
    for index in number_indexes:
        if index in knowledge.by_number:
            found.append((Column.NATIONAL_NUMBER, knowledge.by_number[index]))
    if wanted.card_number:
        card = knowledge.cards.get(wanted.card_number)
        if card is not None and card.holder_id is not None:
            found.append((Column.CARD_NUMBER, card.holder_id))
        elif not (card.is_free if card is not None else is_from_elsewhere(wanted.card_number)):
            problems.append(Problem.of(Column.CARD_NUMBER, CardNotFree()))
    known = knowledge.people.get(found[0][1]) if found else None
    for column, holder_id in found:
        other = knowledge.people.get(holder_id)
        if other is None or other is not known or not (column is Column.NATIONAL_NUMBER or _may_be(wanted, other)):
            problems.append(Problem.of(column, BelongsToOther()))
    return known, problems


def _may_be(wanted: Wanted, known: Known) -> bool:
    """A name may change and a date may have been wrong, but hardly both."""
    if wanted.birth_date == known.birth_date:
        return True
    return is_like(wanted.first_name, wanted.last_name, known.first_name, known.last_name)


def _by_name(
    wanted: Wanted, number_indexes: Collection[str], knowledge: Knowledge, apart: Collection[str]
) -> tuple[list[Known], list[Known]]:
    """Who has the same name and birth date, and who nearly. An own reference or number that differs makes two."""
    person = NamedPerson(wanted.first_name, wanted.last_name, wanted.birth_date)
    same, alike = [], []
    for one in knowledge.near(person):
        if one.holder_id in apart or one.kind is not wanted.kind:
            continue
        how = likeness(person, one.person)
        is_other = (wanted.reference and one.references) or _has_other_number(one, number_indexes)
        if how is Likeness.SAME and not is_other:
            same.append(one)
        elif how is not None:
            alike.append(one)
    return same, alike


def _has_other_number(known: Known, number_indexes: Collection[str]) -> bool:
    return bool(number_indexes) and known.number_index is not None and known.number_index not in number_indexes


def _known(wanted: Wanted, known: Known, number_indexes: Collection[str], *, by_name: bool) -> Judgement:
    if known.kind is not wanted.kind:
        return Judgement.wrong(Problem.of(Column.KIND, BelongsToOther()))
    if _has_other_number(known, number_indexes):
        return Judgement.wrong(Problem.of(Column.NATIONAL_NUMBER, OtherNationalNumber()))
    found = differences(wanted, known)
    return Judgement(
        RowState.CHANGED if found else RowState.KNOWN,
        holder_id=known.holder_id,
        by_name=by_name,
        moves=wanted.nis != known.nis,
        differences=found,
    )


def differences(wanted: Wanted, known: Known) -> tuple[Difference, ...]:
    """What the file tells and is kept otherwise, or not at all. An empty cell tells nothing; capitals tell little.

    Guardians and cards are only offered to somebody who never had one: a file does not undo what a counter did.
    """
    pairs = [
        Difference(Column.FIRST_NAME, known.first_name, wanted.first_name),
        Difference(Column.LAST_NAME, known.last_name, wanted.last_name),
        Difference(Column.BIRTH_DATE, _day(known.birth_date), _day(wanted.birth_date)),
        Difference(Column.STREET, known.street, wanted.street),
        Difference(Column.POSTAL_CODE, known.postal_code, wanted.postal_code),
        Difference(Column.CITY, known.city, wanted.city),
    ]
    found = [pair for pair in pairs if pair.typed and not _is_same(pair)]
    if wanted.national_number is not None and not known.has_national_number:
        found.append(Difference(Column.NATIONAL_NUMBER, "", HIDDEN))
    if wanted.guardian_email and not known.had_guardian:
        found.append(Difference(Column.GUARDIAN_EMAIL, "", f"{wanted.guardian_name} {wanted.guardian_email}".strip()))
    if wanted.card_number and not known.had_card:
        found.append(Difference(Column.CARD_NUMBER, "", wanted.card_number))
    return tuple(found)


def _is_same(pair: Difference) -> bool:
    if pair.column in {Column.STREET, Column.CITY}:
        return bare_name(pair.known) == bare_name(pair.typed)
    return pair.known.casefold().split() == pair.typed.casefold().split()


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
