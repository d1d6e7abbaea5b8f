"""QR codes as a square of modules and as SVG. Correction M: on a printed size, more would only shrink the modules.

`qrcode` is loaded when the first code is drawn, not when the web application starts.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from markupsafe import Markup

QUIET = 4  # modules of empty border that every reader expects
ON_SCREEN = 3  # the mask of codes on screens: any will do, and looking for the nicest is most of the work of a code

Matrix = tuple[tuple[bool, ...], ...]


@lru_cache(maxsize=512)
def qr_matrix(text: str, mask: int | None = None) -> Matrix:
    """The rows of dark modules of the code, without a border. A given `mask` (0 to 7) saves most of the work."""
    from qrcode import QRCode
    from qrcode.constants import ERROR_CORRECT_M

    code = QRCode(error_correction=ERROR_CORRECT_M, border=0, mask_pattern=mask)
    code.add_data(text)
    code.make(fit=True)
    return tuple(tuple(bool(module) for module in row) for row in code.get_matrix())


def dark_runs(matrix: Matrix) -> Iterator[tuple[int, int, int]]:
    """Column, row and length of every unbroken run of dark modules: a fifth of the shapes of single modules."""
    for y, row in enumerate(matrix):
        start = None
        for x, dark in enumerate((*row, False)):
            if dark and start is None:
                start = x
            elif not dark and start is not None:
                yield start, y, x - start
                start = None


def qr_path(text: str) -> tuple[int, str]:
    """The side of the code in modules, quiet border included, and its dark modules as the path of an SVG."""
    matrix = qr_matrix(text, ON_SCREEN)
    path = "".join(f"M{x + QUIET} {y + QUIET}h{length}v1h-{length}z" for x, y, length in dark_runs(matrix))
    return len(matrix) + 2 * QUIET, path


@lru_cache(maxsize=512)
def qr_svg(text: str, label: str = "QR") -> Markup:
    """The code as an image for a page: black on white in every theme, with its quiet border, without any style."""
    side, path = qr_path(text)
    return Markup(
        '<svg viewBox="0 0 {side} {side}" role="img" aria-label="{label}" shape-rendering="crispEdges">'
        '<rect width="{side}" height="{side}" fill="#fff"/><path d="{path}" fill="#000"/></svg>'
    ).format(side=side, label=label, path=path)
