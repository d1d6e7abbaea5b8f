"""The rules of the door: when it is open, what a scan is answered with, in which words. Pure functions and values."""

from uitpas2.scanning.rules.answers import admitted, closed, not_now, refused, welcome, with_remark
from uitpas2.scanning.rules.verdict import (
    Action,
    Person,
    PriceOption,
    Situation,
    Verdict,
    VerdictKind,
)
from uitpas2.scanning.rules.window import MARGIN, Door, day_door, session_door
from uitpas2.scanning.rules.words import word

__all__ = [
    "MARGIN",
    "Action",
    "Door",
    "Person",
    "PriceOption",
    "Situation",
    "Verdict",
    "VerdictKind",
    "admitted",
    "closed",
    "day_door",
    "not_now",
    "refused",
    "session_door",
    "welcome",
    "with_remark",
    "word",
]
