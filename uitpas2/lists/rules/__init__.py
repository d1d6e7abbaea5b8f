"""Reading a list in a file into lines of text, and its cells into texts and days."""

from uitpas2.lists.rules.cells import day, plain_text
from uitpas2.lists.rules.files import read_file
from uitpas2.lists.rules.tables import MOST_BYTES, MOST_COLUMNS, MOST_ROWS, Line, Table

__all__ = ["MOST_BYTES", "MOST_COLUMNS", "MOST_ROWS", "Line", "Table", "day", "plain_text", "read_file"]
