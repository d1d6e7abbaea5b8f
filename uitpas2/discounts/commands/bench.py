"""`uitpas2 rules bench`"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import click


@dataclass(frozen=True)
class Line:
    """One measurement; `met` is None where nothing was promised."""

    what: str
    result: str
    target: str = ""
    met: bool | None = None
    values: dict[str, float | int | str] | None = None


@click.command()
@click.option("--rows", default=1_000_000, show_default=True, type=click.IntRange(1_000), help="Cases at once.")
@click.option("--json", "as_json", is_flag=True, help="Answer as JSON.")
def bench(rows: int, as_json: bool) -> None:
    """Measure the engine of the rule book, here and now, next to the same rules written by hand in numpy.

    Times are the best of several runs; those of the processor are compared, as other work on the machine spares them.
    Exits with 1 when the engine and the hand-written rules do not answer alike; a target that is not met is only told.
    """
    lines = []
    for line in _measured(rows):
        lines.append(line)
        if not as_json:
            click.echo(_in_words(line))
    if as_json:
        click.echo(json.dumps({"rows": rows, "measured": [_as_json(line) for line in lines]}, ensure_ascii=False))
    if any(line.what == "equal answers" and not line.met for line in lines):
        raise SystemExit(1)


def _measured(rows: int) -> Iterator[Line]:
    from uitpas2.discounts.commands.benching.bulk import measure_bulk, measure_draft, measure_memory
    from uitpas2.discounts.commands.benching.contenders import measure_contenders
    from uitpas2.discounts.commands.benching.singles import measure_singles

    for name, (half, most) in measure_singles(max(200, min(20_000, rows // 50))).items():
        target = 10.0 if "step" in name and "and" not in name else None
        yield Line(
            f"one decision: {name}",
            f"p50 {half:6.1f} µs   p99 {most:6.1f} µs",
            "p50 < 10 µs" if target else "",
            half < target if target else None,
            {"p50_us": half, "p99_us": most},
        )
    bulk = measure_bulk(rows)
    took = {"engine": bulk.engine, "numpy by hand": bulk.by_hand, "tables of 300 municipalities": bulk.prepared}
    for name, one in took.items():
        per_row = f"   {one.processor / rows * 1e9:6.1f} ns a row" if name[0] in "en" else ""
        yield Line(
            f"{rows:,} cases: {name}" if per_row else name,
            f"{one.processor * 1000:7.1f} ms of processor, {one.wall * 1000:7.1f} ms on the clock{per_row}",
            values={"processor_ms": one.processor * 1000, "wall_ms": one.wall * 1000},
        )
    is_fast = bulk.ratio >= 0.8
    yield Line("speed of the engine over numpy by hand", f"{bulk.ratio:.2f}", "≥ 0.80", is_fast, {"ratio": bulk.ratio})
    same = bulk.rows_that_differ == 0
    yield Line(
        "equal answers",
        "yes" if same else f"no: {bulk.rows_that_differ:,} rows differ",
        "all rows",
        same,
        {"rows_that_differ": bulk.rows_that_differ, "granted": bulk.granted},
    )
    compared, draft = measure_draft(rows)
    yield Line(
        "a draft against what holds, tables made anew",
        f"{draft.wall:.2f} s ({compared.winners:,} cheaper, {compared.losers:,} dearer)",
        "< 1 s",
        draft.wall < 1,
        {
            "wall_s": draft.wall,
            "processor_s": draft.processor,
            "winners": compared.winners,
            "losers": compared.losers,
            **{f"more_cents_{name}": cents for name, cents in compared.per_payer.items()},
        },
    )
    for what, mib in zip(("deciding", "the draft"), measure_memory(rows), strict=True):
        yield Line(
            f"memory of {what} over the data (tracemalloc)", f"{mib:.1f} MiB", "≤ 60 MiB", mib <= 60, {"mib": mib}
        )
    for contender in measure_contenders(rows):
        yield Line(*contender)


def _in_words(line: Line) -> str:
    kept = "" if line.met is None else f"   [{line.target}: {'met' if line.met else 'NOT MET'}]"
    return f"{line.what:<52} {line.result}{kept}"


def _as_json(line: Line) -> dict[str, Any]:
    return {"what": line.what, "target": line.target or None, "met": line.met, **(line.values or {})}
