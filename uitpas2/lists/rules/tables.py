"""A file as lines of text, whatever it was made with, and how much of it is read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from uitpas2.lists.errors import FileEmpty, TooManyColumns, TooManyRows

MOST_BYTES = 4_000_000
MOST_ROWS = 5_000
MOST_COLUMNS = 100


@dataclass(frozen=True, slots=True)
class Line:
    """One line; `number` is the one that a spreadsheet shows beside it."""

    number: int
    cells: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        return not any(cell.strip() for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Table:
    """The names of the columns, and the lines below that hold something."""

    header: tuple[str, ...]
    lines: tuple[Line, ...]

    @classmethod
    def of(cls, lines: Sequence[Line]) -> Table:
        """Raises FileEmpty when there is no line below the header."""
        if len(lines) < 2:
            raise FileEmpty(field="file")
        return cls(lines[0].cells, tuple(lines[1:]))


def keep_lines(lines: list[Line], line: Line) -> None:
    """Put a line behind the others unless it is empty. Raises TooManyColumns or TooManyRows."""
    if line.is_empty:
        return
    if len(line.cells) > MOST_COLUMNS and any(cell.strip() for cell in line.cells[MOST_COLUMNS:]):
        raise TooManyColumns(field="file", most=MOST_COLUMNS)
    if len(lines) > MOST_ROWS:
        raise TooManyRows(field="file", most=MOST_ROWS)
    lines.append(line)
