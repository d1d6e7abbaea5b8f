"""The form for choices, made from the parameters of the rule book; and reading it into choices of the engine.

A parameter that is left alone stays as it is, so a form holds only what changes. An exception is a line of a few
conditions and a value; the conditions a line offers are those that the rules of its parameter have use for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from flask_babel import gettext as _
from marshmallow import ValidationError
from werkzeug.datastructures import MultiDict

from uitpas2.discounts.pages.groups import Group, groups_of
from uitpas2.discounts.rules import PRICE, ChoicesInForce, Chooser, Parameter, rule_book
from uitpas2.discounts.rules.exceptions import facts_in_words
from uitpas2.discounts.schemas import ValueField, value_field
from uitpas2.discounts.values.choosing import Choice, Condition, Line, TooManyCells, contradiction
from uitpas2.discounts.values.kinds import NUMBERS, Kind, to_people
from uitpas2.discounts.values.numbers import NOTHING
from uitpas2.discounts.values.parameters import DatedValue, Fact
from uitpas2.discounts.values.timelines import Held
from uitpas2.web.bodies import Form
from uitpas2.web.language import reader_language

MAIN = ("discount_leisure_pct", "discount_care_pct", "organiser_share_pct")
MOST_LINES = 12
# The conditions that a line of the form may have: of prices, and of the right.
OF_PRICES = ("product_class", "organiser_is", "organiser_in", "age", "price")
OF_THE_RIGHT = ("grounds", "age")
OWN, ELSEWHERE = "own", "elsewhere"


@dataclass(frozen=True)
class Row:
    """A line of an exception as it is being typed; `name` starts the names of its fields."""

    name: str
    number: int


@dataclass(frozen=True)
class FormField:
    """A parameter in the form, with what holds now and the exceptions that stand there."""

    parameter: Parameter
    dated: DatedValue
    held: Held
    conditions: tuple[str, ...]
    kept: frozenset[int]
    rows: tuple[Row, ...]

    @property
    def has_number(self) -> bool:
        return self.parameter.kind in NUMBERS

    @property
    def suffix(self) -> str:
        units = {Kind.CENTS: "€", Kind.PERCENT: "%", Kind.TENTHS_PCT: "%", Kind.MONTHS: str(_("months"))}
        return units.get(self.parameter.kind, "")

    @property
    def written(self) -> str:
        """The present number as somebody would type it; empty for no limit."""
        value = self.held.value
        if value >= NOTHING:
            return ""
        shown = str(to_people(self.parameter.kind, value))
        shown = shown.removesuffix(".0") if self.parameter.kind is Kind.TENTHS_PCT else shown
        return shown if reader_language() == "en" else shown.replace(".", ",")

    @property
    def always(self) -> list[str]:
        """The codes of a set that nobody may leave out."""
        return [code for place, code in enumerate(self.parameter.codes) if self.dated.at_least >> place & 1]

    @property
    def optional(self) -> list[str]:
        free = self.dated.at_most & ~self.dated.at_least
        return [code for place, code in enumerate(self.parameter.codes) if free >> place & 1]

    @property
    def held_codes(self) -> list[str]:
        return [code for place, code in enumerate(self.parameter.codes) if self.held.value >> place & 1]


def free_parameters() -> list[Parameter]:
    """What a municipality may choose, where the bounds leave something to choose."""
    return [parameter for parameter in rule_book().chosen_by(Chooser.MUNICIPALITY) if not parameter.is_fixed]


def main_fields(current: ChoicesInForce, typed: MultiDict[str, str] | None) -> list[FormField]:
    """What most councils set first."""
    fields = {parameter.key: _field(parameter, current, typed) for parameter in free_parameters()}
    return [fields[key] for key in MAIN if key in fields]


def other_fields(current: ChoicesInForce, typed: MultiDict[str, str] | None) -> list[tuple[Group, list[FormField]]]:
    """All the rest, by subject."""
    rest = [parameter for parameter in free_parameters() if parameter.key not in MAIN]
    return [(group, [_field(one, current, typed) for one in found]) for group, found in groups_of(rest)]


def is_touched(fields: list[FormField], form: Form | None) -> bool:
    """Whether somebody filled in or got something wrong in this part, so that it stands open."""
    if form is None:
        return False
    for one in fields:
        key = one.parameter.key
        if one.rows or any(name == key or name.startswith(f"{key}.") for name in form.errors):
            return True
        if form.values.get(f"{key}.none") or one.kept != _all_kept(one.held):
            return True
        if one.parameter.kind is Kind.SET_OF:
            typed = {*form.values.get(key, ()), *one.always} if f"{key}.shown" in form.values else set(one.held_codes)
            if typed != set(one.held_codes):
                return True
        elif form.values.get(key):
            return True
    return False


def _field(parameter: Parameter, current: ChoicesInForce, typed: MultiDict[str, str] | None) -> FormField:
    held = current.held[parameter.key]
    return FormField(
        parameter=parameter,
        dated=parameter.on(current.on),
        held=held,
        conditions=_conditions(parameter),
        kept=_kept(parameter.key, held, typed),
        rows=tuple(_rows(parameter.key, typed)) if typed is not None else (),
    )


def _conditions(parameter: Parameter) -> tuple[str, ...]:
    """The conditions a line may have. Sets have none here: they are told apart by what is ticked."""
    if parameter.kind is Kind.SET_OF:
        return ()
    book = rule_book()
    return OF_PRICES if parameter.key in book.compiled(PRICE, book.starts).parameters else OF_THE_RIGHT


def _rows(key: str, typed: Mapping[str, str]) -> Iterator[Row]:
    for number in range(min(_lines_shown(key, typed), MOST_LINES)):
        yield Row(f"{key}.{number}", number + 1)


def _lines_shown(key: str, typed: Mapping[str, str]) -> int:
    """How many lines the form had. It comes back from outside: no more digits are read than a form can have."""
    count = typed.get(f"{key}.lines", "0")
    return int(count) if _is_small(count) else 0


def _is_small(number: str) -> bool:
    return number.isdecimal() and len(number) <= 3


def _all_kept(held: Held) -> frozenset[int]:
    return frozenset(range(len(held.used.lines)))


def _kept(key: str, held: Held, typed: MultiDict[str, str] | None) -> frozenset[int]:
    """Which of the present exceptions stay: all, unless the form showed them and one was unticked."""
    if typed is None or f"{key}.shown" not in typed:
        return _all_kept(held)
    return frozenset(int(place) for place in typed.getlist(f"{key}.kept") if _is_small(place)) & _all_kept(held)


def read_choices(form: Form, typed: MultiDict[str, str], current: ChoicesInForce, then: ChoicesInForce) -> list[Choice]:
    """What was filled in, as choices. Faults are put beside their fields in the form.

    The form shows what is `current`. What it leaves alone stays as it will be by `then`, the first day of the choices.
    """
    starts: date = form.data.get("starts", current.on)
    last: date | None = form.data.get("ends")
    choices = []
    for parameter in free_parameters():
        held, present = current.held[parameter.key], then.held[parameter.key].used
        value = _value(form, typed, parameter, held)
        lines = _lines(form, typed, parameter, held, present.lines)
        if value is None and lines == present.lines:
            continue
        choices.append(
            Choice(
                key=parameter.key,
                value=present.value if value is None else value,
                lines=lines,
                starts=starts,
                ends=last + timedelta(days=1) if last else None,
                decision=form.data.get("council_decision", ""),
            )
        )
    return choices


def _value(form: Form, typed: MultiDict[str, str], parameter: Parameter, held: Held) -> int | None:
    """The value that was chosen, or None where the parameter stays as it is."""
    key = parameter.key
    if parameter.kind is Kind.SET_OF:
        return _set(form, typed, parameter, held)
    if typed.get(f"{key}.none"):
        if typed.get(key, "").strip():
            form.errors.setdefault(key, []).append(_("Fill in a number or tick the box, not both."))
        return NOTHING
    value: int | None = form.data.get(key)
    return value


def _set(form: Form, typed: MultiDict[str, str], parameter: Parameter, held: Held) -> int | None:
    if parameter.key not in typed and f"{parameter.key}.shown" not in typed:
        return None
    ticked = form.data.get(parameter.key, [])
    mask = parameter.on(form.data.get("starts", held.dated.starts)).at_least
    mask |= sum({1 << parameter.codes.index(code) for code in ticked if code in parameter.codes})
    return None if mask == held.value else mask


def _lines(
    form: Form, typed: MultiDict[str, str], parameter: Parameter, held: Held, then: tuple[Line, ...]
) -> tuple[Line, ...]:
    """The exceptions that stay and those that were typed; each fault stands beside its line.

    Whoever unticks none keeps those that will hold `then`.
    """
    stay = _kept(parameter.key, held, typed)
    is_left_alone = stay == _all_kept(held)
    lines = list(then) if is_left_alone else [held.used.lines[place] for place in sorted(stay)]
    names: dict[Line, str] = {}
    facts = rule_book().vocabulary.facts
    for row in _rows(parameter.key, typed):
        line = _line(form, typed, parameter, row.name)
        if line is None:
            continue
        lines.append(line)
        names[line] = row.name
        try:
            case = contradiction(lines, facts)
        except TooManyCells:
            form.errors[row.name] = [_("These exceptions look at too much at once. Write fewer of them.")]
            return tuple(lines)
        if case is not None:
            told = facts_in_words(case, rule_book().vocabulary, reader_language())
            form.errors[row.name] = [
                _(
                    "Another exception says something else for the same case: %(case)s. Make one of them narrower.",
                    case=told,
                )
            ]
            return tuple(lines)
    return tuple(lines)


def _line(form: Form, typed: Mapping[str, str], parameter: Parameter, name: str) -> Line | None:
    """One typed exception; None when it was left empty or cannot be read."""
    parts = {part: text for part in _PARTS if (text := typed.get(f"{name}.{part}", "").strip())}
    if not parts:
        return None
    try:
        when = tuple(_read_conditions(parts))
        if not when:
            raise ValidationError(_("Say for whom or for what this exception holds."))
        if "value" not in parts:
            raise ValidationError(_("Fill in which value holds then."))
        reader = value_field(parameter)
        assert isinstance(reader, ValueField)
        return Line(when, reader.deserialize(parts["value"]))
    except ValidationError as fault:
        form.errors[name] = [str(text) for text in fault.messages]
        return None


_PARTS = (
    "product_class", "organiser_is", "organiser_in", "grounds",
    "age_from", "age_to", "price_from", "price_to", "value",
)  # fmt: skip


def _read_conditions(parts: Mapping[str, str]) -> Iterator[Condition]:
    facts = rule_book().vocabulary.facts
    for name in ("product_class", "organiser_is", "grounds"):
        if name in parts:
            yield Condition(name, facts[name].kind, codes=1 << _code(facts[name], parts[name]))
    if "organiser_in" in parts:
        fact = facts["organiser_in"]
        own = 1 << fact.codes.index("municipality")
        codes = own if parts["organiser_in"] == OWN else (1 << len(fact.codes)) - 1 - own
        yield Condition(fact.name, fact.kind, codes=codes)
    for name in ("age", "price"):
        yield from _range(facts[name], parts.get(f"{name}_from"), parts.get(f"{name}_to"))


def _code(fact: Fact, text: str) -> int:
    reader = ValueField(Kind.ONE_OF, fact.codes)
    return int(reader.deserialize(text))


def _range(fact: Fact, lowest: str | None, highest: str | None) -> Iterator[Condition]:
    reader = ValueField(fact.kind)
    least = int(reader.deserialize(lowest)) if lowest else 0
    most = int(reader.deserialize(highest)) if highest else NOTHING
    if least > most:
        raise ValidationError(_("“From” is higher than “up to”. Turn them around."))
    if lowest or highest:
        yield Condition(fact.name, fact.kind, least, most)


def with_another_line(typed: MultiDict[str, str], key: str) -> MultiDict[str, Any]:
    """The same form with one more empty line for a parameter."""
    more: MultiDict[str, Any] = MultiDict(typed)
    more[f"{key}.lines"] = str(min(_lines_shown(key, typed) + 1, MOST_LINES))
    return more
