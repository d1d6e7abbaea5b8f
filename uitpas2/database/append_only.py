"""Tables to which rows may only be added. The databases themselves refuse to change or delete one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Table, event

_SQLITE = """CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table}
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"""

_POSTGRESQL_FUNCTION = """CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger AS $$
BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$ LANGUAGE plpgsql"""

_POSTGRESQL = """CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table}
FOR EACH ROW EXECUTE FUNCTION refuse_change()"""


def guard_statements(dialect: str, table: str) -> Iterator[str]:
    """The SQL that makes a table append-only."""
    if dialect == "postgresql":
        yield _POSTGRESQL_FUNCTION
    for verb in ("update", "delete"):
        yield (_POSTGRESQL if dialect == "postgresql" else _SQLITE).format(table=table, verb=verb)


def unguard_statements(dialect: str, table: str) -> Iterator[str]:
    for verb in ("update", "delete"):
        yield f"DROP TRIGGER {table}_no_{verb}" + (f" ON {table}" if dialect == "postgresql" else "")


def guard_table(connection: Connection, table: str) -> None:
    """Make a table append-only: for migrations and for tables made from the models."""
    for statement in guard_statements(connection.dialect.name, table):
        # psycopg reads a per cent sign as a parameter
        connection.exec_driver_sql(statement.replace("%", "%%") if "%" in statement else statement)


def append_only(model: Any) -> Any:
    """Class decorator: rows of this model are added and never changed."""
    table: Table = model.__table__

    @event.listens_for(table, "after_create")
    def _guard(_table: Table, connection: Connection, **_: object) -> None:
        guard_table(connection, table.name)

    model.__append_only__ = True
    return model
