"""Rules and programs: what a paragraph decides, how that is said, and in which order a question is answered."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from uitpas2.discounts.engine.language import Body, read
from uitpas2.kernel.text import TranslatedText

BEGINNING = date(2026, 1, 1)


@dataclass(frozen=True)
class Change:
    """What would change a no: a fact, the value to try (as people write it), and how that is said."""

    fact: str
    value: str
    sentence: TranslatedText


@dataclass(frozen=True)
class Rule:
    """A paragraph of the rule book.

    `no` is empty where it cannot fail, `yes` where nothing is worth saying when it holds. A rule with `told_when` is
    told only where the rule of that name held. It is in force from `starts` up to but not including `ends`.
    """

    id: str
    article: int
    body: Body
    gives: str  # the kind of its result, as annotated: Cents, YesNo, Day …
    meaning: str
    yes: TranslatedText | None = None
    no: TranslatedText | None = None
    change: tuple[Change, ...] = ()
    told_when: str = ""
    starts: date = BEGINNING
    ends: date | None = None

    def is_in_force(self, day: date) -> bool:
        return self.starts <= day and (self.ends is None or day < self.ends)


def rule(
    article: int,
    *,
    yes: TranslatedText | None = None,
    no: TranslatedText | None = None,
    change: tuple[Change, ...] = (),
    told_when: str = "",
    starts: date = BEGINNING,
    ends: date | None = None,
) -> Callable[[Callable[..., Any]], Rule]:
    """Turn a function into a rule under its own name. Raises RuleFault where it is not in the rules' language."""

    def enter(function: Callable[..., Any]) -> Rule:
        return Rule(
            id=function.__name__,
            article=article,
            body=read(function),
            gives=str(function.__annotations__.get("return", "")),
            meaning=(function.__doc__ or "").strip(),
            yes=yes,
            no=no,
            change=change,
            told_when=told_when,
            starts=starts,
            ends=ends,
        )

    return enter


@dataclass(frozen=True)
class Program:
    """How a question is answered: what is always worked out, conditions in their order, and then one of two ends.

    The first condition that fails ends it: `refused` is worked out instead of `granted`. `outputs` names what comes
    out, each with the rule that gives it when granted and the rule or number when refused. Rules that others need
    are worked out just before them and need not be named.
    """

    name: str
    always: tuple[Rule, ...]
    conditions: tuple[Rule, ...]
    granted: tuple[Rule, ...]
    refused: tuple[Rule, ...]
    outputs: Mapping[str, tuple[str, str | int]]
    helpers: tuple[Rule, ...] = ()

    def rules(self) -> dict[str, Rule]:
        """All its rules by id."""
        every = (*self.always, *self.conditions, *self.granted, *self.refused, *self.helpers)
        return {one.id: one for one in every}

    def replaced(self, rules: Mapping[str, Rule]) -> Program:
        """The same program with other rules under the same ids: a draft, or the version of another day."""

        def swap(group: tuple[Rule, ...]) -> tuple[Rule, ...]:
            return tuple(rules.get(one.id, one) for one in group)

        return Program(
            self.name,
            swap(self.always),
            swap(self.conditions),
            swap(self.granted),
            swap(self.refused),
            self.outputs,
            swap(self.helpers),
        )
