"""`uitpas2 rules replay`: schemes decided again; what is not valid is one line, and nothing is half printed."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from uitpas2.discounts.commands import rules
from uitpas2.discounts.rules import rule_book
from uitpas2.discounts.rules.choosing import read_choice
from uitpas2.discounts.rules.loading import Place, RuleBookFault

SCHEMES = Path(__file__).parent / "schemes"
SCHEME = """\
scheme: Leisure card of Voorbeeldegem
municipality: Voorbeeldegem
on: 2026-11-23
choices:
  - key: discount_leisure_pct
    value: 70
    from: 2026-01-01
    to: 2027-01-01
    decision: https://voorbeeldegem.example/2025/12
cases:
  - case: first
    sentence: With the right nobody pays more than a quarter of ten euros.
    situation: {has_right: true, price: 10.00}
    expected: {discounted: true, holder: 2.50}
  - case: second
    sentence: Without the right it costs ten.
    situation: {price: 10.00}
    expected: {holder: 10.00, refusal: has_ground}
"""
Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """The scheme of Voorbeeldegem in a file, with one text replaced."""

    def written(old: str = "", new: str = "", name: str = "voorbeeldegem.yaml") -> Path:
        assert old in SCHEME
        path = tmp_path / name
        path.write_text(SCHEME.replace(old, new, 1) if old else SCHEME, encoding="utf-8")
        return path

    return written


def replay(*arguments: Any) -> Result:
    return CliRunner().invoke(rules, ["replay", *map(str, arguments)])


def test_each_case_is_told_with_what_was_expected_and_what_came_out(write: Write) -> None:
    answer = replay(write(), "--today", "2026-11-22")

    assert (answer.exit_code, answer.stderr) == (0, "")
    lines = answer.stdout.splitlines()
    assert "  right  first: With the right nobody pays more than a quarter of ten euros." in lines
    assert "      expected  discounted yes, holder 2.50" in lines
    assert "      got       discounted yes, holder 2.50" in lines
    assert any(
        "refuse choice 1, discount_leisure_pct: 70 is outside the bounds of article 4: 75 to 100" in line
        for line in lines
    )
    assert lines[-1].startswith("2 of 2 cases came out right")


def test_a_case_that_comes_out_differently_is_marked_and_ends_with_1(write: Write) -> None:
    path = write("holder: 2.50", "holder: 2.40")

    told, as_json = replay(path), replay(path, "--json")

    assert (told.exit_code, as_json.exit_code) == (1, 1)
    assert "  DIFFERENT  first: With the right nobody pays more than a quarter of ten euros." in told.stdout
    assert told.stdout.splitlines()[-1].startswith("1 of 2 cases came out differently")
    said = json.loads(as_json.stdout)
    assert (said["cases"], said["different"]) == (2, 1)
    first, second = said["schemes"][0]["cases"]
    assert first["differences"] == [{"what": "holder", "expected": 2.4, "got": "2.50"}]
    assert (first["right"], second["right"]) == (False, True)


def test_bounds_are_lifted_and_what_today_would_refuse_is_named(write: Write) -> None:
    said = json.loads(replay(write(), "--json", "--today", "2026-11-22").stdout)

    assert said["today"] == "2026-11-22"
    assert said["rule_book"] == rule_book().version
    [refused] = said["schemes"][0]["refused_today"]
    assert (refused["choice"], refused["key"]) == (1, "discount_leisure_pct")


def test_the_real_schemes_all_come_out_right() -> None:
    answer = replay(*sorted(SCHEMES.glob("*.yaml")), "--json")

    said = json.loads(answer.stdout)
    assert (answer.exit_code, len(said["schemes"]), said["cases"], said["different"]) == (0, 23, 99, 0)


NOT_VALID = {
    "unknown key": ("    value: 70", "    value: 70\n    colour: blue", "colour"),
    "unknown parameter": ("discount_leisure_pct", "discount_leasure_pct", "discount_leisure_pct"),
    "not of its kind": ("value: 70", "value: 70.5", "70.5"),
    "no value": ("    value: 70\n", "", "value"),
    "no day": ("from: 2026-01-01", "from: 2026-02-30", "2026-02-30"),
    "ends before it starts": ("to: 2027-01-01", "to: 2025-01-01", "to"),
    "unknown fact": ("has_right: true, price", "has_right: true, prize", "prize"),
    "unknown code": ("has_right: true", "has_right: true, product_class: party", "party"),
    "unknown fact in an exception": (
        "cases:\n",
        "    except: [{when: {colour: blue}, value: 80}]\ncases:\n",
        "colour",
    ),
    "exceptions that contradict each other": (
        "cases:\n",
        "    except: [{when: {siblings: 2}, value: 80}, {when: {price: {from: 5.00}}, value: 90}]\ncases:\n",
        "siblings 2, price 5.00",
    ),
    "unknown expectation": ("{discounted: true", "{reduced: true", "reduced"),
    "the same case twice": ("case: second", "case: first", "first"),
    "no cases": ("cases:\n", "trials:\n", "trials"),
    "the same key twice": ("municipality: V", "municipality: X\nmunicipality: V", "municipality"),
    "no YAML": ("choices:\n", "choices: [\n", "voorbeeldegem.yaml"),
    "choices that overlap": (
        "cases:\n",
        "  - {key: discount_leisure_pct, value: 80, from: 2026-06-01}\ncases:\n",
        "holds twice",
    ),
    "no day of this world": ("from: 2026-01-01", "from: 0000-01-01", "0000-01-01"),
}


@pytest.mark.parametrize(("old", "new", "named"), NOT_VALID.values(), ids=NOT_VALID.keys())
def test_a_file_that_is_not_valid_is_one_line_with_its_place(write: Write, old: str, new: str, named: str) -> None:
    answer = replay(write(old, new))

    assert (answer.exit_code, answer.stdout) == (1, "")
    [line] = answer.stderr.splitlines()
    assert line.startswith("voorbeeldegem.yaml: ")
    assert named in line


def test_nothing_is_printed_of_the_valid_files_beside_one_that_is_not(write: Write, tmp_path: Path) -> None:
    right, wrong = write(name="right.yaml"), write("value: 70", "value: seventy", name="wrong.yaml")

    answer = replay(right, wrong, tmp_path / "absent.yaml", "--json")

    assert (answer.exit_code, answer.stdout) == (1, "")
    assert [line.split(":")[0] for line in answer.stderr.splitlines()] == ["wrong.yaml", "absent.yaml"]


def test_a_file_that_is_no_text_at_all_is_one_line(tmp_path: Path) -> None:
    path = tmp_path / "picture.yaml"
    path.write_bytes(b"\x89PNG\r\n\x1a\n\x00\xff\xfe")

    answer = replay(path)

    assert (answer.exit_code, answer.stdout) == (1, "")
    assert len(answer.stderr.splitlines()) == 1


# A choice as somebody enters it.


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"colour": "blue"}, "colour"),
        ({"key": "discount_leasure_pct"}, "did you mean discount_leisure_pct?"),
        ({"value": "many"}, "value: 'many' is not a whole number"),
        ({"from": "2027-01-01", "to": "2027-01-01"}, "to: 2027-01-01 does not come after 2027-01-01"),
        ({"decision": ""}, "decision: say which decision of the council this rests on"),
        ({"decision": None}, "decision: say which decision of the council this rests on"),
        ({"except": {"when": 1}}, "except: should be a list of {when, value}"),
        ({"except": [{"when": {}, "value": 80}]}, "except › 1 › when: should hold at least one fact"),
        ({"except": [{"when": {"price": {"from": 9, "to": 3}}, "value": 80}]}, "when › price: from is higher than to"),
        ({"except": [{"when": {"organiser_is": []}, "value": 80}]}, "organiser_is: should name at least one code"),
    ],
    ids=lambda one: next(iter(one)) if isinstance(one, dict) else "",
)
def test_a_choice_that_is_not_right_is_refused_with_its_place(changes: dict[str, Any], place: str) -> None:
    item = {"key": "discount_leisure_pct", "value": 85, "from": "2027-01-01", "decision": "2026-12-15, number 17"}

    with pytest.raises(RuleBookFault) as found:
        read_choice(rule_book(), {**item, **changes}, Place("choice"))

    assert place in str(found.value)
    assert str(found.value).startswith("choice: ")
    assert "\n" not in str(found.value)


def test_a_choice_without_the_decision_of_the_council_is_refused() -> None:
    item = {"key": "discount_leisure_pct", "value": 85, "from": "2027-01-01"}

    with pytest.raises(RuleBookFault, match="decision: say which decision of the council"):
        read_choice(rule_book(), item, Place("choice"))

    assert read_choice(rule_book(), item, Place("choice"), decision_needed=False).value == 85


@pytest.mark.parametrize(
    ("key", "value", "allowed"),
    [
        ("discount_leisure_pct", 75, True),
        ("discount_leisure_pct", 74, False),
        ("discount_leisure_pct", 101, False),
        ("own_part_cap", 15_000, True),
        ("own_part_cap", 15_050, False),  # not a whole step of one euro
        ("own_part_cap", 14_900, False),
        ("own_part_cap", 10**12, True),  # no ceiling at all
        ("income_test", 1, True),
        ("income_test", 2, False),
    ],
)
def test_a_value_out_of_bounds_or_off_its_steps_is_not_allowed(key: str, value: int, allowed: bool) -> None:
    assert rule_book().parameters[key].allows(value, date(2026, 11, 22)) is allowed
