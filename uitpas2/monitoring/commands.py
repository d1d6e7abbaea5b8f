"""`uitpas2 monitoring build|audit|release|export`"""

from __future__ import annotations

import hashlib
import json
import sys
from typing import BinaryIO

import click

from uitpas2.database.work import Work, Workplace
from uitpas2.kernel.actor import system_actor
from uitpas2.kernel.period import Period
from uitpas2.monitoring import queries, services
from uitpas2.monitoring.models import Release
from uitpas2.monitoring.rules.quarters import last_closed_quarter, quarter_name, read_quarter
from uitpas2.monitoring.schemas import release_file

ACTOR = system_actor("command")


@click.group()
def monitoring() -> None:
    """Participation figures: made per closed quarter, protected, audited, then public for good."""


@monitoring.command()
@click.option("--quarter", default="", help="Such as 2026Q3; without it the latest quarter that is over.")
@click.option("--json", "as_json", is_flag=True, help="Answer as JSON.")
@click.pass_obj
def build(workplace: Workplace, quarter: str, as_json: bool) -> None:
    """Count, protect, attack and publish the figures of one quarter."""
    with workplace.begin(ACTOR) as work:
        period = read_quarter(quarter) if quarter else last_closed_quarter(work.today)
        assert period.end is not None
        release = services.build_release(work, starts=period.start, ends=period.end)
        facts = _facts(work, release)
    click.echo(
        json.dumps(facts) if as_json else f"released the figures of {facts['quarter']}: sha256 {facts['sha256']}"
    )


@monitoring.command()
@click.option("--json", "as_json", is_flag=True, help="Answer as JSON.")
@click.pass_obj
def audit(workplace: Workplace, as_json: bool) -> None:
    """Attack every release with all it publishes, and say which figures give way."""
    found = []
    with workplace.reporting(ACTOR) as work:
        audited = queries.releases(work)
        for release in audited:
            for leak in queries.leaks(work, release):
                found.append({"quarter": quarter_name(release.starts), "area": leak.area, "what": leak.what})
    if as_json:
        click.echo(json.dumps({"releases": len(audited), "leaks": found}))
    for line in found:
        click.echo(f"{line['quarter']} {line['area']}: {line['what']}", err=True)
    if found:
        sys.exit(1)
    if not as_json:
        click.echo(f"no figure gives way: {len(audited)} releases audited")


@monitoring.command()
@click.option("--json", "as_json", is_flag=True, help="Answer as JSON.")
@click.pass_obj
def release(workplace: Workplace, as_json: bool) -> None:
    """List the releases, each with the fingerprint of its file."""
    with workplace.reporting(ACTOR) as work:
        listed = [_facts(work, found) for found in queries.releases(work)]
    if as_json:
        click.echo(json.dumps(listed))
    for facts in [] if as_json else listed:
        click.echo(f"{facts['quarter']}  made {facts['made_at']}  threshold {facts['threshold']}  {facts['sha256']}")


@monitoring.command()
@click.option("--quarter", default="", help="Such as 2026Q3; without it the latest release.")
@click.option("--output", type=click.File("wb"), default="-", help="The file to write; without it standard output.")
@click.pass_obj
def export(workplace: Workplace, quarter: str, output: BinaryIO) -> None:
    """Write the file of a release: the very bytes that every reader gets."""
    with workplace.reporting(ACTOR) as work:
        content = _file(work, _wanted(work, quarter))
    output.write(content)


def _wanted(work: Work, quarter: str) -> Release:
    period = read_quarter(quarter) if quarter else _latest(work)
    return queries.release_of(work, period)


def _latest(work: Work) -> Period:
    latest = queries.latest_release(work)
    return Period(latest.starts, latest.ends) if latest else last_closed_quarter(work.today)


def _facts(work: Work, release: Release) -> dict[str, str | int]:
    return {
        "quarter": quarter_name(release.starts),
        "starts": release.starts.isoformat(),
        "ends": release.ends.isoformat(),
        "threshold": release.threshold,
        "made_at": release.made_at.isoformat(),
        "sha256": hashlib.sha256(_file(work, release)).hexdigest(),
    }


def _file(work: Work, release: Release) -> bytes:
    return release_file(queries.table_of(work, release), quarter_name(release.starts))
