"""From one tree per rule to two functions: on one case, and on one case with every step. `folding` makes the third."""

from __future__ import annotations

import ast
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from uitpas2.discounts.engine.folding import cut
from uitpas2.discounts.engine.functions import FUNCTIONS
from uitpas2.discounts.engine.language import RuleFault
from uitpas2.discounts.engine.ruleset import Program, Rule

Tuple = tuple[Any, ...]


@dataclass(frozen=True)
class Compiled:
    """A program ready to run.

    `facts` and `parameters` name what it asks for, in the order in which values are given.
    `scalar(facts, parameters)` gives (reason, outputs): reason 0 is yes, n that the nth condition failed.
    `traced` gives (reason, outputs, outcomes), with one outcome for each rule of `paths[reason]`.
    """

    program: Program
    facts: tuple[str, ...]
    parameters: tuple[str, ...]
    outputs: tuple[str, ...]
    paths: tuple[tuple[str, ...], ...]
    scalar: Callable[[Tuple, Tuple], tuple[int, Tuple]]
    traced: Callable[[Tuple, Tuple], tuple[int, Tuple, Tuple]]
    rules: Mapping[str, Rule] = field(default_factory=dict)

    @property
    def conditions(self) -> tuple[str, ...]:
        return tuple(one.id for one in self.program.conditions)

    def on_columns(self, facts: Tuple, parameters: Tuple, columns: Any) -> tuple[Any, Tuple]:
        """(reason, outputs) as columns, or one value where all rows have it; `columns` is the module of that name."""
        given = dict(zip((*self.facts, *self.parameters), (*facts, *parameters), strict=True))
        made = cut(
            self.program, {name: columns.part_of(one) for name, one in given.items()}, self.outputs, trusting=False
        )
        whole = columns.whole(made.widest)
        asked = {name: columns.typed(given[name], whole if name in made.counted else None) for name in made.given}
        return made.run(asked, columns, whole)


def compiled(program: Program, facts: Collection[str], parameters: Collection[str]) -> Compiled:
    """Put a program together. Raises RuleFault for an unknown name, a circle, or an output that nothing gives."""
    order = _Order(program, facts, parameters)
    lines = _Lines(order)
    asked = tuple(name for name in facts if name in order.asked)
    chosen = tuple(name for name in parameters if name in order.asked)
    return Compiled(
        program=program,
        facts=asked,
        parameters=chosen,
        outputs=tuple(program.outputs),
        paths=order.paths,
        scalar=_function(program.name, lines.scalar(asked, chosen, traced=False)),
        traced=_function(program.name, lines.scalar(asked, chosen, traced=True)),
        rules=program.rules(),
    )


def _function(name: str, text: str) -> Callable[..., Any]:
    space: dict[str, Any] = dict(FUNCTIONS)
    exec(compile(text, f"<program {name}>", "exec"), space)  # noqa: S102  made from checked trees only
    function: Callable[..., Any] = space[name]
    return function


class _Order:
    """The order in which rules are worked out: each just before it is first needed."""

    def __init__(self, program: Program, facts: Collection[str], parameters: Collection[str]) -> None:
        self.program = program
        self.rules = program.rules()
        self.given = {*facts, *parameters}
        self.asked: set[str] = set()
        clash = {name for name in self.given & self.rules.keys() if name not in self.rules[name].body.arguments}
        if clash:
            raise RuleFault(f"program {program.name}: {', '.join(sorted(clash))} is both a rule and something given")
        done: set[str] = set()
        self.before = self.needed(program.always, done)
        self.steps = [self.needed((condition,), done) for condition in program.conditions]
        self.granted = self.needed(program.granted, done)
        self.at_refusal: list[list[Rule]] = []
        for number in range(len(program.conditions)):
            so_far = {one.id for group in (self.before, *self.steps[: number + 1]) for one in group}
            self.at_refusal.append(self.needed(program.refused, so_far))
        for name, (granted, refused) in program.outputs.items():
            for giver in (granted, refused):
                if type(giver) is str and giver not in self.rules and giver not in self.given:
                    raise RuleFault(f"program {program.name}: nothing gives {giver} for the output {name}")
        self.decisive = self.needed_for_answer()

    def needed_for_answer(self) -> set[str]:
        """The rules that the conditions and the outputs rest on; the others only tell."""
        givers = [giver for pair in self.program.outputs.values() for giver in pair if type(giver) is str]
        waiting = [*(condition.id for condition in self.program.conditions), *givers]
        found: set[str] = set()
        while waiting:
            name = waiting.pop()
            if name in self.rules and name not in found:
                found.add(name)
                waiting += self.rules[name].body.arguments
        return found

    @property
    def paths(self) -> tuple[tuple[str, ...], ...]:
        """Per reason the rules that were worked out, in their order."""
        every = [self.before, *self.steps, self.granted]
        paths = [tuple(one.id for group in every for one in group)]
        for number, ending in enumerate(self.at_refusal):
            groups = [self.before, *self.steps[: number + 1], ending]
            paths.append(tuple(one.id for group in groups for one in group))
        return tuple(paths)

    def needed(self, wanted: tuple[Rule, ...], done: set[str]) -> list[Rule]:
        found: list[Rule] = []
        for one in wanted:
            self.visit(one, done, (), found)
        return found

    def visit(self, one: Rule, done: set[str], above: tuple[str, ...], found: list[Rule]) -> None:
        if one.id in above:
            raise RuleFault(f"program {self.program.name}: {' needs '.join((*above, one.id))}: a circle")
        if one.id in done:
            return
        for name in one.body.arguments:
            if name in self.rules and name != one.id:  # a rule that asks for a fact may go by its name
                self.visit(self.rules[name], done, (*above, one.id), found)
            elif name in self.given:
                self.asked.add(name)
            else:
                raise RuleFault(f"rule {one.id}: nothing is called {name}")
        done.add(one.id)
        found.append(one)


class _Lines:
    """The text of the functions."""

    def __init__(self, order: _Order) -> None:
        self.order = order
        self.program = order.program
        self.wanted: Collection[str] = order.rules

    def scalar(self, facts: tuple[str, ...], parameters: tuple[str, ...], *, traced: bool) -> str:
        order = self.order
        self.wanted = order.rules if traced else order.decisive
        lines = self.head(facts, parameters)
        known: list[str] = []
        for one in order.before:
            lines += self.worked_out(one, known)
        for number, group in enumerate(order.steps):
            for one in group:
                lines += self.worked_out(one, known)
            lines.append(f"    if not {self.program.conditions[number].id}:")
            told = list(known)
            ending = [line for one in order.at_refusal[number] for line in self.worked_out(one, told)]
            lines += [f"    {line}" for line in ending]
            lines.append(f"        return {self.answer(number + 1, 1, told, traced=traced)}")
        for one in order.granted:
            lines += self.worked_out(one, known)
        lines.append(f"    return {self.answer(0, 0, known, traced=traced)}")
        return "\n".join(lines)

    def head(self, facts: tuple[str, ...], parameters: tuple[str, ...]) -> list[str]:
        lines = [f"def {self.program.name}(_facts, _parameters):"]
        for names, source in ((facts, "_facts"), (parameters, "_parameters")):
            if names:
                lines.append(f"    ({', '.join(names)},) = {source}")
        return lines

    def worked_out(self, one: Rule, known: list[str]) -> Iterator[str]:
        """The lines of a rule; its named steps carry its name, so that rules do not meddle with each other.

        A rule that only tells is left out where nobody listens.
        """
        if one.id not in self.wanted:
            return
        names = {name: f"{one.id}__{name}" for name, _ in one.body.steps}
        for name, expression in (*one.body.steps, (one.id, one.body.result)):
            tree = _Inlined().visit(_Renamed(names).visit(_copy(expression)))
            yield f"    {names.get(name, name)} = {ast.unparse(ast.fix_missing_locations(tree))}"
        known.append(one.id)

    def answer(self, reason: int, side: int, known: list[str], *, traced: bool) -> str:
        outputs = "".join(f"{giver[side]}, " for giver in self.program.outputs.values())
        outcomes = f", ({''.join(f'{name}, ' for name in known)})" if traced else ""
        return f"{reason}, ({outputs}){outcomes}"


def _copy(expression: ast.expr) -> ast.expr:
    tree = ast.parse(ast.unparse(expression), mode="eval")
    return tree.body


class _Renamed(ast.NodeTransformer):
    def __init__(self, names: Mapping[str, str]) -> None:
        self.names = names

    def visit_Name(self, node: ast.Name) -> ast.expr:
        return ast.Name(self.names.get(node.id, node.id), node.ctx)


class _Inlined(ast.NodeTransformer):
    """The shortest functions written out: a call costs more than what it does."""

    def visit_Call(self, node: ast.Call) -> ast.expr:
        self.generic_visit(node)
        match node:
            case ast.Call(func=ast.Name(id="half_up"), args=[number, ast.Constant(value=int(by))]) if by % 2 == 0:
                half = ast.BinOp(number, ast.Add(), ast.Constant(by // 2))
                return ast.BinOp(half, ast.FloorDiv(), ast.Constant(by))
            case ast.Call(func=ast.Name(id="has"), args=[codes, code]):
                bit = ast.BinOp(ast.BinOp(codes, ast.RShift(), code), ast.BitAnd(), ast.Constant(1))
                return ast.Compare(bit, [ast.Eq()], [ast.Constant(1)])
            case ast.Call(func=ast.Name(id="overlaps"), args=[some, others]):
                return ast.Compare(ast.BinOp(some, ast.BitAnd(), others), [ast.NotEq()], [ast.Constant(0)])
            case ast.Call(func=ast.Name(id="min" | "max" as name), args=[ast.Name() as one, ast.Name() as other]):
                order = ast.LtE() if name == "min" else ast.GtE()
                return ast.IfExp(ast.Compare(one, [order], [other]), one, other)
        return node
