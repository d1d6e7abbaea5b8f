"""Texts in several languages."""

from __future__ import annotations

from uitpas2.activities.rules.reading import faults as say
from uitpas2.activities.rules.reading.markup import plain_text
from uitpas2.activities.rules.reading.spots import Spot, text_at
from uitpas2.kernel.text import TranslatedText

EMPTY = TranslatedText(nl="")


def translated_at(spot: Spot, main_language: str = "nl", *, longest: int = 255) -> TranslatedText:
    """A text by language, or one text in the main language. Languages we do not have stay in the source.

    What has no Dutch borrows the main language's text, then the first there is.
    """
    if spot.is_missing:
        return EMPTY
    if isinstance(spot.value, str):
        return TranslatedText.from_dict({main_language: text_at(spot, longest=longest)})
    if not isinstance(spot.value, dict):
        spot.fault(say.NO_TRANSLATION)
        return EMPTY
    texts = {language: text_at(spot.at(language), longest=longest) for language in spot.value}
    own = {main_language: texts[main_language], **texts} if main_language in texts else texts
    return TranslatedText.from_dict({language: text for language, text in own.items() if text})


def needed_text_at(spot: Spot, main_language: str, *, longest: int = 255) -> TranslatedText:
    """The same for what has to be there."""
    faults_before = len(spot.faults)
    found = translated_at(spot.needed(), main_language, longest=longest)
    if not found.nl and len(spot.faults) == faults_before:
        spot.fault(say.EMPTY_TEXT)
    return found


def optional_text_at(spot: Spot, main_language: str, *, longest: int = 100_000) -> TranslatedText | None:
    """The text without its markup, or None when nobody wrote one."""
    found = translated_at(spot, main_language, longest=longest)
    plain = TranslatedText(*(plain_text(text) for text in (found.nl, found.fr, found.en)))
    return plain if plain.nl else None
