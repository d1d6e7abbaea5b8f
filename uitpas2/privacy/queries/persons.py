"""The way from a person to their rows, by the register."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import ColumnElement, Table, or_, select

from uitpas2.database.base import Base
from uitpas2.privacy.rules import REGISTER
from uitpas2.privacy.rules import Table as Declared


def tables() -> Iterator[tuple[Table, Declared]]:
    """Every declared table, each before the ones it points at: in this order rows can go."""
    for table in reversed(Base.metadata.sorted_tables):
        yield table, REGISTER[table.name]


def is_of_holder(table: Table, holder_id: str) -> ColumnElement[bool] | None:
    """The condition on a table's rows that they are about this holder; None when none of them is."""
    way = REGISTER[table.name].of_holder
    if not way:
        return None
    column, _, further = (part.strip() for part in way.partition(">"))
    if not further:
        return table.c[column] == holder_id
    next_table = Base.metadata.tables[further]
    condition = is_of_holder(next_table, holder_id)
    assert condition is not None, f"{table.name} leads to {further}, which leads to no holder"
    (key,) = next_table.primary_key.columns
    return table.c[column].in_(select(key).where(condition))


def is_of_account(table: Table, account_id: str) -> ColumnElement[bool] | None:
    """The same for an account."""
    column = REGISTER[table.name].of_account
    return table.c[column] == account_id if column else None


def is_of_either(table: Table, holder_id: str, account_ids: list[str]) -> ColumnElement[bool] | None:
    """Rows about a holder, or about one of these accounts."""
    found = [is_of_holder(table, holder_id), *(is_of_account(table, account_id) for account_id in account_ids)]
    conditions = [condition for condition in found if condition is not None]
    return or_(*conditions) if conditions else None
