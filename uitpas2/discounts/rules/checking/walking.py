"""Walking the tree of a rule with values, branch by branch: slower than the compiled rule, and tells where it came."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from uitpas2.discounts.engine.functions import FUNCTIONS
from uitpas2.discounts.engine.language import Body

OPERATORS: dict[type[ast.operator], Callable[[int, int], int]] = {
    ast.Add: lambda a, b: a + b,
    ast.Sub: lambda a, b: a - b,
    ast.Mult: lambda a, b: a * b,
    ast.FloorDiv: lambda a, b: a // b,
}
COMPARISONS: dict[type[ast.cmpop], Callable[[int, int], bool]] = {
    ast.Lt: lambda a, b: a < b,
    ast.LtE: lambda a, b: a <= b,
    ast.Gt: lambda a, b: a > b,
    ast.GtE: lambda a, b: a >= b,
    ast.Eq: lambda a, b: a == b,
    ast.NotEq: lambda a, b: a != b,
}


@dataclass(frozen=True)
class Branch:
    """One way a rule can go: the place of the node in its tree, its line and words, and which way."""

    node: int
    way: int
    line: int
    told: str


Meet = Callable[[Branch], object]


def branches_of(body: Body, *, is_condition: bool = False) -> Iterator[Branch]:
    """Every branch of a rule, in the order of its text."""
    for branches in _numbered(body).branches.values():
        yield from branches
    if is_condition:
        yield from _of_result(body)


def walk(body: Body, values: Mapping[str, int], meet: Meet) -> int:
    """The result of a rule for these arguments; `meet` hears of each branch on the way."""
    known = dict(values)
    walker = _Walker(_numbered(body), known, meet)
    for name, expression in body.steps:
        known[name] = walker.value(expression)
    result: int = walker.value(body.result)
    for branch in _of_result(body):
        if bool(branch.way) == bool(result):
            meet(branch)
    return result


def _of_result(body: Body) -> list[Branch]:
    line = body.result.lineno
    return [Branch(-1, way, line, "the condition " + ("holds" if way else "fails")) for way in (1, 0)]


class _Numbered:
    """The branches of a rule by the node they belong to."""

    def __init__(self, body: Body) -> None:
        self.body = body  # kept, so that its nodes live as long as what is known about them
        self.branches: dict[int, list[Branch]] = {}
        trees = [*(expression for _, expression in body.steps), body.result]
        self.nodes = [node for tree in trees for node in ast.walk(tree)]
        for number, node in enumerate(self.nodes):
            told = list(self._told(node))
            if told:
                line = node.lineno  # type: ignore[attr-defined]
                self.branches[id(node)] = [Branch(number, way, line, words) for way, words in enumerate(told)]

    def _told(self, node: ast.AST) -> Iterator[str]:
        """The ways of a node, in their order."""
        if isinstance(node, ast.IfExp):
            test = self._source(node.test)
            yield from (f"`{test}` holds", f"`{test}` does not hold")
        elif isinstance(node, ast.BoolOp):
            is_and = isinstance(node.op, ast.And)
            for operand in node.values:
                yield f"`{self._source(operand)}` decides, being {'false' if is_and else 'true'}"
            yield f"every part of `{self._source(node)}` is {'true' if is_and else 'false'}"
        elif isinstance(node, ast.Compare) and len(node.ops) > 1:
            for operand in node.comparators:
                yield f"`{self._source(node)}` fails at `{self._source(operand)}`"
            yield f"`{self._source(node)}` holds"

    def _source(self, node: ast.expr) -> str:
        found = ast.get_source_segment(self.body.text, node) or ast.unparse(node)
        return " ".join(found.split())


_known: dict[int, _Numbered] = {}


def _numbered(body: Body) -> _Numbered:
    if id(body) not in _known:
        _known[id(body)] = _Numbered(body)
    return _known[id(body)]


def rests_on(body: Body, branch: Branch) -> set[str]:
    """The arguments that decide whether a branch is taken: those of its test and of every test around it."""
    if branch.node < 0:
        return _arguments(body, [body.result])
    nodes = _numbered(body).nodes
    around = {id(child): node for node in nodes for child in ast.iter_child_nodes(node)}
    node: ast.AST | None = nodes[branch.node]
    tests: list[ast.AST] = []
    while node is not None:
        if isinstance(node, ast.IfExp):
            tests.append(node.test)
        elif isinstance(node, ast.BoolOp | ast.Compare):
            tests.append(node)
        node = around.get(id(node))
    return _arguments(body, tests)


def _arguments(body: Body, trees: Sequence[ast.AST]) -> set[str]:
    """The arguments that some trees ask for, also by way of named steps."""
    steps = dict(body.steps)
    found: set[str] = set()
    waiting = [node.id for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Name)]
    while waiting:
        name = waiting.pop()
        if name in steps:
            waiting += [node.id for node in ast.walk(steps[name]) if isinstance(node, ast.Name)]
        elif name in body.arguments:
            found.add(name)
    return found


class _Walker:
    def __init__(self, numbered: _Numbered, known: Mapping[str, int], meet: Meet) -> None:
        self.branches = numbered.branches
        self.known = known
        self.meet = meet

    def value(self, node: ast.expr) -> Any:
        match node:
            case ast.Constant(value=value):
                return value
            case ast.Name(id=name):
                return self.known[name]
            case ast.BinOp(left=left, op=op, right=right):
                return OPERATORS[type(op)](self.value(left), self.value(right))
            case ast.UnaryOp(op=op, operand=operand):
                value = self.value(operand)
                return not value if isinstance(op, ast.Not) else -value
            case ast.IfExp(test=test, body=then, orelse=otherwise):
                holds = bool(self.value(test))
                self._meet(node, 0 if holds else 1)
                return self.value(then if holds else otherwise)
            case ast.BoolOp(op=op, values=operands):
                return self._decided(node, operands, is_and=isinstance(op, ast.And))
            case ast.Compare():
                return self._compared(node)
            case ast.Call(func=ast.Name(id=name), args=arguments):
                return FUNCTIONS[name](*(self.value(argument) for argument in arguments))
        raise AssertionError(ast.unparse(node))

    def _decided(self, node: ast.BoolOp, operands: list[ast.expr], *, is_and: bool) -> bool:
        for number, operand in enumerate(operands):
            if bool(self.value(operand)) is not is_and:
                self._meet(node, number)
                return not is_and
        self._meet(node, len(operands))
        return is_and

    def _compared(self, node: ast.Compare) -> bool:
        left = self.value(node.left)
        for number, (op, operand) in enumerate(zip(node.ops, node.comparators, strict=True)):
            right = self.value(operand)
            if not COMPARISONS[type(op)](left, right):
                self._meet(node, number)
                return False
            left = right
        self._meet(node, len(node.ops))
        return True

    def _meet(self, node: ast.expr, way: int) -> None:
        if id(node) in self.branches:
            self.meet(self.branches[id(node)][way])
