"""How French is written: narrow spaces around ? ! ; : « and », 1er of the month, d’ before a vowel."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

NARROW_SPACE = "\u202f"
_BEFORE_MARK = re.compile(r"[ \u00a0](?=[?!;:»])")
_AFTER_QUOTE = re.compile(r"(?<=«)[ \u00a0]")
_FIRST_OF_MONTH = re.compile(
    r"\b1(?=[ \u00a0](?:janv(?:ier|\.)|févr(?:ier|\.)|mars\b|avr(?:il|\.)|mai\b|juin\b|juil(?:let|\.)|août\b"
    r"|sept(?:embre|\.)|oct(?:obre|\.)|nov(?:embre|\.)|déc(?:embre|\.)))"
)
_DE_BEFORE_GAP = re.compile(r"\b([Dd])e (?=(?:%\((\w+)\)s|\{(\w+)\}))")
# Oui and Oualid, Yasmina and Hasselt are said with a consonant first; Ieper and Yves are not.
_VOWEL_FIRST = re.compile(r"(?!ou[aeiouéè])[aeiouàâäéèêëîïôöùûü]|y[^aeiouéè\W]", re.IGNORECASE)


@lru_cache(maxsize=16384)
def french(text: str) -> str:
    """A French text with the spaces that belong around its punctuation, however they were typed, and 1er for a day."""
    text = _FIRST_OF_MONTH.sub("1er", text)
    return _AFTER_QUOTE.sub(NARROW_SPACE, _BEFORE_MARK.sub(NARROW_SPACE, text))


def elided(text: str, values: Mapping[str, object]) -> str:
    """A French text whose gaps are still open, with “de” shortened before each gap that a vowel will fill."""

    def shortened(found: re.Match[str]) -> str:
        value = values.get(found[2] or found[3])
        return f"{found[1]}’" if isinstance(value, str) and _VOWEL_FIRST.match(value) else found[0]

    return _DE_BEFORE_GAP.sub(shortened, text)
