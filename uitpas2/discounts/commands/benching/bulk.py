"""A million decisions: by the engine, by hand, and a draft against what holds."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias, TypeVar

import numpy as np

from uitpas2.discounts.commands.benching.by_hand import OUTPUTS, ByHand
from uitpas2.discounts.commands.benching.cases import MUNICIPALITIES, YEAR, choices, draft, municipalities, year
from uitpas2.discounts.commands.benching.measuring import Took, best
from uitpas2.discounts.engine.bulk import CHUNK, Cases, Tables, decide_all, run
from uitpas2.discounts.rules.rulebook import PRICE, rule_book

Column: TypeAlias = Any
T = TypeVar("T")

PAYS = OUTPUTS[1:]


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
    """Both in step, chunk by chunk, so that neither is ever held whole."""
    winners = losers = 0
    per_payer = dict.fromkeys(PAYS, 0)
    per_municipality = np.zeros(MUNICIPALITIES)
    for (start, before), (_, after) in zip(run(base, cases, wanted=PAYS), run(tried, cases, wanted=PAYS), strict=True):
        more = {name: after.outputs[name] - before.outputs[name] for name in PAYS}
        winners += int(np.count_nonzero(more["holder_pays"] < 0))
        losers += int(np.count_nonzero(more["holder_pays"] > 0))
        for name, change in more.items():
            per_payer[name] += int(change.sum(dtype=np.int64))
        groups = cases.groups[start : start + len(more["municipality_pays"])]
        per_municipality += np.bincount(groups, weights=more["municipality_pays"], minlength=MUNICIPALITIES)
    return Compared(winners, losers, per_payer, per_municipality)


def measure_draft(rows: int) -> tuple[Compared, Took]:
    """All of it: both sets of tables, both runs, and the figures."""
    chosen, cases = municipalities(), year(rows)
    drafted = draft(chosen)
    return best(lambda: compare(cases, tables(chosen), tables(drafted)), 3)


def measure_memory(rows: int) -> tuple[float, float]:
    """MiB at the peak of deciding, and of comparing a draft, over the data; as tracemalloc sees it.

    numpy reports its arrays to tracemalloc, so this counts every array and every Python object, and no other work on
    the machine. Tables count; the columns of outcomes of deciding count as data.
    """
    chosen, cases = municipalities(), year(rows)
    drafted = draft(chosen)
    tables(chosen)  # the rule book is read first
    decided, deciding = _peak(lambda: decide_all(tables(chosen), cases, wanted=OUTPUTS))
    came_out = decided.reason.nbytes + sum(column.nbytes for column in decided.outputs.values())
    _, comparing = _peak(lambda: compare(cases, tables(chosen), tables(drafted)))
    return (deciding - came_out) / 2**20, comparing / 2**20


def _peak(act: Callable[[], T]) -> tuple[T, int]:
    tracemalloc.start()
    try:
        result = act()
        return result, tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
