"""A million decisions: by the engine, by hand, and a draft against what holds."""

from __future__ import annotations

import tracemalloc
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np

from uitpas2.discounts.commands.benching.by_hand import OUTPUTS, ByHand
from uitpas2.discounts.commands.benching.cases import MUNICIPALITIES, YEAR, choices, draft, municipalities, year
from uitpas2.discounts.commands.benching.measuring import Took, best
from uitpas2.discounts.engine.bulk import CHUNK, Cases, Decided, Tables, decide_all
from uitpas2.discounts.rules.rulebook import PRICE, rule_book

Column: TypeAlias = Any


def tables(chosen: Any) -> Tables:
    book = rule_book()
    return Tables(book.compiled(PRICE, YEAR), book.parameters, choices(chosen), book.vocabulary.facts)


@dataclass(frozen=True)
class Bulk:
    """`prepared` is making the tables of what was chosen; it is not in `engine`, as it is not in `by_hand`."""

    prepared: Took
    engine: Took
    by_hand: Took
    rows_that_differ: int
    granted: int

    @property
    def ratio(self) -> float:
        """The engine's decisions a second over those of the hand-written numpy."""
        return self.by_hand.processor / self.engine.processor


def measure_bulk(rows: int) -> Bulk:
    """The same rows both ways, in turns, so that what else the machine does hits both alike."""
    chosen, cases = municipalities(), year(rows)
    made, prepared = best(lambda: tables(chosen), 3)
    hand = ByHand(chosen)
    ours, theirs = [], []
    for _ in range(7):
        decided, took = best(lambda: decide_all(made, cases, wanted=OUTPUTS), 1)
        ours.append(took)
        (reason, outputs), took = best(lambda: hand.decide(cases, chunk=CHUNK), 1)
        theirs.append(took)
    differs = decided.reason != reason
    for name in OUTPUTS:
        differs |= decided.outputs[name] != outputs[name]
    return Bulk(
        prepared, _least(ours), _least(theirs), int(np.count_nonzero(differs)), int(np.count_nonzero(reason == 0))
    )


def _least(took: list[Took]) -> Took:
    return Took(min(one.wall for one in took), min(one.processor for one in took))


@dataclass(frozen=True)
class Compared:
    """What a draft would change: cases that get cheaper and dearer, and the cents per payer and municipality."""

    winners: int
    losers: int
    per_payer: dict[str, int]
    per_municipality: Column


def compare(cases: Cases, base: Tables, tried: Tables) -> Compared:
    before = decide_all(base, cases, wanted=OUTPUTS)
    after = decide_all(tried, cases, wanted=OUTPUTS)
    change = after.outputs["holder_pays"] - before.outputs["holder_pays"]
    return Compared(
        winners=int(np.count_nonzero(change < 0)),
        losers=int(np.count_nonzero(change > 0)),
        per_payer={name: _more(after, before, name) for name in OUTPUTS[1:]},
        per_municipality=np.bincount(
            cases.groups,
            weights=after.outputs["municipality_pays"] - before.outputs["municipality_pays"],
            minlength=MUNICIPALITIES,
        ),
    )


def _more(after: Decided, before: Decided, name: str) -> int:
    return int(after.outputs[name].sum(dtype=np.int64) - before.outputs[name].sum(dtype=np.int64))


def measure_draft(rows: int) -> tuple[Compared, Took]:
    """All of it: both sets of tables, both runs, and the figures."""
    chosen, cases = municipalities(), year(rows)
    drafted = draft(chosen)
    return best(lambda: compare(cases, tables(chosen), tables(drafted)), 3)


def measure_memory(rows: int) -> float:
    """MiB that deciding takes at its peak over the data and what comes out of it, as tracemalloc sees it.

    numpy reports its arrays to tracemalloc, so this counts every array and every Python object, and no other work on
    the machine. Tables count as the engine's; the columns of facts and of outcomes are the data.
    """
    chosen, cases = municipalities(), year(rows)
    tables(chosen)  # read the rule book first
    tracemalloc.start()
    try:
        decided = decide_all(tables(chosen), cases, wanted=OUTPUTS)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    came_out = decided.reason.nbytes + sum(column.nbytes for column in decided.outputs.values())
    return float(peak - came_out) / 2**20
