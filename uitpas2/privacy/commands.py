"""`uitpas2 privacy erased`, `erase`, `purge`, `register`"""

from __future__ import annotations

import json
from pathlib import Path

import click

from uitpas2.cards.errors import HolderUnknown
from uitpas2.database.work import Workplace
from uitpas2.kernel.actor import system_actor
from uitpas2.kernel.clock import BRUSSELS
from uitpas2.privacy import queries, services
from uitpas2.privacy.rules import REGISTER

ACTOR = system_actor("command")


@click.group()
def privacy() -> None:
    """What is kept about people, and how it goes."""


@privacy.command()
@click.pass_obj
def erased(workplace: Workplace) -> None:
    """List who was erased, as numbers that name nobody: keep it beside the backups, for after a restore."""
    with workplace.reading(ACTOR) as work:
        for holder_id in queries.erased_holders(work):
            click.echo(holder_id)


@privacy.command()
@click.argument("holder_ids", nargs=-1)
@click.option(
    "--from-file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A list made by `privacy erased`: after a restore, whoever was erased is erased again.",
)
@click.pass_obj
def erase(workplace: Workplace, holder_ids: tuple[str, ...], from_file: Path | None) -> None:
    """Erase holders by number. Whoever is gone already, or was registered after the backup, is passed over."""
    wanted = [*holder_ids, *(from_file.read_text().split() if from_file else [])]
    if not wanted:
        raise click.UsageError("name holders, or a file with --from-file")
    done = 0
    for holder_id in wanted:
        try:
            with workplace.begin(ACTOR) as work:
                services.erase_holder(work, holder_id)
            done += 1
        except HolderUnknown:
            continue
    click.echo(f"erased: {done}, passed over: {len(wanted) - done}")


@privacy.command()
@click.pass_obj
def purge(workplace: Workplace) -> None:
    """Do now what the nightly purge does."""
    with workplace.begin(ACTOR) as work:
        forgotten = services.purge(work)
    with workplace.reading(ACTOR) as work:
        following = queries.purge_stand(work).next_at
    click.echo(f"forgotten: {forgotten}; next purge: {following.astimezone(BRUSSELS):%Y-%m-%d %H:%M}")


@privacy.command()
def register() -> None:
    """Print the register as JSON: of every column what it is and how long it is kept."""
    declared = {
        name: {
            "processing": table.processing.code,
            "when_erased": table.erasing.value,
            "columns": {column: retention.code for column, retention in table.columns.items()},
        }
        for name, table in REGISTER.items()
    }
    click.echo(json.dumps(declared, indent=2))
