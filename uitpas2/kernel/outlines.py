"""The outlines of the municipalities, ready to draw.

Source: Statbel, statistical sectors of 1 January 2025, made into municipalities by Provincies in Cijfers.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

CREDIT = (
    "Bron: Statbel (Algemene Directie Statistiek - Statistics Belgium), statistische sectoren 1-1-2025 en bevolking "
    "1-1-2020; bewerking Provincies in Cijfers"
)
"""Must stand wherever the outlines or the numbers of inhabitants are shown; the licence asks for it."""

_MARGIN = 8


@dataclass(frozen=True, slots=True)
class Outlines:
    """`paths` are SVG path data per NIS code, in the units of `view_box`."""

    view_box: str
    paths: Mapping[str, str]


@lru_cache(maxsize=1)
def outlines() -> Outlines:
    source = files("uitpas2.kernel") / "data" / "flemish_municipalities_svg.json"
    content = json.loads(source.read_text(encoding="utf-8"))
    return Outlines(content["viewBox"], content["paths"])


def frame_around(paths: Iterable[str]) -> str:
    """The view box that just holds these outlines, with a small margin."""
    numbers = [float(number) for path in paths for number in re.findall(r"[\d.]+", path)]
    across, down = numbers[0::2], numbers[1::2]
    left, top = min(across) - _MARGIN, min(down) - _MARGIN
    width, height = max(across) - left + _MARGIN, max(down) - top + _MARGIN
    return f"{left:.0f} {top:.0f} {width:.0f} {height:.0f}"
