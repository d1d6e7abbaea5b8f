"""`uitpas2 activities import FILE`"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import click

from uitpas2.activities.errors import FileMissing, FileNoJson, FileNoList, FileTooDeep
from uitpas2.activities.services import ImportReport, RejectedItem, import_events
from uitpas2.database.work import Workplace
from uitpas2.kernel.actor import system_actor


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
