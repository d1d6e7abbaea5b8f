"""`uitpas2 activities import`: what it prints and how it ends."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result
from sqlalchemy import func, select

from tests.factories.uitdatabank import example_path, item
from uitpas2.activities.models import Activity
from uitpas2.commands import main
from uitpas2.database.work import Workplace


def run(workplace: Workplace, *words: str, typed: bytes | None = None) -> Result:
    return CliRunner().invoke(main, ["activities", "import", *words], obj=workplace, input=typed)


def count(workplace: Workplace) -> int:
    with workplace.reading() as work:
        return work.session.scalar(select(func.count()).select_from(Activity)) or 0


def write(folder: Path, content: Any) -> str:
    path = folder / "items.json"
    path.write_text(content if isinstance(content, str) else json.dumps(content))
    return str(path)


def test_the_example_file_comes_in_whole(workplace: Workplace) -> None:
    result = run(workplace, str(example_path("uitdatabank-events.json")))

    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == "imported: 15, updated: 0, unchanged: 0, rejected: 0\n"
    assert count(workplace) == 15


def test_the_broken_file_lists_each_wrong_item_and_ends_badly(workplace: Workplace) -> None:
    result = run(workplace, str(example_path("uitdatabank-events-broken.json")))

    lines = result.stdout.splitlines()
    assert result.exit_code == 1
    assert [line.split(":")[0] for line in lines] == [
        "imported",
        "item 0",
        "item 1",
        "item 2",
        "item 4",
        "item 5",
        "item 6",
    ]
    assert "/1/startDate" in lines[2]
    assert "/1/subEvent/0/startDate" in lines[2]
    assert result.stderr == "uitpas2: 6 of 7 items were not imported\n"
    assert count(workplace) == 1


def test_the_broken_file_as_json_names_pointer_and_reason(workplace: Workplace) -> None:
    result = run(workplace, str(example_path("uitdatabank-events-broken.json")), "--json")

    told = json.loads(result.stdout)
    assert (told["imported"], len(told["rejected"]), result.exit_code) == (1, 6, 1)
    assert told["rejected"][3]["pointer"] == "/4/priceInfo/1/price"
    assert told["rejected"][3]["reason"]["nl"] == "Een prijs kan niet lager zijn dan 0."


def test_a_collection_has_its_items_under_member(workplace: Workplace, tmp_path: Path) -> None:
    result = run(workplace, write(tmp_path, {"member": [item(1), "text"]}))

    assert "item 1: /member/1" in result.stdout
    assert count(workplace) == 1


def test_standard_input_is_read_too(workplace: Workplace) -> None:
    result = run(workplace, "-", typed=json.dumps([item(1)]).encode())

    assert result.exit_code == 0
    assert count(workplace) == 1


def test_a_file_that_is_no_json_gets_one_clear_line(workplace: Workplace, tmp_path: Path) -> None:
    result = run(workplace, write(tmp_path, "[{]"))

    assert (result.exit_code, result.stdout, len(result.stderr.splitlines())) == (1, "", 1)
    assert "no JSON: look at line 1, column 3" in result.stderr


def test_a_file_that_is_not_there_gets_one_clear_line(workplace: Workplace, tmp_path: Path) -> None:
    result = run(workplace, str(tmp_path / "nowhere.json"))

    assert result.exit_code == 1
    assert "nowhere.json cannot be read (No such file or directory)" in result.stderr
