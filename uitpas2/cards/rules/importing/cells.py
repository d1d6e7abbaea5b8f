"""What one cell means: numbers that a spreadsheet shortened, words for kinds and cards."""

from __future__ import annotations

import re

from uitpas2.accounts.errors import EmailUnreadable
from uitpas2.accounts.rules import bare_name, is_email, tidy_email
from uitpas2.cards.errors import NumberMistyped
from uitpas2.cards.errors.importing import (
    CardWishUnknown,
    KindUnknown,
    LanguageUnknown,
    NameUnreadable,
    NumberShortened,
)
from uitpas2.cards.rules.national_number import NationalNumber
from uitpas2.cards.rules.numbers import bare_number, is_card_number
from uitpas2.cards.rules.words import HolderKind

_SHORTENED = re.compile(r"\d[.,]?\d*E\+?\d+", re.IGNORECASE)

_KINDS = {
    HolderKind.PERSON: "persoon, person, personne, individu, individueel, p",
    HolderKind.GROUP: "groep, group, groupe, groepspas, groupspass, passe groupe, g",
}
_WISHES = {
    True: "digitaal, digital, digitale, numérique, digitale kaart, ja, oui, yes, x, 1",
    False: "geen, none, aucune, aucun, nee, non, no, neen, 0",
}
_LANGUAGES = {
    "nl": "nl, nederlands, néerlandais, dutch, n",
    "fr": "fr, frans, français, french, f",
    "en": "en, engels, anglais, english, e",
}
_LANGUAGE_WORDS = {bare_name(word): code for code, words in _LANGUAGES.items() for word in words.split(",")}
_KIND_WORDS = {bare_name(word): kind for kind, words in _KINDS.items() for word in words.split(",")}
_WISH_WORDS = {bare_name(word): wish for wish, words in _WISHES.items() for word in words.split(",")}


def name(text: str) -> str:
    """Raises NameUnreadable for what has no letter, or begins with a sign that no name begins with."""
    if not any(letter.isalpha() for letter in text) or text[0] in "+@":
        raise NameUnreadable
    return text


def card_number(text: str) -> str:
    """A card number; the zero that a spreadsheet dropped comes back. Raises NumberShortened or NumberMistyped."""
    if _SHORTENED.fullmatch(text):
        raise NumberShortened
    number = bare_number(text)
    if len(number) == 12 and number.isdigit():
        number = f"0{number}"
    if not is_card_number(number):
        raise NumberMistyped
    return number


def national_number(text: str) -> NationalNumber:
    """The same for a national number. Raises NumberShortened or NationalNumberMistyped."""
    if _SHORTENED.fullmatch(text):
        raise NumberShortened
    digits = re.sub(r"[\s.\-/]", "", text)
    return NationalNumber(digits.zfill(11) if digits.isdigit() and len(digits) in {9, 10} else digits)


def mail_address(text: str) -> str:
    """Raises EmailUnreadable."""
    address = tidy_email(text.removeprefix("mailto:"))
    if not is_email(address):
        raise EmailUnreadable
    return address


def postal_code(text: str) -> str:
    """Without the country that some programs put in front."""
    return re.sub(r"^B(E)?[\s\-]*(?=\d{4}$)", "", text, flags=re.IGNORECASE)


def kind(text: str) -> HolderKind:
    """Raises KindUnknown."""
    found = _KIND_WORDS.get(bare_name(text)) if text else HolderKind.PERSON
    if found is None:
        raise KindUnknown
    return found


def is_wish(text: str) -> bool:
    return bare_name(text) in _WISH_WORDS and not text.strip().isdigit()


def wants_card(text: str) -> bool:
    """Whether a new digital card is wished. Raises CardWishUnknown."""
    found = _WISH_WORDS.get(bare_name(text)) if text else False
    if found is None:
        raise CardWishUnknown
    return found


def language(text: str) -> str:
    """Raises LanguageUnknown for a language in which we write to nobody."""
    found = _LANGUAGE_WORDS.get(bare_name(text))
    if found is None:
        raise LanguageUnknown
    return found
