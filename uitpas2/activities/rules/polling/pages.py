"""Reading what a source answers: a page of its list, and which item is which."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeGuard

from uitpas2.activities.rules.reading.faults import Fault
from uitpas2.activities.rules.reading.moments import instant_at
from uitpas2.activities.rules.reading.spots import Spot, id_at

_MOST_MEMBERS = 2000
_TAKEN_AWAY = {"DELETED", "REJECTED", "DRAFT"}


class PageBroken(ValueError):
    """What came is no page of a list."""


@dataclass(frozen=True, slots=True)
class PageRead:
    """`total` is how many items the source says there are in all; `per_page` how many it puts on a page."""

    total: int
    per_page: int | None
    members: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """An item of a list. Without a `uitdatabank_id` it cannot be told which one it is."""

    uitdatabank_id: str
    modified: datetime | None
    created: datetime | None
    runs_out_at: datetime | None
    item: Any

    @property
    def is_taken_away(self) -> bool:
        """Whether the source names it only to say that it is gone."""
        return isinstance(self.item, dict) and self.item.get("workflowStatus") in _TAKEN_AWAY


def read_page(content: bytes) -> PageRead:
    """A page of a hydra collection. Raises PageBroken."""
    try:
        whole = json.loads(content, parse_constant=_refuse_constant)
    except (ValueError, RecursionError):  # cut off, not UTF-8, NaN, a number of thousands of digits, nested too deeply
        raise PageBroken from None
    if not isinstance(whole, dict):
        raise PageBroken
    total, per_page, members = whole.get("totalItems"), whole.get("itemsPerPage"), whole.get("member")
    if not _is_count(total) or not isinstance(members, list) or len(members) > _MOST_MEMBERS:
        raise PageBroken
    return PageRead(total, per_page if _is_count(per_page) and per_page else None, tuple(members))


def _refuse_constant(text: str) -> float:
    raise ValueError(f"{text} is no JSON")


def _is_count(value: Any) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 10**9


def listed(item: Any) -> Listed:
    """Which item this is and how new; whatever cannot be read is left open, the import will name it."""
    unheard: list[Fault] = []
    spot = Spot(item, "", unheard)
    if not isinstance(item, dict):
        return Listed("", None, None, None, item)
    return Listed(
        uitdatabank_id=id_at(spot.at("@id")),
        modified=instant_at(spot.at("modified")),
        created=instant_at(spot.at("created")),
        runs_out_at=instant_at(spot.at("availableTo")) or instant_at(spot.at("endDate")),
        item=item,
    )


def newest(items: Iterable[Listed]) -> list[Listed]:
    """One of each, the newest, where an item is listed more than once; what has no name stays as it is.

    Of two that say nothing about it, or the same, the later one in the list counts.
    """
    named: dict[str, Listed] = {}
    nameless: list[Listed] = []
    for one in items:
        if not one.uitdatabank_id:
            nameless.append(one)
        elif one.uitdatabank_id not in named or not is_older(one.modified, named[one.uitdatabank_id].modified):
            named[one.uitdatabank_id] = one
    return [*named.values(), *nameless]


def is_older(modified: datetime | None, known: datetime | None) -> bool:
    """Whether this version was made before the one we know; one that does not say so is taken for new."""
    return modified is not None and known is not None and modified < known
