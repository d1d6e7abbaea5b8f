"""How a table and its columns are declared in the register."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from uitpas2.privacy.rules.processings import Processing
from uitpas2.privacy.rules.retentions import Retention


class Erasing(StrEnum):
    """What becomes of a person's rows when the person is erased."""

    STAYS = "stays"  # the row names nobody: it points at a holder or account that is empty by then
    GOES = "goes"
    EMPTIED = "emptied"  # the row stays, the columns that name somebody are emptied


@dataclass(frozen=True, slots=True)
class Table:
    """One table. `of_holder` and `of_account` are the way to the person: a column, or "column > table" to go on from.

    `shown` are the columns of the download of all data, in this order; `at_home_only` the ones among them that a
    co-parent of another household does not get.
    """

    processing: Processing
    columns: Mapping[str, Retention]
    of_holder: str = ""
    of_account: str = ""
    erasing: Erasing = Erasing.STAYS
    shown: tuple[str, ...] = ()
    at_home_only: frozenset[str] = field(default=frozenset())


def declare(
    processing: Processing,
    columns: Mapping[Retention, str],
    *,
    of_holder: str = "",
    of_account: str = "",
    erasing: Erasing = Erasing.STAYS,
    shown: str = "",
    at_home_only: str = "",
) -> Table:
    named = [(name, retention) for retention, names in columns.items() for name in names.split()]
    if len(dict(named)) != len(named):
        raise ValueError(f"declared twice: {sorted(names for names in columns.values())}")
    return Table(
        processing, dict(named), of_holder, of_account, erasing, tuple(shown.split()), frozenset(at_home_only.split())
    )
