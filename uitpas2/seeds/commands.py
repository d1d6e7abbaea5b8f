"""`uitpas2 seed …`"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from uitpas2.database import migrate
from uitpas2.database.work import Workplace
from uitpas2.kernel.actor import system_actor
from uitpas2.seeds import demo as demo_data
from uitpas2.seeds import scale as scale_data
from uitpas2.seeds import two_tenants as tenants
from uitpas2.seeds import uitpas_test as test_dataset


@click.group()
@click.pass_obj
def seed(workplace: Workplace) -> None:
    """Fill the database with data to look at or to test with (brings the tables up to date first)."""
    migrate.upgrade(workplace.engine)


@seed.command()
@click.pass_obj
def demo(workplace: Workplace) -> None:
    """A year of invented participation: 285 municipalities, 3,000 holders. For an empty database."""
    with workplace.reading(system_actor("seed")) as work:
        if demo_data.is_complete(work):
            click.echo("the demo data are there already")
            return
        if not demo_data.is_empty(work):
            raise click.ClickException("this database is not empty; demo data go into an empty one")
    demo_data.fill(workplace)


@seed.command("two-tenants")
@click.option("--json", "as_json", is_flag=True, help="Print ids, sign-ins, API clients and canaries as JSON.")
@click.pass_obj
def two_tenants(workplace: Workplace, as_json: bool) -> None:
    """Two municipalities with one of everything and canary texts, for tests of who sees what."""
    made = tenants.seed(workplace)
    if as_json:
        click.echo(json.dumps(made, indent=2))
        return
    for tenant in made["tenants"]:
        click.echo(f"tenant {tenant['letter']}: {', '.join(tenant['sign_ins'].values())}; card {tenant['card_number']}")
    click.echo(f"password: {made['password']}; --json tells all")


@seed.command("uitpas-test")
@click.option(
    "--file",
    "path",
    type=click.Path(path_type=Path),
    help="The dataset as JSON; default: uitpas-test-dataset.json in UITPAS2_SHARED or ../shared/data.",
)
@click.option("--json", "as_json", is_flag=True, help="Answer as JSON.")
@click.pass_obj
def uitpas_test(workplace: Workplace, path: Path | None, as_json: bool) -> None:
    """publiq's published UiTPAS test dataset; a second run leaves one dataset."""
    try:
        counts = test_dataset.seed(workplace, path or test_dataset.default_path())
    except test_dataset.DatasetUnreadable as error:
        raise click.ClickException(str(error)) from None
    if as_json:
        click.echo(json.dumps(counts))
        return
    for what, numbers in counts.items():
        click.echo(f"{what}: {numbers}")


@seed.command()
@click.option("--holders", type=click.IntRange(1, 7_000_000), help="How many there are to be.")
@click.option("--activities", type=click.IntRange(1, 1_000_000), help="How many activities there are to be.")
@click.option("--sessions", type=click.IntRange(1, 10_000_000), help="In how many sessions; without it ten each.")
@click.option("--seed", "number", default=scale_data.SEED, show_default=True, help="Another number, other people.")
@click.option("--json", "as_json", is_flag=True, help="Answer as JSON.")
@click.pass_obj
def scale(
    workplace: Workplace,
    holders: int | None,
    activities: int | None,
    sessions: int | None,
    number: int,
    as_json: bool,
) -> None:
    """Very many invented holders with cards, rights and accounts, a very large offer, or both.

    In an empty database or beside the demo. Nobody among them signs in: fill the demo first, or make people with
    `uitpas2 user create`. What was stopped goes on, and a larger number adds the difference.
    """
    if not (holders or activities):
        raise click.UsageError("say how many: --holders, --activities or both")
    figures: dict[str, Any] = {}
    try:
        if holders:
            with click.progressbar(length=holders, label="holders", file=sys.stderr) as bar:
                done = scale_data.fill(workplace, holders, number=number, tell=lambda seen: bar.update(seen - bar.pos))
            figures |= asdict(done)
        if activities:
            with click.progressbar(length=activities, label="activities", file=sys.stderr) as bar:
                offered = scale_data.fill_offer(
                    workplace,
                    activities,
                    sessions or 10 * activities,
                    number=number,
                    tell=lambda seen: bar.update(seen - bar.pos),
                )
            figures["offer"] = asdict(offered)
    except scale_data.RealPeople:
        raise click.ClickException(
            "there are holders or activities in this database that are not invented; use another"
        ) from None
    if as_json:
        click.echo(json.dumps(figures))
        return
    if holders:
        rows = ", ".join(f"{count} {table}" for table, count in sorted(done.rows.items()))
        click.echo(
            f"holders: {done.made} new, {done.there_already} there already; {done.seconds} s, {done.per_second}/s"
        )
        click.echo(f"database: {done.database_bytes} bytes{'; ' + rows if rows else ''}")
    if activities:
        rows = ", ".join(f"{count} {table}" for table, count in sorted(offered.rows.items()))
        click.echo(f"activities: {offered.made} new, {offered.there_already} there already; {offered.seconds} s")
        click.echo(f"database: {offered.database_bytes} bytes{'; ' + rows if rows else ''}")
