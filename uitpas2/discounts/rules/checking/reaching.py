"""Can any values at all lead to a branch? Exact where the break points of a rule are few enough to try them all.

Every comparison of a rule is between its arguments, its numbers and sums of them. So for each argument we take every
number of the rule and its neighbours, some in between, none at all, and for codes every single one. A branch that no
combination reaches is dead text; where there are too many combinations we try many of them and accuse nobody.
"""

from __future__ import annotations

import ast
import random
from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from math import prod

from uitpas2.discounts.engine.language import Body
from uitpas2.discounts.rules.checking.walking import Branch, rests_on, walk
from uitpas2.discounts.values.numbers import NOTHING

MOST = 60_000
IN_BETWEEN = (0, 1, 2, 3, 49, 50, 51, 100, 1_000, 20_000, NOTHING)


def reachable(body: Body, wanted: Iterable[Branch]) -> set[Branch]:
    """Those of the wanted branches that some values reach; also those for which not everything could be tried."""
    wanted = set(wanted)
    met: set[Branch] = set()
    unsure: set[Branch] = set()
    for branch in sorted(wanted, key=lambda one: (one.node, one.way)):
        if branch not in met and not _try(body, branch, met):
            unsure.add(branch)
    return wanted & (met | unsure)


def _try(body: Body, branch: Branch, met: set[Branch]) -> bool:
    """Walk with every combination until the branch is met. Gives whether all were tried or it was met."""
    deciding = rests_on(body, branch)
    points = [_points(body, argument) if argument in deciding else [0] for argument in body.arguments]
    for values in _combinations(points):
        try:
            walk(body, dict(zip(body.arguments, values, strict=True)), met.add)
        except (ValueError, OverflowError):  # a day that no calendar has
            continue
        if branch in met:
            return True
    return prod(len(listed) for listed in points) <= MOST


def _combinations(points: Sequence[Sequence[int]]) -> Iterator[tuple[int, ...]]:
    if prod(len(listed) for listed in points) <= MOST:
        return product(*points)
    chance = random.Random(3)  # noqa: S311  the same combinations every time
    return (tuple(chance.choice(listed) for listed in points) for _ in range(MOST))


def _points(body: Body, argument: str) -> list[int]:
    """The values of an argument worth trying: yes and no where it is only asked whether it holds."""
    trees = [*(expression for _, expression in body.steps), body.result]
    nodes = [node for tree in trees for node in ast.walk(tree)]
    if _is_yes_no(nodes, argument):
        return [0, 1]
    numbers = {node.value for node in nodes if isinstance(node, ast.Constant) and type(node.value) is int}
    near = {number + more for number in numbers for more in (-1, 0, 1) if 0 <= number + more <= NOTHING}
    bits = {1 << number for number in numbers if number < 60} if _is_in_call(nodes, argument) else set()
    return sorted({*IN_BETWEEN, *near, *bits})


def _is_in_call(nodes: Sequence[ast.AST], argument: str) -> bool:
    """Whether it may be a set of codes."""
    calls = [node for node in nodes if isinstance(node, ast.Call)]
    return any(isinstance(child, ast.Name) and child.id == argument for call in calls for child in call.args)


def _is_yes_no(nodes: Sequence[ast.AST], argument: str) -> bool:
    """Whether a rule only asks whether this argument holds, and never compares or counts with it."""
    counted = (ast.BinOp, ast.Compare, ast.Call)
    inside = {id(child) for node in nodes if isinstance(node, counted) for child in ast.iter_child_nodes(node)}
    mine = [node for node in nodes if isinstance(node, ast.Name) and node.id == argument]
    arms = {id(child) for node in nodes if isinstance(node, ast.IfExp) for child in (node.body, node.orelse)}
    return bool(mine) and all(id(node) not in inside and id(node) not in arms for node in mine)
