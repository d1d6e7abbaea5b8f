"""`uitpas2 rules check`"""

from __future__ import annotations

import json
from pathlib import Path

import click

from uitpas2.discounts.rules.checking import find_faults
from uitpas2.discounts.rules.rulebook import FOLDER


@click.group()
def rules() -> None:
    """The Flemish rule book."""


@rules.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path), default=FOLDER)
@click.option("--json", "as_json", is_flag=True, help="Answer as JSON.")
def check(folder: Path, as_json: bool) -> None:
    """Check that the rule book can be read, is whole, and says everything in three languages.

    FOLDER is another rule book than the one in force, such as a draft.
    """
    report = find_faults(folder)
    if as_json:
        content = {"rule_book": report.version, "parameters": report.parameters, "faults": report.faults}
        click.echo(json.dumps(content, ensure_ascii=False))
    for fault in report.faults:
        click.echo(fault, err=True)
    if report.faults:
        raise SystemExit(1)
    if not as_json:
        click.echo(f"the rule book is in order: {report.parameters} parameters, version {report.version[:12]}")
