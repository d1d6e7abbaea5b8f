"""Engines for SQLite and PostgreSQL that behave alike."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.pool import StaticPool

READING = {"uitpas2_reading": True}


def make_engine(url: str, *, sqlite_sync: str = "FULL", pool_size: int = 8) -> Engine:
    """An engine for `sqlite:///…` or `postgresql+psycopg://…`.

    On SQLite a writer takes its lock at BEGIN: a deferred transaction that upgrades later fails at once with
    "locked", whatever the busy timeout says. Connections opened with the READING option begin deferred.
    """
    address = make_url(url)
    if address.drivername in {"postgresql", "postgres"}:
        address = address.set(drivername="postgresql+psycopg")
    if address.get_backend_name() == "sqlite":
        return _sqlite_engine(address.render_as_string(hide_password=False), sqlite_sync)
    return create_engine(
        address,
        pool_size=pool_size,
        max_overflow=0,
        pool_pre_ping=True,
        pool_recycle=1800,
        connect_args={"options": "-c lock_timeout=5000 -c statement_timeout=30000 -c timezone=UTC"},
    )


def _sqlite_engine(url: str, sync: str) -> Engine:
    path = make_url(url).database
    in_memory = path in {None, "", ":memory:"}
    if not in_memory:
        Path(str(path)).parent.mkdir(parents=True, exist_ok=True)
    options: dict[str, Any] = {"poolclass": StaticPool} if in_memory else {}
    engine = create_engine(url, connect_args={"check_same_thread": False, "timeout": 10}, **options)

    @event.listens_for(engine, "connect")
    def _set_up(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None  # SQLAlchemy's "begin" below sends BEGIN itself
        cursor = connection.cursor()
        for pragma in (
            "journal_mode=WAL",
            f"synchronous={sync}",
            "foreign_keys=ON",
            "busy_timeout=10000",
            "temp_store=MEMORY",
            "secure_delete=ON",  # what was erased is not left behind in free pages
            "cache_size=-65536",
        ):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        reading = connection.get_execution_options().get("uitpas2_reading", False)
        connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")

    return engine


def is_sqlite(connection: Connection) -> bool:
    return connection.dialect.name == "sqlite"


def size_in_bytes(connection: Connection) -> int:
    """How large the database is on disk."""
    if is_sqlite(connection):
        pages, size = (
            connection.exec_driver_sql(f"PRAGMA {what}").scalar_one() for what in ("page_count", "page_size")
        )
        return int(pages * size)
    return int(connection.exec_driver_sql("SELECT pg_database_size(current_database())").scalar_one())


def renew_statistics(engine: Engine) -> None:
    """After very many rows came at once: let PostgreSQL count anew what its plans rest on. SQLite does not."""
    if engine.dialect.name == "postgresql":
        with engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
            connection.exec_driver_sql("SET statement_timeout = 0")
            connection.exec_driver_sql("ANALYZE")
