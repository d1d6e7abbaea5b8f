"""In which order people see what they can do: what fits best first, and every organiser in turn.

Each activity takes steps away from what somebody asked: by distance, by how long one has to wait, by whether its name
says the words that were asked, and by whether there is a place. Who took fewer steps stands higher; of as many steps
what is made for the asked age goes first, then what is for more ages, then what is for everybody. Those who are equal
in both stand in rounds: first one activity of every organiser, then a second of those who have more, and so on; which
organiser begins is drawn by lot each day.

How popular something is, how many places it has and who pays count for nothing, so somebody who began yesterday with
one activity stands beside the largest. The page /activities/order tells it to the reader from these same numbers.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from enum import IntEnum
from typing import NamedTuple

WITHIN_KM = (2, 5, 10, 20)  # up to and including so many kilometres takes 0, 1, 2 or 3 steps; further 4
WITHIN_DAYS = (7, 28, 91)  # sooner than so many days takes 0, 1 or 2 steps; later 3
ALWAYS_OPEN = 1  # what one can go to on any day
ELSEWHERE_IN_TEXT = (
    4  # the words that were asked stand in what is told about it, or in who organises it; not in its name
)
NARROW_YEARS = 5  # ages that lie no further apart: made for them
FOR_THAT_AGE, FOR_MORE_AGES, FOR_ALL_AGES = 0, 1, 2


class Places(IntEnum):
    """The steps away of what has a place, is full, or was called off: more than all other steps together."""

    FREE = 0
    FULL = 10
    CALLED_OFF = 20


def distance_steps(km: float) -> int:
    return bisect_left(WITHIN_KM, km)


def waiting_steps(today: date, first: date) -> int:
    return bisect_right(WITHIN_DAYS, (first - today).days)


def age_fit(age_from: int | None, age_to: int | None) -> int:
    """Ages in completed years, both included; an open end is wide, two of them are for everybody."""
    if age_to is None:
        return FOR_MORE_AGES if age_from else FOR_ALL_AGES
    return FOR_THAT_AGE if age_to - (age_from or 0) <= NARROW_YEARS else FOR_MORE_AGES


class Entry(NamedTuple):
    """One activity in the running: its steps, how it fits the age, and what decides among those of one organiser."""

    steps: int
    age: int
    first: date
    name: str
    id: str
    organiser: str


def in_order(entries: Iterable[Entry], day: date) -> Iterator[Entry]:
    """By steps, then age, and in rounds among those who are equal in both.

    The order is the same all day long, whoever asks.
    Of one organiser what takes place first goes first. Activities without an organiser share one turn. Who needs only
    the beginning takes only that: what comes later is not sorted yet.
    """
    bands: dict[tuple[int, int], list[Entry]] = {}
    for entry in entries:
        bands.setdefault(entry[:2], []).append(entry)
    lots: dict[str, bytes] = {}
    for band in sorted(bands):
        turns: Counter[str] = Counter()
        seated = []
        for entry in sorted(bands[band]):
            organiser = entry.organiser
            turns[organiser] += 1
            if organiser not in lots:
                lots[organiser] = lot(organiser, day)
            seated.append((turns[organiser], lots[organiser], entry))
        seated.sort()
        for _, _, entry in seated:
            yield entry


def lot(organiser: str, day: date) -> bytes:
    """Where an organiser stands on a day: nobody can choose it, everybody can compute it again."""
    return hashlib.sha256(f"{day.isoformat()}/{organiser}".encode()).digest()[:8]
