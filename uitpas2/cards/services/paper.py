"""Cards and letters drawn as PDF: our own card of 85.6 × 54 mm with a QR code of 26 mm, on A4 with cut marks.

Loaded when something is printed, not when the web application starts.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from pathlib import Path

from fpdf import FPDF

import uitpas2
from uitpas2.cards.rules import CardFace
from uitpas2.cards.rules.qr import QUIET, dark_runs, qr_matrix
from uitpas2.kernel.french import NARROW_SPACE

WIDTH, HEIGHT = 85.6, 54.0  # millimetres, as a bank card
MODULE = 0.7  # 37 modules make a code of 25.9 mm
_COLUMNS, _ROWS = 2, 5
_SHEET_MASK = 3  # given instead of chosen: choosing the best mask is most of the work of a code
_BRAND, _ACCENT, _INK, _SOFT, _LINE = (31, 78, 121), (181, 71, 27), (29, 36, 51), (74, 82, 102), (150, 150, 150)
_FONTS = Path(uitpas2.__file__).parent / "static" / "vendor" / "font"
_FONT = "Hyperlegible"
_SUBSETS = ("latin", "latin-ext")


class Paper(FPDF):
    """A4 or A6 in millimetres, in our font where it was fetched, else in Helvetica with the nearest letters it has."""

    def __init__(self, title: str, language: str, made_at: datetime, size: str = "A4") -> None:
        super().__init__(format=(105, 148) if size == "A6" else "A4")
        self.set_auto_page_break(False)
        self.set_title(title)
        self.set_lang(language)
        self.set_creator("uitpas2")
        self.set_creation_date(made_at)
        self.own_font = self._add_own_font()

    def _add_own_font(self) -> bool:
        files = {
            (subset, style): _FONTS / f"atkinson-hyperlegible-{subset}-{weight}-normal.woff"
            for subset in _SUBSETS
            for style, weight in (("", 400), ("B", 700))
        }
        if not all(path.is_file() for path in files.values()):
            return False
        for (subset, style), path in files.items():
            self.add_font(_FONT if subset == "latin" else f"{_FONT}-{subset}", style, path)
        self.set_fallback_fonts([f"{_FONT}-latin-ext"], exact_match=True)
        return True

    def _in_our_letters(self, text: str) -> str:
        # The font has no narrow space; the ordinary one that does not break stands in for it.
        return text.replace(NARROW_SPACE, "\u00a0") if self.own_font else _in_latin1(text)

    def write_at(self, x: float, y: float, text: str, size: float, *, bold: bool = False, width: float = 0) -> float:
        """One line of text with its top at y, made smaller until it fits the width; answers its height in mm."""
        text = self._in_our_letters(text)
        family = _FONT if self.own_font else "Helvetica"
        self.set_font(family, "B" if bold else "", size)
        while width and size > 6 and self.get_string_width(text) > width:
            size -= 0.5
            self.set_font_size(size)
        height = size * 0.3528 * 1.2
        self.set_xy(x, y)
        self.cell(h=height, text=text)
        return height

    def write_below(self, text: str, size: float = 12, *, bold: bool = False, gap: float = 3) -> None:
        """A paragraph at the left margin under what was written last, and a blank line."""
        self.write_tight(text, size, bold=bold)
        self.ln(size * 0.3528 * 1.4 + gap)

    def write_tight(self, text: str, size: float, *, bold: bool = False, gap: float = 0) -> None:
        """The same without the blank line."""
        self.set_font(_FONT if self.own_font else "Helvetica", "B" if bold else "", size)
        self.set_x(self.l_margin)
        self.multi_cell(0, size * 0.3528 * 1.4, self._in_our_letters(text), align="L")
        self.set_y(self.get_y() + gap)


def single_card(face: CardFace, explanation: Sequence[str], *, title: str, language: str, made_at: datetime) -> bytes:
    """One page: the card to cut out, and below it what to do with it."""
    paper = Paper(title, language, made_at)
    paper.set_margin(25)
    paper.add_page()
    x, y = (210 - WIDTH) / 2, 30.0
    _draw(paper, face, x, y)
    _cut_marks(paper, [x, x + WIDTH], [y, y + HEIGHT])
    paper.set_text_color(*_INK)
    paper.set_y(y + HEIGHT + 18)
    for paragraph in explanation:
        paper.write_below(paragraph)
    return bytes(paper.output())


def letter(lines: Iterable[tuple[str, bool]], *, title: str, language: str, made_at: datetime) -> bytes:
    """A letter; a line is its text and whether it stands out."""
    return letters([lines], title=title, language=language, made_at=made_at)


def letters(pages: Iterable[Iterable[tuple[str, bool]]], *, title: str, language: str, made_at: datetime) -> bytes:
    """Letters in one file, each on a page of its own."""
    paper = Paper(title, language, made_at)
    paper.set_margin(25)
    for lines in pages:
        paper.add_page()
        _brand_bar(paper, 0, 0, 210, 14)
        paper.set_text_color(*_INK)
        paper.set_y(38)
        for text, stands_out in lines:
            paper.write_below(text, 16 if stands_out else 12, bold=stands_out)
    return bytes(paper.output())


def note(
    lines: Iterable[tuple[str, bool]],
    *,
    title: str,
    language: str,
    made_at: datetime,
    code: str = "",
) -> bytes:
    """A page of A6, for a fridge door or a bag; a line is its text and whether it stands out.

    `code` is drawn as a QR code below, for who would rather scan than type.
    """
    paper = Paper(title, language, made_at, "A6")
    paper.set_margin(9)
    paper.add_page()
    _brand_bar(paper, 0, 0, 105, 10)
    paper.set_text_color(*_INK)
    paper.set_y(15)
    paper.write_tight(title, 15, bold=True, gap=2)
    for text, stands_out in lines:
        paper.write_tight(text, 13 if stands_out else 10, bold=stands_out, gap=1.6)
    if code:
        matrix = qr_matrix(code, _SHEET_MASK)
        side = (len(matrix) + 2 * QUIET) * MODULE
        _draw_code(paper, matrix, (105 - side) / 2, 148 - side - 6)
    return bytes(paper.output())


def sheets(
    faces: Sequence[CardFace], *, title: str, language: str, made_at: datetime, tell: Callable[[int], None]
) -> bytes:
    """Ten cards a page, edge to edge, with marks for the cutting machine; `tell` hears how many cards are done."""
    paper = Paper(title, language, made_at)
    left, top = (210 - _COLUMNS * WIDTH) / 2, (297 - _ROWS * HEIGHT) / 2
    for first in range(0, len(faces), _COLUMNS * _ROWS):
        paper.add_page()
        for place, face in enumerate(faces[first : first + _COLUMNS * _ROWS]):
            row, column = divmod(place, _COLUMNS)
            _draw(paper, face, left + column * WIDTH, top + row * HEIGHT, mask=_SHEET_MASK)
        columns = [left + WIDTH * column for column in range(_COLUMNS + 1)]
        _cut_marks(paper, columns, [top + HEIGHT * row for row in range(_ROWS + 1)])
        tell(min(first + _COLUMNS * _ROWS, len(faces)))
    return bytes(paper.output())


def code_side(face: CardFace) -> float:
    """The width of the code in millimetres, without its white border."""
    return round(len(qr_matrix(face.code, _SHEET_MASK)) * MODULE, 1)


def _draw(paper: Paper, face: CardFace, x: float, y: float, mask: int | None = None) -> None:
    matrix = qr_matrix(face.code, mask)
    side = (len(matrix) + 2 * QUIET) * MODULE
    bar = 10.0
    text_width = WIDTH - side - 7
    _brand_bar(paper, x, y, WIDTH, bar)
    _draw_code(paper, matrix, x + WIDTH - side - 2, y + bar + (HEIGHT - bar - side) / 2)
    paper.set_text_color(*_INK)
    line = y + bar + 9
    for part in _two_lines(face.name):
        line += paper.write_at(x + 5, line, part, 14, bold=True, width=text_width) + 0.5
    paper.write_at(x + 5, line + 1.5, _grouped(face.number), 11.5, width=text_width)
    paper.set_text_color(*_SOFT)
    paper.write_at(x + 5, y + HEIGHT - 8, face.region, 8, width=text_width)


def _brand_bar(paper: Paper, x: float, y: float, width: float, height: float) -> None:
    paper.set_fill_color(*_BRAND)
    paper.rect(x, y, width, height, style="F")
    paper.set_fill_color(*_ACCENT)
    paper.circle(x + width - 9, y + height, 3.6 if height < 12 else 5, style="F")
    paper.set_text_color(255, 255, 255)
    paper.write_at(x + 5, y + height / 2 - 2.6, "UiTPAS 2.0", 12, bold=True)


def _draw_code(paper: Paper, matrix: tuple[tuple[bool, ...], ...], x: float, y: float) -> None:
    side = (len(matrix) + 2 * QUIET) * MODULE
    paper.set_fill_color(255, 255, 255)
    paper.rect(x, y, side, side, style="F")
    paper.set_fill_color(0, 0, 0)
    for column, row, length in dark_runs(matrix):
        paper.rect(x + (column + QUIET) * MODULE, y + (row + QUIET) * MODULE, length * MODULE, MODULE, style="F")


def _cut_marks(paper: Paper, columns: Sequence[float], rows: Sequence[float]) -> None:
    """Short lines outside the outermost edges, so that no card keeps one."""
    paper.set_draw_color(*_LINE)
    paper.set_line_width(0.2)
    for x in columns:
        paper.line(x, rows[0] - 6, x, rows[0] - 1.5)
        paper.line(x, rows[-1] + 1.5, x, rows[-1] + 6)
    for y in rows:
        paper.line(columns[0] - 6, y, columns[0] - 1.5, y)
        paper.line(columns[-1] + 1.5, y, columns[-1] + 6, y)


def _two_lines(name: str) -> list[str]:
    """First name and the rest apart: both stay large."""
    first, _, rest = name.partition(" ")
    return [part for part in (first, rest) if part]


def _grouped(number: str) -> str:
    return f"{number[:4]} {number[4:7]} {number[7:10]} {number[10:]}"


def _in_latin1(text: str) -> str:
    """The same text with letters that Helvetica lacks replaced by their nearest: Şeyma becomes Seyma."""
    special = str.maketrans(
        {"Ł": "L", "ł": "l", "Đ": "D", "đ": "d", "ı": "i", "Œ": "OE", "œ": "oe", "’": "'", "–": "-"}
    )
    out = []
    for letter_ in text.translate(special):
        if ord(letter_) < 256:
            out.append(letter_)
            continue
        plain = unicodedata.normalize("NFKD", letter_).encode("latin-1", "ignore").decode("latin-1")
        out.append(plain or "?")
    return "".join(out)
