"""The lines of a list as activities: those with one reference belong together. Everything that is wrong, at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from uitpas2.activities.errors.listing import LastDayNeeded, LinesDiffer, RhythmsMixed
from uitpas2.activities.rules.entering import Entry, Where, check
from uitpas2.activities.rules.listing import cells
from uitpas2.activities.rules.listing.columns import NEEDED, Column
from uitpas2.activities.rules.planning import DatedTime, Plan, Rhythm, Season, Stay, WeekHours, sessions_of
from uitpas2.activities.rules.words import ProductClass
from uitpas2.kernel.errors import DomainError
from uitpas2.kernel.money import Euro
from uitpas2.lists.errors import CellMissing
from uitpas2.lists.rules import day, plain_text

Cells = Mapping[Column, str]
V = TypeVar("V")

_MOST = {Column.REFERENCE: 80, Column.NAME: 120, Column.THEME: 80, Column.DESCRIPTION: 5000, Column.STREET: 160}
_LONGEST = 80
_TEXTS = (
    Column.REFERENCE,
    Column.NAME,
    Column.THEME,
    Column.DESCRIPTION,
    Column.PLACE,
    Column.STREET,
    Column.CITY,
    Column.MEETING_PLACE,
    Column.TO_BRING,
)
_READERS: dict[Column, Callable[[str], Any]] = {
    Column.KIND: cells.kind,
    Column.DAY: day,
    Column.LAST_DAY: day,
    Column.OPENS: cells.time_of_day,
    Column.CLOSES: cells.time_of_day,
    Column.WEEKDAYS: cells.weekdays,
    Column.SEASON: cells.season,
    Column.LESSONS: lambda text: cells.count(text, 1, 100),
    Column.CAPACITY: lambda text: cells.count(text, 1, 10_000),
    Column.KEPT: lambda text: cells.count(text, 0, 10_000),
    Column.PRICE: cells.amount,
    Column.AGE_FROM: lambda text: cells.count(text, 0, 120),
    Column.AGE_TO: lambda text: cells.count(text, 0, 120),
    Column.POSTAL_CODE: cells.postal_code,
}
# What each line of an activity may say anew; the rest is said once, or alike.
_OF_EACH_LINE = {
    Column.DAY,
    Column.LAST_DAY,
    Column.OPENS,
    Column.CLOSES,
    Column.WEEKDAYS,
    Column.LESSONS,
    Column.PRICE,
}
_ONLY_FIRST = (Column.NAME, Column.PRICE)
# Where the fields of the form for one activity stand in a list.
_FIELDS = {
    "name": Column.NAME,
    "price": Column.PRICE,
    "age_to": Column.AGE_TO,
    "kept": Column.KEPT,
    "last": Column.LAST_DAY,
    "stay-last": Column.LAST_DAY,
    "closes": Column.CLOSES,
    "lessons": Column.LESSONS,
}


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong on a line: a code of `words` with its values, and the column if it is in one."""

    line: int
    column: Column | None
    code: str
    details: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, line: int, column: Column | None, error: DomainError) -> Problem:
        return cls(line, column, error.code, error.details)


@dataclass(frozen=True, slots=True)
class Offered:
    """One activity of a list: its first line, its reference, and what it says or what is wrong with it."""

    line: int
    reference: str
    entry: Entry | None
    problems: tuple[Problem, ...]
    name: str


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    values: Mapping[Column, Any]
    problems: tuple[Problem, ...]

    def get(self, column: Column, default: V) -> Any | V:
        return self.values.get(column, default)


def activities_in(lines: Iterable[tuple[int, Cells]]) -> list[Offered]:
    """All activities of a list, in the order of their first lines."""
    groups: dict[str, list[_Line]] = {}
    for number, typed in lines:
        line = _read(number, typed)
        reference = line.get(Column.REFERENCE, "")
        groups.setdefault(reference or f"\0{number}", []).append(line)
    return [_activity(group) for group in groups.values()]


def _read(number: int, typed: Cells) -> _Line:
    values: dict[Column, Any] = {}
    problems = []
    for column, text in typed.items():
        try:
            plain = plain_text(text, _MOST.get(column, _LONGEST))
            if plain:
                values[column] = plain if column in _TEXTS else _READERS[column](plain)
        except DomainError as error:
            problems.append(Problem.of(number, column, error))
    return _Line(number, values, tuple(problems))


def _activity(lines: Sequence[_Line]) -> Offered:
    first = lines[0]
    reference, name = first.get(Column.REFERENCE, ""), first.get(Column.NAME, "")
    problems = [problem for line in lines for problem in line.problems]
    told = {(problem.line, problem.column) for problem in problems}
    for line in lines:
        needed = [column for column in NEEDED if line is first or column not in _ONLY_FIRST]
        missing = (column for column in needed if column not in line.values and (line.number, column) not in told)
        problems += [Problem.of(line.number, column, CellMissing()) for column in missing]
        problems += _differing(first, line)
    entry = None
    if not problems:
        try:
            entry = _entry(lines)
            check(entry)
            sessions_of(entry.plan)
        except DomainError as error:
            entry = None
            problems.append(Problem.of(first.number, _column_of(error), error))
    return Offered(first.number, reference, entry, tuple(problems), name)


def _column_of(error: DomainError) -> Column:
    return _FIELDS.get((error.field or "").rstrip("-0123456789"), Column.DAY)


def _differing(first: _Line, line: _Line) -> list[Problem]:
    columns = (column for column in Column if column not in _OF_EACH_LINE and column in line.values)
    return [
        Problem.of(line.number, column, LinesDiffer(line=first.number))
        for column in columns
        if line.values[column] != first.get(column, line.values[column] if column is Column.REFERENCE else None)
    ]


def _entry(lines: Sequence[_Line]) -> Entry:
    """Raises RhythmsMixed or LastDayNeeded."""
    first = lines[0]
    kind = first.get(Column.KIND, ProductClass.LEISURE)
    return Entry(
        name=first.values[Column.NAME],
        product_class=kind,
        plan=_plan(lines),
        price=first.values[Column.PRICE],
        description=first.get(Column.DESCRIPTION, ""),
        theme=first.get(Column.THEME, ""),
        where=Where(
            *(first.get(column, "") for column in (Column.PLACE, Column.STREET, Column.POSTAL_CODE, Column.CITY))
        ),
        age_from=first.get(Column.AGE_FROM, None),
        age_to=first.get(Column.AGE_TO, None),
        children_only=kind is not ProductClass.LEISURE,
        meeting_place=first.get(Column.MEETING_PLACE, ""),
        to_bring=first.get(Column.TO_BRING, ""),
    )


def _rhythm(line: _Line) -> Rhythm:
    """Which rhythm follows from the cells that are filled in."""
    if Column.LESSONS in line.values:
        return Rhythm.COURSE
    if Column.WEEKDAYS in line.values:
        if Column.LAST_DAY not in line.values:
            raise LastDayNeeded(field="last")
        return Rhythm.WEEKLY
    has_last_day = line.get(Column.LAST_DAY, line.values[Column.DAY]) != line.values[Column.DAY]
    return Rhythm.CAMP if has_last_day else Rhythm.DATES


def _plan(lines: Sequence[_Line]) -> Plan:
    first = lines[0]
    rhythms = {_rhythm(line) for line in lines}
    rhythm = _rhythm(first)
    if len(rhythms) > 1 or (rhythm is Rhythm.COURSE and len(lines) > 1) or not _fit(rhythm, lines):
        raise RhythmsMixed
    places: dict[str, Any] = {"capacity": first.get(Column.CAPACITY, None), "kept": first.get(Column.KEPT, 0)}
    day_one: date = first.values[Column.DAY]
    match rhythm:
        case Rhythm.COURSE:
            season = first.get(Column.SEASON, Season.SCHOOL_DAYS)
            lessons = first.values[Column.LESSONS]
            return Plan(
                rhythm,
                first=day_one,
                lessons=lessons,
                hours=(_hours(first, (day_one.weekday(),)),),
                season=season,
                **places,
            )
        case Rhythm.WEEKLY:
            hours = tuple(_hours(line, line.values[Column.WEEKDAYS]) for line in lines)
            season = first.get(Column.SEASON, Season.SCHOOL_DAYS)
            last = first.values[Column.LAST_DAY]
            return Plan(rhythm, first=day_one, last=last, hours=hours, season=season, **places)
        case Rhythm.CAMP:
            stays = tuple(
                Stay(line.values[Column.DAY], line.values[Column.LAST_DAY], _own_price(first, line)) for line in lines
            )
            return Plan(rhythm, stays=stays, hours=(_hours(first, _camp_weekdays(stays)),), **places)
        case _:
            dates = tuple(
                DatedTime(
                    line.values[Column.DAY],
                    line.values[Column.OPENS],
                    line.values[Column.CLOSES],
                    _own_price(first, line),
                )
                for line in lines
            )
            return Plan(rhythm, dates=dates, **places)


def _camp_weekdays(stays: Sequence[Stay]) -> tuple[int, ...]:
    """From Monday to Friday, unless a camp begins or ends at a weekend."""
    at_weekend = any(day.weekday() > 4 for stay in stays for day in (stay.first, stay.last))
    return tuple(range(7 if at_weekend else 5))


def _fit(rhythm: Rhythm, lines: Sequence[_Line]) -> bool:
    """The camps of one activity have the same hours; the hours of a week the same first and last day."""
    alike = {
        Rhythm.CAMP: (Column.OPENS, Column.CLOSES),
        Rhythm.WEEKLY: (Column.DAY, Column.LAST_DAY),
    }.get(rhythm, ())
    return all(line.values[column] == lines[0].values[column] for line in lines for column in alike)


def _hours(line: _Line, weekdays: tuple[int, ...]) -> WeekHours:
    return WeekHours(weekdays, line.values[Column.OPENS], line.values[Column.CLOSES])


def _own_price(first: _Line, line: _Line) -> Euro | None:
    """A price of its own for a line that asks another one than the first."""
    price: Euro | None = line.get(Column.PRICE, None)
    return None if price is None or price == first.values[Column.PRICE] else price
