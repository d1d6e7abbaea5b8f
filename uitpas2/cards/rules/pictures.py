"""Making a small square picture of whatever file somebody hands in.

The file itself is never kept or sent on: it is read as an image of one of three kinds, and a new JPEG is made of its
pixels. So nothing travels along that hides in a file: where and when a picture was taken, a script, a second image.
"""

from __future__ import annotations

import io
import struct
from typing import TYPE_CHECKING

from uitpas2.cards.errors.pictures import PictureTooLarge, PictureTooSmall, PictureUnreadable

if TYPE_CHECKING:
    from PIL.Image import Image

SIDE = 320  # pixels of the picture we keep: a face at the size of a passport photograph
LEAST_SIDE = 80
MOST_BYTES = 12_000_000
_KINDS = ("JPEG", "PNG", "WEBP")
# A JPEG is decoded at a fraction of its size; the others take three or four bytes for each pixel. An MPO is a JPEG with
# more behind it, as many telephones make them: only the first picture counts.
MOST_PIXELS = {"JPEG": 60_000_000, "MPO": 60_000_000, "PNG": 16_000_000, "WEBP": 16_000_000}
MEDIA_TYPE = "image/jpeg"
_QUALITY = 82
_FACES_ARE_HIGH = (0.5, 0.4)  # where the square is cut from a picture that is taller than wide
_BROKEN = (OSError, SyntaxError, ValueError, EOFError, KeyError, IndexError, TypeError, struct.error)


def square_picture(data: bytes) -> bytes:
    """A square JPEG of the middle of a picture, upright, without anything but its pixels.

    Raises PictureTooLarge, PictureTooSmall or PictureUnreadable, for the form's field `picture`.
    """
    from PIL import Image, ImageOps

    if len(data) > MOST_BYTES:
        raise PictureTooLarge(field="picture", megabytes=MOST_BYTES // 1_000_000)
    try:
        with Image.open(io.BytesIO(data), formats=_KINDS) as picture:
            _check_size(picture)
            picture.draft("RGB", (2 * SIDE, 2 * SIDE))
            upright = ImageOps.exif_transpose(picture)
            square = ImageOps.fit(_without_gaps(upright), (SIDE, SIDE), centering=_FACES_ARE_HIGH)
    except Image.DecompressionBombError:
        raise PictureTooLarge(field="picture", megabytes=MOST_BYTES // 1_000_000) from None
    except _BROKEN:
        raise PictureUnreadable(field="picture") from None
    bare = Image.new("RGB", square.size)  # of what the old one knew besides its pixels, a copy would keep some
    bare.paste(square)
    kept = io.BytesIO()
    bare.save(kept, "JPEG", quality=_QUALITY, optimize=True)
    return kept.getvalue()


def _check_size(picture: Image) -> None:
    """By what the file says of itself, before any of it is decoded."""
    width, height = picture.size
    if width * height > MOST_PIXELS[picture.format or ""]:
        raise PictureTooLarge(field="picture", megabytes=MOST_BYTES // 1_000_000)
    if min(width, height) < LEAST_SIDE:
        raise PictureTooSmall(field="picture")


def _without_gaps(picture: Image) -> Image:
    """In plain colours, on white where it was see-through."""
    from PIL import Image

    if not picture.has_transparency_data:
        return picture.convert("RGB")
    whole = picture.convert("RGBA")
    white = Image.new("RGBA", whole.size, "white")
    return Image.alpha_composite(white, whole).convert("RGB")
