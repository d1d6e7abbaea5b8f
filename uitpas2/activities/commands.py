"""`uitpas2 activities`: bring in a file, follow sources of offer, say yes or no to what vanished."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import click

from uitpas2.activities.errors import FileMissing, FileNoJson, FileNoList, FileTooDeep
from uitpas2.activities.models import OfferRun
from uitpas2.activities.queries import polling as sources
from uitpas2.activities.rules.polling import KEY_HEADERS, RunKind, RunStatus
from uitpas2.activities.services import ImportReport, RejectedItem, import_events, polling
from uitpas2.activities.services.polling.invented import invented_items
from uitpas2.activities.services.polling.simulated import Mishap, Offering, simulated_search
from uitpas2.database.work import Workplace
from uitpas2.kernel.actor import system_actor
from uitpas2.kernel.clock import SystemClock
from uitpas2.settings import Settings


@click.group()
def activities() -> None:
    """What organisers offer."""


@activities.command("import")
@click.argument("file")
@click.option("--json", "as_json", is_flag=True, help="Answer as JSON.")
@click.pass_obj
def import_file(workplace: Workplace, file: str, as_json: bool) -> None:
    """Bring in activities from a file in UiTdatabank's read format ("-" reads standard input).

    What is right comes in, also when other items are wrong; each wrong item is named with its place and reason.
    """
    items, root = read_items(file)
    with workplace.begin(system_actor("import")) as work:
        report = import_events(work, items, root=root)
    click.echo(json.dumps(as_plain(report), ensure_ascii=False, indent=2) if as_json else in_lines(report))
    if not report.is_whole:
        click.echo(f"uitpas2: {len(report.rejected)} of {len(items)} items were not imported", err=True)
        raise SystemExit(1)


@activities.command("poll")
@click.option("--source", "name", default="", help="Name or id of one source; all of them otherwise.")
@click.option("--whole", is_flag=True, help="Read the whole list, not only what changed.")
@click.option("--json", "as_json", is_flag=True, help="Answer as JSON.")
@click.pass_obj
def poll(workplace: Workplace, name: str, whole: bool, as_json: bool) -> None:
    """Read the sources of offer now.

    Ends badly when a reading failed; one that waits for a yes or no is no failure.
    """
    with workplace.reading(system_actor("poll")) as work:
        chosen = [sources.source_named(work, name)] if name else [line.source for line in sources.sources(work)]
        followed = [(source.id, source.name) for source in chosen if source.active or name]
    find_reader = polling.reader_from(Settings.from_environment())
    kind = RunKind.SWEEP if whole else RunKind.CHANGES
    done = []
    for source_id, called in followed:
        run_id = polling.poll(workplace, source_id, kind, find_reader)
        with workplace.reading(system_actor("poll")) as work:
            done.append((called, run_as_plain(sources.own_run(work, run_id))))
    if as_json:
        click.echo(json.dumps([{"source": called, **run} for called, run in done], ensure_ascii=False, indent=2))
    else:
        for called, run in done:
            click.echo(f"{called}: " + ", ".join(f"{what} {count}" for what, count in run.items() if count is not None))
    failed = [called for called, run in done if run["status"] == RunStatus.FAILED]
    if failed:
        click.echo(f"uitpas2: reading failed of {', '.join(failed)}", err=True)
        raise SystemExit(1)


def run_as_plain(run: OfferRun) -> dict[str, Any]:
    """A run for a machine, the counts by their names."""
    counts = ("pages", "retries", "listed", "imported", "updated", "unchanged", "older", "rejected", "known")
    return {
        "run": run.id,
        "kind": run.kind.value,
        "status": run.status.value,
        "because": run.stopped_because.value if run.stopped_because else None,
        **{name: getattr(run, name) for name in (*counts, "vanished", "withdrawn")},
    }


@activities.command("decide")
@click.argument("run_id")
@click.option("--withdraw/--keep", "withdraw", default=None, help="Withdraw what vanished, or keep it.")
@click.option("--json", "as_json", is_flag=True, help="Answer as JSON.")
@click.pass_obj
def decide(workplace: Workplace, run_id: str, withdraw: bool | None, as_json: bool) -> None:
    """Say yes or no where very much vanished from a source; without one of the two it lists what would go."""
    if withdraw is not None:
        with workplace.begin(system_actor("poll")) as work:
            polling.decide(work, run_id, withdraw=withdraw)
        polling.carry_out_decisions(workplace, only=run_id)
    with workplace.reading(system_actor("poll")) as work:
        run = sources.own_run(work, run_id)
        lines = sources.run_vanished(work, run)
        vanished = [
            {
                "id": line.uitdatabank_id,
                "name": line.activity.name.nl if line.activity else "",
                "organiser": line.organiser,
                "places_taken": line.taken,
                "status": line.status.value,
            }
            for line in lines
        ]
        told = run_as_plain(run)
    if as_json:
        click.echo(json.dumps({**told, "gone": vanished}, ensure_ascii=False, indent=2))
        return
    click.echo(f"{told['status']}: {told['vanished']} of {told['known']} vanished, {told['withdrawn']} withdrawn")
    for one in vanished:
        click.echo(f"{one['id']}  {one['status']}  {one['organiser']}  {one['name']}  ({one['places_taken']} taken)")


@activities.group("source")
def source() -> None:
    """Sources of offer that are followed."""


@source.command("add")
@click.option("--name", required=True, help="What people call it.")
@click.option("--address", required=True, help="Search address with its filters, such as https://…/events?q=….")
@click.option("--organisation", "organisation_id", required=True, help="Id of who answers for it.")
@click.option("--key", "key_variable", default="", help="Environment variable with the key: UITPAS2_OFFER_KEY_….")
@click.option("--key-header", type=click.Choice(KEY_HEADERS), default=KEY_HEADERS[0], show_default=True)
@click.option("--page-size", default=100, show_default=True)
@click.pass_obj
def add_source(
    workplace: Workplace,
    name: str,
    address: str,
    organisation_id: str,
    key_variable: str,
    key_header: str,
    page_size: int,
) -> None:
    """Follow a search address for a municipality, or for Flanders."""
    with workplace.begin(system_actor("sources")) as work:
        made = polling.add_source(
            work,
            organisation_id=organisation_id,
            name=name,
            address=address,
            key_variable=key_variable,
            key_header=key_header,
            page_size=page_size,
            local=Settings.from_environment().local_sources,
        )
    click.echo(f"{made.id}  {made.name}")


@source.command("list")
@click.option("--json", "as_json", is_flag=True, help="Answer as JSON.")
@click.pass_obj
def list_sources(workplace: Workplace, as_json: bool) -> None:
    """The sources, who answers for them, and how the latest reading went."""
    with workplace.reading(system_actor("sources")) as work:
        lines: list[dict[str, Any]] = [
            {
                "id": line.source.id,
                "name": line.source.name,
                "organisation": line.organisation,
                "address": line.source.address,
                "active": line.source.active,
                "listed": line.listed,
                "latest": run_as_plain(line.latest) if line.latest else None,
                "waiting": line.waiting.id if line.waiting else None,
            }
            for line in sources.sources(work)
        ]
    if as_json:
        click.echo(json.dumps(lines, ensure_ascii=False, indent=2))
        return
    for line in lines:
        latest = line["latest"]
        state = "off" if not line["active"] else latest["status"] if latest else "never read"
        asks = f"  waits for a yes: {line['waiting']}" if line["waiting"] else ""
        click.echo(f"{line['id']}  {line['name']}  {line['organisation']}  {line['listed']} listed  {state}{asks}")


@source.command("switch")
@click.argument("name")
@click.option("--on/--off", "on", default=True)
@click.pass_obj
def switch_source(workplace: Workplace, name: str, on: bool) -> None:
    """Follow a source again, or no longer; what came in through it stays."""
    with workplace.begin(system_actor("sources")) as work:
        switched = polling.switch_source(work, sources.source_named(work, name).id, on=on)
    click.echo(f"{switched.name}: {'on' if on else 'off'}")


@click.command("simulate-search")
@click.option("--port", default=8091, show_default=True, help="Port on 127.0.0.1.")
@click.option("--items", default=60, show_default=True, help="How many invented activities it lists.")
@click.option("--gone", default=0, show_default=True, help="How many of them it lists no more.")
@click.option("--latency", default=0.1, show_default=True, help="Seconds before each answer.")
@click.option("--mishap", "mishaps", multiple=True, type=click.Choice([one.value for one in Mishap]))
@click.option("--doubled", is_flag=True, help="Older versions of items on the next page.")
@click.option("--reordered", is_flag=True, help="Another order at every other question.")
def simulate_search(
    port: int, items: int, gone: int, latency: float, mishaps: tuple[str, ...], doubled: bool, reordered: bool
) -> None:
    """Run a made-up search service with activities; each mishap befalls one of the first answers."""
    offering = Offering(
        items=invented_items(items, first_day=SystemClock().now())[gone:],
        latency=latency,
        doubled=doubled,
        reordered=reordered,
        hang=60.0,
    )
    offering.mishaps.extend(Mishap(one) for one in mishaps)
    server = simulated_search(port, offering)
    click.echo(f"listing {len(offering.items)} activities at http://127.0.0.1:{server.server_port}/events")
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        click.echo("stopped")
    finally:
        server.server_close()


def read_items(file: str) -> tuple[list[Any], str]:
    """The items of a file and the JSON pointer of their list: the file is that list, or has it as "member".

    Raises FileMissing, FileNoJson, FileTooDeep or FileNoList.
    """
    try:
        content = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    except OSError as error:
        raise FileMissing(file=file, why=error.strerror or "") from None
    try:
        whole = json.loads(content, parse_constant=_refuse_constant)
    except RecursionError:
        raise FileTooDeep from None
    except json.JSONDecodeError as error:
        raise FileNoJson(line=error.lineno, column=error.colno) from None
    except ValueError:  # not UTF-8, a number of thousands of digits, NaN
        raise FileNoJson(line="?", column="?") from None
    if isinstance(whole, dict) and isinstance(whole.get("member"), list):
        return whole["member"], "/member"
    if not isinstance(whole, list):
        raise FileNoList
    return whole, ""


def _refuse_constant(text: str) -> float:
    raise ValueError(f"{text} is no JSON")


def in_lines(report: ImportReport) -> str:
    """The report for a person: the counts, then a line for each fault."""
    counts = (
        f"imported: {report.imported}, updated: {report.updated}, "
        f"unchanged: {report.unchanged}, rejected: {len(report.rejected)}"
    )
    return "\n".join([counts, *(_line(wrong) for wrong in report.rejected)])


def _line(wrong: RejectedItem) -> str:
    faults = "; ".join(f"{fault.pointer}  {fault.reason.en}" for fault in wrong.faults)
    return f"item {wrong.index}: {faults}"


def as_plain(report: ImportReport) -> dict[str, Any]:
    """The same for a machine."""
    return {
        "imported": report.imported,
        "updated": report.updated,
        "unchanged": report.unchanged,
        "rejected": [
            {
                "index": wrong.index,
                "pointer": wrong.pointer,
                "reason": wrong.reason.as_dict(),
                "faults": [{"pointer": fault.pointer, "reason": fault.reason.as_dict()} for fault in wrong.faults],
            }
            for wrong in report.rejected
        ],
    }
