"""An organiser's own words: what may be in them, where it says what is wrong, and what no message ever says."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.cards.test_mails import LONGEST_TEXT_MESSAGE, NEVER, NEVER_IN_MAILS
from uitpas2.cards.rules.mails import TEXT_MESSAGE
from uitpas2.kernel.text import LANGUAGES, TranslatedText
from uitpas2.outbox.rules import Channel
from uitpas2.registrations.rules.changed import ChangedMoment, changes_in_words
from uitpas2.registrations.rules.composing import Contact, Facts, letter_of, preview, values_of
from uitpas2.registrations.rules.mails import MAIL_OF, OUR_CLOSING, OUR_INTRODUCTION
from uitpas2.registrations.rules.states import END_WORDS, EndReason
from uitpas2.registrations.rules.wordings import (
    GAP_NAMES,
    Fault,
    Gap,
    MessageKind,
    Wording,
    fault_in,
    filled,
    gaps_for,
    refused_word,
    tidy,
)

STARTS = datetime(2026, 12, 2, 13, 0, tzinfo=UTC)
NOW = datetime(2026, 11, 25, 11, 0, tzinfo=UTC)
VALUES = {Gap.CHILD: "Noor", Gap.ACTIVITY: "Zwemmen", Gap.DAY: "woensdag", Gap.HOUR: "14:00", Gap.PLACE: "Bad"}
WORDINGS = (
    Wording(),
    Wording({"nl": "Hoi {voornaam}, tot {dag} om {uur} in {plaats}!"}, {"nl": "Sportieve groeten, Mia"}),
    Wording(
        {"nl": "{activiteit}: leuk.", "fr": "{activité} : chouette.", "en": "{activity}: great."},
        {"nl": "Tot dan!", "fr": "À bientôt !", "en": "See you!"},
    ),
)


def facts(**other) -> Facts:
    told = {
        "child": "Noor",
        "activity": TranslatedText(nl="Zwemmen op woensdag", fr="Natation du mercredi", en="Swimming on Wednesday"),
        "moments": ((STARTS, STARTS + timedelta(hours=2)),),
        "place": "Zwembad",
        "address": "Kouter 1, 9000 Gent",
        "organiser": "De Dolfijn",
        "until": STARTS - timedelta(days=2),
        "reason": END_WORDS[EndReason.NOT_TAKING_PLACE],
    }
    return Facts(**{**told, **other})


def told(kind: MessageKind, language: str, wording: Wording = WORDINGS[0], **other) -> tuple[str, str]:
    values = values_of(kind, facts(**other), wording, Contact("kantoor@dolfijn.test", "09 123 45 67"))
    moved = ChangedMoment(STARTS - timedelta(hours=1), STARTS, STARTS + timedelta(hours=2), goes_on=True)
    values["changes"] = changes_in_words(
        [moved, replace(moved, goes_on=False, because=TranslatedText("Geen kansentarief"))]
    )
    return letter_of(MAIL_OF[kind], language, "Lotte Maes", "Noor", **values)


@pytest.mark.parametrize("kind", MessageKind)
def test_each_message_in_each_language_along_each_way_with_any_words_tells_what_and_when_and_of_no_right(kind) -> None:
    for language, wording, channel in product(LANGUAGES, WORDINGS, Channel):
        subject, body = told(kind, language, wording)
        read = TEXT_MESSAGE.fill(subject=subject).in_language(language) if channel in {"sms", "push"} else body

        assert not NEVER.search(f"{subject} {read}".lower())
        assert not NEVER_IN_MAILS.search(f"{subject} {read}".lower())
        assert "{" not in subject + read
        if read is body:
            assert "2026, 14:00" in body
            assert "Kouter 1, 9000 Gent" in body
            assert "kantoor@dolfijn.test" in body
            assert (re.search(r"30 \w+ 2026, 14:00", body) is not None) == (facts().until is not None)
        else:
            assert len(read) <= LONGEST_TEXT_MESSAGE


def test_what_an_organiser_writes_stands_around_our_facts_and_only_in_the_languages_it_wrote() -> None:
    _, dutch = told(MessageKind.CONFIRMED, "nl", WORDINGS[1])
    _, french = told(MessageKind.CONFIRMED, "fr", WORDINGS[1])

    paragraphs = dutch.split("\n\n")
    assert paragraphs[1] == "Hoi Noor, tot woensdag 2 december 2026 om 14:00 in Zwembad, Kouter 1, 9000 Gent!"
    assert paragraphs[2:4] == [
        "Noor is ingeschreven.",
        "Wat: Zwemmen op woensdag\nWanneer: woensdag 2 december 2026, 14:00 tot 16:00\nWaar: Zwembad, Kouter 1, "
        "9000 Gent\nAntwoord voor: maandag 30 november 2026, 14:00",
    ]
    assert "Geef de plaats dan terug" in paragraphs[4]
    assert paragraphs[5] == "Sportieve groeten, Mia"
    assert "Hoi" not in french
    assert "Bonne nouvelle" in french


def test_a_camp_names_its_days_and_a_name_that_tells_too_much_is_left_out() -> None:
    days = tuple((STARTS + timedelta(days=n), STARTS + timedelta(days=n, hours=2)) for n in range(14))
    _, camp = told(MessageKind.CONFIRMED, "nl", moments=days)
    subject, body = told(
        MessageKind.CONFIRMED,
        "nl",
        activity=TranslatedText(nl="Zwemmen (kansentarief)"),
        organiser="Welzijnsschakel tegen armoede",
        place="Sociaal Huis OCMW",
    )

    assert camp.count("\n- ") == 13
    assert "- en nog 2 keer" in camp
    assert subject == "Noor heeft een plaats: je activiteit"
    assert not NEVER.search(body.lower())
    assert "Waar: Kouter 1, 9000 Gent" in body


def test_our_own_words_would_be_accepted_from_an_organiser() -> None:
    for text in (*OUR_INTRODUCTION.values(), OUR_CLOSING):
        assert text.is_complete()
        assert [fault_in(text.in_language(one), longest=400) for one in LANGUAGES] == [None] * 3


@pytest.mark.parametrize(
    ("text", "fault", "line", "sign"),
    [
        ("Dag {voornaam},\ntot {dagen}!", Fault.UNKNOWN_GAP, 2, 5),
        ("Dag {voornaam", Fault.LOOSE_BRACE, 1, 5),
        ("Dag {{voornaam}}", Fault.LOOSE_BRACE, 1, 5),
        ("Dag {}", Fault.UNKNOWN_GAP, 1, 5),
        ("{achternaam}", Fault.UNKNOWN_GAP, 1, 1),
        ("{child.last_name}", Fault.UNKNOWN_GAP, 1, 1),
        ("Kijk <a href='https://elders.test'>hier</a>", Fault.MARKUP, 1, 6),
        ("Kijk [hier](https://elders.test)", Fault.MARKUP, 1, 11),
        ("**Tot dan**", Fault.MARKUP, 1, 1),
        ("kans\u200bentarief", Fault.CONTROL, 1, 5),
        ("x" * 601, Fault.TOO_LONG, 1, 601),
    ],
)
def test_what_is_wrong_is_named_with_its_place(text: str, fault: Fault, line: int, sign: int) -> None:
    found = fault_in(text, longest=600)

    assert found is not None
    assert (found.fault, found.line, found.sign) == (fault, line, sign)


@pytest.mark.parametrize(
    "text",
    [
        "met kansentarief",
        "kansenstatuut",
        "KANSARM",
        "tegen armoede",
        "sociaal tarief",
        "Sociaal-Tarief",
        "je MIA",
        "het mia-tarief",
        "Mia-tarief",
        "korting wegens",
        "10% korting",
        "verlaagd tarief",
        "tarif réduit",
        "tarif social",
        "reduced price",
        "a discount",
    ],
)
def test_words_that_tell_what_a_family_pays_or_why_are_refused(text: str) -> None:
    assert refused_word(text)
    assert fault_in(f"Dag {{voornaam}}, {text}", longest=600).fault is Fault.WORD


@pytest.mark.parametrize("text", ["Groeten, Mia", "een kansspel", "sociale vaardigheden", "arm in arm", "warme trui"])
def test_ordinary_words_are_not(text: str) -> None:
    assert fault_in(text, longest=600) is None


def test_every_gap_has_its_name_in_every_language_and_each_is_understood_in_all() -> None:
    for language in LANGUAGES:
        assert set(GAP_NAMES[language]) == set(Gap)
        assert fault_in(" ".join(gaps_for(language)), longest=600) is None
        assert filled("".join(gaps_for(language)), VALUES) == "NoorZwemmenwoensdag14:00Bad"
    assert filled("{Prenom} { voornaam }", VALUES) == "Noor Noor"


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="{}<>abc voornaamdg\n[]()*_&;#\u200b", max_size=60), st.sampled_from(MessageKind))
def test_whatever_is_accepted_can_be_filled_and_leaves_the_facts_whole(text: str, kind: MessageKind) -> None:
    tidied = tidy(text)
    wording = Wording({"nl": tidied}, {"nl": tidied})
    if fault_in(tidied, longest=600) is not None:
        return

    _, body = preview(kind, wording, Contact(), organiser="De Dolfijn", now=NOW, language="nl")
    _, ours = preview(kind, Wording(), Contact(), organiser="De Dolfijn", now=NOW, language="nl")

    assert ours.split("\n\n")[2] in body  # what follows on the introduction
    assert "Wat: Zwemmen op woensdag" in body


def test_what_is_put_in_a_gap_is_never_read_for_gaps() -> None:
    assert filled("{voornaam}", {**VALUES, Gap.CHILD: "{plaats}"}) == "{plaats}"
    _, body = told(MessageKind.CONFIRMED, "nl", activity=TranslatedText(nl="{guardian} {0}"))
    assert "Wat: {guardian} {0}" in body
