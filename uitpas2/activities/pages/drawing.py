"""What pages of the offer draw themselves: a map with numbered points, and a code to photograph."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from uitpas2.activities.rules.clusters import Cluster, Spot, clusters, middles
from uitpas2.kernel.outlines import CREDIT, frame_around, outlines

ACROSS = 11  # so many points fit beside each other: a finger finds each of them on a narrow telephone
QUIET = 4  # modules of empty border that every reader of codes expects


@dataclass(frozen=True, slots=True)
class Drawing:
    """The outlines, the points on them with their radius in units of the outlines, and the same in rows."""

    view_box: str
    ground: str
    here: str
    clusters: Sequence[Cluster]
    rows: Sequence[Spot]
    radius: float
    credit: str = CREDIT


def drawn(counts: Mapping[str, int], names: Mapping[str, str], *, whole: bool) -> Drawing:
    """A map of the municipalities with these numbers; of all Flanders, or of where there is something."""
    paths = outlines().paths
    known = [nis for nis in counts if nis in paths and counts[nis]]
    spots = [Spot(nis, names[nis], counts[nis], *middles()[nis]) for nis in known]
    view_box = outlines().view_box if whole or not known else frame_around(paths[nis] for nis in known)
    left, top, width, height = (float(number) for number in view_box.split())
    apart = max(width, height) / ACROSS
    radius = apart * 0.42
    framed = (left - radius, top - radius, width + 2 * radius, height + 2 * radius)  # points at the edge are whole
    return Drawing(
        " ".join(f"{number:.1f}" for number in framed),
        "".join(path for nis, path in paths.items() if nis not in counts),
        "".join(paths[nis] for nis in known),
        clusters(spots, apart),
        sorted(spots, key=lambda spot: (-spot.count, spot.name)),
        round(radius, 2),
    )


@lru_cache(maxsize=64)
def qr_path(text: str) -> tuple[int, str]:
    """The side of the code in modules with its quiet border, and its dark modules as the path of an SVG."""
    from qrcode import QRCode
    from qrcode.constants import ERROR_CORRECT_M

    code = QRCode(error_correction=ERROR_CORRECT_M, border=QUIET)
    code.add_data(text)
    code.make(fit=True)
    rows = code.get_matrix()
    dark = (f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, module in enumerate(row) if module)
    return len(rows), "".join(dark)
