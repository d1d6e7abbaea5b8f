"""`uitpas2 cards sheet`"""

from __future__ import annotations

import json
import time
from pathlib import Path

import click

from uitpas2.accounts.queries import municipality
from uitpas2.cards import queries, services
from uitpas2.database.work import Workplace
from uitpas2.kernel.actor import system_actor


@click.group()
def cards() -> None:
    """Cards of holders."""


@cards.command()
@click.argument("numbers", nargs=-1)
@click.option("--municipality", "nis", default="", help="NIS code: print the latest cards of its inhabitants.")
@click.option("--latest", default=10, show_default=True, type=click.IntRange(1, 2000), help="How many of them.")
@click.option("--to", "target", default="cards.pdf", show_default=True, type=click.Path(dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Answer as JSON.")
@click.pass_obj
def sheet(workplace: Workplace, numbers: tuple[str, ...], nis: str, latest: int, target: Path, as_json: bool) -> None:
    """Print cards by number, or the latest of a municipality, ten to a page with cut marks."""
    if bool(numbers) == bool(nis):
        raise click.UsageError("name card numbers, or a municipality with --municipality")
    started = time.monotonic()
    with workplace.reading(system_actor("command")) as work:
        if nis:
            municipality(work, nis)
        found = queries.cards_to_print(work, numbers=numbers, municipality_nis=nis, latest=latest)
        if not found:
            raise click.ClickException("no working card to print")
        pdf = services.sheet_pdf(work, found)
    target.write_bytes(pdf)
    pages, seconds = -(-len(found) // services.CARDS_PER_SHEET), time.monotonic() - started
    if as_json:
        click.echo(json.dumps({"cards": len(found), "pages": pages, "bytes": len(pdf), "file": str(target)}))
    else:
        click.echo(f"cards: {len(found)}, pages: {pages}, {len(pdf) // 1024} kB in {seconds:.1f} s: {target}")
