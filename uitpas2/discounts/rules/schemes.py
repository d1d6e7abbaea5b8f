"""Replaying schemes: every case of a file decided on the engine, and compared with what was expected."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from uitpas2.discounts.engine.running import Outcome
from uitpas2.discounts.rules.choices import ChoicesInForce, in_force
from uitpas2.discounts.rules.deciding import decide_right, situation
from uitpas2.discounts.rules.expecting import AMOUNTS, EXPECTED, agrees
from uitpas2.discounts.rules.loading import Place
from uitpas2.discounts.rules.rulebook import PRICE, RuleBook
from uitpas2.discounts.rules.scheme_files import Case, Scheme, read_cases, read_choices, read_scheme
from uitpas2.discounts.values.choosing import Choice
from uitpas2.discounts.values.kinds import Kind, from_people, on_one_line, to_people
from uitpas2.discounts.values.numbers import NOTHING, as_date
from uitpas2.discounts.values.parameters import Fact, Parameter


@dataclass(frozen=True)
class Difference:
    """What one case was expected to give, and what it gave."""

    what: str
    expected: Any
    got: Any


@dataclass(frozen=True)
class Replayed:
    """A case after replaying; it is right when there are no differences.

    `because` tells what decided, in the names of the file, for who looks for the reason of a difference.
    """

    case: Case
    got: Mapping[str, Any]
    differences: Sequence[Difference]
    because: Sequence[str] = ()


def replay(book: RuleBook, scheme: Scheme, *, lift_bounds: bool = True) -> Iterator[Replayed]:
    """Every case of a scheme, with what it gives and where that differs from what was expected.

    Raises RuleBookFault for a case whose days or amounts lie outside what can be counted.
    """
    for case in scheme.cases:
        try:
            got, decided = _answer(book, scheme, case, lift_bounds=lift_bounds)
        except (ValueError, OverflowError) as error:
            raise Place(scheme.file or scheme.name, "cases", case.name).fault(f"cannot be decided: {error}") from None
        differences = [
            Difference(name, value, got.get(name if name != "at_most" else "holder"))
            for name, value in case.expected.items()
            if not agrees(name, value, got)
        ]
        because = _because(scheme, book, case, {one.what for one in differences}, decided) if decided else ()
        yield Replayed(case, got, differences, tuple(because) if differences else ())


def refused_today(book: RuleBook, scheme: Scheme, today: date) -> Iterator[tuple[Choice, str]]:
    """The choices of a scheme that the bounds of today would refuse, each with why in a few words."""
    for choice in scheme.choices:
        parameter = scheme.parameter(book, choice.key)
        wrong = list(dict.fromkeys(value for value in choice.values() if not parameter.allows(value, today)))
        if wrong:
            yield choice, _why(parameter, wrong, today)


def _why(parameter: Parameter, wrong: Sequence[int], today: date) -> str:
    if parameter.kind is Kind.SET_OF:
        told = "; ".join(dict.fromkeys(_beyond(parameter, value, today) for value in wrong))
        return f"{told}, which article {parameter.article} does not allow"
    values = " and ".join(_words(parameter, value) for value in wrong)
    are = "is" if len(wrong) == 1 else "are"
    return f"{values} {are} outside the bounds of article {parameter.article}: {bounds_as_written(parameter, today)}"


def _beyond(parameter: Parameter, value: int, today: date) -> str:
    dated = parameter.on(today)
    parts = {"leaves out": dated.at_least & ~value, "adds": value & ~dated.at_most}
    return " and ".join(f"{what} {_words(parameter, codes)}" for what, codes in parts.items() if codes)


def bounds_as_written(parameter: Parameter, on: date) -> str:
    """The bounds of a day in the codes and figures of a scheme, for messages to who writes one."""
    dated = parameter.on(on)
    if parameter.kind is Kind.SET_OF:
        least, most = _words(parameter, dated.at_least), _words(parameter, dated.at_most)
        return f"at least [{least}], at most [{most}]"
    if dated.allowed:
        return " or ".join(_words(parameter, value) for value in sorted(dated.allowed))
    none = " or none" if dated.may_be_none and dated.lowest < NOTHING else ""
    if dated.lowest == dated.highest:
        return _words(parameter, dated.lowest) + none
    return f"{_words(parameter, dated.lowest)} to {_words(parameter, dated.highest)}{none}"


def _words(parameter: Parameter, value: int) -> str:
    return on_one_line(parameter.kind, value, parameter.codes)


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


@dataclass(frozen=True)
class _Decided:
    choices: ChoicesInForce
    right: Outcome | None
    price: Outcome | None


def _answer(book: RuleBook, scheme: Scheme, case: Case, *, lift_bounds: bool) -> tuple[dict[str, Any], _Decided | None]:
    if case.question == "choice":
        return {"allowed": _allowed(book, scheme, case)}, None
    own = {choice.key for choice in case.choices}
    choices = in_force(
        book,
        nis="",
        name=scheme.municipality,
        on=case.on,
        choices=[*(choice for choice in scheme.choices if choice.key not in own), *case.choices],
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
        got |= {name: to_people(Kind.CENTS, outputs[output]) for name, output in AMOUNTS.items()}
        got["remaining"] = None if outputs["remaining"] >= NOTHING else outputs["remaining"]
        got["discounted"] = _is_discounted(outputs, situation(scheme.facts, case.given, case.on, Place(case.name)))
        if right is None or right.granted or price.failed != NEEDS_A_RIGHT:
            got["refusal"] = price.failed
    return got, _Decided(choices, right, price)


# The condition of a price that fails without the right: then it is the right's own refusal that says why.
NEEDS_A_RIGHT = "has_right_or_coupon"

# What made an amount other than the formula says, by the step that tells so, with the parameters it rests on.
DECIDED_BY = {
    "siblings_come_first": ("sibling_discount_pct", "siblings_from", "sibling_unit_price"),
    "bounds_decide": ("holder_at_least", "holder_at_most_leisure_pct"),
    "intervention_is_capped": ("intervention_per_ticket", "intervention_cap"),
    "own_part_is_capped": ("own_part_cap",),
    "relieved": ("relief_threshold",),
}
# The days of a right, with what they rest on.
OF_DAYS = {"starts": ("starts_rule",), "ends": ("duration_months", "ends_on", "proof_end")}


def _because(scheme: Scheme, book: RuleBook, case: Case, differing: set[str], decided: _Decided) -> Iterator[str]:
    """What decided the things that came out differently, and nothing about what came out as expected."""
    right, price = decided.right, decided.price

    def stands_at(outcome: Outcome, keys: Sequence[str]) -> str:
        return " · ".join(_stands_at(scheme.parameter(book, key), outcome, decided.choices) for key in keys)

    for day, keys in OF_DAYS.items():
        if right is not None and day in differing:
            yield stands_at(right, keys)
    if not differing - set(OF_DAYS):
        return
    refused = _refused_at(case, differing, right, price)
    if price is None or price.failed:
        siblings = price is not None and price.steps["sibling_applies"]
        if price is not None and siblings:
            yield stands_at(price, DECIDED_BY["siblings_come_first"])
        if refused and not (siblings and right is not None and not _tells_of_the_right(case, right)):
            yield refused
        return
    for step, keys in DECIDED_BY.items():
        if price.steps.get(step):
            of_care = price.steps["is_care"]
            yield stands_at(price, [key.replace("leisure", "care") if of_care else key for key in keys])


def _refused_at(case: Case, differing: set[str], right: Outcome | None, price: Outcome | None) -> str:
    """The condition that refused, unless that it refused is what was expected."""
    is_expected = case.expected.get("refusal", "none") not in (None, "none", "") and "refusal" not in differing
    says_no = any(
        case.expected.get(name) in (False, "no") and name not in differing for name in ("right", "discounted")
    )
    if is_expected or (says_no and "refusal" not in differing):
        return ""
    if right is not None and right.failed and (price is None or price.failed == NEEDS_A_RIGHT):
        return f"the right was refused at {right.failed}"
    return f"the price was refused at {price.failed}" if price is not None and price.failed else ""


def _tells_of_the_right(case: Case, right: Outcome) -> bool:
    """Whether a case names anything that the right is decided on."""
    return not set(case.given).isdisjoint(set(right.compiled.facts) - {"day"})


def _stands_at(parameter: Parameter, outcome: Outcome, choices: ChoicesInForce) -> str:
    chosen = "" if choices.held[parameter.key].choice else ", not chosen"
    return f"{parameter.key} {_words(parameter, outcome.values[parameter.key])}{chosen}"


def _is_discounted(outputs: Mapping[str, int], facts: Mapping[str, int]) -> bool:
    """Whether less is paid than somebody alone and without the right would pay."""
    return outputs["holder_pays"] < max(outputs["ordinary_price"], facts["price"])


def _allowed(book: RuleBook, scheme: Scheme, case: Case) -> bool:
    return all(
        (scheme.bounds.get(one.key) or scheme.parameter(book, one.key)).allows(value, case.on)
        for one in case.choices
        for value in one.values()
    )


def _date(day: int) -> str:
    return as_date(day).isoformat()


__all__ = [
    "EXPECTED",
    "Case",
    "Difference",
    "Replayed",
    "Scheme",
    "bounds_as_written",
    "decide_case",
    "read_cases",
    "read_choices",
    "read_scheme",
    "refused_today",
    "replay",
]
