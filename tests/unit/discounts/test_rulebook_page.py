"""The page for people who encode a scheme says nothing that the rule book does not do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from uitpas2.discounts.rules.loading import Place, parse
from uitpas2.discounts.rules.rulebook import PRICE, RIGHT, rule_book
from uitpas2.discounts.rules.schemes import EXPECTED, read_scheme, replay
from uitpas2.discounts.values.kinds import Kind, to_people

PAGE = (Path(__file__).resolve().parents[3] / "docs" / "rulebook.md").read_text(encoding="utf-8")
BLOCKS = [
    parse(block.encode(), Place("rulebook.md", number))
    for number, block in enumerate(re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL), start=1)
]
# The long value stands below its table; all classes are not repeated in it.
SAID_ELSEWHERE = {"accepted_grounds": "see below", "covered_classes": "all seven"}


@pytest.mark.parametrize("block", BLOCKS, ids=[f"block-{number}" for number in range(1, len(BLOCKS) + 1)])
def test_every_example_gives_what_the_page_says(block: dict[str, Any], tmp_path: Path) -> None:
    path = tmp_path / "example.yaml"
    path.write_text(yaml.safe_dump(_whole(block), sort_keys=False), encoding="utf-8")
    book = rule_book()

    replayed = list(replay(book, read_scheme(book, path)))

    assert {one.case.name: one.differences for one in replayed if one.differences} == {}
    assert replayed


def test_every_parameter_stands_on_the_page_with_its_kind_and_default() -> None:
    book = rule_book()

    rows = {key: (kind, stands_at) for key, kind, stands_at, *_ in _rows("key", "kind", "stands at")}

    assert set(rows) == set(book.parameters)
    for key, parameter in book.parameters.items():
        kind, stands_at = rows[key]
        assert kind.split()[0] == parameter.kind.value, key
        shown = to_people(parameter.kind, parameter.values[0].default, parameter.codes)
        assert stands_at == SAID_ELSEWHERE.get(key, _written(shown)), key


def test_every_fact_stands_on_the_page_with_its_default() -> None:
    vocabulary = rule_book().vocabulary

    rows = {name: default for name, _, default, *_ in _rows("fact", "written as", "default")}

    assert set(rows) == set(vocabulary.facts)
    for name, fact in vocabulary.facts.items():
        if name not in {"day", "has_right"}:
            assert rows[name] == _written(to_people(fact.kind, fact.default, fact.codes)), name


def test_every_code_condition_and_expectation_is_named_on_the_page() -> None:
    book = rule_book()
    words = {code for codes in book.vocabulary.codes.values() for code in codes}
    words |= {option for one in book.parameters.values() if one.kind is Kind.ONE_OF for option in one.codes}
    words |= {condition.id for name in (RIGHT, PRICE) for condition in book.programs[name].conditions}
    words |= set(EXPECTED)

    missing = {word for word in words if f"`{word}`" not in PAGE}

    assert missing == set()


def test_every_own_name_of_the_page_is_one_of_the_rule_book() -> None:
    book = rule_book()
    known = {*book.parameters, *book.vocabulary.facts, *EXPECTED}
    known |= {code for codes in book.vocabulary.codes.values() for code in codes}
    known |= {option for one in book.parameters.values() for option in one.codes}
    known |= {condition.id for name in (RIGHT, PRICE) for condition in book.programs[name].conditions}
    known |= {kind.value for kind in Kind} | {"at_least"}

    named = set(re.findall(r"`([a-z]+(?:_[a-z]+)+)`", PAGE))

    assert named - known == set()


def _rows(*heads: str) -> Iterator[list[str]]:
    """The rows of the tables whose first heads are these, code marks taken off."""
    inside = False
    for line in PAGE.splitlines():
        cells = [cell.strip().strip("`") for cell in line.strip().strip("|").split("|")]
        if not line.startswith("|"):
            inside = False
        elif cells[: len(heads)] == list(heads):
            inside = True
        elif inside and not set(line) <= set("|-"):
            yield cells


def _written(shown: Any) -> str:
    return f"[{', '.join(shown)}]" if isinstance(shown, list) else str(shown)


def _whole(block: dict[str, Any]) -> dict[str, Any]:
    """An example with what the page leaves out to keep it short."""
    short = {"scheme": "Example", "municipality": "Voorbeeldegem", "on": "2026-11-23", "cases": []}
    whole = {**short, **block}
    names = ({"case": f"example-{number}", "sentence": "Example."} for number in range(1, 100))
    whole["cases"] = [{**name, **case} for name, case in zip(names, whole["cases"], strict=False)]
    return whole
