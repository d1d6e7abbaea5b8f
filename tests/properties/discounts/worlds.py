"""Municipalities with all sorts of choices, and cases in them: drawn at random, with a taste for the edges."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import cache, cached_property, lru_cache

from hypothesis import strategies as some

from uitpas2.discounts.rules.choices import ChoicesInForce, in_force
from uitpas2.discounts.rules.rulebook import RuleBook, rule_book
from uitpas2.discounts.values.choosing import Choice, Condition, Line
from uitpas2.discounts.values.kinds import Kind
from uitpas2.discounts.values.numbers import NOTHING, as_day
from uitpas2.discounts.values.parameters import DatedValue, Fact, Parameter

NARROWED_ON = date(2027, 3, 1)
DAYS = (
    date(2025, 12, 31),
    date(2026, 1, 1),
    date(2026, 3, 29),  # summer time begins
    date(2026, 8, 31),
    date(2026, 9, 1),  # a school year begins
    date(2026, 10, 25),  # summer time ends
    date(2026, 12, 31),  # in ISO week 53
    date(2027, 1, 3),
    date(2027, 2, 28),
    NARROWED_ON,
    date(2028, 2, 29),
    date(2028, 12, 31),
)
MOMENTS = tuple(datetime(day.year, day.month, day.day, 9, tzinfo=UTC) for day in DAYS[1:8])
_AT_MOST = {Kind.PERCENT: 100, Kind.TENTHS_PCT: 1000, Kind.MONTHS: 36, Kind.DAYS: 60, Kind.AGE: 99, Kind.COUNT: 60}
_EDGES = {
    Kind.PERCENT: (0, 1, 25, 50, 75, 80, 99, 100),
    Kind.TENTHS_PCT: (0, 49, 50, 51, 1000),
    Kind.CENTS: (0, 1, 2, 49, 50, 51, 99, 100, 150, 333, 999, 1000, 10_000, 20_000),
    Kind.COUNT: (0, 1, 2, 3, 10),
    Kind.MONTHS: (1, 12, 24),
    Kind.DAYS: (0, 1, 30, 60),
    Kind.AGE: (0, 11, 12, 17, 18),
}
# Far above any price: what 32 bits would not hold, up to the last amount below "no limit".
HUGE = (21_474_836, 2**31 - 1, 2**31, 10**11, NOTHING - 1)
NEVER_ZERO = {"round_to": 1}


@lru_cache(maxsize=1)
def old_book() -> RuleBook:
    """The rule book before its bounds: everything may be chosen, until today's bounds begin on NARROWED_ON."""
    book = rule_book()
    return book.with_parameters({key: _widened(parameter) for key, parameter in book.parameters.items()})


def _widened(parameter: Parameter) -> Parameter:
    today = parameter.values[-1]
    everything = (1 << len(parameter.codes)) - 1
    wide = replace(
        today,
        lowest=NEVER_ZERO.get(parameter.key, int(parameter.kind is Kind.MONTHS)),
        highest=1231 if parameter.kind is Kind.DAY_OF_YEAR else _AT_MOST.get(parameter.kind, 10**8),
        may_be_none=parameter.told_none is not None,
        allowed=frozenset(range(len(parameter.all_codes))),
        at_least=0,
        at_most=everything,
    )
    later: DatedValue = replace(today, starts=NARROWED_ON)
    return replace(parameter, values=(wide, later), step=1)


@cache
def numbers(kind: Kind, lowest: int = 0) -> some.SearchStrategy[int]:
    edges = [edge for edge in _EDGES.get(kind, (0,)) if edge >= lowest]
    return some.one_of(some.sampled_from(edges), some.integers(lowest, _AT_MOST.get(kind, 60_000)))


def values(parameter: Parameter) -> some.SearchStrategy[int]:
    """Values that a municipality could once choose."""
    return _values(parameter.key)


@cache
def _values(key: str) -> some.SearchStrategy[int]:
    parameter = rule_book().parameters[key]
    if parameter.kind is Kind.SET_OF:
        return some.integers(0, (1 << len(parameter.codes)) - 1)
    if parameter.kind in (Kind.ONE_OF, Kind.YES_NO):
        return some.integers(0, len(parameter.all_codes) - 1)
    if parameter.kind is Kind.DAY_OF_YEAR:
        return some.sampled_from((NOTHING, 101, 228, 229, 430, 831, 901, 1231))
    found = numbers(parameter.kind, NEVER_ZERO.get(parameter.key, int(parameter.kind is Kind.MONTHS)))
    return some.one_of(found, some.just(NOTHING)) if parameter.told_none is not None else found


_AROUND = some.integers(-800, 800)


def value_of(draw: some.DrawFn, fact: Fact, day: int) -> int:
    if fact.kind is Kind.DAY:
        return day + draw(_AROUND) if draw(_YES) else NOTHING
    return draw(_facts(fact.name))


@cache
def _facts(name: str) -> some.SearchStrategy[int]:
    fact = rule_book().vocabulary.facts[name]
    if fact.kind is Kind.SET_OF:
        return some.one_of(
            some.integers(0, len(fact.codes) - 1).map(lambda place: 1 << place),
            some.integers(0, (1 << len(fact.codes)) - 1),
        )
    if fact.kind is Kind.YES_NO:
        return some.booleans()
    if fact.kind is Kind.ONE_OF:
        return some.integers(0, len(fact.codes) - 1)
    if fact.name == "price":
        return some.one_of(numbers(Kind.CENTS), numbers(Kind.CENTS), some.sampled_from(HUGE))
    return some.one_of(numbers(fact.kind), some.just(NOTHING)) if fact.default >= NOTHING else numbers(fact.kind)


_YES = some.booleans()
_SAMPLE_DAYS = some.sampled_from(DAYS)
_ANY_DAY = some.one_of(_SAMPLE_DAYS, some.dates(date(2025, 12, 1), date(2029, 3, 1)))
_MOMENTS = some.one_of(some.none(), some.sampled_from(MOMENTS))
_LENGTHS = some.one_of(some.none(), some.integers(1, 700))
_WIDTHS = some.one_of(some.just(NOTHING), some.integers(0, 10**5))


@cache
def upto(most: int, least: int = 0) -> some.SearchStrategy[int]:
    return some.integers(least, most)


def condition(draw: some.DrawFn, fact: Fact) -> Condition:
    if fact.kind is Kind.SET_OF:
        places = {draw(upto(len(fact.codes) - 1)), draw(upto(len(fact.codes) - 1))}
        return Condition(fact.name, fact.kind, codes=sum(1 << place for place in places))
    if fact.kind in (Kind.ONE_OF, Kind.YES_NO):
        return Condition(fact.name, fact.kind, codes=draw(upto((1 << (len(fact.codes) or 2)) - 1, least=1)))
    lowest = draw(numbers(fact.kind))
    return Condition(fact.name, fact.kind, lowest, min(lowest + draw(_WIDTHS), NOTHING))


def line(draw: some.DrawFn, parameter: Parameter, facts: Sequence[Fact]) -> Line:
    about = {draw(upto(len(facts) - 1)) for _ in range(draw(upto(2, least=1)))}
    return Line(tuple(condition(draw, facts[place]) for place in sorted(about)), draw(values(parameter)))


def choice(draw: some.DrawFn, parameter: Parameter, facts: Sequence[Fact], number: int) -> Choice:
    """A value with up to two exceptions, for a while or for good, known from the start or later."""
    starts, days = draw(_SAMPLE_DAYS), draw(_LENGTHS)
    return Choice(
        key=parameter.key,
        value=draw(values(parameter)),
        lines=tuple(line(draw, parameter, facts) for _ in range(draw(upto(2)))),
        starts=starts,
        ends=None if days is None else starts + timedelta(days),
        decision="https://besluiten.gent.example/1",
        id=f"choice {number}",
        known_from=draw(_MOMENTS),
    )


@dataclass(frozen=True)
class Case:
    """`told` holds the facts that are not as usual."""

    group: int
    day: date
    told: Mapping[str, int]
    known_on: datetime | None = None

    @cached_property
    def facts(self) -> dict[str, int]:
        usual = {name: fact.default for name, fact in rule_book().vocabulary.facts.items()}
        return usual | {"day": as_day(self.day)} | dict(self.told)


@dataclass(frozen=True)
class World:
    """Some municipalities with what they ever chose, and cases of one program in them."""

    is_old: bool  # before bounds
    program: str
    choices: list[list[Choice]]
    cases: list[Case]

    @property
    def book(self) -> RuleBook:
        return old_book() if self.is_old else rule_book()

    def held(self, case: Case) -> ChoicesInForce:
        return in_force(
            self.book,
            nis="44021",
            name="Gent",
            on=case.day,
            choices=self.choices[case.group],
            known_on=case.known_on,
        )


@some.composite
def worlds(
    draw: some.DrawFn,
    program: str,
    *,
    municipalities: int = 2,
    cases: int = 4,
    most_choices: int = 4,
    usual: Mapping[str, int] | None = None,
    often: Mapping[str, int] | None = None,
) -> World:
    """`usual` holds facts that most cases share, so that they are not all refused by the first condition; `often`
    holds values that half of the municipalities chose from the start.
    """
    is_old = draw(_YES)
    book = old_book() if is_old else rule_book()
    compiled = book.compiled(program, NARROWED_ON)
    facts = [book.vocabulary.facts[name] for name in compiled.facts]
    about = [fact for fact in facts if fact.kind is not Kind.DAY]
    keys = compiled.parameters
    chosen = [
        [
            choice(draw, book.parameters[keys[draw(upto(len(keys) - 1))]], about, number)
            for number in range(draw(upto(most_choices)))
        ]
        for _ in range(draw(upto(municipalities, least=1)))
    ]
    if often and draw(_YES):
        chosen[0] += [Choice(key, value, starts=DAYS[0], id=f"often {key}") for key, value in often.items()]
    made = []
    for _ in range(draw(upto(cases, least=1))):
        day = draw(_ANY_DAY)
        known = dict(usual or {})
        told = {draw(upto(len(facts) - 1)) for _ in range(draw(upto(7)))}
        known |= {facts[place].name: value_of(draw, facts[place], as_day(day)) for place in sorted(told)}
        if usual and "price" in usual and known["price"] == usual["price"]:
            known["price"] = draw(_facts("price"))
        known.pop("day", None)
        made.append(Case(draw(upto(len(chosen) - 1)), day, known, draw(_MOMENTS)))
    return World(is_old, program, chosen, made)
