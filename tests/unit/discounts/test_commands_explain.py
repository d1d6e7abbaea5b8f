"""`uitpas2 rules explain`: a receipt told again in the language of the reader, and decided again."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from uitpas2.discounts.commands import rules
from uitpas2.discounts.rules import PRICE, in_force, receipt_for, rule_book
from uitpas2.discounts.rules.deciding import defaults
from uitpas2.discounts.values.choosing import Choice

DAY = date(2026, 11, 25)
Write = Callable[..., Path]


def receipt(**facts: int) -> dict[str, Any]:
    """The receipt of a ticket of ten euros in Gent, which chose 90 per cent off."""
    book = rule_book()
    choice = Choice("discount_leisure_pct", 90, starts=date(2026, 1, 1), decision="https://gent.example/17", id="c1")
    choices = in_force(book, nis="44021", name="Gent", on=DAY, choices=[choice])
    known = {**defaults(book.vocabulary), "day": 20782, "price": 1000, "has_right": 1, **facts}
    outcome = choices.ready(PRICE).explain(known)
    return json.loads(json.dumps(receipt_for(outcome, known, choices, known_on=datetime(2026, 11, 25, 11, tzinfo=UTC))))  # type: ignore[no-any-return]


def explain(*arguments: Any, **more: Any) -> Result:
    return CliRunner().invoke(rules, ["explain", *map(str, arguments)], **more)


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def written(held: Any) -> Path:
        path = tmp_path / "receipt.json"
        path.write_text(held if isinstance(held, str) else json.dumps(held), encoding="utf-8")
        return path

    return written


@pytest.mark.parametrize(
    ("language", "sentence", "whose", "same"),
    [
        ("nl", "je betaalt €\xa01,00", "Dat koos Gent.", "Opnieuw beslist: er komt precies hetzelfde uit."),
        ("fr", "1,00\xa0€", "C’est le choix de Gent.", "Décidé à nouveau\u202f: le résultat est exactement le même."),
        ("en", "you pay €1.00", "That is the choice of Gent.", "Decided again: exactly the same comes out."),
    ],
)
def test_a_receipt_is_told_with_article_choice_and_council_decision(
    write: Write, language: str, sentence: str, whose: str, same: str
) -> None:
    answer = explain(write(receipt()), "--language", language)

    assert (answer.exit_code, answer.stderr) == (0, "")
    assert sentence in answer.stdout
    assert whose in answer.stdout
    assert "https://gent.example/17" in answer.stdout
    assert same in answer.stdout


def test_a_refusal_is_told_with_what_would_change_it() -> None:
    answer = explain("-", "--json", "--language", "en", input=json.dumps(receipt(has_right=0)))

    said = json.loads(answer.stdout)
    [refused] = [step for step in said["steps"] if not step["holds"]]
    assert answer.exit_code == 0
    assert (refused["rule"], refused["article"]) == ("has_right_or_coupon", 3)
    assert len(refused["would_change"]) == 1
    assert (said["same"], said["same_version"], said["differences"]) == (True, True, [])


def test_a_receipt_with_another_outcome_than_the_rules_give_is_told_so_and_ends_with_1(write: Write) -> None:
    held = receipt()
    held["outputs"]["holder_pays"] = 200

    told, as_json = explain(write(held), "--language", "en"), explain(write(held), "--json")

    assert (told.exit_code, as_json.exit_code) == (1, 1)
    assert "Decided again: something else comes out.\n  holder_pays: 200 → 100" in told.stdout
    assert json.loads(as_json.stdout)["differences"] == [{"what": "holder_pays", "then": 200, "now": 100}]


def test_another_version_of_the_rule_book_is_told_and_is_no_fault_where_the_same_comes_out(write: Write) -> None:
    held = receipt() | {"rule_book": "0123456789abcdef"}

    answer = explain(write(held), "--language", "en")

    assert answer.exit_code == 0
    assert f"The rule book has changed since: 0123456789ab then, {rule_book().version[:12]} now." in answer.stdout


@pytest.mark.parametrize(
    ("held", "fault"),
    [
        ("[1", "line 1: is no JSON"),
        ("[1]", "a receipt is a JSON object"),
        ({"program": "price"}, "rule_book: is missing or of the wrong kind"),
        (receipt() | {"outputs": []}, "outputs: is missing or of the wrong kind"),
        (receipt() | {"program": "fees"}, "program: 'fees' is none of: right, price"),
        (receipt() | {"facts": {"colour": 1}}, "facts: the rule book does not know 'colour'"),
        (receipt() | {"facts": {"price": "a lot"}}, "cannot be decided again"),
        (receipt() | {"values": {"colour": {"value": 1}}}, "values: the rule book does not know 'colour'"),
        (receipt() | {"values": {"price_to": {}}}, "cannot be decided again"),
        (receipt() | {"values": {"price_to": 3}}, "cannot be decided again"),
        (receipt() | {"in_force_on": "2026-13-01"}, "cannot be decided again"),
        (receipt() | {"known_on": "yesterday"}, "cannot be decided again"),
        (receipt() | {"known_on": "9999-12-31T23:59:59-14:00"}, "cannot be decided again"),
        (receipt() | {"values": {"round_to": {"value": 0}}}, "cannot be decided again: ZeroDivisionError"),
        (receipt() | {"shares": ["holder"]}, "cannot be decided again"),
        (receipt() | {"shares": {"holder": "two"}}, "cannot be decided again"),
        (receipt() | {"municipality": "\ud800"}, "cannot be decided again"),
        ("[" * 100_000, "cannot be read"),
        ('{"facts": {"price": ' + "9" * 5_000 + "}}", "cannot be read"),
    ],
    ids=range(19),
)
def test_what_is_no_receipt_is_one_line_on_stderr(write: Write, held: Any, fault: str) -> None:
    path = write(held)

    answer = explain(path)

    assert (answer.exit_code, answer.stdout) == (1, "")
    assert answer.stderr.startswith(f"{path}: ")
    assert fault in answer.stderr
    assert answer.stderr.count("\n") == 1


def test_a_file_that_is_not_there_is_one_line() -> None:
    answer = explain("absent/receipt.json")

    assert (answer.exit_code, answer.stdout) == (1, "")
    assert answer.stderr == "absent/receipt.json: there is no such file, and this is no id of a sale\n"
