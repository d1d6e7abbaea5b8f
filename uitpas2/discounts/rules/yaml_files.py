"""YAML files, read strictly: what is not understood is refused, with the file and the place in one line."""

from __future__ import annotations

import re
from collections.abc import Collection, Hashable, Iterator
from contextlib import contextmanager
from typing import Any

import yaml

from uitpas2.discounts.values.kinds import shown

YAML = "tag:yaml.org,2002:"
MOST_NODES = 200_000
LONGEST_KEY = 80
HINTS = {
    "mapping values are not allowed": ": put a text with a colon between quotes, and look at the spaces in front",
    "'\\t'": ": use spaces, no tabs",
}


class RuleBookFault(Exception):
    """Something is wrong in a file of the rule book; each line of the text names the file and the place."""


class Faults:
    """What is wrong in the parts of a file: a part that is not in order does not keep the next one from being read."""

    def __init__(self) -> None:
        self.found: list[str] = []

    @contextmanager
    def collected(self) -> Iterator[None]:
        try:
            yield
        except RuleBookFault as fault:
            self.found.append(str(fault))

    def raise_all(self) -> None:
        """Raises RuleBookFault with a line for each, where there are any."""
        if self.found:
            raise RuleBookFault("\n".join(self.found))


class Place:
    """Where we are, for a message that can be acted on: file: key › key."""

    def __init__(self, *path: object) -> None:
        self.path = path

    def below(self, key: object) -> Place:
        return Place(*self.path, key)

    def fault(self, what: str) -> RuleBookFault:
        """What is wrong here, on one line of a length that can be read."""
        file, *keys = (" ".join(str(part).split()) for part in self.path)
        path = " › ".join(key if len(key) <= LONGEST_KEY else f"{key[:LONGEST_KEY]}…" for key in keys)
        told = " ".join(what.split())
        return RuleBookFault(f"{file}: {path}: {told}" if keys else f"{file}: {told}")


class _StrictLoader(yaml.SafeLoader):
    """YAML as people expect it: `on`, `off`, `yes` and `no` are words, and a number is a decimal number.

    A key that occurs twice is an error, and so is a day that does not exist. `010`, `1:30` and `1_000`, which YAML
    reads as 8, 90 and 1000, are left as text.
    """

    yaml_implicit_resolvers = {
        first: [
            (tag, pattern)
            for tag, pattern in resolvers
            if tag not in (f"{YAML}int", f"{YAML}float") and (tag != f"{YAML}bool" or first in "tTfF")
        ]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: set[Any] = set()
        for key_node, value_node in node.value:
            if key_node.tag == f"{YAML}merge":  # merging what was merged before grows tenfold a line
                raise yaml.MarkedYAMLError(problem="write out what << would merge", problem_mark=key_node.start_mark)
            if node.flow_style and _is_left_of_a_comma(key_node, value_node):
                problem = f"a comma between braces begins the next key, here {key_node.value}: write 1.50, with a point"
                raise yaml.MarkedYAMLError(problem=problem, problem_mark=key_node.start_mark)
            key = self.construct_object(key_node, deep=True)
            if not isinstance(key, Hashable):
                raise yaml.MarkedYAMLError(problem="a key is a word", problem_mark=key_node.start_mark)
            if key in seen:
                raise yaml.MarkedYAMLError(problem=f"the key {key!r} occurs twice", problem_mark=key_node.start_mark)
            seen.add(key)
        return super().construct_mapping(node, deep)

    def construct_day(self, node: yaml.ScalarNode) -> Any:
        try:
            return self.construct_yaml_timestamp(node)
        except (ValueError, AttributeError):
            raise yaml.MarkedYAMLError(
                problem=f"{node.value!r} is not a day that exists", problem_mark=node.start_mark
            ) from None


def _is_left_of_a_comma(key: yaml.Node, value: yaml.Node) -> bool:
    """Whether these are the decimals of an amount with a comma, which YAML takes for a key without a value."""
    decimals = isinstance(key, yaml.ScalarNode) and key.style is None and re.fullmatch(r"[0-9]+", key.value)
    return bool(decimals) and isinstance(value, yaml.ScalarNode) and value.style is None and value.value == ""


_StrictLoader.add_implicit_resolver(f"{YAML}int", re.compile(r"-?(?:0|[1-9][0-9]{0,17})$"), list("-0123456789"))
_StrictLoader.add_implicit_resolver(f"{YAML}float", re.compile(r"-?[0-9]{1,18}\.[0-9]{1,18}$"), list("-0123456789"))
_StrictLoader.add_constructor(f"{YAML}timestamp", _StrictLoader.construct_day)


def parse_any(content: bytes, place: Place) -> Any:
    """Whatever stands in a file. Raises RuleBookFault where it is not YAML, or where a key occurs twice."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise place.fault(f"line {line} is not text in UTF-8") from None
    try:
        read = yaml.load(text, _StrictLoader)  # noqa: S506  a SafeLoader
    except yaml.MarkedYAMLError as error:
        raise place.fault(_told_by_yaml(error)) from None
    except yaml.YAMLError as error:
        raise place.fault(str(error)) from None
    except RecursionError:
        raise place.fault("lies too deep, list in list in list") from None
    except (ValueError, TypeError, AttributeError, OverflowError) as error:  # an explicit tag on something else
        raise place.fault(f"is not in order: {error}") from None
    if _is_endless(read):
        raise place.fault("is too large, or refers to itself")
    return read


def _told_by_yaml(error: yaml.MarkedYAMLError) -> str:
    mark = error.problem_mark or error.context_mark
    told = ", ".join(part for part in (error.context, error.problem) if part)
    told += next((hint for part, hint in HINTS.items() if part in told), "")
    return f"{told} (line {mark.line + 1}, column {mark.column + 1})" if mark else told


def _is_endless(read: Any) -> bool:
    """Whether something refers to itself, or grows beyond all measure by referring to itself in parts."""
    waiting, count = [read], 0
    while waiting:
        one = waiting.pop()
        count += 1
        if count > MOST_NODES:
            return True
        if isinstance(one, dict):
            waiting.extend(one.values())
        elif isinstance(one, list | set | tuple):
            waiting.extend(one)
    return False


def parse(content: bytes, place: Place) -> dict[Any, Any]:
    read = parse_any(content, place)
    if read is None:
        raise place.fault("is empty")
    if not isinstance(read, dict):
        raise place.fault("should hold keys with values")
    return read


def keys(item: Any, expected: Collection[str], place: Place, *, may: Collection[str] = ()) -> None:
    """Exactly these keys, and perhaps those of `may`: one that is unknown or missing is named."""
    if not isinstance(item, dict):
        raise place.fault("should hold keys with values")
    for key in item:
        if key not in expected and key not in may:
            raise place.fault(f"unknown key {shown(key)}; known are {', '.join(sorted({*expected, *may}))}")
    for key in sorted(expected):
        if key not in item:
            raise place.fault(f"the key {key!r} is missing")
