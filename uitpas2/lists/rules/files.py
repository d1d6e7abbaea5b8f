"""A list in a file, recognised by what is in it and not by its name."""

from __future__ import annotations

from collections.abc import Callable

from uitpas2.lists.errors import FileEmpty, FileTooLarge
from uitpas2.lists.rules.csv_files import read_csv
from uitpas2.lists.rules.tables import MOST_BYTES, Table
from uitpas2.lists.rules.xlsx_files import read_xlsx, refuse_old_workbook

_ZIP, _OLD_CONTAINER = b"PK", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read_file(content: bytes, knows: Callable[[str], bool]) -> Table:
    """The lines of a CSV or XLSX; `knows` tells the names of columns from other texts.

    Raises FileEmpty, FileTooLarge and what `read_csv` and `read_xlsx` raise, each for the form's field `file`.
    """
    if not content.strip():
        raise FileEmpty(field="file")
    if len(content) > MOST_BYTES:
        raise FileTooLarge(field="file", most=MOST_BYTES // 1_000_000)
    if content.startswith(_OLD_CONTAINER):
        refuse_old_workbook(content)
    return read_xlsx(content) if content.startswith(_ZIP) else read_csv(content, knows)
