"""Tables as files to take along: CSV for machines, XLSX for office programs. One writer for every feature."""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal

from flask import Response

from uitpas2.kernel.money import Euro

Cell = str | int | Decimal | Euro | date | None

CSV_TYPE = "text/csv"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_FORMULA = re.compile(r"^[\s\x00]*[=+\-@＝＋－＠]|^[\t\r\n]")
# Opened where another sign stands between cells, or below the other's quotes, a cell begins in the middle of a text.
_LATER_FORMULA = re.compile(r"(?<=[,;\t\r\n|])(?=[=+\-@＝＋－＠])")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


@dataclass(frozen=True)
class Sheet:
    """A table with a title: names of columns and rows of plain values. Amounts stay `Euro` until they are written."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Cell]]


def as_csv(sheet: Sheet, *, for_office: bool = False) -> bytes:
    """RFC 4180 in UTF-8 with a dot in numbers: the same bytes for the same sheet.

    `for_office`: with semicolons and a mark of its encoding, as office programs in Flanders open it at a double click.

    A text that a spreadsheet would take for a formula gets an apostrophe in front: what somebody typed as the name
    of an activity must never be run at the finance office. So does what would begin a cell where the office program
    expects the other sign between cells.
    """
    target = io.StringIO(newline="")
    writer = csv.writer(target, delimiter=";" if for_office else ",", lineterminator="\r\n")
    writer.writerow([_csv_cell(column) for column in sheet.columns])
    writer.writerows([_csv_cell(cell) for cell in row] for row in sheet.rows)
    return target.getvalue().encode("utf-8-sig" if for_office else "utf-8")


def _csv_cell(cell: Cell) -> str | int | Decimal:
    match cell:
        case None:
            return ""
        case str():
            disarmed = _LATER_FORMULA.sub("'", cell)
            return f"'{disarmed}" if _FORMULA.match(cell) else disarmed
        case Euro():
            return str(cell)
        case date():
            return cell.isoformat()
        case _:
            return cell


def as_xlsx(sheet: Sheet, made_at: datetime) -> bytes:
    """A workbook of one sheet: amounts and days are typed, texts are texts whatever they look like."""
    from openpyxl import Workbook  # here: it would slow every start of the platform
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    book.properties.created = made_at.astimezone(UTC).replace(tzinfo=None)
    page = book.create_sheet(re.sub(r"[\[\]:*?/\\]", " ", sheet.title)[:31])
    page.freeze_panes = "A2"
    for number, width in enumerate(_widths(sheet), start=1):
        page.column_dimensions[get_column_letter(number)].width = width

    def cells(row: Sequence[Cell], bold: bool = False) -> Iterator[WriteOnlyCell]:
        for value in row:
            typed, number_format = _xlsx_value(value)
            cell = WriteOnlyCell(page, value=typed)
            if isinstance(value, str):
                cell.data_type = "s"  # else a text that starts with = would be a formula
            if number_format:
                cell.number_format = number_format
            if bold:
                cell.font = Font(bold=True)
            yield cell

    page.append(list(cells(sheet.columns, bold=True)))
    for row in sheet.rows:
        page.append(list(cells(row)))
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _xlsx_value(value: Cell) -> tuple[str | int | Decimal | date | None, str]:
    match value:
        case Euro():
            return Decimal(value.cents).scaleb(-2), "#,##0.00"
        case date():
            return value, "yyyy-mm-dd"
        case str():
            return _CONTROL.sub("", value), ""
        case _:
            return value, ""


def _widths(sheet: Sheet) -> Iterator[int]:
    for index, column in enumerate(sheet.columns):
        longest = max([len(column), *(len(str(row[index])) for row in sheet.rows)])
        yield min(longest + 2, 48)


def download(content: bytes, filename: str, mimetype: str) -> Response:
    """A file to save, with its SHA-256 as the ETag: whoever has the same bytes can see it."""
    response = Response(content, mimetype=mimetype)
    response.headers["Content-Disposition"] = f'attachment; filename="{filename}"'
    response.set_etag(hashlib.sha256(content).hexdigest())
    return response
