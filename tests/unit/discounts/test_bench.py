"""The bench measures what it says: the same rules both ways, and it fails loudly where they answer otherwise."""

from __future__ import annotations

import json

import numpy as np
import pytest
from click.testing import CliRunner

from uitpas2.discounts.commands.bench import bench
from uitpas2.discounts.commands.benching import bulk, cases
from uitpas2.discounts.commands.benching.by_hand import EXCLUDED, NO_RIGHT, NO_TICKETS, ByHand
from uitpas2.discounts.rules.rulebook import PRICE, rule_book


def test_the_bench_says_of_each_target_whether_it_is_met() -> None:
    answered = CliRunner().invoke(bench, ["--rows", "3000", "--json"])

    measured = {one["what"]: one for one in json.loads(answered.stdout)["measured"]}
    assert answered.exit_code == 0
    assert measured["equal answers"]["met"] is True
    assert measured["equal answers"]["granted"] > 1000
    assert {name for name, one in measured.items() if one["target"]} == {
        "one decision: price, with every step",
        "one decision: right, with every step",
        "speed of the engine over numpy by hand",
        "equal answers",
        "a draft against what holds, tables made anew",
        "memory of deciding over the data (tracemalloc)",
        "memory of the draft over the data (tracemalloc)",
    }


def test_other_answers_by_hand_end_the_bench_with_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("uitpas2.discounts.commands.benching.by_hand.EXCLUDED_LABELS", 0)

    answered = CliRunner().invoke(bench, ["--rows", "3000"])

    assert answered.exit_code == 1
    assert "rows differ" in answered.stdout


def test_the_made_up_year_has_every_refusal_that_is_written_by_hand() -> None:
    conditions = [one.id for one in rule_book().programs[PRICE].conditions]
    reason, _ = ByHand(cases.municipalities()).decide(cases.year(5000), chunk=1000)

    assert set(np.unique(reason).tolist()) == {0, NO_RIGHT, EXCLUDED, NO_TICKETS}
    assert [conditions[number - 1] for number in (NO_RIGHT, EXCLUDED, NO_TICKETS)] == [
        "has_right_or_coupon",
        "costs_covered",
        "tickets_left",
    ]


def test_what_a_draft_costs_each_municipality_is_what_it_costs_them_together() -> None:
    chosen = cases.municipalities()

    compared = bulk.compare(cases.year(20_000), bulk.tables(chosen), bulk.tables(cases.draft(chosen)))

    assert compared.winners > 0
    assert compared.per_municipality.sum() == compared.per_payer["municipality_pays"] > 0
    assert sum(compared.per_payer.values()) == 0
