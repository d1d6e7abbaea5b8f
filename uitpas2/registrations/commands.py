"""Repeating a draw on one's own machine, from the file that its page gives. No database is needed."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TextIO

import click

from uitpas2.registrations.rules import Entry, commitment, drawn_turns
from uitpas2.registrations.schemas import DRAW_COLUMNS


@click.group()
def draw() -> None:
    """A draw for places: do it again and see that it was honest."""


@draw.command()
@click.argument("file", type=click.File(encoding="utf-8-sig"))
def repeat(file: TextIO) -> None:
    """Repeat the draw in FILE (the CSV of its page): the same seed, the same order, or an error."""
    reader = csv.DictReader(file)
    rows = list(reader)
    if not rows or list(reader.fieldnames or ()) != DRAW_COLUMNS:
        raise click.ClickException(f"{Path(file.name).name} is not the file of a draw")
    seed, published = rows[0]["seed"], rows[0]["commitment"]
    if {(row["seed"], row["commitment"]) for row in rows} != {(seed, published)}:
        raise click.ClickException("the lines of this file are of different draws")
    if commitment(seed) != published:
        raise click.ClickException("the seed is not the one that was announced: its SHA-256 is another")
    try:
        told = {row["code"]: int(row["turn"]) for row in rows}
        entries = [Entry(row["code"], int(row["group"]), row["together"]) for row in rows]
    except ValueError:
        raise click.ClickException("a turn or a group in this file is no number") from None
    for turn, codes in enumerate(drawn_turns(seed, entries), start=1):
        for code in codes:
            if told[code] != turn:
                raise click.ClickException(f"{code} has turn {told[code]} in the file, and {turn} when drawn again")
    click.echo(f"the same order: {len(rows)} registrations, drawn with the seed that was announced")
