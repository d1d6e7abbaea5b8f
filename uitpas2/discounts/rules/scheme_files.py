"""Schemes as data: choices and cases in a file, read with the place of every fault."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from uitpas2.discounts.rules.choosing import known_name, one_day, parameter_named, read_choice, sensible
from uitpas2.discounts.rules.deciding import situation
from uitpas2.discounts.rules.expecting import check_expected
from uitpas2.discounts.rules.loading import Faults, Place, keys, parse
from uitpas2.discounts.rules.own_codes import OWN_LISTS, with_own_codes
from uitpas2.discounts.rules.rulebook import RuleBook
from uitpas2.discounts.values.choosing import Choice
from uitpas2.discounts.values.kinds import Kind, ValueFault, from_people, shown
from uitpas2.discounts.values.numbers import NOTHING
from uitpas2.discounts.values.parameters import Fact, Parameter
from uitpas2.discounts.values.timelines import overlapping

QUESTIONS = ("price", "right", "choice")
LARGEST_FILE = 2_000_000  # bytes; the largest real scheme has a thousandth of that
MUST = {"scheme", "municipality", "choices", "cases"}
MAY = {"source", "sources", "on", "bounds", "note", "notes", *OWN_LISTS}
OF_NUMBERS = ("lowest", "highest")
OF_SETS = ("at_least", "at_most")


@dataclass(frozen=True)
class Case:
    """One situation with what is expected of it."""

    name: str
    sentence: str
    question: str
    on: date
    given: Mapping[str, Any]
    expected: Mapping[str, Any]
    choices: tuple[Choice, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class Scheme:
    """A municipality's rules as data. `bounds` are those of a regional agreement, narrower than Flanders'.

    `facts`, and `parameters` where they differ from those of the rule book, know the codes that the file adds.
    """

    name: str
    municipality: str
    choices: tuple[Choice, ...]
    cases: tuple[Case, ...]
    facts: Mapping[str, Fact]
    bounds: Mapping[str, Parameter] = field(default_factory=dict)
    parameters: Mapping[str, Parameter] = field(default_factory=dict)
    file: str = ""

    def parameter(self, book: RuleBook, key: str) -> Parameter:
        return self.parameters.get(key) or book.parameters[key]


def read_scheme(book: RuleBook, path: Path) -> Scheme:
    """A scheme's file. Raises RuleBookFault with a line for each choice, case or head that is not in order."""
    place = Place(path.name)
    item = parse(content_of(path, place), place)
    keys(item, MUST, place, may=MAY)
    facts, parameters = with_own_codes(book, item, place)
    scheme = Scheme("", "", (), (), facts, parameters=parameters, file=path.name)
    faults = Faults()
    with faults.collected():
        scheme = replace(scheme, name=_name(item, "scheme", place))
    with faults.collected():
        scheme = replace(scheme, municipality=_name(item, "municipality", place))
    with faults.collected():
        bounds = _bounds(book, item.get("bounds"), place.below("bounds"), parameters)
        scheme = replace(scheme, bounds=bounds)
    with faults.collected():
        choices = read_choices(book, item["choices"], place.below("choices"), facts, parameters)
        scheme = replace(scheme, choices=choices)
    on = max([book.starts, *(choice.starts for choice in scheme.choices)])
    with faults.collected():
        on = one_day(item["on"], place.below("on")) if "on" in item else on
    with faults.collected():
        cases = read_cases(book, item["cases"], place.below("cases"), on, facts, parameters)
        scheme = replace(scheme, cases=cases)
    faults.raise_all()
    return scheme


def content_of(path: Path, place: Place) -> bytes:
    """What stands in a file, if it is not too large. Raises RuleBookFault."""
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST_FILE + 1)
    except (OSError, ValueError) as error:
        raise place.fault(f"cannot be read: {getattr(error, 'strerror', None) or error}") from None
    if len(content) > LARGEST_FILE:
        raise place.fault(f"is larger than {LARGEST_FILE // 1_000_000} MB")
    return content


def _name(item: Mapping[Any, Any], key: str, place: Place) -> str:
    """A text, or anything else that stands on one line."""
    given = item[key]
    text = "" if given is None or isinstance(given, list | dict | set) else " ".join(str(given).split())
    if not text:
        raise place.below(key).fault("should hold a text")
    return text


def read_choices(
    book: RuleBook,
    items: Any,
    place: Place,
    facts: Mapping[str, Fact],
    parameters: Mapping[str, Parameter] | None = None,
) -> tuple[Choice, ...]:
    """A list of choices. Two for the same key may not overlap unless the first simply lasts until the second starts.

    Raises RuleBookFault with a line for each choice that is not in order.
    """
    if not isinstance(items, list):
        raise place.fault("should be a list of choices")
    choices = []
    faults = Faults()
    for number, item in enumerate(items, start=1):
        here = place.below(number)
        with faults.collected():
            read = read_choice(book, item, here, decision_needed=False, facts=facts, parameters=parameters)
            choices.append(replace(read, id=str(number)))
    faults.raise_all()
    for first, second in overlapping(choices):
        since = "from the start" if second.starts == date.min else f"on {second.starts}"
        raise place.below(second.id).fault(
            f"{second.key} holds twice: choice {first.id} of this key still holds {since}"
        )
    return tuple(choices)


def read_cases(
    book: RuleBook,
    items: Any,
    place: Place,
    on: date,
    facts: Mapping[str, Fact],
    parameters: Mapping[str, Parameter] | None = None,
) -> tuple[Case, ...]:
    """A list of cases, each checked for names and values before anything is decided.

    Raises RuleBookFault with a line for each case that is not in order.
    """
    if not isinstance(items, list):
        raise place.fault("should be a list of cases")
    cases: dict[str, Case] = {}
    faults = Faults()
    for number, item in enumerate(items, start=1):
        with faults.collected():
            case = _case(book, item, place.below(number), on, facts, parameters)
            if case.name in cases:
                raise place.below(number).fault(f"there is already a case {case.name}")
            cases[case.name] = case
    faults.raise_all()
    return tuple(cases.values())


def _case(
    book: RuleBook,
    item: Any,
    place: Place,
    on: date,
    facts: Mapping[str, Fact],
    parameters: Mapping[str, Parameter] | None,
) -> Case:
    keys(item, {"case", "sentence", "situation", "expected"}, place, may={"question", "note", "on", "choices"})
    name = _name(item, "case", place)
    here = Place(*place.path[:-1], name)
    sentence = _name(item, "sentence", here)
    question = item.get("question", "price")
    if question not in QUESTIONS:
        raise here.below("question").fault(f"{shown(question)} is none of: {', '.join(QUESTIONS)}")
    given = item["situation"]
    if not isinstance(given, dict):
        raise here.below("situation").fault("should hold facts with values; {} where nothing is told")
    given = dict(given)
    proposed = given.pop("choices", None) if question == "choice" else None
    day = one_day(item["on"], here.below("on")) if "on" in item else on
    if "day" in given:
        day = one_day(given["day"], here.below("situation").below("day"))
    check_situation(book, facts, given, day, here.below("situation"))
    check_expected(book, question, item["expected"], given, here.below("expected"))
    own = item.get("choices", []) if proposed is None else proposed
    if question == "choice" and own in ([], None):
        raise here.below("situation").fault(
            "should hold the choices that are asked about: choices: [{key: …, value: …}]"
        )
    choices = read_choices(book, own, here.below("choices"), facts, parameters)
    return Case(name, sentence, question, day, given, item["expected"], choices, str(item.get("note") or ""))


def check_situation(
    book: RuleBook, facts: Mapping[str, Fact], given: Mapping[Any, Any], on: date, place: Place
) -> None:
    """Whether these facts are known, have values of their kind, and do not contradict each other."""
    for name, value in given.items():
        here = place.below(name)
        if name in book.parameters:
            raise here.fault("this is chosen, not told: write it among the choices")
        fact = known_name(name, facts, here)
        if fact.name == "coupon_value" and isinstance(value, float):
            raise here.fault(f"{value} is not a whole number: write cents, so 500 for 5 euros, or whole per cents")
        try:
            read = from_people(fact.kind, value, fact.codes)
        except ValueFault as fault:
            raise here.fault(str(fault)) from None
        if fact.kind is Kind.DAY and read < NOTHING:
            one_day(value, here)
        sensible(fact.kind, read, here, may_be_none=fact.default >= NOTHING and name != "day")
    known = situation(facts, given, on, place)
    if known["age_months"] > 11:
        raise place.below("age_months").fault("counts the months since the last birthday, 0 to 11; years go in age")
    if known["disabled_dependants"] > known["dependants"]:
        raise place.below("disabled_dependants").fault("is more than dependants, which counts these too")


def _bounds(book: RuleBook, item: Any, place: Place, parameters: Mapping[str, Parameter]) -> dict[str, Parameter]:
    if item is None:
        return {}
    if not isinstance(item, dict):
        raise place.fault("should hold parameters, each with its bounds")
    return dict(_bound(book, key, given, place, parameters) for key, given in item.items())


def _bound(
    book: RuleBook, key: Any, given: Any, place: Place, parameters: Mapping[str, Parameter]
) -> tuple[str, Parameter]:
    """An agreement stands by itself: what it does not bound is free."""
    parameter = parameter_named(book, key, place, parameters)
    here = place.below(parameter.key)
    if parameter.kind is Kind.SET_OF:
        names: Sequence[str] = OF_SETS
        narrower: dict[str, Any] = {"at_least": 0, "at_most": (1 << len(parameter.codes)) - 1}
    elif parameter.kind in (Kind.ONE_OF, Kind.YES_NO):
        names, narrower = ("allowed",), {}
    else:
        names, narrower = OF_NUMBERS, {"lowest": 0, "highest": NOTHING - 1, "may_be_none": False}
    keys(given, (), here, may=names)
    if not given:
        raise here.fault(f"should name at least one of: {', '.join(names)}")
    try:
        for name, value in given.items():
            narrower[name] = frozenset(_each(parameter, value)) if name == "allowed" else _value(parameter, value)
    except ValueFault as fault:
        raise here.fault(str(fault)) from None
    if narrower.get("highest", 0) >= NOTHING:
        narrower |= {"highest": NOTHING - 1, "may_be_none": True}
    if narrower.get("lowest", 0) > narrower.get("highest", NOTHING):
        raise here.fault("lowest is higher than highest")
    values = tuple(replace(dated, **narrower) for dated in parameter.values)
    return parameter.key, replace(parameter, values=values, step=1)


def _value(parameter: Parameter, given: Any) -> int:
    return from_people(parameter.kind, given, parameter.codes)


def _each(parameter: Parameter, given: Any) -> Iterator[int]:
    if not isinstance(given, list) or not given:
        raise ValueFault("allowed should be a list of codes")
    return (_value(parameter, one) for one in given)
