"""The language rules are written in: a closed part of Python, so that a rule stays as readable as a table.

A rule is a function with one or more named steps and one result. What is not listed here is refused, with the line:
no loops, no attributes, no imports, no division that could be by zero, no calls but to the named functions.
"""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from uitpas2.discounts.engine.functions import FUNCTIONS

_OPERATORS = (ast.Add, ast.Sub, ast.Mult, ast.FloorDiv)
_COMPARISONS = (ast.Lt, ast.LtE, ast.Gt, ast.GtE, ast.Eq, ast.NotEq)


class RuleFault(Exception):
    """A rule says something the language does not know; the text names the rule and the line."""


@dataclass(frozen=True)
class Body:
    """What a rule does: its arguments, named steps, result, and the numbers its upper-case names stand for."""

    arguments: tuple[str, ...]
    steps: tuple[tuple[str, ast.expr], ...]
    result: ast.expr
    text: str


def read(function: Callable[..., Any]) -> Body:
    """The tree of a rule. Raises RuleFault at the first thing the language does not know."""
    text = textwrap.dedent(inspect.getsource(function))
    tree = ast.parse(text).body[0]
    if not isinstance(tree, ast.FunctionDef):
        raise RuleFault(f"{getattr(function, '__name__', function)}: a rule is a plain function")
    reader = _Reader(function, tree)
    return reader.body(text)


class _Reader:
    def __init__(self, function: Callable[..., Any], tree: ast.FunctionDef) -> None:
        self.tree = tree
        self.start = function.__code__.co_firstlineno
        self.file = function.__code__.co_filename.rsplit("/", 1)[-1]
        self.constants = {
            name: value for name, value in function.__globals__.items() if name.isupper() and type(value) is int
        }

    def body(self, text: str) -> Body:
        arguments = self.arguments()
        for name in (self.tree.name, *arguments):
            self.check_name(self.tree, name)
        known = set(arguments)
        steps = []
        *before, last = self.statements()
        for statement in before:
            if not (isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Name)):
                raise self.fault(statement, "only `name = …` may stand before the result")
            name = statement.targets[0].id
            self.check_name(statement, name)
            if name in known or len(statement.targets) > 1:
                raise self.fault(statement, f"{name} has a value already")
            steps.append((name, self.expression(statement.value, known)))
            known.add(name)
        if not isinstance(last, ast.Return) or last.value is None:
            raise self.fault(last, "a rule ends with its result: `return …`")
        return Body(arguments, tuple(steps), self.expression(last.value, known), text)

    def arguments(self) -> tuple[str, ...]:
        given = self.tree.args
        if given.vararg or given.kwarg or given.kwonlyargs or given.defaults or given.posonlyargs:
            raise self.fault(self.tree, "arguments are plain names without defaults")
        return tuple(argument.arg for argument in given.args)

    def statements(self) -> list[ast.stmt]:
        """Everything but the docstring."""
        body = self.tree.body
        first = body[0]
        if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str):
            body = body[1:]
        if not body:
            raise self.fault(self.tree, "a rule ends with its result: `return …`")
        return body

    def expression(self, node: ast.expr, known: set[str]) -> ast.expr:
        """The expression with upper-case names replaced by their numbers, once everything in it is known."""
        self.check(node, known)
        tree: ast.expr = _Numbers(self.constants, known).visit(node)
        return ast.fix_missing_locations(tree)

    def check(self, node: ast.expr, known: set[str]) -> None:
        match node:
            case ast.Constant(value=bool() | int()):
                return
            case ast.Name(id=name) if name in known or name in self.constants:
                return
            case ast.Name(id=name):
                raise self.fault(node, f"nothing is called {name}")
            case ast.BinOp(op=ast.FloorDiv(), right=right) if not self.is_positive(right):
                raise self.fault(node, "divide by a whole number above 0 that stands there itself")
            case ast.BinOp(op=op) if not isinstance(op, _OPERATORS):
                raise self.fault(node, f"{type(op).__name__} is not part of the language")
            case ast.Compare(ops=ops) if not all(isinstance(op, _COMPARISONS) for op in ops):
                raise self.fault(node, "compare with < <= > >= == != only")
            case ast.UnaryOp(op=op) if not isinstance(op, ast.Not | ast.USub):
                raise self.fault(node, f"{type(op).__name__} is not part of the language")
            case ast.Call(func=ast.Name(id=name), keywords=[]) if name in FUNCTIONS:
                for argument in node.args:
                    self.check(argument, known)
                self.check_count(node, name)
                return
            case ast.Call():
                raise self.fault(node, f"call one of: {', '.join(FUNCTIONS)}")
            case ast.BinOp() | ast.Compare() | ast.UnaryOp() | ast.BoolOp() | ast.IfExp():
                pass
            case _:
                raise self.fault(node, f"{type(node).__name__} is not part of the language")
        for child in _expressions(node):
            self.check(child, known)

    def check_count(self, node: ast.Call, name: str) -> None:
        if name in ("min", "max"):
            if len(node.args) < 2:
                raise self.fault(node, f"{name} takes 2 values or more")
        elif len(node.args) != (wanted := len(inspect.signature(FUNCTIONS[name]).parameters)):
            raise self.fault(node, f"{name} takes {wanted} value{'s' if wanted > 1 else ''}")

    def check_name(self, node: ast.AST, name: str) -> None:
        """A name of the engine itself would be hidden by it."""
        if name in FUNCTIONS or name == "columns" or name.startswith("_"):
            raise self.fault(node, f"the name {name} is the engine's own")

    def is_positive(self, node: ast.expr) -> bool:
        return isinstance(node, ast.Constant) and type(node.value) is int and node.value > 0

    def fault(self, node: ast.AST, what: str) -> RuleFault:
        line = self.start + getattr(node, "lineno", 1) - 1
        return RuleFault(f"{self.file}, line {line}, rule {self.tree.name}: {what}")


def _expressions(node: ast.AST) -> Iterator[ast.expr]:
    return (child for child in ast.iter_child_nodes(node) if isinstance(child, ast.expr))


class _Numbers(ast.NodeTransformer):
    """Upper-case names become the numbers they stand for."""

    def __init__(self, constants: dict[str, int], known: set[str]) -> None:
        self.constants = constants
        self.known = known

    def visit_Name(self, node: ast.Name) -> ast.expr:
        if node.id in self.constants and node.id not in self.known:
            return ast.copy_location(ast.Constant(self.constants[node.id]), node)
        return node
