"""What a camera at the door sees: a card with its code, held a bit askew, in middling light."""

from __future__ import annotations

import io
import random
from pathlib import Path

import segno
from PIL import Image, ImageFilter

SIZE = (640, 480)
PIXELS_PER_MODULE = 3
EMPTY_FRAMES, CARD_FRAMES = 4, 8
GREY = 118


def card_before_camera(path: Path, code: str) -> Path:
    """A Y4M film, played over and over: a moment of nothing, then a card with this code."""
    chance = random.Random(code)
    frames = [Image.new("L", SIZE, GREY)] * EMPTY_FRAMES
    frames += [_card(code, 5 + chance.random() * 4) for _ in range(CARD_FRAMES)]
    grey = b"\x80" * (SIZE[0] * SIZE[1] // 2)
    with path.open("wb") as film:
        film.write(b"YUV4MPEG2 W%d H%d F15:1 Ip A1:1 C420mpeg2\n" % SIZE)
        for frame in frames:
            film.write(b"FRAME\n" + _studio_range(_noisy(frame)) + grey)
    return path


def _card(code: str, degrees: float) -> Image.Image:
    drawn = io.BytesIO()
    segno.make(code, error="m", micro=False, boost_error=False).save(drawn, kind="png", scale=PIXELS_PER_MODULE)
    symbol = Image.open(drawn).convert("L")
    frame = Image.new("L", SIZE, GREY)
    frame.paste(symbol, ((SIZE[0] - symbol.width) // 2, (SIZE[1] - symbol.height) // 2))
    return frame.rotate(degrees, Image.Resampling.BICUBIC, fillcolor=GREY).filter(ImageFilter.GaussianBlur(0.8))


def _noisy(frame: Image.Image) -> Image.Image:
    return Image.blend(frame, Image.effect_noise(SIZE, 60), 0.12)


def _studio_range(frame: Image.Image) -> bytes:
    """Video keeps brightness between 16 and 235."""
    return frame.point([16 + value * 219 // 255 for value in range(256)]).tobytes()
