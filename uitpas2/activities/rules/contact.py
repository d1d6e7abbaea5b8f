"""How to reach whoever organises it or to book: read from the kept item, which was checked when it came in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Contact:
    """A web address that is safe to link to, a telephone number and a mail address; empty where unknown."""

    url: str = ""
    phone: str = ""
    email: str = ""

    def __bool__(self) -> bool:
        return bool(self.url or self.phone or self.email)


def contact_of(source: Mapping[str, Any]) -> Contact:
    """How to book, else how to reach somebody. Odd values are left out: a link must never be a script."""
    booking, general = _object(source, "bookingInfo"), _object(source, "contactPoint")
    return Contact(
        url=_matching(r"https?://[^\s/]+\S*", booking.get("url"), general.get("url")),
        phone=_matching(r"[+\d][\d\s/.()-]{5,29}", booking.get("phone"), general.get("phone")),
        email=_matching(r"[^\s@<>:?&]+@[^\s@<>:?&]+\.\w+", booking.get("email"), general.get("email")),
    )


def _object(source: Mapping[str, Any], field: str) -> Mapping[str, Any]:
    found = source.get(field)
    return found if isinstance(found, dict) else {}


def _matching(pattern: str, *values: object) -> str:
    """The first value, or first of a list of values, that is wholly of this form."""
    for value in values:
        for text in value if isinstance(value, list) else [value]:
            if isinstance(text, str) and len(text) <= 500 and re.fullmatch(pattern, text.strip(), re.IGNORECASE):
                return text.strip()
    return ""
