"""`make screenshots`: the pictures of the documentation, taken by the browser tests and made small."""

from __future__ import annotations

from pathlib import Path

from PIL import Image

ROOT = Path(__file__).resolve().parents[1]
TAKEN = ROOT / "tests" / "screenshots"
KEPT = ROOT / "docs" / "screenshots"
TALLEST = 1600
COLOURS = 64
SHOWN = (
    "home-1280",
    "finder-360",
    "gemeente-buiten-grens-360",
    "balie-kaart-van-noor-1280",
    "partner-plaats-360",
    "scan-yes-360",
    "kantoor-verkoop-360",
    "mijn-gezin-360",
    "mijn-kaart-360",
    "waarom-deze-prijs-360",
    "beleid-kaart-1280",
)


def main() -> None:
    KEPT.mkdir(parents=True, exist_ok=True)
    for name in SHOWN:
        with Image.open(TAKEN / f"{name}.png") as picture:
            top = picture.convert("RGB").crop((0, 0, picture.width, min(picture.height, TALLEST)))
        top.quantize(COLOURS).save(KEPT / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
