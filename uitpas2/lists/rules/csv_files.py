"""Reading a CSV as office programs write it: any of three encodings, of four signs between cells."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Callable

from uitpas2.lists.errors import CellTooLarge, EncodingUnknown, FileUnreadable, QuoteLeftOpen
from uitpas2.lists.rules.tables import Line, Table, keep_lines

_SIGNS = ";,\t|"
_EXCELS_OWN = re.compile(r"^\ufeff?sep=(.)\r?\n", re.IGNORECASE)
_UTF16 = {codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE}
_HTML = re.compile(r"^\s*<(!doctype|html|table|\?xml|meta|style)", re.IGNORECASE)


def read_csv(content: bytes, knows: Callable[[str], bool]) -> Table:
    """The lines of a CSV, numbered as a spreadsheet numbers them: the header is line 1.

    Which sign stands between cells shows in the names of columns that the reader `knows`.

    Raises FileUnreadable, EncodingUnknown, QuoteLeftOpen, CellTooLarge, FileEmpty, TooManyRows or TooManyColumns.
    """
    text = decoded(content)
    if _HTML.match(text):
        raise FileUnreadable(field="file")
    if told := _EXCELS_OWN.match(text):
        sign, text = told[1], text[told.end() :]
    else:
        sign = _sign_between(text, knows)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=sign, strict=True)
    lines: list[Line] = []

    def numbered() -> list[Line]:
        for number, cells in enumerate(reader, start=1):
            keep_lines(lines, Line(number, tuple(cells)))
        return lines

    try:
        return Table.of(numbered())
    except csv.Error as error:
        problem = CellTooLarge if "field limit" in str(error) else QuoteLeftOpen
        raise problem(field="file", line=len(lines) + 1) from None


def decoded(content: bytes) -> str:
    """The text of a file. Raises EncodingUnknown, also for a NUL: then it is no text at all."""
    if content[:2] in _UTF16:
        encodings = ["utf-16"]
    elif content.startswith(codecs.BOM_UTF8):
        encodings = ["utf-8-sig"]
    else:
        encodings = ["utf-8", "cp1252"]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" in text:
            break
        return text
    raise EncodingUnknown(field="file")


def _sign_between(text: str, knows: Callable[[str], bool]) -> str:
    """The sign that makes most of the first line into names of columns; of equals, the one that is there most."""
    first = next((line for line in text.splitlines() if line.strip()), "")

    def fits(sign: str) -> tuple[int, int]:
        names = next(csv.reader([first], delimiter=sign), [])
        return sum(knows(name) for name in names), len(names)

    return max(_SIGNS, key=fits)
