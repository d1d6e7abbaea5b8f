"""Everything that is written to families: three languages, no word about a right, and one place that sends it."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

import uitpas2
from uitpas2.cards.rules.mails import TEXT_MESSAGE, MailText, Weight, ways
from uitpas2.kernel.text import LANGUAGES, TranslatedText
from uitpas2.outbox.rules import Channel

ROOT = Path(uitpas2.__file__).parent
MAIL, SMS, POST = Channel.MAIL, Channel.SMS, Channel.POST
# A mail may be read by anybody in the house, on any screen; a letter with a decision may say "your price".
NEVER = re.compile(
    r"kans|arm(oede|en)?\b|sociaal|social|korting|verlaag|pauvre|défavoris|réduit|réduction|poverty|poor|reduc|discount"
)
NEVER_IN_MAILS = re.compile(r"\brecht(en)?\b|prij[sz]|tarie?f|\bdroits?\b|\bprix\b|\brights?\b|price|\brate\b")
LONGEST_TEXT_MESSAGE = 160
VALUES = {
    "guardian": "Lotte Maes",
    "child": "Noor",
    "asker": "Karim Aziz",
    "code": "ABCD-EFGH",
    "municipality": "Sint-Niklaas",
    "card": "0900 000 095 902",
    "last_day": "zondag 28 februari 2027",
    "place": "Gent",
    "activities": "– Zwemmen",
    "activity": "Zwemmen op woensdag",
    "day": "woensdag 2 december 2026",
    "until": "30/11/2026 14:00",
    "reason": "Dit gaat niet door.",
    "introduction": "Goed nieuws.",
    "facts": "Wat: Zwemmen op woensdag",
    "changes": "Was: woensdag 2 december 2026, 14:00",
    "closing": "Tot dan!",
    "contact": "Zwemclub De Dolfijn",
    "address": "https://pas.test/activate",
    "email": "lotte@voorbeeld.test",
    "organiser": "Zwemclub De Dolfijn",
    "payee": "Zwemclub De Dolfijn vzw",
    "iban": "BE68 5390 0754 7034",
    "communication": "+++090/9337/55493+++",
    "number": "2026-0014",
    "amount": "€ 12,50",
    "due": "9 december",
    "what": "november 2026",
}


def modules() -> Iterator[ModuleType]:
    for found in pkgutil.walk_packages(uitpas2.__path__, "uitpas2."):
        yield importlib.import_module(found.name)


def mails() -> dict[str, MailText]:
    return {
        f"{text.kind} {name}": text
        for module in modules()
        for name, text in vars(module).items()
        if isinstance(text, MailText)
    }


def texts_in(value: object) -> Iterator[TranslatedText]:
    if isinstance(value, TranslatedText):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from texts_in(part)


def paper_texts() -> dict[str, TranslatedText]:
    """Every text in a module that draws a letter or a card."""
    draws = re.compile(r"\bpaper\.(letters?|note|single_card|sheets)\(|Paper\(")
    return {
        f"{module.__name__}.{name} {order}": text
        for module in modules()
        if module.__file__ and draws.search(Path(module.__file__).read_text(encoding="utf-8"))
        for name, value in vars(module).items()
        for order, text in enumerate(texts_in(value))
    }


MAILS, PAPER = mails(), paper_texts()


def test_the_whole_set_is_looked_at() -> None:
    kinds = {text.kind for text in MAILS.values()}

    assert {"family-code", "family-joined", "of-age", "moved", "decided", "renewal", "registration-offered"} <= kinds
    assert len(PAPER) > 20


@pytest.mark.parametrize("name", MAILS)
def test_every_mail_is_written_in_three_languages_and_names_no_right(name: str) -> None:
    mail = MAILS[name]
    texts = [f"{mail.subject.in_language(one)}\n{mail.body.in_language(one)}".format(**VALUES) for one in LANGUAGES]

    assert mail.subject.is_complete()
    assert mail.body.is_complete()
    assert len(set(texts)) == len(LANGUAGES)
    for text in texts:
        assert not NEVER.search(text.lower()), text
        assert not NEVER_IN_MAILS.search(text.lower()), text
        assert "{" not in text


@pytest.mark.parametrize("name", MAILS)
def test_the_subject_of_every_mail_fits_in_one_text_message(name: str) -> None:
    for language in LANGUAGES:
        subject = MAILS[name].subject.in_language(language).format(**VALUES)

        assert len(TEXT_MESSAGE.fill(subject=subject).in_language(language)) <= LONGEST_TEXT_MESSAGE


@pytest.mark.parametrize("name", PAPER)
def test_every_text_on_paper_is_written_in_three_languages_without_a_word_about_means(name: str) -> None:
    text = PAPER[name]

    assert text.is_complete()
    for language in LANGUAGES:
        assert not NEVER.search(text.in_language(language).lower())


def test_the_words_that_are_looked_for_would_be_found() -> None:
    for text in ("je sociaal tarief", "wegens armoede", "een korting wegens", "tarif social", "the reduced price"):
        assert NEVER.search(text)
    for text in ("je recht loopt af", "votre droit", "your right ends", "jouw prijs"):
        assert NEVER_IN_MAILS.search(text)


def test_only_one_place_puts_messages_to_families_in_the_outbox() -> None:
    puts = re.compile(r"outbox\.services(\.waiting)? import [^\n]*\bput(_letter)?\b")

    found = [
        str(path.relative_to(ROOT)) for path in ROOT.rglob("*.py") if puts.search(path.read_text(encoding="utf-8"))
    ]

    to_staff = "activities/services/polling/telling.py"
    assert sorted(found) == [to_staff, "cards/services/telling.py", "outbox/services/__init__.py"]


@pytest.mark.parametrize(
    ("weight", "chosen", "at_home", "along"),
    [
        (Weight.ASKED_FOR, {POST}, True, {MAIL}),
        (Weight.MUST_ARRIVE, {MAIL, SMS}, True, {MAIL, SMS}),
        (Weight.MUST_ARRIVE, {POST}, True, {POST}),
        (Weight.MUST_ARRIVE, {POST}, False, {MAIL}),
        (Weight.MUST_ARRIVE, set(), True, {POST}),
        (Weight.MUST_ARRIVE, set(), False, {MAIL}),
        (Weight.WITH_CONSENT, {MAIL, SMS, POST}, True, {MAIL}),
        (Weight.WITH_CONSENT, {SMS, POST}, True, set()),
    ],
)
def test_a_message_goes_along_the_ways_that_were_chosen(
    weight: Weight, chosen: set[Channel], at_home: bool, along: set[Channel]
) -> None:
    assert ways(weight, frozenset(chosen), has_address=at_home) == along
