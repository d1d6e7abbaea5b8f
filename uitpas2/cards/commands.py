"""`uitpas2 cards sheet`, `rotate-number-keys`, `national-numbers`"""

from __future__ import annotations

import json
import time
from pathlib import Path

import click
from cryptography.exceptions import InvalidTag

from uitpas2.accounts.queries import municipality
from uitpas2.cards import queries, services
from uitpas2.database.work import Workplace
from uitpas2.kernel.actor import system_actor
from uitpas2.kernel.keys import Keys


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


@cards.command()
@click.option(
    "--earlier-secret-file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The secret under which the numbers stand now, when UITPAS2_SECRET_KEY was replaced.",
)
@click.option("--json", "as_json", is_flag=True, help="Answer as JSON.")
@click.pass_obj
def rotate_number_keys(workplace: Workplace, earlier_secret_file: Path | None, as_json: bool) -> None:
    """Put the national numbers under new keys; what was stopped half way goes on."""
    earlier = Keys(earlier_secret_file.read_text().strip()) if earlier_secret_file else None
    say = (lambda renewed: None) if as_json else (lambda renewed: click.echo(f"{renewed} renewed"))
    try:
        done = services.rotate_number_keys(workplace, system_actor("command"), earlier=earlier, say=say)
    except InvalidTag:
        raise click.ClickException("a number stands under another secret: give it with --earlier-secret-file") from None
    if as_json:
        click.echo(json.dumps({"version": done.version, "renewed": done.renewed}))
    else:
        click.echo(f"all national numbers stand under keys of version {done.version}: {done.renewed} renewed")


@cards.command()
@click.argument("nis")
@click.argument("choice", type=click.Choice(["on", "off"]))
@click.pass_obj
def national_numbers(workplace: Workplace, nis: str, choice: str) -> None:
    """Let municipality NIS work with national numbers, or without: then those it has go at once."""
    with workplace.begin(system_actor("command")) as work:
        gone = services.keep_national_numbers(work, nis, choice == "on")
    click.echo(f"{nis} works {'with' if choice == 'on' else 'without'} national numbers; {gone} forgotten")
