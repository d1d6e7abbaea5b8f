"""Files of holders: their columns and lines, what is wrong with them, and whom they mean. Nobody is looked up here."""

from uitpas2.cards.rules.importing.columns import (
    LABELS,
    LINE_LABEL,
    NEEDED,
    REASON_LABEL,
    Column,
    Header,
    read_file,
    read_header,
)
from uitpas2.cards.rules.importing.matching import CardThere, Difference, Judgement, Knowledge, Known, judge
from uitpas2.cards.rules.importing.rows import (
    Cells,
    Place,
    Places,
    Problem,
    Wanted,
    cells_of,
    read_row,
    shown,
)
from uitpas2.cards.rules.importing.sealing import KEY_PURPOSE, KeptLine, opened, sealed
from uitpas2.cards.rules.importing.words import (
    CHOICES,
    NOT_DONE,
    UNDER_WAY,
    ImportStatus,
    RowChoice,
    RowState,
    problem_in_words,
)
from uitpas2.cards.rules.national_number import HIDDEN
from uitpas2.lists.rules import MOST_BYTES, MOST_COLUMNS, MOST_ROWS, Line, Table

__all__ = [
    "CHOICES",
    "HIDDEN",
    "KEY_PURPOSE",
    "LABELS",
    "LINE_LABEL",
    "MOST_BYTES",
    "MOST_COLUMNS",
    "MOST_ROWS",
    "NEEDED",
    "NOT_DONE",
    "REASON_LABEL",
    "UNDER_WAY",
    "CardThere",
    "Cells",
    "Column",
    "Difference",
    "Header",
    "ImportStatus",
    "Judgement",
    "KeptLine",
    "Knowledge",
    "Known",
    "Line",
    "Place",
    "Places",
    "Problem",
    "RowChoice",
    "RowState",
    "Table",
    "Wanted",
    "cells_of",
    "judge",
    "opened",
    "problem_in_words",
    "read_file",
    "read_header",
    "read_row",
    "sealed",
    "shown",
]
