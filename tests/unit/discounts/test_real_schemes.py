"""Real schemes are data: 23 files, 99 cases, each with the figures of its source."""

from __future__ import annotations

import json
import os
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from uitpas2.discounts.rules.loading import Place, parse
from uitpas2.discounts.rules.rulebook import rule_book
from uitpas2.discounts.rules.schemes import read_scheme, replay

FOLDER = Path(__file__).parent / "schemes"
FILES = sorted(FOLDER.glob("*.yaml"))
SHARED = Path(os.environ.get("UITPAS2_SHARED") or Path(__file__).resolve().parents[4] / "shared")
SOURCE = next(
    (path for path in (SHARED / "data" / "regulations.json", SHARED / "regulations.json") if path.exists()), None
)

# What the source calls a figure, and what a scheme's file calls it.
SHARES = {"passholder": "holder", "organiser": "organiser", "municipality": "municipality"}
AMOUNTS = {"reimbursement_eur": "intervention", "remaining_after_eur": "cap_left", "refund_eur": "refund"}
OUTCOMES = {"price": "discounted", "right": "right", "choice": "allowed"}
# What a file may add, because it cannot bend a figure: what the source's explanation tells in words.
ADDED = {"refusal", "remaining"}


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_every_case_of_a_scheme_comes_out_as_its_source_says(path: Path) -> None:
    book = rule_book()
    scheme = read_scheme(book, path)

    replayed = list(replay(book, scheme))

    wrong = {one.case.name: one.differences for one in replayed if one.differences}
    assert wrong == {}
    assert len(replayed) == len(scheme.cases) > 0


def test_there_are_23_schemes_with_99_cases() -> None:
    names = [case["case"] for path in FILES for case in _read(path)["cases"]]

    counted = Counter(names)

    assert (len(FILES), len(names)) == (23, 99)
    assert max(counted.values()) == 1


@pytest.mark.skipif(SOURCE is None, reason=f"no regulations.json in {SHARED}: set UITPAS2_SHARED to the reference data")
def test_every_case_of_the_source_is_there_once_with_its_figures() -> None:
    assert SOURCE is not None
    source = json.loads(SOURCE.read_text(encoding="utf-8"))
    told = {case["id"]: case for scheme in source["municipalities"] for case in scheme["cases"]}

    ours = {case["case"]: case for path in FILES for case in _read(path)["cases"]}

    assert sorted(ours) == sorted(told)
    for name, case in told.items():
        expected = {key: value for key, value in ours[name]["expected"].items() if key not in ADDED}
        assert _exact(expected) == _exact(_figures(case, ours[name].get("question", "price"))), name
        if (price := ours[name]["situation"].get("price")) is not None:
            assert _exact({"price": price}) == _exact({"price": case["regular_price_eur"]}), name


def _figures(case: dict[str, Any], question: str) -> dict[str, Any]:
    """Everything a case of the source names as expected, under the names of a scheme's file."""
    outcome = case.get("expected_configuration_valid", case["expected_eligible"])
    figures: dict[str, Any] = {OUTCOMES[question]: outcome}
    if (pays := case["expected_passholder_price_eur"]) is not None:
        figures["at_most" if case.get("comparison") == "max" else "holder"] = pays
    figures |= {SHARES[payer]: amount for payer, amount in (case["expected_shares_eur"] or {}).items()}
    return figures | {ours: case[theirs] for theirs, ours in AMOUNTS.items() if theirs in case}


def _exact(figures: dict[str, Any]) -> dict[str, Any]:
    return {key: value if isinstance(value, bool) else Decimal(str(value)) for key, value in figures.items()}


def _read(path: Path) -> dict[str, Any]:
    return parse(path.read_bytes(), Place(path.name))
