"""`uitpas2 cards …`: sheets, keys of codes, numbers and stock, national numbers"""

from __future__ import annotations

import csv
import json
import sys
import time
from dataclasses import asdict
from pathlib import Path
from typing import Any, TextIO

import click
from cryptography.exceptions import InvalidTag

from uitpas2.accounts.queries import administration_of, municipality
from uitpas2.cards import queries, services
from uitpas2.cards.rules.importing import RowState, problem_in_words
from uitpas2.database.work import Workplace
from uitpas2.kernel.actor import system_actor
from uitpas2.kernel.errors import DomainError
from uitpas2.kernel.keys import Keys

_FIGURES = (
    "registered: {registered}, updated: {updated}, new: {new}, known: {known}, known with other data: {changed}, "
    "perhaps known: {perhaps}, with an error: {wrong}"
)


@click.group()
def cards() -> None:
    """Cards of holders."""


@cards.command()
@click.argument("numbers", nargs=-1)
@click.option("--municipality", "nis", default="", help="NIS code: print the latest cards of its inhabitants.")
@click.option("--latest", default=10, show_default=True, type=click.IntRange(1, 2000), help="How many of them.")
@click.option("--to", "target", default="cards.pdf", show_default=True, type=click.Path(dir_okay=False, path_type=Path))
@click.option("--background", is_flag=True, help="Let the worker print them; see `uitpas2 cards sheets`.")
@click.option("--json", "as_json", is_flag=True, help="Answer as JSON.")
@click.pass_obj
def sheet(
    workplace: Workplace,
    numbers: tuple[str, ...],
    nis: str,
    latest: int,
    target: Path,
    background: bool,
    as_json: bool,
) -> None:
    """Print cards by number, or the latest of a municipality, ten to a page with cut marks."""
    if bool(numbers) == bool(nis):
        raise click.UsageError("name card numbers, or a municipality with --municipality")
    which: dict[str, Any] = {"numbers": numbers, "municipality_nis": nis, "latest": latest if nis else 0}
    started = time.process_time()
    with (workplace.begin if background else workplace.reading)(system_actor("command")) as work:
        if nis:
            municipality(work, nis)
        if background:
            _say({"sheet": services.order_sheet(work, **which).id}, as_json, "ordered: {sheet}")
            return
        found = queries.cards_to_print(work, **which)
        if not found:
            raise click.ClickException("no working card to print")
        faces, made_at = services.faces_of(work, found), work.now
    with click.progressbar(length=len(faces), label="printing", file=sys.stderr) as bar:
        done = 0

        def tell(printed: int) -> None:
            nonlocal done
            bar.update(printed - done)
            done = printed

        pdf = services.draw_sheet(faces, language="nl", made_at=made_at, tell=tell)
    target.write_bytes(pdf)
    figures = {
        "cards": len(found),
        "pages": -(-len(found) // services.CARDS_PER_SHEET),
        "bytes": len(pdf),
        "code_mm": services.code_side_mm(faces),
        "cpu_seconds": round(time.process_time() - started, 2),
        "file": str(target),
    }
    _say(
        figures,
        as_json,
        "cards: {cards}, pages: {pages}, {bytes} bytes, codes of at least {code_mm} mm, "
        "{cpu_seconds} s of processor time: {file}",
    )


@cards.command()
@click.option("--json", "as_json", is_flag=True, help="Answer as JSON.")
@click.pass_obj
def sheets(workplace: Workplace, as_json: bool) -> None:
    """Show the latest orders for sheets of cards, and how far they are."""
    with workplace.reading(system_actor("command")) as work:
        for one in queries.sheets(work):
            told = {
                "sheet": one.id,
                "status": one.status.value,
                "cards": one.cards,
                "printed": one.printed,
                "cpu_seconds": None if one.cpu_ms is None else one.cpu_ms / 1000,
            }
            _say(told, as_json, "{sheet}: {status}, {printed} of {cards} cards")


@cards.command()
@click.option("--new", is_flag=True, help="Make a key that signs from today instead of the present one.")
@click.option("--distrust", type=int, help="Codes signed with this key count nowhere any more.")
@click.option("--json", "as_json", is_flag=True, help="Answer as JSON.")
@click.pass_obj
def keys(workplace: Workplace, new: bool, distrust: int | None, as_json: bool) -> None:
    """Show the keys that sign codes; make the one of this year, and in December of the next, where it is missing."""
    with workplace.begin(system_actor("command")) as work:
        services.rotate_keys(work)
        if distrust is not None:
            services.distrust_key(work, distrust)
        if new:
            services.new_key(work)
        signs = queries.key_that_signs(work)
        for key in queries.card_keys(work):
            told = {
                "kid": key.kid,
                "signs_from": str(key.signs_from),
                "signs_until": str(key.signs_until),
                "state": key.state,
                "signs_now": signs is not None and key.kid == signs.kid,
            }
            _say(told, as_json, "{kid}: signs from {signs_from} until {signs_until}, {state}")


@cards.command()
@click.option("--system", "card_system_id", required=True, type=int, help="Id of the card system.")
@click.option("--count", required=True, type=click.IntRange(1, 50_000), help="How many cards.")
@click.option("--to", "target", type=click.Path(dir_okay=False, path_type=Path), help="CSV of number and code.")
@click.option("--json", "as_json", is_flag=True, help="Answer as JSON.")
@click.pass_obj
def provision(workplace: Workplace, card_system_id: int, count: int, target: Path | None, as_json: bool) -> None:
    """Make a range of numbers with their codes, for whoever makes the plastic cards."""
    with workplace.begin(system_actor("command")) as work:
        batch = services.provision_cards(work, card_system_id=card_system_id, count=count)
        if target:
            with target.open("w", newline="", encoding="utf-8") as file:
                csv.writer(file, delimiter=";").writerows(services.batch_codes(work, batch.id))
        told = {"batch": batch.id, "cards": batch.cards, "file": str(target) if target else None}
    _say(told, as_json, "cards: {cards}, range {batch}")


@cards.command()
@click.option("--system", "card_system_id", required=True, type=int, help="Id of the card system.")
@click.option("--counter", required=True, help="NIS code of the municipality, or the id of its organisation.")
@click.option("--count", default=50, show_default=True, type=click.IntRange(1, 5_000), help="How many cards.")
@click.option("--to", "target", type=click.Path(dir_okay=False, path_type=Path), help="Packing list: a number a line.")
@click.option("--json", "as_json", is_flag=True, help="Answer as JSON.")
@click.pass_obj
def ship(
    workplace: Workplace, card_system_id: int, counter: str, count: int, target: Path | None, as_json: bool
) -> None:
    """Send a parcel of cards to a counter, which then receives it."""
    with workplace.begin(system_actor("command")) as work:
        named = administration_of(work, counter)
        sent_to = named.id if named else counter
        parcel = services.ship_cards(work, card_system_id=card_system_id, organisation_id=sent_to, count=count)
        if target:
            target.write_text("".join(f"{number}\n" for number in queries.numbers_of_parcel(work, parcel.id)))
        told = {"parcel": parcel.id, "cards": parcel.cards, "file": str(target) if target else None}
    _say(told, as_json, "cards: {cards}, parcel {parcel}")


@cards.command()
@click.argument("parcel")
@click.option("--missing", multiple=True, help="Number of a card that was not in it; may be repeated.")
@click.pass_obj
def receive(workplace: Workplace, parcel: str, missing: tuple[str, ...]) -> None:
    """Tell for a counter that a parcel is there."""
    with workplace.begin(system_actor("command")) as work:
        received = services.receive_parcel(work, parcel, missing=missing)
        click.echo(f"cards: {received.cards - received.missing} in stock, {received.missing} missing")


@cards.command()
@click.option("--system", "card_system_id", required=True, type=int, help="Id of the card system.")
@click.option("--json", "as_json", is_flag=True, help="Answer as JSON.")
@click.pass_obj
def stock(workplace: Workplace, card_system_id: int, as_json: bool) -> None:
    """Show how many cards each counter of a card system has, and how many are ready to be sent."""
    with workplace.reading(system_actor("command")) as work:
        click.echo(f"ready to be sent: {queries.provisioned(work, card_system_id)}", err=as_json)
        for counter in queries.stock(work, card_system_id):
            _say(asdict(counter), as_json, "{name}: {in_stock} in stock, {shipped} on their way")


@cards.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--municipality", "nis", required=True, help="NIS code: import in the name of this counter.")
@click.option("--confirm", is_flag=True, help="Register them; without it nothing is registered and nothing kept.")
@click.option("--leave-out", is_flag=True, help="Skip the lines with an error.")
@click.option("--mail", "address", default="", help="Mail new guardians their code, with this address to start at.")
@click.option("--json", "as_json", is_flag=True, help="Answer as JSON.")
@click.pass_obj
def import_holders(
    workplace: Workplace, file: Path, nis: str, confirm: bool, leave_out: bool, address: str, as_json: bool
) -> None:
    """Read a CSV or XLSX of holders, tell line by line what is wrong, and register them with --confirm.

    The same file again changes nothing. Lines that look like somebody known are left out, and so is what is known with
    other data: decide on those at the counter. Rights to a lower price are not imported.
    """
    with workplace.reading(system_actor("command")) as work:
        municipality(work, nis)
        counter = administration_of(work, nis)
    if counter is None:
        raise click.ClickException("this municipality does not take part yet")
    clerk = services.counter_actor("system:command", counter.id, nis)
    try:
        import_id = services.read_list(workplace, clerk, file.read_bytes(), file_name=file.name)
        with workplace.begin(clerk) as work:
            made = queries.holder_import(work, import_id)
            for line in queries.import_lines(work, made, [RowState.WRONG]):
                for problem in line.kept.judgement.problems:
                    said = problem_in_words(problem.code, problem.details).en
                    click.echo(f"line {line.line}, {problem.column}: {said}", err=True)
            if confirm:
                services.confirm_import(work, import_id, leave_out=leave_out, mail_address=address)
            else:
                services.drop_import(work, import_id)
    except DomainError as error:
        raise click.ClickException(error.message.en) from None
    if confirm:
        services.carry_out_import(workplace, import_id)
    with workplace.reading(clerk) as work:
        figures = queries.holder_import(work, import_id).figures
    _say({state: figures.get(state, 0) for state in RowState}, as_json, _FIGURES)


@cards.command()
@click.argument("file", type=click.File(encoding="utf-8"))
@click.pass_obj
def chips(workplace: Workplace, file: TextIO) -> None:
    """Note which chip is in which card, from lines of chip number and card number with a semicolon between.

    All or nothing: a line that cannot be right is named, and none is kept.
    """
    done = 0
    with workplace.begin(system_actor("command")) as work:
        for row in csv.reader(file, delimiter=";"):
            try:
                chip, number = row
                services.set_chip_number(work, number, chip)
            except ValueError:
                raise click.ClickException(f"line {done + 1}: a chip number, a semicolon, a card number") from None
            except DomainError as error:
                raise click.ClickException(f"line {done + 1}: {error.message.en}") from None
            done += 1
    click.echo(f"chips: {done}")


def _say(told: dict[str, Any], as_json: bool, line: str) -> None:
    click.echo(json.dumps(told) if as_json else line.format(**told))


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
