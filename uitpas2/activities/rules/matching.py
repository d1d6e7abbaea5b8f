"""Which known session is which new one, when an item came in again or an organiser planned anew."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, Protocol, TypeVar

from uitpas2.kernel.clock import brussels_day


class New(Protocol):
    @property
    def starts(self) -> datetime: ...


class Known(New, Protocol):
    @property
    def position(self) -> int: ...


K = TypeVar("K", bound=Known)
N = TypeVar("N", bound=New)


@dataclass(frozen=True, slots=True)
class Matched(Generic[K, N]):
    """Each new session with the known one it is (or None: there was none), and the known ones that are gone."""

    pairs: list[tuple[K | None, N]]
    gone: list[K]


def match_sessions(known: Sequence[K], read: Sequence[N], *, dated: bool, first: int = 0) -> Matched[K, N]:
    """Pair them by their start, else by their day; dates named one by one also by their place in the row.

    Somebody who has a place keeps it when a lesson moves: "9 December" that became "11 December" is the same lesson.
    In a week of opening hours the place in the row means nothing, so there it is not looked at. `first` is the place
    in the row of the first new one.
    """
    found: dict[int, K] = {}
    waiting = list(known)
    rounds: list[tuple[Callable[[K], Hashable], Callable[[int, N], Hashable]]] = [
        (lambda old: old.starts, lambda _, new: new.starts),
        (lambda old: brussels_day(old.starts), lambda _, new: brussels_day(new.starts)),
    ]
    if dated:
        rounds.append((lambda old: old.position, lambda number, _: first + number))
    for key_of_known, key_of_read in rounds:
        by_key: dict[Hashable, list[K]] = {}
        for old in waiting:
            by_key.setdefault(key_of_known(old), []).append(old)
        for number, new in enumerate(read):
            candidates = by_key.get(key_of_read(number, new))
            if number not in found and candidates:
                found[number] = candidates.pop(0)
        used = {id(old) for old in found.values()}
        waiting = [old for old in waiting if id(old) not in used]
    return Matched([(found.get(number), new) for number, new in enumerate(read)], waiting)
