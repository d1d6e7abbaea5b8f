"""A rule may say little, and says it in a closed part of Python: everything else is refused with its line."""

from __future__ import annotations

import importlib.util
import itertools
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from uitpas2.discounts.engine import NOTHING, Program, Rule, RuleFault, columns
from uitpas2.discounts.engine.compiling import compiled

HEAD = """\
from uitpas2.discounts.engine import *
from uitpas2.discounts.engine.ruleset import rule
CARE = 1
NAMES = "no number"


@rule(1)
"""
FIRST_LINE = HEAD.count("\n") + 1
_numbers = itertools.count()

Write = Callable[[str], ModuleType]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """A module of rules with this function, imported."""

    def written(function: str) -> ModuleType:
        name = f"written_rules_{next(_numbers)}"
        path = tmp_path / f"{name}.py"
        path.write_text(HEAD + function + "\n", encoding="utf-8")
        spec = importlib.util.spec_from_file_location(name, path)
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        sys.modules[name] = module
        try:
            spec.loader.exec_module(module)
        finally:
            del sys.modules[name]
        return module

    return written


@pytest.mark.parametrize(
    ("function", "facts", "expected"),
    [
        ("def it(a: int) -> int:\n    return a", {"a": 7}, 7),
        ('def it(a: int) -> int:\n    """With its meaning."""\n    return a + 1', {"a": 7}, 8),
        (
            "def it(a: int, b: int) -> int:\n    both = a + b\n    twice = both * 2\n    return twice - 1",
            {"a": 1, "b": 2},
            5,
        ),
        ("def it(a: int) -> int:\n    return a // 100", {"a": 250}, 2),
        ("def it(a: int) -> int:\n    return -a", {"a": 3}, -3),
        ("def it(a: int) -> bool:\n    return 1 <= a < 5", {"a": 4}, True),
        ("def it(a: int) -> bool:\n    return 1 <= a < 5", {"a": 5}, False),
        ("def it(a: bool, b: bool) -> bool:\n    return a and not b or False", {"a": True, "b": False}, True),
        ("def it(a: int) -> int:\n    return 10 if a == CARE else 20", {"a": 1}, 10),
        ("def it(a: int) -> int:\n    return 10 if a == CARE else 20", {"a": 2}, 20),
        ("def it(a: int) -> int:\n    return min(max(a, 3), NOTHING)", {"a": 1}, 3),
        ("def it(a: int) -> int:\n    return half_up(a * 20, 100)", {"a": 999}, 200),
        ("def it(a: int, b: int) -> bool:\n    return overlaps(a, b) and has(a, 2)", {"a": 4, "b": 6}, True),
        ("def it(a: int) -> int:\n    return NOTHING if a != 1 else 0", {"a": 2}, NOTHING),
    ],
)
def test_what_the_language_knows_comes_out_the_same_as_in_python(
    write: Write, function: str, facts: dict[str, int], expected: int
) -> None:
    rule: Rule = write(function).it
    program = Program("p", (), (), (rule,), (), {"it": ("it", 0)})

    ready = compiled(program, facts, {})

    given = tuple(facts[name] for name in ready.facts)
    assert ready.scalar(given, ()) == (0, (expected,))
    assert ready.traced(given, ()) == (0, (expected,), (expected,))
    reason, outputs = ready.on_columns(tuple(np.array([value, value]) for value in given), (), columns)
    assert (reason, np.broadcast_to(outputs[0], 2).tolist()) == (0, [expected, expected])


@pytest.mark.parametrize(
    ("function", "line", "fault"),
    [
        ("def it(a):\n    for one in a:\n        pass\n    return a", 2, "only `name = …` may stand before the result"),
        ("def it(a):\n    if a:\n        return 1\n    return 2", 2, "only `name = …` may stand before the result"),
        ("def it(a):\n    a = 2\n    return a", 2, "a has a value already"),
        ("def it(a):\n    b = 2\n    b = 3\n    return b", 3, "b has a value already"),
        ("def it(a):\n    b = c = 2\n    return b", 2, "b has a value already"),
        ("def it(a):\n    b, c = a\n    return b", 2, "only `name = …` may stand before the result"),
        ("def it(a):\n    b: int = 3\n    return b", 2, "only `name = …` may stand before the result"),
        ("def it(a):\n    b = a", 2, "a rule ends with its result"),
        ("def it(a):\n    return", 2, "a rule ends with its result"),
        ('def it(a):\n    """Only words."""', 1, "a rule ends with its result"),
        ("def it(a):\n    return a / 2", 2, "Div is not part of the language"),
        ("def it(a):\n    return a % 2", 2, "Mod is not part of the language"),
        ("def it(a):\n    return a ** 2", 2, "Pow is not part of the language"),
        ("def it(a):\n    return a & 2", 2, "BitAnd is not part of the language"),
        ("def it(a):\n    return a // 0", 2, "divide by a whole number above 0"),
        ("def it(a, b):\n    return a // b", 2, "divide by a whole number above 0"),
        ("def it(a):\n    return a // -2", 2, "divide by a whole number above 0"),
        ("def it(a):\n    return a * 0.8", 2, "Constant is not part of the language"),
        ("def it(a):\n    return 'words'", 2, "Constant is not part of the language"),
        ("def it(a):\n    return None", 2, "Constant is not part of the language"),
        ("def it(a):\n    return a is True", 2, "compare with < <= > >= == != only"),
        ("def it(a):\n    return a in (1, 2)", 2, "compare with < <= > >= == != only"),
        ("def it(a):\n    return ~a", 2, "Invert is not part of the language"),
        ("def it(a):\n    return a.real", 2, "Attribute is not part of the language"),
        ("def it(a):\n    return a[0]", 2, "Subscript is not part of the language"),
        ("def it(a):\n    return [a]", 2, "List is not part of the language"),
        ("def it(a):\n    return (lambda: a)()", 2, "call one of: min, max"),
        ("def it(a):\n    return (b := a)", 2, "NamedExpr is not part of the language"),
        ("def it(a):\n    return sum(a)", 2, "call one of: min, max"),
        ("def it(a):\n    return __import__('os')", 2, "call one of: min, max"),
        ("def it(a):\n    return a.bit_count()", 2, "call one of: min, max"),
        ("def it(a):\n    return min(a, key=a)", 2, "call one of: min, max"),
        ("def it(a):\n    return min(*a)", 2, "Starred is not part of the language"),
        ("def it(a):\n    return b", 2, "nothing is called b"),
        ("def it(a):\n    return NAMES", 2, "nothing is called NAMES"),
        ("def it(a):\n    return min(a,\n               b)", 3, "nothing is called b"),
        ("def it(a):\n    return min(a)", 2, "min takes 2 values or more"),
        ("def it(a):\n    return half_up(a)", 2, "half_up takes 2 values"),
        ("def it(a):\n    return first_of_month(a, a)", 2, "first_of_month takes 1 value"),
        ("def it(a):\n    min = a\n    return min", 2, "the name min is the engine's own"),
        ("def it(a):\n    _facts = a\n    return a", 2, "the name _facts is the engine's own"),
        ("def it(half_up):\n    return half_up", 1, "the name half_up is the engine's own"),
        ("def it(columns):\n    return columns", 1, "the name columns is the engine's own"),
        ("def it(a=1):\n    return a", 1, "arguments are plain names without defaults"),
        ("def it(*a):\n    return 1", 1, "arguments are plain names without defaults"),
        ("def it(**a):\n    return 1", 1, "arguments are plain names without defaults"),
        ("def it(*, a):\n    return a", 1, "arguments are plain names without defaults"),
        ("def it(a, /):\n    return a", 1, "arguments are plain names without defaults"),
    ],
)
def test_what_the_language_does_not_know_is_refused_with_the_line(
    write: Write, function: str, line: int, fault: str
) -> None:
    with pytest.raises(RuleFault) as found:
        write(function)

    assert fault in str(found.value)
    # a decorated function starts with its decorator, which stands on the line before `def`
    assert f"line {FIRST_LINE - 1 + line}, rule it:" in str(found.value)
    assert "\n" not in str(found.value)


def test_an_async_function_is_no_rule(write: Write) -> None:
    with pytest.raises(RuleFault, match="it: a rule is a plain function"):
        write("async def it(a):\n    return a")
