"""How texts are compared when people search: without capitals, accents or punctuation."""

from __future__ import annotations

import re
import unicodedata

from uitpas2.kernel.text import LANGUAGES, TranslatedText

LONGEST = 4000
MOST_WORDS = 8


def folded(text: str) -> str:
    """Lower case, without accents, one space between words: "Théâtre  in 't park" becomes "theatre in 't park"."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return " ".join(bare.split())


def search_text(name: TranslatedText, description: TranslatedText | None, *further: str) -> str:
    """Everything somebody may look an activity up by, in all languages, folded."""
    texts = [getattr(name, language) for language in LANGUAGES]
    texts += further
    texts += [getattr(description, language) for language in LANGUAGES] if description else []
    return folded(" ".join(text for text in texts if text))[:LONGEST]


def search_words(text: str) -> list[str]:
    """The words of a search, folded; each must occur. More than eight are not looked for."""
    return [word for word in re.split(r"[^\w'’-]+", folded(text)) if word][:MOST_WORDS]
