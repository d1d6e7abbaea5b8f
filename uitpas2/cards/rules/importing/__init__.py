"""Reading a file of holders: its columns, its lines, and what is wrong with them. Pure: nobody is looked up here."""

from uitpas2.cards.rules.importing.columns import LABELS, Column, Header, read_header
from uitpas2.cards.rules.importing.files import read_file
from uitpas2.cards.rules.importing.rows import (
    HIDDEN,
    Cells,
    Place,
    Places,
    Problem,
    Wanted,
    cells_of,
    read_row,
    shown,
)
from uitpas2.cards.rules.importing.tables import MOST_BYTES, MOST_COLUMNS, MOST_ROWS, Line, Table

__all__ = [
    "HIDDEN",
    "LABELS",
    "MOST_BYTES",
    "MOST_COLUMNS",
    "MOST_ROWS",
    "Cells",
    "Column",
    "Header",
    "Line",
    "Place",
    "Places",
    "Problem",
    "Table",
    "Wanted",
    "cells_of",
    "read_file",
    "read_header",
    "read_row",
    "shown",
]
