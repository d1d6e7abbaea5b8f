"""`uitpas2 rules replay`: real schemes with their cases, decided again."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from uitpas2.discounts.rules.loading import Place, RuleBookFault
from uitpas2.discounts.rules.rulebook import RuleBook, rule_book
from uitpas2.discounts.rules.schemes import Replayed, Scheme, read_scheme, refused_today
from uitpas2.discounts.rules.schemes import replay as replay_scheme
from uitpas2.discounts.values.choosing import Choice
from uitpas2.kernel.clock import SystemClock, brussels_day


@dataclass(frozen=True)
class Run:
    """What came of one file."""

    path: Path
    scheme: Scheme
    replayed: Sequence[Replayed]
    refused: Sequence[tuple[Choice, str]]

    @property
    def wrong(self) -> list[Replayed]:
        return [one for one in self.replayed if one.differences]


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE…", type=click.Path(path_type=Path))
@click.option(
    "--today", type=click.DateTime(["%Y-%m-%d"]), help="The day whose bounds are looked at; today unless told."
)
@click.option("--json", "as_json", is_flag=True, help="Answer as JSON.")
def replay(files: tuple[Path, ...], today: datetime | None, as_json: bool) -> None:
    """Decide every case of encoded schemes and compare with what was expected.

    Bounds are lifted: a scheme may be older than they are. The choices that the bounds of today would refuse are
    named. Exits with 1 when a case comes out differently, or when a file is not valid (then nothing is printed).
    """
    book = rule_book()
    on = today.date() if today else brussels_day(SystemClock().now())
    runs, faults = [], []
    for path in files:
        try:
            runs.append(_run(book, path, on))
        except RuleBookFault as fault:
            faults.append(str(fault))
    for line in faults:
        click.echo(line, err=True)
    if faults:
        raise SystemExit(1)
    click.echo(json.dumps(_as_json(book, runs, on), ensure_ascii=False) if as_json else "\n".join(_in_words(runs, on)))
    if any(run.wrong for run in runs):
        raise SystemExit(1)


def _run(book: RuleBook, path: Path, on: date) -> Run:
    scheme = read_scheme(book, path)
    try:
        replayed = list(replay_scheme(book, scheme))
    except (ValueError, OverflowError) as error:  # days outside the calendar
        raise Place(path.name).fault(f"cannot be decided: {error}") from None
    return Run(path, scheme, replayed, list(refused_today(book, scheme, on)))


def _in_words(runs: Sequence[Run], on: date) -> Iterator[str]:
    for run in runs:
        yield f"{run.path.name}: {run.scheme.name}"
        for one in run.replayed:
            yield f"  {'DIFFERENT' if one.differences else 'right'}  {one.case.name}: {one.case.sentence}"
            yield f"      expected  {_listed(one.case.expected)}"
            yield f"      got       {_listed({name: _got(one, name) for name in one.case.expected})}"
            for why in one.because:
                yield f"      because   {why}"
            if one.differences and one.case.note:
                yield f"      note      {' '.join(one.case.note.split())}"
        for choice, why in run.refused:
            yield f"  the bounds of {on} refuse choice {choice.id}, {choice.key}: {why}"
        yield ""
    yield _summary(runs)


def _summary(runs: Sequence[Run]) -> str:
    cases = sum(len(run.replayed) for run in runs)
    wrong = sum(len(run.wrong) for run in runs)
    refused = sum(len(run.refused) for run in runs)
    outcome = f"{wrong} of {_counted(cases, 'case')} came out differently"
    if not wrong:
        outcome = f"{cases} of {_counted(cases, 'case')} came out right"
    return f"{outcome} ({_counted(len(runs), 'scheme')}; {_counted(refused, 'choice')} that the bounds would refuse)"


def _counted(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def _got(one: Replayed, name: str) -> Any:
    return one.got.get("holder" if name == "at_most" else name)


def _listed(values: Mapping[str, Any]) -> str:
    return ", ".join(f"{name} {_word(value)}" for name, value in values.items())


def _word(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.2f}"
    return "none" if value in (None, "") else str(value)


def _as_json(book: RuleBook, runs: Sequence[Run], on: date) -> dict[str, Any]:
    return {
        "rule_book": book.version,
        "today": on.isoformat(),
        "cases": sum(len(run.replayed) for run in runs),
        "different": sum(len(run.wrong) for run in runs),
        "schemes": [
            {
                "file": str(run.path),
                "scheme": run.scheme.name,
                "municipality": run.scheme.municipality,
                "cases": [_case(one) for one in run.replayed],
                "refused_today": [
                    {"choice": int(choice.id), "key": choice.key, "why": why} for choice, why in run.refused
                ],
            }
            for run in runs
        ],
    }


def _case(one: Replayed) -> dict[str, Any]:
    return {
        "case": one.case.name,
        "sentence": one.case.sentence,
        "question": one.case.question,
        "on": one.case.on.isoformat(),
        "expected": _plain(one.case.expected),
        "got": _plain(one.got),
        "because": list(one.because),
        "differences": [_plain({"what": d.what, "expected": d.expected, "got": d.got}) for d in one.differences],
        "right": not one.differences,
    }


def _plain(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()}
