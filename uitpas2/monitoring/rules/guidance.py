"""What may be told in numbers about guidance: rounded, never small, and the same set of children always alike.

What is counted is always different children. A figure below the threshold is not shown, zero neither: whether a
partner reached nobody or four is not told. Every other figure is rounded up or down to a multiple of five, by chance,
nearer ones more often; the chance is a keyed hash of the children that are counted. So

* the same children give the same figure in every report and in every quarter: two readers who lay their reports side
  by side, or somebody who asks again and again, learn nothing more;
* one child more or less gives another draw: from the difference of two figures nobody can tell whether there is one.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Collection
from enum import StrEnum

from uitpas2.kernel.text import TranslatedText
from uitpas2.monitoring.rules.disclosure import THRESHOLD, Range

BASE = 5


class Reach(StrEnum):
    """How far the children came, each within the one before."""

    GUIDED = "guided"
    REFERRED = "referred"
    REGISTERED = "registered"
    CAME = "came"


class Breakdown(StrEnum):
    """By what the children are counted: all together, by the theme of what they did, or by age."""

    ALL = "all"
    THEME = "theme"
    AGE = "age"


REACH_WORDS: dict[Reach, TranslatedText] = {
    Reach.GUIDED: TranslatedText(nl="Begeleid", fr="Accompagnés", en="Guided"),
    Reach.REFERRED: TranslatedText(nl="Toegeleid", fr="Orientés", en="Referred"),
    Reach.REGISTERED: TranslatedText(nl="Ingeschreven", fr="Inscrits", en="Registered"),
    Reach.CAME: TranslatedText(nl="Gekomen", fr="Venus", en="Came"),
}

AGE_GROUPS: tuple[tuple[str, int, int], ...] = (
    ("0-5", 0, 6),
    ("6-8", 6, 9),
    ("9-11", 9, 12),
    ("12-17", 12, 18),
    ("18+", 18, 200),
)


def age_group(age: int) -> str:
    """The group to which an age belongs."""
    return next(name for name, first, after in AGE_GROUPS if first <= age < after)


def shown(children: Collection[str], key: bytes) -> int | None:
    """What is published of a set of children: a multiple of five, or None for fewer than the threshold."""
    count = len(set(children))
    if count < THRESHOLD:
        return None
    below = count - count % BASE
    if _draw(children, key) * BASE < (count % BASE) * 2**32:
        return below + BASE
    return below


def _draw(children: Collection[str], key: bytes) -> int:
    """A number below 2³² that belongs to exactly these children."""
    digest = hmac.new(key, "\n".join(sorted(set(children))).encode(), hashlib.sha256).digest()
    return int.from_bytes(digest[:4])


def possible(figure: int | None) -> Range:
    """What somebody who knows the method can tell of the true number behind a figure."""
    if figure is None:
        return Range(0, THRESHOLD - 1)
    return Range(max(THRESHOLD, figure - BASE + 1), figure + BASE - 1)
