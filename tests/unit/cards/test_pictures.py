"""Of whatever file is handed in, a small square JPEG is made of its pixels alone, or nothing."""

import io

import pytest
from PIL import Image, PngImagePlugin

from uitpas2.cards.errors import PictureTooLarge, PictureTooSmall, PictureUnreadable
from uitpas2.cards.rules.pictures import MOST_BYTES, SIDE, square_picture

HOME = "51.0543 N, 3.7174 E"


def file_of(picture: Image.Image, kind: str, **options: object) -> bytes:
    file = io.BytesIO()
    picture.save(file, kind, **options)
    return file.getvalue()


def half_red(width: int, height: int) -> Image.Image:
    """Red above, blue below."""
    picture = Image.new("RGB", (width, height), "blue")
    picture.paste("red", (0, 0, width, height // 2))
    return picture


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


def test_where_and_when_it_was_taken_does_not_come_along():
    exif = Image.Exif()
    exif[0x010E] = HOME
    exif[0x0112] = 6  # the camera was held on its side
    told = {"exif": exif, "comment": HOME.encode(), "icc_profile": HOME.encode(), "xmp": HOME.encode()}

    kept = square_picture(file_of(half_red(900, 600), "JPEG", **told))

    picture = opened(kept)
    assert (picture.format, picture.size, picture.mode) == ("JPEG", (SIDE, SIDE), "RGB")
    assert not picture.getexif()
    assert set(picture.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    assert HOME.encode() not in kept
    left, right = picture.getpixel((20, SIDE // 2)), picture.getpixel((SIDE - 20, SIDE // 2))
    assert left[2] > 200 < right[0], "it stands upright: what was below is now left"
    assert len(kept) < 60_000


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_what_is_see_through_becomes_white_and_hidden_texts_go(kind: str):
    hidden = PngImagePlugin.PngInfo()
    hidden.add_text("comment", HOME)
    options = {"pnginfo": hidden} if kind == "PNG" else {"xmp": HOME.encode()}

    kept = square_picture(file_of(Image.new("RGBA", (400, 500), (0, 0, 0, 0)), kind, **options))

    assert opened(kept).getpixel((5, 5)) == (255, 255, 255)
    assert HOME.encode() not in kept


SCRIPT = b"<script>alert(1)</script>"
NO_PICTURES = {
    "nothing": b"",
    "a script": SCRIPT,
    "a script that begins like a JPEG": b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + SCRIPT * 20,
    "a script that begins like a PNG": b"\x89PNG\r\n\x1a\n" + SCRIPT * 20,
    "an SVG": b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
    "a GIF": file_of(half_red(200, 200), "GIF"),
    "a TIFF": file_of(half_red(200, 200), "TIFF"),
    "a PostScript": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 200 200\n",
    "half a JPEG": file_of(Image.effect_noise((400, 400), 90), "JPEG")[:20_000],
}


@pytest.mark.parametrize("disguised", NO_PICTURES.values(), ids=NO_PICTURES)
def test_what_is_no_picture_is_refused(disguised: bytes):
    with pytest.raises(PictureUnreadable) as refused:
        square_picture(disguised)

    assert refused.value.field == "picture"


def test_a_script_behind_a_picture_is_left_behind():
    kept = square_picture(file_of(half_red(300, 300), "JPEG") + SCRIPT)

    assert SCRIPT not in kept


def test_of_the_pictures_of_a_telephone_in_one_file_the_first_is_kept():
    with_depth = {"save_all": True, "append_images": [Image.new("RGB", (200, 200), "green")]}

    kept = square_picture(file_of(Image.new("RGB", (400, 400), "red"), "MPO", **with_depth))

    assert (opened(kept).format, opened(kept).size) == ("JPEG", (SIDE, SIDE))
    red, green, _ = opened(kept).getpixel((SIDE // 2, SIDE // 2))
    assert red > 200 > 50 > green


def test_too_large_is_refused_before_it_is_unpacked():
    bomb = file_of(Image.new("1", (20_000, 20_000)), "PNG")  # some kilobytes that would become hundreds of megabytes
    assert len(bomb) < 200_000

    for file in (bytes(MOST_BYTES + 1), bytes(20_000_000), bomb):
        with pytest.raises(PictureTooLarge):
            square_picture(file)


def test_a_thumbnail_is_too_small():
    with pytest.raises(PictureTooSmall):
        square_picture(file_of(half_red(79, 300), "PNG"))
