"""A spot in the file: a JSON value, where it stands, and the list in which faults are collected.

Reading never stops at a fault: a reader notes it, answers a harmless value, and the whole item is refused at the end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from uitpas2.activities.rules.reading import faults as say
from uitpas2.activities.rules.reading.faults import Fault
from uitpas2.kernel.text import TranslatedText

E = TypeVar("E", bound=StrEnum)

LONGEST_LIST = 5000


@dataclass(frozen=True, slots=True)
class Spot:
    """A value with its JSON pointer; None stands for null and for what is not there."""

    value: object
    pointer: str
    faults: list[Fault]

    @property
    def is_missing(self) -> bool:
        return self.value is None

    def fault(self, reason: TranslatedText, **values: object) -> None:
        self.faults.append(Fault(self.pointer, reason.fill(**values)))

    def at(self, key: str) -> Spot:
        """The member of an object, or a missing spot."""
        inside = self.value.get(key) if isinstance(self.value, dict) else None
        return Spot(inside, f"{self.pointer}/{_escaped(key)}", self.faults)

    def needed(self) -> Spot:
        """This spot; notes a fault when nothing is there."""
        if self.is_missing:
            self.fault(say.MISSING)
        return self

    def is_object(self) -> bool:
        """Whether this is an object; something else is a fault, nothing is not."""
        if self.is_missing or isinstance(self.value, dict):
            return not self.is_missing
        self.fault(say.NOT_AN_OBJECT, found=shown(self.value))
        return False

    def each(self) -> Iterator[Spot]:
        """The entries of a list; something else is a fault, nothing is an empty list."""
        if self.is_missing:
            return
        if not isinstance(self.value, list):
            self.fault(say.NOT_A_LIST)
        elif len(self.value) > LONGEST_LIST:
            self.fault(say.TOO_MANY, most=LONGEST_LIST)
        else:
            for number, entry in enumerate(self.value):
                yield Spot(entry, f"{self.pointer}/{number}", self.faults)


def text_at(spot: Spot, *, longest: int = 255) -> str:
    """A text without spaces around it; empty when nothing is there."""
    if spot.is_missing:
        return ""
    if not isinstance(spot.value, str):
        spot.fault(say.NOT_TEXT)
        return ""
    if len(spot.value) > longest:
        spot.fault(say.TOO_LONG, most=longest)
        return ""
    return spot.value.strip()


def truth_at(spot: Spot) -> bool:
    """True or false; false when nothing is there."""
    if spot.is_missing:
        return False
    if not isinstance(spot.value, bool):
        spot.fault(say.NOT_YES_OR_NO)
        return False
    return spot.value


def whole_at(spot: Spot, *, least: int = 0, most: int = 1_000_000) -> int | None:
    """A whole number within bounds, both included."""
    if spot.is_missing:
        return None
    if not isinstance(spot.value, int) or isinstance(spot.value, bool):
        spot.fault(say.NOT_WHOLE)
        return None
    if not least <= spot.value <= most:
        spot.fault(say.OUT_OF_RANGE, least=least, most=most)
        return None
    return spot.value


def number_at(spot: Spot, *, least: float, most: float) -> float | None:
    """A number within bounds: a coordinate."""
    if spot.is_missing:
        return None
    if not isinstance(spot.value, int | float) or isinstance(spot.value, bool):
        spot.fault(say.NOT_A_NUMBER)
        return None
    if not least <= spot.value <= most:
        spot.fault(say.OUT_OF_RANGE, least=least, most=most)
        return None
    return float(spot.value)


def word_at(spot: Spot, known: dict[str, E], default: E) -> E:
    """One of the format's fixed words; the default when nothing is there."""
    if spot.is_missing:
        return default
    if isinstance(spot.value, str) and spot.value in known:
        return known[spot.value]
    spot.fault(say.UNKNOWN_WORD, value=shown(spot.value), known=", ".join(known))
    return default


def id_at(spot: Spot) -> str:
    """The identifier at the end of an @id: "https://…/events/1d40fc65-…" gives "1d40fc65-…"."""
    address = text_at(spot, longest=2000)
    if not address:
        return ""
    found = re.search(r"(?:^|/)([A-Za-z0-9][A-Za-z0-9-]{7,35})/?$", address)
    if found is None:
        spot.fault(say.NO_ID)
        return ""
    return found[1].lower()


def web_address_at(spot: Spot) -> str:
    """An http or https address: anything else could be a script when somebody clicks on it."""
    address = text_at(spot, longest=2000)
    if address and not re.match(r"https?://[^\s/]+", address, re.IGNORECASE):
        spot.fault(say.NO_WEB_ADDRESS)
        return ""
    return address


def shown(value: object) -> str:
    """A value as it may stand in a reason: short, on one line."""
    text = value if isinstance(value, str) else repr(value)
    tidy = " ".join(text.split())
    return tidy if len(tidy) <= 40 else f"{tidy[:39]}…"


def _escaped(key: str) -> str:
    return key.replace("~", "~0").replace("/", "~1")
