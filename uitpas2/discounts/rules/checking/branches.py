"""Is every branch of every rule met by a case? Measured on the trees that the functions are made from.

A branch is an arm of a conditional expression, an operand that decides an `and`, an `or` or a chained comparison, and
either outcome of a condition. A branch that no case meets may be one that no case can reach: then that is said.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

from uitpas2.discounts.engine.language import Body
from uitpas2.discounts.engine.ruleset import Rule
from uitpas2.discounts.engine.running import Outcome
from uitpas2.discounts.rules.checking.reaching import reachable
from uitpas2.discounts.rules.checking.walking import Branch, branches_of, walk
from uitpas2.discounts.rules.choices import in_force
from uitpas2.discounts.rules.deciding import decide_right, situation
from uitpas2.discounts.rules.loading import Place
from uitpas2.discounts.rules.rulebook import PRICE, RuleBook
from uitpas2.discounts.rules.schemes import Case, Scheme, replay


class Walk:
    """Walks cases along the trees of their rules and remembers where they came."""

    def __init__(self, book: RuleBook) -> None:
        self.book = book
        self.bodies: dict[int, Rule] = {}
        self.branches: dict[int, list[Branch]] = {}
        for program in book.programs.values():
            conditions = {one.id for one in program.conditions}
            for one in program.rules().values():
                self.bodies[id(one.body)] = one
                is_condition = one.id.split("__")[0] in conditions
                self.branches[id(one.body)] = list(branches_of(one.body, is_condition=is_condition))
        self.met: set[tuple[int, Branch]] = set()
        self.worked_out: set[int] = set()

    @property
    def count(self) -> int:
        return sum(len(listed) for listed in self.branches.values())

    def along(self, scheme: Scheme) -> Iterator[str]:
        """Walk the cases of a file. Gives a fault for each case that comes out differently."""
        for case in scheme.cases:
            self._case(scheme, case)
        for replayed in replay(self.book, scheme):
            for difference in replayed.differences:
                yield (
                    f"{scheme.file}: cases › {replayed.case.name}: {difference.what}: expected {difference.expected}, "
                    f"got {difference.got}"
                )

    def _case(self, scheme: Scheme, case: Case) -> None:
        if case.question == "choice":
            return
        choices = in_force(
            self.book,
            nis="",
            name=scheme.municipality,
            on=case.on,
            choices=[*scheme.choices, *case.choices],
            lift_bounds=True,
        )
        facts = situation(scheme.facts, case.given, case.on, Place(case.name))
        if case.question == "right" or "has_right" not in case.given:
            right = decide_right(facts, choices)
            self._outcome(right, facts)
            facts["has_right"] = right.granted
        if case.question == "price":
            self._outcome(choices.ready(PRICE).explain(facts), facts)

    def _outcome(self, outcome: Outcome, facts: Mapping[str, int]) -> None:
        given = {**facts, **outcome.values}
        steps = outcome.steps
        for name in steps:
            body = outcome.compiled.rules[name].body
            values = {
                argument: given[argument] if argument == name or argument not in steps else steps[argument]
                for argument in body.arguments
            }
            self.worked_out.add(id(body))
            walk(body, values, partial(self._meet, id(body)))

    def _meet(self, body: int, branch: Branch) -> None:
        self.met.add((body, branch))

    def not_met(self) -> Iterator[str]:
        """The branches that no case met, each with its rule and text, and whether any case could."""
        for at, one in self.bodies.items():
            missing = [branch for branch in self.branches[at] if (at, branch) not in self.met]
            if at not in self.worked_out and not missing:
                yield f"rule {one.id}: no case works it out"
            within = reachable(one.body, missing) if missing else set()
            for branch in missing:
                unmet = "no case meets this" if branch in within else "no case can reach this"
                yield f"rule {one.id}: {unmet}: {branch.told} in `{_line(one.body, branch)}`"


def _line(body: Body, branch: Branch) -> str:
    return body.text.splitlines()[branch.line - 1].strip()
