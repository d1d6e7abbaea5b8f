"""A program cut to measure for many cases: only what can differ among them, and only what is asked.

Every expression is followed with the least and the most it can be. What can be only one thing is worked out here, once;
a condition that always holds, a branch that never does and a limit that is never reached fall away. The same ranges
tell how wide the numbers get, and so whether 32 bits hold them.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial, reduce
from operator import add, eq, floordiv, ge, gt, le, lt, mul, ne, sub
from typing import Any

from uitpas2.discounts.engine.functions import FUNCTIONS
from uitpas2.discounts.engine.ruleset import Program, Rule

NEVER_NEGATIVE = frozenset({"Cents", "Percent", "Count"})
_COUNT = {ast.Add: add, ast.Sub: sub, ast.Mult: mul, ast.FloorDiv: floordiv}
_COMPARE = {ast.Lt: lt, ast.LtE: le, ast.Gt: gt, ast.GtE: ge, ast.Eq: eq, ast.NotEq: ne}
_OPPOSITE = {ast.Lt: ast.GtE, ast.GtE: ast.Lt, ast.Gt: ast.LtE, ast.LtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq}


@dataclass(frozen=True, slots=True)
class Part:
    """An expression on columns, with the least and the most it can be."""

    tree: ast.expr
    low: int
    high: int
    is_yes_no: bool = False

    @property
    def is_single(self) -> bool:
        return isinstance(self.tree, ast.Constant)


def single(value: int) -> Part:
    return Part(ast.Constant(value), int(value), int(value), type(value) is bool)


def varying(low: int, high: int, *, is_yes_no: bool = False) -> Part:
    """A given column."""
    return Part(ast.Name("", ast.Load()), low, high, is_yes_no)


YES, NO = single(True), single(False)


@dataclass(frozen=True)
class Cut:
    """`run(columns given by name, module of column functions, whole)` gives (reason, outputs).

    `whole` makes numbers of the right width. `counted` names the given columns that are calculated with: these have to
    come in that width; `widest` is the largest number on the way.
    """

    run: Callable[[Mapping[str, Any], Any, Any], tuple[Any, tuple[Any, ...]]]
    given: tuple[str, ...]
    counted: frozenset[str]
    widest: int


def cut(program: Program, given: Mapping[str, Part], wanted: Sequence[str], *, trusting: bool) -> Cut:
    """Cut a program to measure. `trusting` takes it that amounts are never negative, as their rules promise."""
    folder = _Folder(program, given, trusting=trusting)
    reason, outputs = folder.answer(wanted)
    answer = ast.Tuple([reason.tree, ast.Tuple([one.tree for one in outputs], ast.Load())], ast.Load())
    lines = _needed(folder.lines, answer)
    used = _names(answer).union(*map(_names, lines))
    names = tuple(name for name in given if _own(name) in used)
    body = [*(_assign(_own(name), _given(name)) for name in names), *lines, ast.Return(answer)]
    arguments = [ast.arg(name) for name in ("__given", "__columns", "__whole")]
    function = ast.FunctionDef(program.name, ast.arguments([], arguments, None, [], [], None, []), body, [])
    module = ast.fix_missing_locations(ast.Module([function], []))
    space: dict[str, Any] = {}
    exec(compile(module, f"<program {program.name}>", "exec"), space)  # noqa: S102  made from checked trees only
    counted = frozenset(name for name in names if _own(name) in folder.counted)
    return Cut(space[program.name], names, counted, folder.widest)


class _Folder:
    def __init__(self, program: Program, given: Mapping[str, Part], *, trusting: bool) -> None:
        self.program = program
        self.rules = program.rules()
        self.given = given
        self.trusting = trusting
        self.known: dict[str, Part] = {}
        self.lines: list[ast.Assign] = []
        self.counted: set[str] = set()
        self.widest = 0

    def answer(self, wanted: Sequence[str]) -> tuple[Part, list[Part]]:
        failing: list[ast.expr] = []
        granted = YES
        for number, condition in enumerate(self.program.conditions, 1):
            holds = self.rule(condition)
            if holds.is_single and holds.low:
                continue
            failing.append(ast.Tuple([holds.tree, ast.Constant(number)], ast.Load()))
            granted = self.both(granted, holds)
            if holds.is_single:
                break
        reason = Part(_call("first_failing", failing), 0, 255) if failing else single(0)
        if not granted.is_single:
            granted = self.kept("__granted", granted)
        givers = [self.program.outputs[name] for name in wanted]
        return reason, [self.choose(granted, partial(self.giver, yes), partial(self.giver, no)) for yes, no in givers]

    def giver(self, giver: str | int) -> Part:
        if not isinstance(giver, str):
            return single(giver)
        return self.rule(self.rules[giver]) if giver in self.rules else self.fact(giver)

    # Names: worked out when they are first needed.

    def rule(self, one: Rule) -> Part:
        if one.id not in self.known:
            found = self.fold(one.body.result, one)
            if self.trusting and one.gives in NEVER_NEGATIVE and found.low < 0:
                found = Part(found.tree, 0, max(0, found.high)) if not found.is_single else single(0)
            self.known[one.id] = self.kept(one.id, found)
        return self.known[one.id]

    def step(self, name: str, one: Rule) -> Part:
        own = f"{one.id}__{name}"
        if own not in self.known:
            self.known[own] = self.kept(own, self.fold(dict(one.body.steps)[name], one))
        return self.known[own]

    def fact(self, name: str) -> Part:
        part = self.given[name]
        if part.is_single:
            return part
        return Part(ast.Name(_own(name), ast.Load()), part.low, part.high, part.is_yes_no)

    def kept(self, name: str, part: Part) -> Part:
        if isinstance(part.tree, ast.Constant | ast.Name):
            return part
        self.lines.append(_assign(name, part.tree))
        return Part(ast.Name(name, ast.Load()), part.low, part.high, part.is_yes_no)

    # Expressions.

    def fold(self, node: ast.expr, one: Rule) -> Part:
        match node:
            case ast.Constant(value=bool() | int() as value):
                return single(value)
            case ast.Name(id=name) if name in dict(one.body.steps):
                return self.step(name, one)
            case ast.Name(id=name) if name in self.rules and name != one.id:
                return self.rule(self.rules[name])
            case ast.Name(id=name):
                return self.fact(name)
            case ast.BinOp(left=left, op=op, right=right):
                return self.count(type(op), self.fold(left, one), self.fold(right, one))
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                return self.no(self.fold(operand, one))
            case ast.UnaryOp(operand=operand):
                return self.count(ast.Sub, single(0), self.fold(operand, one))
            case ast.BoolOp(op=op, values=values):
                join = self.both if isinstance(op, ast.And) else self.either
                return reduce(join, (self.fold(value, one) for value in values))
            case ast.IfExp(test=test, body=body, orelse=orelse):
                return self.choose(self.fold(test, one), lambda: self.fold(body, one), lambda: self.fold(orelse, one))
            case ast.Compare(left=left, ops=ops, comparators=comparators):
                sides = [self.fold(side, one) for side in (left, *comparators)]
                return reduce(self.both, map(self.compare, (type(op) for op in ops), sides, sides[1:]))
            case ast.Call(func=ast.Name(id=name), args=args):
                return self.call(name, [self.fold(argument, one) for argument in args])
        raise TypeError(f"{type(node).__name__} is not part of the language")

    def no(self, part: Part) -> Part:
        match part.tree:
            case ast.Constant():
                return single(not part.low)
            case ast.UnaryOp(op=ast.Invert(), operand=operand):
                return Part(operand, 0, 1, True)
            case ast.Compare(left=left, ops=[op], comparators=comparators):
                return Part(ast.Compare(left, [_OPPOSITE[type(op)]()], comparators), 0, 1, True)
        return Part(ast.UnaryOp(ast.Invert(), part.tree), 0, 1, True)

    def both(self, a: Part, b: Part) -> Part:
        for one, other in ((a, b), (b, a)):
            if one.is_single:
                return other if one.low else NO
        return Part(ast.BinOp(a.tree, ast.BitAnd(), b.tree), 0, 1, True)

    def either(self, a: Part, b: Part) -> Part:
        for one, other in ((a, b), (b, a)):
            if one.is_single:
                return YES if one.low else other
        return Part(ast.BinOp(a.tree, ast.BitOr(), b.tree), 0, 1, True)

    def compare(self, op: type[ast.cmpop], a: Part, b: Part) -> Part:
        corners = {_COMPARE[op](x, y) for x in (a.low, a.high) for y in (b.low, b.high)}
        if op in (ast.Eq, ast.NotEq):
            if a.high < b.low or b.high < a.low:
                return single(op is ast.NotEq)
            if not a.low == a.high == b.low == b.high:
                corners = {True, False}
        if len(corners) == 1:
            return single(corners.pop())
        return Part(ast.Compare(a.tree, [op()], [b.tree]), 0, 1, True)

    def choose(self, test: Part, then: Callable[[], Part], otherwise: Callable[[], Part]) -> Part:
        """Only the branch that can be taken is looked at."""
        if test.is_single:
            return then() if test.low else otherwise()
        a, b = then(), otherwise()
        if _name(a) == _name(b) is not None:
            return a
        if a.is_yes_no and b.is_yes_no:
            return self.either(self.both(test, a), self.both(self.no(test), b))
        a, b = self.number(a), self.number(b)
        if a.is_single and b.is_single:
            a = Part(ast.Call(ast.Name("__whole", ast.Load()), [a.tree], []), a.low, a.high)
        return self.part(_call("where", [test.tree, a.tree, b.tree]), a, b)

    def count(self, op: type[ast.operator], a: Part, b: Part) -> Part:
        act = _COUNT[op]
        a, b = self.number(a), self.number(b)
        if a.is_single and b.is_single:
            return single(act(a.low, b.low))
        if b.is_single and b.low == (op in (ast.Mult, ast.FloorDiv)):  # + 0, - 0, * 1, // 1
            return a
        if op in (ast.Add, ast.Mult) and a.is_single and a.low == (op is ast.Mult):
            return b
        if op is ast.Mult and 0 in (a.low if a.is_single else 1, b.low if b.is_single else 1):
            return single(0)
        least = 1 if op is ast.FloorDiv else b.low
        corners = [act(x, y) for x in (a.low, a.high) for y in (max(b.low, least), max(b.high, least))]
        return self.part(ast.BinOp(a.tree, op(), b.tree), a, b, low=min(corners), high=max(corners))

    def number(self, part: Part) -> Part:
        """A yes or no that is calculated with counts as one or nothing."""
        if not part.is_yes_no:
            return part
        return single(part.low) if part.is_single else self.choose(part, lambda: single(1), lambda: single(0))

    def part(self, tree: ast.expr, *of: Part, low: int | None = None, high: int | None = None) -> Part:
        """Something that is calculated: what it is made of has to be as wide as it gets."""
        for one in of:
            if isinstance(one.tree, ast.Name):
                self.counted.add(one.tree.id)
        low = min(one.low for one in of) if low is None else low
        high = max(one.high for one in of) if high is None else high
        self.widest = max(self.widest, abs(low), abs(high), *(abs(one.low) for one in of), *(one.high for one in of))
        return Part(tree, low, high)

    # The named functions.

    def call(self, name: str, parts: list[Part]) -> Part:
        if all(part.is_single for part in parts):
            function: Any = FUNCTIONS[name]
            return single(function(*(part.low for part in parts)))
        found: Part = getattr(self, f"_{name}")(*parts)
        return found

    def _min(self, *parts: Part) -> Part:
        return reduce(self._lesser, parts)

    def _lesser(self, a: Part, b: Part) -> Part:
        a, b = self.number(a), self.number(b)
        if a.high <= b.low or b.high <= a.low:
            return a if a.high <= b.low else b
        low, high = min(a.low, b.low), min(a.high, b.high)
        return self.part(_call("least", [a.tree, b.tree]), a, b, low=low, high=high)

    def _max(self, *parts: Part) -> Part:
        return reduce(self._greater, parts)

    def _greater(self, a: Part, b: Part) -> Part:
        a, b = self.number(a), self.number(b)
        if a.low >= b.high or b.low >= a.high:
            return a if a.low >= b.high else b
        low, high = max(a.low, b.low), max(a.high, b.high)
        return self.part(_call("most", [a.tree, b.tree]), a, b, low=low, high=high)

    def _half_up(self, numerator: Part, denominator: Part) -> Part:
        """Half upwards: (2n + d) // 2d, and for an even d the same with half the numbers."""
        if denominator.is_single and denominator.low % 2 == 0:
            half, whole = single(denominator.low // 2), denominator
        else:
            numerator, half = self.count(ast.Mult, numerator, single(2)), denominator
            whole = self.count(ast.Mult, denominator, single(2))
        return self.count(ast.FloorDiv, self.count(ast.Add, numerator, half), whole)

    def _rounded(self, numerator: Part, denominator: Part, to: Part, direction: Part) -> Part:
        whole = self.count(ast.Mult, denominator, to)
        nearest = self._half_up(numerator, whole)
        if not direction.is_single:
            of = (numerator, denominator, to, direction)
            high = (nearest.high + 1) * to.high
            return self.part(_call("rounded", [one.tree for one in of]), *of, low=min(0, nearest.low), high=high)
        if direction.low == 0:
            return self.count(ast.Mult, nearest, to)
        up = self.count(ast.Sub, whole, single(1)) if direction.low == 1 else single(0)
        quotient = self.count(ast.FloorDiv, self.count(ast.Add, numerator, up), whole)
        return self.count(ast.Mult, quotient, to)

    def _has(self, codes: Part, code: Part) -> Part:
        if codes.is_single:
            there = [one for one in range(code.low, code.high + 1) if codes.low >> one & 1]
            if len(there) in (0, code.high + 1 - code.low):
                return single(bool(there))
            if len(there) == 1:
                return Part(ast.Compare(code.tree, [ast.Eq()], [ast.Constant(there[0])]), 0, 1, True)
        return Part(self.part(_call("has", [codes.tree, code.tree]), codes, code).tree, 0, 1, True)

    def _overlaps(self, some: Part, others: Part) -> Part:
        if 0 in (some.high, others.high):
            return NO
        shared = self.part(ast.BinOp(some.tree, ast.BitAnd(), others.tree), some, others)
        return Part(ast.Compare(shared.tree, [ast.NotEq()], [ast.Constant(0)]), 0, 1, True)

    def _first_of_month(self, day: Part) -> Part:
        return self.part(_call("first_of_month", [day.tree]), day, low=day.low - 31)

    def _add_months(self, day: Part, months: Part) -> Part:
        high = day.high + 31 * months.high + 31
        return self.part(_call("add_months", [day.tree, months.tree]), day, months, low=day.low, high=high)

    def _next_yearly(self, day: Part, of_year: Part) -> Part:
        high = day.high + 732
        return self.part(_call("next_yearly", [day.tree, of_year.tree]), day, of_year, low=day.low, high=high)


def _call(name: str, arguments: list[ast.expr]) -> ast.expr:
    return ast.Call(ast.Attribute(ast.Name("__columns", ast.Load()), name, ast.Load()), arguments, [])


def _own(name: str) -> str:
    """Given columns go by a name that no rule has: a rule may be called as the fact it looks at."""
    return f"_{name}"


def _given(name: str) -> ast.expr:
    return ast.Subscript(ast.Name("__given", ast.Load()), ast.Constant(name), ast.Load())


def _assign(name: str, value: ast.expr) -> ast.Assign:
    return ast.Assign([ast.Name(name, ast.Store())], value)


def _name(part: Part) -> object:
    """What tells two parts apart where that is easy: a name or a number."""
    match part.tree:
        case ast.Name(id=name):
            return name
        case ast.Constant(value=value):
            return type(value), value
    return None


def _needed(lines: Sequence[ast.Assign], answer: ast.expr) -> list[ast.stmt]:
    """The lines that the answer rests on. Each column is let go of after its last use: a chunk should fit the cache."""
    needed = _names(answer)
    found: list[ast.stmt] = []
    for line in reversed(lines):
        made, used = _names(line.targets[0]), _names(line.value)
        if made <= needed:
            gone = sorted(name for name in used - needed if not name.startswith("_"))
            found += [ast.Delete([ast.Name(name, ast.Del()) for name in gone])] * bool(gone)
            found.append(line)
            needed |= used
    return found[::-1]


def _names(tree: ast.AST) -> set[str]:
    return {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
