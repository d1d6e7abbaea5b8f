"""`uitpas2 trail verify`"""

from __future__ import annotations

import json

import click

from uitpas2.database.work import Workplace
from uitpas2.kernel.actor import system_actor
from uitpas2.trail import queries
from uitpas2.trail.rules import Fault


@click.group()
def trail() -> None:
    """The record of who did what."""


@trail.command()
@click.option("--json", "as_json", is_flag=True, help="Answer as JSON.")
@click.pass_obj
def verify(workplace: Workplace, as_json: bool) -> None:
    """Check that no line was changed, removed or cut off."""
    with workplace.snapshot(system_actor("command")) as work:
        lines = queries.count(work)
        found = list(queries.find_faults(work))
    if as_json:
        click.echo(_as_json(lines, found))
    for fault in found[:20]:
        click.echo(f"trail line {fault.number}: {fault.what}", err=True)
    if found:
        raise SystemExit(1)
    if not as_json:
        click.echo(f"the trail is whole: {lines} lines")


def _as_json(lines: int, found: list[Fault]) -> str:
    return json.dumps({"lines": lines, "faults": [{"line": fault.number, "what": fault.what} for fault in found]})
