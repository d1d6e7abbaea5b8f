"""Reading choices: from a scheme's file or a form as people write them, and from the database as they are kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from uitpas2.discounts.rules.loading import Place, keys
from uitpas2.discounts.rules.rulebook import RuleBook
from uitpas2.discounts.values.choosing import Choice, Condition, Line, TooManyCells, contradiction
from uitpas2.discounts.values.kinds import (
    Kind,
    ValueFault,
    from_people,
    from_stored,
    on_one_line,
    shown,
    to_people,
    to_stored,
)
from uitpas2.discounts.values.numbers import NOTHING
from uitpas2.discounts.values.parameters import Fact, Parameter

Reader = Callable[[Kind, Any, Sequence[str]], int]


# These have no limit where nothing limits them, though Flanders asks for a number today.
NO_LIMIT = frozenset({"tickets_per_activity", "group_tickets_year"})
# The least that means anything, in whole units of the kind.
LEAST = {"round_to": 1, "duration_months": 1, "disabled_counts_as": 1, "siblings_from": 1}
MOST = {
    Kind.PERCENT: (100, "is above 100 per cent"),
    Kind.TENTHS_PCT: (1000, "is above 100 per cent"),
    Kind.MONTHS: (1200, "is more than a hundred years"),
    Kind.DAYS: (36_600, "is more than a hundred years"),
    Kind.AGE: (999, "is no age"),
}
YEARS = (1900, 2200)


def read_choice(
    book: RuleBook,
    item: Any,
    place: Place,
    *,
    decision_needed: bool = True,
    facts: Mapping[str, Fact] | None = None,
    parameters: Mapping[str, Parameter] | None = None,
) -> Choice:
    """A choice as people write it: key, value, from, to, decision, and exceptions. Raises RuleBookFault.

    `facts` and `parameters` take the place of those of the rule book where codes were added to them.
    """
    keys(item, {"key", "value"}, place, may={"from", "to", "decision", "except", "note"})
    parameter = parameter_named(book, item["key"], place, parameters)
    here = place.below(parameter.key)
    decision = item.get("decision", "")
    if decision_needed and not (isinstance(decision, str) and len(decision.strip()) >= 5):
        raise here.below("decision").fault(
            "say which decision of the council this rests on: a link, or date and number"
        )
    starts, ends = (_day(item.get(name), here.below(name)) for name in ("from", "to"))
    if starts and ends and ends <= starts:
        raise here.below("to").fault(f"{ends} does not come after {starts}")
    return Choice(
        key=parameter.key,
        value=value_of(parameter, item["value"], here.below("value")),
        lines=read_lines(parameter, item.get("except"), facts or book.vocabulary.facts, here.below("except")),
        starts=starts or date.min,
        ends=ends,
        decision=str(decision or ""),
    )


def parameter_named(
    book: RuleBook, key: Any, place: Place, parameters: Mapping[str, Parameter] | None = None
) -> Parameter:
    parameter = book.parameters.get(key) if isinstance(key, str) else None
    if parameter is None:
        if isinstance(key, str) and key in book.vocabulary.facts:
            raise place.fault(f"{key} is told, not chosen: write it in a situation, or under when")
        raise place.fault(f"the rule book has no parameter {shown(key)}{nearest(key, book.parameters)}")
    return (parameters or {}).get(parameter.key, parameter)


def known_name(name: Any, facts: Mapping[str, Fact], place: Place) -> Fact:
    if name not in facts:
        raise place.fault(f"there is no fact of this name{nearest(name, facts)}")
    return facts[name]


def value_of(parameter: Parameter, given: Any, place: Place, reader: Reader = from_people) -> int:
    """A value of a parameter. What people write has to mean something; what is kept was looked at before."""
    try:
        value = reader(parameter.kind, given, parameter.codes)
    except ValueFault as fault:
        raise place.fault(str(fault)) from None
    if reader is not from_people:
        return value
    may_be_none = parameter.key in NO_LIMIT or any(dated.may_be_none for dated in parameter.values)
    sensible(parameter.kind, value, place, may_be_none=may_be_none)
    if value < LEAST.get(parameter.key, 0):
        raise place.fault(f"{to_people(parameter.kind, value)} is too little: this has to be more than nothing")
    return value


def reasonable(parameter: Parameter) -> tuple[int, int]:
    """The lowest and the highest number that somebody can mean, whatever the bounds are."""
    return LEAST.get(parameter.key, 0), MOST.get(parameter.kind, (NOTHING, ""))[0]


def may_have_no_limit(parameter: Parameter) -> bool:
    """Whether there can be no value at all: somewhere in time there may be none, or nobody but an organiser says."""
    return parameter.key in NO_LIMIT or any(dated.may_be_none or dated.default >= NOTHING for dated in parameter.values)


def sensible(kind: Kind, value: int, place: Place, *, may_be_none: bool) -> None:
    """Whether a number can be meant: no percentage above 100, and no `none` where something has to stand."""
    if kind in (Kind.SET_OF, Kind.ONE_OF, Kind.YES_NO):
        return
    if value >= NOTHING:
        if not may_be_none:
            raise place.fault("none is not possible here: this always has a value")
        return
    most, why = MOST.get(kind, (NOTHING, ""))
    if value > most:
        raise place.fault(f"{to_people(kind, value)} {why}")


def read_lines(
    parameter: Parameter, given: Any, facts: Mapping[str, Fact], place: Place, reader: Reader = from_people
) -> tuple[Line, ...]:
    """Exceptions of a choice, checked against each other. Raises RuleBookFault with the case they disagree on."""
    if given is None:
        return ()
    if not isinstance(given, list):
        raise place.fault("should be a list of {when, value}")
    lines = tuple(_line(parameter, item, facts, place.below(number + 1), reader) for number, item in enumerate(given))
    try:
        case = contradiction(lines, facts)
    except TooManyCells:
        raise place.fault("looks at too many facts at once to be checked; write fewer exceptions") from None
    if case is not None:
        said = _said(parameter, lines, case)
        raise place.fault(f"{said} say something else about the same case: {in_words(case, facts)}")
    return lines


def _said(parameter: Parameter, lines: Sequence[Line], case: Mapping[str, int]) -> str:
    """The lines that hold for a case, by number, with what each says."""
    holding = [(number, line) for number, line in enumerate(lines, start=1) if line.holds(case)]
    shown = [f"line {number} ({on_one_line(parameter.kind, line.value, parameter.codes)})" for number, line in holding]
    return f"{', '.join(shown[:-1])} and {shown[-1]}"


def in_words(case: Mapping[str, int], facts: Mapping[str, Fact]) -> str:
    """A case as somebody would write it."""
    told = ((facts[name], value) for name, value in case.items())
    return ", ".join(f"{fact.name} {on_one_line(fact.kind, value, fact.codes, between=' + ')}" for fact, value in told)


def _line(parameter: Parameter, item: Any, facts: Mapping[str, Fact], place: Place, reader: Reader) -> Line:
    keys(item, {"when", "value"}, place)
    if not isinstance(item["when"], dict) or not item["when"]:
        raise place.below("when").fault("should hold at least one fact with a condition")
    when = []
    for name, given in item["when"].items():
        here = place.below("when").below(name)
        when.append(_condition(known_name(name, facts, here), given, here, reader))
    return Line(tuple(when), value_of(parameter, item["value"], place.below("value"), reader))


def _condition(fact: Fact, given: Any, place: Place, reader: Reader) -> Condition:
    def number(value: Any, at: Place) -> int:
        try:
            read = reader(fact.kind, value, fact.codes)
        except ValueFault as fault:
            raise at.fault(str(fault)) from None
        if reader is from_people:
            sensible(fact.kind, read, at, may_be_none=fact.default >= NOTHING)
        return read

    if fact.kind in (Kind.ONE_OF, Kind.YES_NO):
        listed = given if isinstance(given, list) else [given]
        if not listed:
            raise place.fault("should name at least one code")
        return Condition(fact.name, fact.kind, codes=sum({1 << number(code, place) for code in listed}))
    if fact.kind is Kind.SET_OF:
        codes = number(given if isinstance(given, list) else [given], place)
        if not codes:
            raise place.fault("should name at least one code")
        return Condition(fact.name, fact.kind, codes=codes)
    if not isinstance(given, dict):
        exact = number(given, place)
        return Condition(fact.name, fact.kind, exact, exact)
    keys(given, (), place, may={"from", "to"})
    if not given:
        raise place.fault("should hold from, to, or both")
    lowest = number(given["from"], place.below("from")) if "from" in given else 0
    highest = number(given["to"], place.below("to")) if given.get("to", "none") != "none" else NOTHING
    if lowest > highest:
        raise place.fault("from is higher than to")
    return Condition(fact.name, fact.kind, lowest, highest)


def _day(given: Any, place: Place) -> date | None:
    return None if given is None or given == "none" else one_day(given, place)


def one_day(given: Any, place: Place) -> date:
    """A day that people write, within the years that anything here is about. Raises RuleBookFault."""
    try:
        day = given if type(given) is date else date.fromisoformat(given)
    except (TypeError, ValueError):
        raise place.fault(f"{shown(given)} is not a day like 2026-09-01") from None
    if not YEARS[0] <= day.year <= YEARS[1]:
        raise place.fault(f"{day} lies outside the years {YEARS[0]} to {YEARS[1]}")
    return day


def nearest(name: Any, known: Mapping[str, Any]) -> str:
    from difflib import get_close_matches  # only where something is wrong already

    near = get_close_matches(str(name)[:60], known, 1, 0.6)
    return f"; did you mean {near[0]}?" if near else ""


def kept(
    book: RuleBook,
    *,
    key: str,
    value: Any,
    exceptions: list[Any],
    starts: date,
    ends: date | None,
    decision: str,
    id: str,
    known_from: datetime | None,
) -> Choice:
    """A choice as the database keeps it. It was checked when it was entered."""
    parameter = book.parameters[key]
    place = Place(key)
    return Choice(
        key=key,
        value=from_stored(parameter.kind, value, parameter.codes),
        lines=tuple(_line(parameter, item, book.vocabulary.facts, place, from_stored) for item in exceptions),
        starts=starts,
        ends=ends,
        decision=decision,
        id=id,
        known_from=known_from,
    )


def to_keep(parameter: Parameter, value: int) -> Any:
    """A value as the database keeps it."""
    return to_stored(parameter.kind, value, parameter.codes)


def lines_to_keep(
    parameter: Parameter, lines: Sequence[Line], facts: Mapping[str, Fact], *, people: bool = False
) -> list[Any]:
    """Exceptions as the database keeps them, or as people write them."""
    write = to_people if people else to_stored
    return [
        {
            "when": {one.fact: _written(one, facts[one.fact], write) for one in line.when},
            "value": write(parameter.kind, line.value, parameter.codes),
        }
        for line in lines
    ]


def _written(condition: Condition, fact: Fact, write: Callable[[Kind, int, Sequence[str]], Any]) -> Any:
    if fact.kind is Kind.SET_OF:
        return write(Kind.SET_OF, condition.codes, fact.codes)
    if fact.kind in (Kind.ONE_OF, Kind.YES_NO):
        codes = fact.codes or ("no", "yes")
        return [code for place, code in enumerate(codes) if condition.codes >> place & 1]
    ends = {"from": condition.lowest, "to": condition.highest}
    return {
        name: write(fact.kind, value, fact.codes)
        for name, value in ends.items()
        if not (name == "from" and value == 0) and not (name == "to" and value >= NOTHING)
    } or {"from": 0}
