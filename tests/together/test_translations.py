"""The catalogues of all features against their code and templates."""

from pathlib import Path

from tools import translations
from uitpas2.kernel.french import french
from uitpas2.web.language import catalogue


def test_every_text_of_every_feature_is_translated_into_dutch_and_french() -> None:
    found = translations.all_faults([])

    assert found == []


def test_every_french_text_is_shown_with_spaces_that_do_not_break_before_its_marks() -> None:
    shown = [text for key, text in catalogue("fr")._catalog.items() if key]

    assert [text for text in shown if text != french(text)] == []
    assert sum("\u202f?" in text for text in shown) > 50


def test_a_missing_an_empty_and_a_wrongly_filled_translation_are_named(tmp_path: Path) -> None:
    feature = tmp_path / "bikes"
    (feature / "translations").mkdir(parents=True)
    (feature / "pages.py").write_text(
        '_("Ring the bell")\n_("Brake")\n_("For %(name)s", name=name)\nngettext("%(num)d bike", "%(num)d bikes", 2)\n'
    )
    (feature / "translations" / "nl.po").write_text(
        'msgid "Brake"\nmsgstr ""\n\nmsgid "For %(name)s"\nmsgstr "Voor %(naam)s"\n\nmsgid "Horn"\nmsgstr "Toeter"\n'
    )

    dutch = [fault for fault in translations.faults(feature) if fault.startswith("bikes/nl")]

    assert dutch == [
        "bikes/nl: missing: 'Ring the bell'",
        "bikes/nl: untranslated: 'Brake'",
        "bikes/nl: other placeholders than the text: 'For %(name)s'",
        "bikes/nl: missing: '%(num)d bike'",
        "bikes/nl: nobody uses: 'Horn'",
    ]


def test_the_catalogue_is_brought_in_step_without_moving_what_is_there(tmp_path: Path) -> None:
    feature = tmp_path / "bikes"
    (feature / "translations").mkdir(parents=True)
    (feature / "pages.py").write_text('_("Ring the bell")\n_("Brake")\n')
    (feature / "translations" / "nl.po").write_text('msgid "Brake"\nmsgstr "Rem"\n\nmsgid "Horn"\nmsgstr "Toeter"\n')

    catalogue = translations.in_step(feature, "nl")

    entries = catalogue.split("\n\n")[1:]
    assert [entry.strip() for entry in entries] == ['msgid "Brake"\nmsgstr "Rem"', 'msgid "Ring the bell"\nmsgstr ""']
