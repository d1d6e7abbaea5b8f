"""Texts in the three languages of the platform."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from uitpas2.kernel.french import elided, french

LANGUAGES = ("nl", "fr", "en")


@dataclass(frozen=True, slots=True)
class TranslatedText:
    """One text in Dutch, French and English. Dutch is always there; the others fall back to it."""

    nl: str
    fr: str = ""
    en: str = ""

    def in_language(self, language: str) -> str:
        """The text in this language, or in Dutch when nobody wrote it in that one."""
        if language == "fr" and self.fr:
            return french(self.fr)
        return getattr(self, language, "") or self.nl

    def fill(self, **values: object) -> TranslatedText:
        """The same text with its {named} gaps filled in."""
        texts = (self.nl, elided(self.fr, values), self.en)
        return TranslatedText(*(text.format(**values) if text else "" for text in texts))

    def is_complete(self) -> bool:
        return bool(self.nl and self.fr and self.en)

    def as_dict(self) -> dict[str, str]:
        return {language: text for language in LANGUAGES if (text := getattr(self, language))}

    @classmethod
    def from_dict(cls, texts: Mapping[str, str]) -> TranslatedText:
        """Take our three languages out of a mapping; a text without Dutch borrows the first language there is."""
        dutch = texts.get("nl") or next((text for text in texts.values() if text), "")
        return cls(nl=dutch, fr=texts.get("fr", ""), en=texts.get("en", ""))
