"""What may be told in numbers about guidance: never small, never exact, and the same children always alike.

What is counted is always different children. Fewer than the threshold are not told, zero neither. Every other number
gets some noise and is then rounded to a multiple of five. The noise is drawn by a keyed hash of exactly the children
that are counted. So

* the same children give the same figure in every report and every quarter: two readers who lay their reports side by
  side, and somebody who asks again and again, learn nothing more;
* one child more or less gives another draw, and no figure is more than twice as likely with the child as without it:
  from the difference of two figures, whoever knows all the other children cannot tell whether this one is among them.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Collection
from datetime import date, timedelta
from enum import StrEnum

from uitpas2.kernel.text import TranslatedText
from uitpas2.monitoring.rules.disclosure import THRESHOLD

BASE = 5
SETTLED = timedelta(days=14)
"""After the end of a quarter, until everybody has noted who came."""


class Reach(StrEnum):
    """What partners did with the children."""

    GUIDED = "guided"  # on some day of the quarter
    REFERRED = "referred"  # a letter with a code, or a registration, was made
    REGISTERED = "registered"  # had a place in something that took place
    CAME = "came"


class Breakdown(StrEnum):
    """By what the children are counted: all together, by the theme of what they did, or by age."""

    ALL = "all"
    THEME = "theme"
    AGE = "age"


REACH_WORDS: dict[Reach, TranslatedText] = {
    Reach.GUIDED: TranslatedText(nl="Begeleid", fr="Accompagnés", en="Guided"),
    Reach.REFERRED: TranslatedText(nl="Toegeleid", fr="Orientés", en="Referred"),
    Reach.REGISTERED: TranslatedText(nl="Een plaats", fr="Avec une place", en="With a place"),
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


def may_be_released(ends: date, today: date) -> bool:
    """Whether a quarter that ended on a day (not included) is settled."""
    return today >= ends + SETTLED


def shown(children: Collection[str], key: bytes) -> int | None:
    """What is published of a set of children: a multiple of five, or None for fewer than the threshold."""
    count = len(set(children))
    if count < THRESHOLD:
        return None
    return max(BASE, rounded(count + noise(_draw(children, key))))


def rounded(count: int) -> int:
    """To the nearest multiple of five."""
    return (count + BASE // 2) // BASE * BASE


def noise(draw: int) -> int:
    """A whole number around zero, each one half as likely as the one before: 0 in a third of the draws, then 1 and -1.

    One more child shifts it by one, so whatever comes out is at most twice as likely with that child as without.
    """
    rest, turn = divmod(draw, 3)
    if turn == 0:
        return 0
    size = 1
    while rest % 2:
        rest, size = rest // 2, size + 1
    return size if turn == 1 else -size


def _draw(children: Collection[str], key: bytes) -> int:
    """A large number that belongs to exactly these children."""
    return int.from_bytes(hmac.new(key, "\n".join(sorted(set(children))).encode(), hashlib.sha256).digest())
