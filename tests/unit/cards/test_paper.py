"""QR codes on screen and on paper, and letters that a font may lack."""

import io
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pypdf import PdfReader

from uitpas2.cards.rules import CardFace, qr_matrix, qr_svg
from uitpas2.cards.rules.qr import ON_SCREEN
from uitpas2.cards.services import paper

TOKEN = "UP1:" + "A" * 114
NOW = datetime(2026, 11, 25, 11, tzinfo=UTC)


def face(name: str = "Noor Peeters") -> CardFace:
    return CardFace(name=name, number="0900000095902", region="UiTPAS Gent", code=TOKEN)


def card(name: str = "Noor Peeters") -> str:
    made = paper.single_card(face(name), ["Knip uit."], title="Kaart", language="nl", made_at=NOW)
    return PdfReader(io.BytesIO(made)).pages[0].extract_text()


def test_a_token_makes_the_code_that_is_printed_large_enough():
    matrix = qr_matrix(TOKEN)

    assert len(matrix) == 37
    assert len(matrix) * paper.MODULE >= 25  # millimetres
    assert (len(matrix) + 8) * paper.MODULE < paper.HEIGHT - 10


def test_the_image_for_a_page_shows_exactly_the_dark_modules():
    svg = str(qr_svg(TOKEN, label='"><script>'))

    drawn = {
        (int(x) + step - 4, int(y) - 4)
        for x, y, length in re.findall(r"M(\d+) (\d+)h(\d+)v1", svg)
        for step in range(int(length))
    }

    dark = {(x, y) for y, row in enumerate(qr_matrix(TOKEN, ON_SCREEN)) for x, module in enumerate(row) if module}
    assert drawn == dark
    assert "<script>" not in svg
    assert "style" not in svg


def test_an_own_font_writes_every_letter_of_a_name():
    if not (paper._FONTS / "atkinson-hyperlegible-latin-ext-400-normal.woff").exists():
        pytest.skip("the fonts were not fetched: run make")

    text = card("Şeyma Yıldız-Łuczak")

    assert all(letter in text for letter in "ŞıŁ")


def test_without_the_font_the_nearest_letters_are_printed(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(paper, "_FONTS", Path("/nowhere"))

    text = card("Şeyma Yıldız-Łuczak 王")

    assert "Seyma" in text
    assert "Yildiz-Luczak" in text


def test_a_long_name_stays_on_its_card():
    page = paper.Paper("Kaart", "nl", NOW)
    page.add_page()

    page.write_at(5, 5, "Maximiliaan-Alexander Vandenbroucke-Vanderhaeghen", 14, bold=True, width=60)

    assert page.get_x() <= 5 + 60 + 2


def test_a_french_sentence_is_printed_with_a_space_that_the_font_has():
    sentence = "Votre carte\u202f? Chez nous\u202f!"

    made = paper.letters([[(sentence, False)]], title="Lettre", language="fr", made_at=NOW)

    assert "Votre carte ? Chez nous !" in PdfReader(io.BytesIO(made)).pages[0].extract_text()
    assert "\u202f" not in PdfReader(io.BytesIO(made)).pages[0].extract_text()
