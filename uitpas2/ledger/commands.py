"""`uitpas2 ledger check`"""

from __future__ import annotations

import json

import click

from uitpas2.database.work import Workplace
from uitpas2.kernel.actor import system_actor
from uitpas2.ledger import queries


@click.group()
def ledger() -> None:
    """The books: who bears which part of what was sold."""


@ledger.command()
@click.option("--json", "as_json", is_flag=True, help="Answer as JSON.")
@click.pass_obj
def check(workplace: Workplace, as_json: bool) -> None:
    """Check that every entry adds up to zero, and that budgets agree with the books."""
    with workplace.snapshot(system_actor("command")) as work:
        entries = queries.count_entries(work)
        faults = queries.faults(work)
    if as_json:
        click.echo(json.dumps({"entries": entries, "faults": faults}))
    for fault in faults[:20]:
        click.echo(fault, err=True)
    if faults:
        raise SystemExit(1)
    if not as_json:
        click.echo(f"the books are in order: {entries} entries, together € 0,00")
