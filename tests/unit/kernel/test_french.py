"""French is written with its own spaces, and with d’ before a vowel."""

import pytest

from uitpas2.kernel.french import elided, french
from uitpas2.kernel.text import TranslatedText


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Qui est là ?", "Qui est là\u202f?"),
        ("Attention : stop !", "Attention\u202f: stop\u202f!"),
        ("un ; deux\u00a0: trois", "un\u202f; deux\u202f: trois"),
        ("le bouton « Oui »", "le bouton «\u202fOui\u202f»"),
        ("le samedi 1 novembre 2025", "le samedi 1er novembre 2025"),
        ("du 1 janv. au 21 oct. 2026", "du 1er janv. au 21 oct. 2026"),
        ("1 octet, 1 maison, 11 mai", "1 octet, 1 maison, 11 mai"),
        ("à 14:02, https://a.be/?b=1;c", "à 14:02, https://a.be/?b=1;c"),
    ],
)
def test_marks_and_days_are_written_as_french_writes_them(typed: str, shown: str) -> None:
    assert french(typed) == shown
    assert french(shown) == shown


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Aalst", "le guichet d’Aalst"),
        ("Ieper", "le guichet d’Ieper"),
        ("Évergem", "le guichet d’Évergem"),
        ("Yves", "le guichet d’Yves"),
        ("Gent", "le guichet de Gent"),
        ("Hasselt", "le guichet de Hasselt"),
        ("Yasmina", "le guichet de Yasmina"),
        ("Oualid", "le guichet de Oualid"),
        ("", "le guichet de "),
    ],
)
def test_de_is_shortened_before_a_name_that_starts_with_a_vowel(name: str, told: str) -> None:
    text = TranslatedText(nl="de balie van {name}", fr="le guichet de {name}", en="the counter of {name}")

    assert text.fill(name=name).in_language("fr") == told
    assert elided("le guichet de %(name)s", {"name": name}) % {"name": name} == told
    assert text.fill(name=name).in_language("nl") == f"de balie van {name}"


def test_only_the_text_is_shortened_and_never_what_fills_it() -> None:
    text = TranslatedText(nl="Kaart van {name}", fr="Carte de {name}", en="Card of {name}")

    assert text.fill(name="Lieve de Andrade").in_language("fr") == "Carte de Lieve de Andrade"


def test_a_text_that_nobody_wrote_in_french_stays_as_it_is_in_dutch() -> None:
    assert TranslatedText(nl="Zomer : spelen !").in_language("fr") == "Zomer : spelen !"
