"""Schemes as data: choices and cases in a file, read with the place of every fault, and replayed on the engine."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from uitpas2.discounts.engine.choosing import Choice
from uitpas2.discounts.engine.functions import NOTHING, as_date, as_day
from uitpas2.discounts.engine.kinds import Kind, ValueFault, from_people, to_people
from uitpas2.discounts.engine.parameters import Fact, Parameter
from uitpas2.discounts.engine.running import Outcome
from uitpas2.discounts.engine.timelines import overlapping
from uitpas2.discounts.rules.choices import ChoicesInForce, in_force
from uitpas2.discounts.rules.choosing import parameter_named, read_choice
from uitpas2.discounts.rules.deciding import decide_right, situation
from uitpas2.discounts.rules.loading import Place, keys, parse
from uitpas2.discounts.rules.rulebook import PRICE, RuleBook

QUESTIONS = ("price", "right", "choice")
AMOUNTS = {
    "holder": "holder_pays",
    "organiser": "organiser_pays",
    "municipality": "municipality_pays",
    "flanders": "flanders_pays",
    "fund": "fund_pays",
    "intervention": "intervention",
    "cap_left": "cap_left",
    "refund": "card_refund",
}
YES_NOS = ("right", "discounted", "allowed")
DATES = {"starts": 0, "ends": 1}
EXPECTED = {*AMOUNTS, *YES_NOS, *DATES, "at_most", "refusal", "remaining"}


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
    """A municipality's rules as data. `bounds` are those of a regional agreement, narrower than Flanders'."""

    name: str
    municipality: str
    choices: tuple[Choice, ...]
    cases: tuple[Case, ...]
    facts: Mapping[str, Fact]
    bounds: Mapping[str, Parameter] = field(default_factory=dict)


@dataclass(frozen=True)
class Difference:
    """What one case was expected to give, and what it gave."""

    what: str
    expected: Any
    got: Any


@dataclass(frozen=True)
class Replayed:
    """A case after replaying; it is right when there are no differences."""

    case: Case
    got: Mapping[str, Any]
    differences: Sequence[Difference]


def read_scheme(book: RuleBook, path: Path) -> Scheme:
    """A scheme's file. Raises RuleBookFault with the place of the first thing that is not in order."""
    place = Place(path.name)
    try:
        content = path.read_bytes()
    except OSError as error:
        raise place.fault(f"cannot be read: {error.strerror}") from None
    item = parse(content, place)
    known = {"scheme", "municipality", "choices", "cases"}
    keys(item, known, place, may={"source", "sources", "on", "labels", "bounds", "note", "notes"})
    facts = _with_labels(book.vocabulary.facts, item.get("labels"), place.below("labels"))
    choices = read_choices(book, item["choices"], place.below("choices"), facts)
    on = _day(item["on"], place.below("on")) if "on" in item else _first_day(book, choices)
    cases = read_cases(book, item["cases"], place.below("cases"), on, facts)
    bounds = _bounds(book, item.get("bounds"), place.below("bounds"))
    return Scheme(str(item["scheme"]), str(item["municipality"]), choices, cases, facts, bounds)


def read_choices(book: RuleBook, items: Any, place: Place, facts: Mapping[str, Fact]) -> tuple[Choice, ...]:
    """A list of choices. Two for the same key may not overlap unless the first simply lasts until the second starts."""
    if not isinstance(items, list):
        raise place.fault("should be a list of choices")
    choices = []
    for number, item in enumerate(items, start=1):
        here = place.below(number)
        choices.append(replace(read_choice(book, item, here, decision_needed=False, facts=facts), id=str(number)))
    for first, second in overlapping(choices):
        raise place.below(second.id).fault(
            f"{second.key} holds twice: choice {first.id} of this key still holds on {second.starts}"
        )
    return tuple(choices)


def read_cases(book: RuleBook, items: Any, place: Place, on: date, facts: Mapping[str, Fact]) -> tuple[Case, ...]:
    """A list of cases, each checked for names and values before anything is decided."""
    if not isinstance(items, list):
        raise place.fault("should be a list of cases")
    cases: dict[str, Case] = {}
    for number, item in enumerate(items, start=1):
        case = _case(book, item, place.below(number), on, facts)
        if case.name in cases:
            raise place.below(number).fault(f"there is already a case {case.name}")
        cases[case.name] = case
    return tuple(cases.values())


def _case(book: RuleBook, item: Any, place: Place, on: date, facts: Mapping[str, Fact]) -> Case:
    keys(item, {"case", "sentence", "situation", "expected"}, place, may={"question", "note", "on", "choices"})
    here = Place(*place.path[:-1], item["case"])
    question = item.get("question", "price")
    if question not in QUESTIONS:
        raise here.below("question").fault(f"{question!r} is none of: {', '.join(QUESTIONS)}")
    expected, given = item["expected"], item["situation"]
    if not isinstance(given, dict):
        raise here.below("situation").fault("should hold facts with values")
    if not isinstance(expected, dict) or not expected:
        raise here.below("expected").fault("should name at least one thing")
    keys(expected, (), here.below("expected"), may=EXPECTED)
    day = _day(item["on"], here.below("on")) if "on" in item else on
    given = dict(given)
    if "day" in given:
        day = _day(given["day"], here.below("situation").below("day"))
    proposed = given.pop("choices", None) if question == "choice" else None
    situation(facts, given, day, here.below("situation"))
    for name, value in expected.items():
        _expected(name, value, here.below("expected").below(name))
    own = item.get("choices", [] if proposed is None else proposed)
    choices = read_choices(book, own, here.below("choices"), facts)
    return Case(
        str(item["case"]), str(item["sentence"]), question, day, given, expected, choices, str(item.get("note", ""))
    )


def replay(book: RuleBook, scheme: Scheme, *, lift_bounds: bool = True) -> Iterator[Replayed]:
    """Every case of a scheme, with what it gives and where that differs from what was expected."""
    for case in scheme.cases:
        got = _answer(book, scheme, case, lift_bounds=lift_bounds)
        differences = [
            Difference(name, value, got.get(name if name != "at_most" else "holder"))
            for name, value in case.expected.items()
            if not _agrees(name, value, got)
        ]
        yield Replayed(case, got, differences)


def refused_today(book: RuleBook, scheme: Scheme, today: date) -> Iterator[tuple[Choice, str]]:
    """The choices of a scheme that the bounds of today would refuse, each with why in a few words."""
    for choice in scheme.choices:
        parameter = book.parameters[choice.key]
        wrong = [value for value in choice.values() if not parameter.allows(value, today)]
        if wrong:
            yield choice, "; ".join(dict.fromkeys(_why_refused(parameter, value, today) for value in wrong))


def _why_refused(parameter: Parameter, value: int, on: date) -> str:
    """What is wrong with a value; of a set only what is too much or too little."""
    dated = parameter.on(on)
    if parameter.kind is not Kind.SET_OF:
        bounds = bounds_in_words(parameter, on)
        return f"{_words(parameter, value)} is outside the bounds of article {parameter.article}: {bounds}"
    lacks, more = dated.at_least & ~value, value & ~dated.at_most
    parts = [f"lacks {_words(parameter, lacks)}"] if lacks else []
    parts += [f"has {_words(parameter, more)} too many"] if more else []
    return f"{' and '.join(parts)}, by article {parameter.article}"


def bounds_in_words(parameter: Parameter, on: date) -> str:
    """The bounds of a day, for messages."""
    dated = parameter.on(on)
    if parameter.kind is Kind.SET_OF:
        least, most = _words(parameter, dated.at_least), _words(parameter, dated.at_most)
        return f"at least [{least}], at most [{most}]"
    if dated.allowed:
        return " or ".join(_words(parameter, value) for value in sorted(dated.allowed))
    none = " or none" if dated.may_be_none and dated.lowest < NOTHING else ""
    if dated.lowest == dated.highest:
        return _words(parameter, dated.lowest) + none
    step = f" in steps of {_words(parameter, parameter.step)}" if parameter.step > 1 else ""
    return f"{_words(parameter, dated.lowest)} to {_words(parameter, dated.highest)}{step}{none}"


def _words(parameter: Parameter, value: int) -> str:
    shown = to_people(parameter.kind, value, parameter.codes)
    return ", ".join(shown) if isinstance(shown, list) else str(shown)


def decide_case(
    book: RuleBook, case: Case, choices: ChoicesInForce, facts: Mapping[str, Fact]
) -> tuple[Outcome | None, Outcome | None]:
    """The right and the price of a case: each only where it is asked for."""
    known = situation(facts, case.given, case.on, Place(case.name))
    right = None
    if case.question == "right" or "has_right" not in case.given:
        right = decide_right(known, choices)
        known["has_right"] = right.granted
    price = choices.ready(PRICE).explain(known) if case.question == "price" else None
    return right, price


def _answer(book: RuleBook, scheme: Scheme, case: Case, *, lift_bounds: bool) -> dict[str, Any]:
    if case.question == "choice":
        return {"allowed": _allowed(book, scheme, case)}
    choices = in_force(
        book,
        nis="",
        name=scheme.municipality,
        on=case.on,
        choices=[*scheme.choices, *case.choices],
        lift_bounds=lift_bounds,
    )
    right, price = decide_case(book, case, choices, scheme.facts)
    got: dict[str, Any] = {}
    if right is not None:
        got["right"] = right.granted
        got["starts"], got["ends"] = (_date(right.outputs[name]) for name in ("right_starts", "right_ends"))
        got["refusal"] = right.failed
    elif "has_right" in case.given:
        got["right"] = bool(from_people(Kind.YES_NO, case.given["has_right"]))
    if price is not None:
        outputs = price.outputs
        got |= {name: _euros(outputs[output]) for name, output in AMOUNTS.items()}
        got["remaining"] = None if outputs["remaining"] >= NOTHING else outputs["remaining"]
        got["discounted"] = _is_discounted(outputs, situation(scheme.facts, case.given, case.on, Place(case.name)))
        if not got.get("refusal"):
            got["refusal"] = price.failed
    return got


def _is_discounted(outputs: Mapping[str, int], facts: Mapping[str, int]) -> bool:
    """Whether less is paid than somebody alone and without the right would pay."""
    return outputs["holder_pays"] < max(outputs["ordinary_price"], facts["price"])


def _allowed(book: RuleBook, scheme: Scheme, case: Case) -> bool:
    parameters = {**book.parameters, **scheme.bounds}
    return all(parameters[one.key].allows(value, case.on) for one in case.choices for value in one.values())


def _agrees(name: str, value: Any, got: Mapping[str, Any]) -> bool:
    wanted = _expected(name, value, Place(name))
    if name == "at_most":
        return bool(_cents(got["holder"]) <= wanted)
    found = got.get(name)
    return bool((_cents(found) if name in AMOUNTS and found is not None else found) == wanted)


def _expected(name: str, value: Any, place: Place) -> Any:
    try:
        if name in AMOUNTS or name == "at_most":
            return from_people(Kind.CENTS, value)
        if name in YES_NOS:
            return bool(from_people(Kind.YES_NO, value))
    except ValueFault as fault:
        raise place.fault(str(fault)) from None
    if name in DATES:
        return _day(value, place).isoformat()
    return value


def _cents(shown: Any) -> int:
    return from_people(Kind.CENTS, shown)


def _euros(cents: int) -> Any:
    return to_people(Kind.CENTS, cents)


def _date(day: int) -> str:
    return as_date(day).isoformat()


def _with_labels(facts: Mapping[str, Fact], own: Any, place: Place) -> dict[str, Fact]:
    known = dict(facts)
    if own is not None:
        if not isinstance(own, list) or not all(isinstance(label, str) for label in own):
            raise place.fault("should be a list of names")
        more = tuple(label for label in own if label not in facts["labels"].codes)
        if len(facts["labels"].codes) + len(more) > 60:
            raise place.fault("there are too many labels")
        known["labels"] = replace(facts["labels"], codes=facts["labels"].codes + more)
    return known


def _bounds(book: RuleBook, item: Any, place: Place) -> dict[str, Parameter]:
    bounds: dict[str, Parameter] = {}
    if item is None:
        return bounds
    if not isinstance(item, dict):
        raise place.fault("should hold parameters with bounds")
    for key, given in item.items():
        parameter = parameter_named(book, key, place)
        here = place.below(key)
        keys(given, (), here, may=_names_of_bounds(parameter.kind))
        if not isinstance(given.get("allowed", []), list):
            raise here.below("allowed").fault("should be a list of codes")
        try:
            narrower: dict[str, Any] = {
                name: frozenset(from_people(parameter.kind, one, parameter.codes) for one in value)
                if name == "allowed"
                else from_people(parameter.kind, value, parameter.codes)
                for name, value in given.items()
            }
        except ValueFault as fault:
            raise here.fault(str(fault)) from None
        if parameter.kind is Kind.SET_OF:  # an agreement stands by itself: it says what is the least there
            narrower.setdefault("at_least", 0)
        values = tuple(replace(dated, **narrower) for dated in parameter.values)
        bounds[key] = replace(parameter, values=values)
    return bounds


def _names_of_bounds(kind: Kind) -> set[str]:
    if kind is Kind.SET_OF:
        return {"at_least", "at_most"}
    return {"allowed"} if kind in (Kind.ONE_OF, Kind.YES_NO) else {"lowest", "highest"}


def _first_day(book: RuleBook, choices: Sequence[Choice]) -> date:
    return max([book.starts, *(choice.starts for choice in choices)])


def _day(given: Any, place: Place) -> date:
    try:
        return as_date(from_people(Kind.DAY, given)) if given not in (None, "none") else as_date(as_day(given))
    except (ValueFault, AttributeError):
        raise place.fault(f"{given!r} is not a day like 2026-09-01") from None
