"""An exception about the day of the proof sees the day of the case where no day of proof is told, however it runs."""

from __future__ import annotations

from datetime import date

import numpy as np

from uitpas2.discounts.engine.bulk import Cases, Tables, decide_all
from uitpas2.discounts.rules.choices import in_force
from uitpas2.discounts.rules.choosing import read_choice
from uitpas2.discounts.rules.deciding import decide_right, defaults
from uitpas2.discounts.rules.loading import Place
from uitpas2.discounts.rules.rulebook import RIGHT, rule_book
from uitpas2.discounts.values.numbers import NOTHING, as_day

DAY = date(2026, 11, 23)
LINE = {"when": {"proof_day": {"to": DAY.isoformat()}}, "value": "opens"}
CHOICE = {"key": "income_test", "value": "off", "except": [LINE]}


def test_one_by_one_and_in_columns_a_proof_without_a_day_counts_as_shown_on_the_day_of_the_case() -> None:
    book = rule_book()
    choice = read_choice(book, CHOICE, Place("choice"), decision_needed=False)
    held = in_force(book, nis="", name="Voorbeeldegem", on=DAY, choices=[choice])
    days = [as_day(DAY), as_day(DAY) + 1, as_day(DAY) + 1]
    proofs = [NOTHING, NOTHING, as_day(DAY)]
    facts = {"proof_day": np.array(proofs), "income": np.zeros(3, np.int64)}

    usual = {**defaults(book.vocabulary), "income": 0}
    single = [
        decide_right({**usual, "day": day, "proof_day": proof}, held).granted
        for day, proof in zip(days, proofs, strict=True)
    ]
    tables = Tables(book.compiled(RIGHT, DAY), book.parameters, [[choice]], book.vocabulary.facts)
    columns = decide_all(tables, Cases(np.zeros(3, np.int64), np.array(days), facts))

    assert single == [True, False, True]
    assert (columns.reason == 0).tolist() == single
