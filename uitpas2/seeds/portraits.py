"""Drawn portraits for made-up people: nobody's face."""

from __future__ import annotations

import io


def drawn_portrait(*, shirt: str = "#b5471b") -> bytes:
    """A PNG of somebody in a few shapes; the drawing library is loaded when the first one is made."""
    from PIL import Image, ImageDraw

    picture = Image.new("RGB", (400, 480), "#d8e4ef")
    pen = ImageDraw.Draw(picture)
    pen.ellipse((115, 70, 285, 250), fill="#3b2a20")
    pen.ellipse((130, 95, 270, 285), fill="#e0b48c")
    pen.rounded_rectangle((70, 300, 330, 540), radius=90, fill=shirt)
    for left in (165, 220):
        pen.ellipse((left, 180, left + 14, 196), fill="#1d2433")
    pen.arc((165, 190, 235, 250), 20, 160, fill="#1d2433", width=5)
    file = io.BytesIO()
    picture.save(file, "PNG")
    return file.getvalue()
