"""Writes whose outcome decides: put a row down unless it is there, take a number only if enough is left."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, TypeVar

from sqlalchemy import CursorResult, Executable, Table, Update, insert
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.orm import DeclarativeBase, Session, make_transient_to_detached

Row = TypeVar("Row", bound=DeclarativeBase)


def insert_unless_there(session: Session, model: type[DeclarativeBase], **values: Any) -> bool:
    """Insert a row unless a unique constraint already holds it; tells whether it was inserted.

    On PostgreSQL this waits for another transaction that is inserting the same key, so that afterwards the
    other one's row is either visible or gone.
    """
    result = session.execute(_insert_or_leave(_table(model), session.get_bind().dialect.name), values)
    assert isinstance(result, CursorResult)
    return result.rowcount == 1


@lru_cache
def _insert_or_leave(table: Table, dialect: str) -> Executable:
    """Made once per table: building a statement costs more than running it."""
    statement = (sqlite_insert if dialect == "sqlite" else postgresql_insert)(table).on_conflict_do_nothing()
    # SQLAlchemy keeps the count of an INSERT only when asked; PostgreSQL would answer -1 otherwise.
    return statement.execution_options(preserve_rowcount=True)


def _table(model: type[DeclarativeBase]) -> Table:
    table = model.__table__
    assert isinstance(table, Table)
    return table


def insert_many(session: Session, model: type[DeclarativeBase], rows: list[dict[str, Any]]) -> None:
    """Insert many rows in one go, without making objects of them."""
    if rows:
        session.execute(insert(_table(model)), rows)


def as_stored(session: Session, model: type[Row], **values: Any) -> Row:
    """The object of a row that was written just now by one of these functions, without asking the database for it."""
    row = model(**values)
    make_transient_to_detached(row)
    session.add(row)
    return row


def happened(session: Session, update: Update, **values: Any) -> bool:
    """Run a conditional UPDATE and tell whether its condition held for a row: the guard of every scarce thing.

    `values` fill in its named parameters, if it has any.
    """
    result = session.execute(update.execution_options(synchronize_session=False), values or None)
    assert isinstance(result, CursorResult)
    return result.rowcount >= 1
