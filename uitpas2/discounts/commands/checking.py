"""`uitpas2 rules check`"""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import click

from uitpas2.discounts.rules.checking import Report
from uitpas2.discounts.rules.checking import check as check_rule_book
from uitpas2.discounts.rules.rulebook import FOLDER
from uitpas2.kernel.clock import SystemClock, brussels_day


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path), default=FOLDER)
@click.option(
    "--scheme",
    "schemes",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Also check the choices in this file; may be given more than once.",
)
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help="The day it is; the clock's unless told.")
@click.option("--strict", is_flag=True, help="Take warnings for faults.")
@click.option("--json", "as_json", is_flag=True, help="Answer as JSON.")
def check(folder: Path, schemes: tuple[Path, ...], today: datetime | None, strict: bool, as_json: bool) -> None:
    """Check that the rule book is whole, and that it keeps its promises for whatever may be chosen.

    FOLDER is another rule book than the one in force, such as a draft. Faults and warnings go to stderr, one a line,
    each with its place. Exits with 1 when there are faults.
    """
    on = today.date() if today else brussels_day(SystemClock().now())
    report = check_rule_book(folder, on, schemes)
    is_in_order = not report.faults and not (strict and report.warnings)
    for fault in report.faults:
        click.echo(fault, err=True)
    for warning in report.warnings:
        click.echo(f"{'' if strict else 'warning: '}{warning}", err=True)
    if as_json:
        click.echo(json.dumps(_as_json(report, in_order=is_in_order), ensure_ascii=False))
    elif is_in_order:
        counted = ", ".join(f"{count:,} {what}" for what, count in report.looked_at.items())
        click.echo(f"the rule book is in order: version {report.version[:12]}; looked at {counted}")
    if not is_in_order:
        raise SystemExit(1)


def _as_json(report: Report, *, in_order: bool) -> dict[str, object]:
    return {
        "rule_book": report.version,
        "in_order": in_order,
        "looked_at": report.looked_at,
        "faults": report.faults,
        "warnings": report.warnings,
    }
