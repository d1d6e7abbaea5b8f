"""Reading a workbook without trusting it: what it unpacks to is known before anything is unpacked."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date, datetime, time
from typing import Any, NoReturn
from xml.etree.ElementTree import ParseError

from uitpas2.lists.errors import (
    FileLocked,
    FileSuspicious,
    FileUnreadable,
    FileWithMacros,
    OtherWorkbook,
)
from uitpas2.lists.rules.tables import MOST_COLUMNS, MOST_ROWS, Line, Table, keep_lines

_MOST_UNPACKED = 40_000_000
_MOST_PARTS = 500
_MOST_LINES = MOST_ROWS + 1_000  # empty ones with them
_DECLARATIONS = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)
_LOCKED = "EncryptedPackage".encode("utf-16-le")


def read_xlsx(content: bytes) -> Table:
    """The lines of the first visible sheet, days and numbers as text; a formula stays one, with its = in front.

    Raises OtherWorkbook, FileWithMacros, FileSuspicious, FileEmpty, TooManyRows or TooManyColumns.
    """
    _look_inside(content)
    from openpyxl import load_workbook  # here: it would slow every start of the platform

    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
        page = next((sheet for sheet in book.worksheets if sheet.sheet_state == "visible"), None)
        return Table.of(_lines_of(page) if page is not None else [])
    except (KeyError, ValueError, TypeError, AttributeError, IndexError, OSError, ParseError, zipfile.BadZipFile):
        raise FileSuspicious(field="file") from None


def refuse_old_workbook(content: bytes) -> NoReturn:
    """Files in the container of before 2007: an .xls, or a workbook with a password.

    Raises FileLocked or OtherWorkbook.
    """
    raise (FileLocked if _LOCKED in content else OtherWorkbook)(field="file")


def _look_inside(content: bytes) -> None:
    """What is packed must be a workbook, no larger than a list can be, and without anything that runs.

    Whatever a part is called it may be read as XML, and in an encoding of two bytes for each letter.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            parts = packed.infolist()
            names = {part.filename.lower() for part in parts}
            if "xl/workbook.xml" not in names:
                is_sheet = any(name.startswith("xl/") or name == "content.xml" for name in names)
                raise (OtherWorkbook if is_sheet else FileUnreadable)(field="file")
            if any("vbaproject" in name or name.startswith("xl/macrosheets") for name in names):
                raise FileWithMacros(field="file")
            if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _MOST_UNPACKED:
                raise FileSuspicious(field="file")
            for part in parts:
                if part.flag_bits & 1 or _DECLARATIONS.search(packed.read(part).replace(b"\x00", b"")):
                    raise FileSuspicious(field="file")
    except (zipfile.BadZipFile, NotImplementedError, OSError, EOFError, ValueError):
        raise FileSuspicious(field="file") from None


def _lines_of(page: Any) -> list[Line]:
    page.reset_dimensions()  # what the workbook says of its size is not believed
    lines: list[Line] = []
    for number, row in enumerate(page.iter_rows(max_row=_MOST_LINES, max_col=_width(page), values_only=True), start=1):
        keep_lines(lines, Line(number, tuple(_text(value) for value in row)))
    return lines


def _width(page: Any) -> int:
    """How many columns have a name: what stands beside them belongs to none."""
    for row in page.iter_rows(max_row=_MOST_LINES, max_col=MOST_COLUMNS + 1, values_only=True):
        if filled := [place for place, value in enumerate(row, start=1) if _text(value).strip()]:
            return max(filled)
    return 1


def _text(value: Any) -> str:
    match value:
        case None:
            return ""
        case str():
            return value
        case bool():
            return "1" if value else "0"
        case datetime():
            return value.date().isoformat()
        case date():
            return value.isoformat()
        case time():
            return f"{value:%H:%M}"
        case float() if value.is_integer() and abs(value) < 10**15:
            return str(int(value))
        case int() | float():
            return str(value)
        case _:
            return "="  # a formula over several cells is an object
